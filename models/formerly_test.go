package models_test

import (
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

const moved = `
[carrier.mobile]
formerly = ["radio"]
[carrier.fixed]
formerly = ["radio", "cable"]
[population.people]
formerly = ["lines"]
access = { mobile = 0.5, fixed = 0.5 }
[service.web]
population = "people"
`

// TestFormerly names what has gone: whoever does so is told what is in its place.
func TestFormerly(t *testing.T) {
	m := load(t, moved)
	for given, want := range map[string]string{
		"radio":       `there is no node "radio"; in its place there is "fixed" and "mobile" now`,
		"cable,web":   `there is no node "cable"; in its place there is "fixed" now`,
		"lines":       `there is no node "lines"; in its place there is population "people" now`,
		"web@cable":   `"web" has no part at "cable"; in its place there is "fixed" now`,
		"cable@fixed": `there is no node "cable"; in its place there is "fixed" now`,
	} {
		if _, err := m.Select(given); err == nil || err.Error() != want {
			t.Errorf("%s: %v", given, err)
		}
	}
	for more, want := range map[string]string{
		"[service.x]\nneeds = [\"cable\"]\n":                                   `12:10: error: there is no node "cable"; in its place there is "fixed" now`,
		"[service.x]\npopulation = \"lines\"\n":                                `12:14: error: there is no population "lines"; in its place there is population "people" now`,
		"[service.x]\nspills_to = { cable = 1 }\ndemand = 1\n":                 `there is no node "cable"; in its place there is "fixed" now`,
		"[population.some]\nof = \"lines\"\naccess = { fixed = 1 }\n":          `there is no population "lines"; in its place there is population "people" now`,
		"[population.some]\naccess = { cable = 1 }\n":                          `there is no node "cable"; in its place there is "fixed" now`,
		"[policy.p]\nprotect = \"web\"\nagainst = \"cable\"\n":                 `there is no node "cable"; in its place there is "fixed" now`,
		"[carrier.cable]\n":                                                    `11:10: error: "cable" has gone; in its place there is "fixed" now; what is another thing takes another id`,
		"[population.lines]\naccess = { fixed = 1 }\n":                         `11:13: error: "lines" has gone; in its place there is population "people" now; what is another thing takes another id`,
		"[carrier.x]\nformerly = [\"Old one\"]\n":                              `12:13: error: "Old one" cannot have been an id; names are written in small letters, digits and "-", such as "kt"`,
		"[carrier.\"{n}-loop\"]\neach.n = [\"a\"]\nformerly = [\"{n}-web\"]\n": "",
	} {
		problems := problemsOf(t, "m.toml", moved+more)
		if got := problems.Error(); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s:\n%s", more, got)
		}
	}
}

// TestFormerlyInOverlay opens again what has gone.
func TestFormerlyInOverlay(t *testing.T) {
	dir := folder(t, map[string]string{"m.toml": moved, "variants/old.toml": "[carrier.cable]\noperator = \"x\"\n", "variants/more.toml": "[carrier.fixed]\nadd.formerly = [\"wire\"]\n"})
	_, err := models.Load(models.Request{Path: dir, With: []string{"variant:old"}})
	if want := `"cable" has gone; in its place there is "fixed" now`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v", err)
	}
	m, err := models.Load(models.Request{Path: dir, With: []string{"variant:more"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Select("wire"); err == nil || !strings.Contains(err.Error(), `"fixed" now`) {
		t.Errorf("%v", err)
	}
}
