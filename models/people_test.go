package models_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

const peopleModel = `
[population.people]
size = 1_000
by.mobile = { kt = 0.4, skt = 0.6 }
by.home = { kt = 0.5, skt = 0.5 }
line.data = "{mobile}"
line.fixed = { home = { kt = "kt" } }
[carrier.kt]
[carrier.skt]
[service.calls]
population = "people"
needs = ["@data"]
[service.tv]
population = "people"
needs = ["@fixed"]
[service.bank]
population = "people"
needs = [{ any = ["@fixed", "@data"] }]
`

// loadFiles writes files into a folder and loads the first, with the others as overlays.
func loadFiles(t *testing.T, files ...string) (*models.Model, error) {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for i, text := range files {
		name := filepath.Join(dir, string(rune('a'+i))+".toml")
		if strings.HasPrefix(text, "{") {
			name = strings.TrimSuffix(name, "toml") + "jsonl"
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return models.Load(models.Request{Path: names[0], With: names[1:]})
}

// partsOf lists the parts of a node with their shares.
func partsOf(m *models.Model, id string) string {
	node := m.Index(id)
	p := m.PartsOf(node)
	var out []string
	for k := range p.Len() {
		out = append(out, m.PartName(node, k)+" "+models.Saying{Value: p.Share(k)}.Plain())
	}
	return strings.Join(out, ", ")
}

// TestOverlaysOfSplits replaces one split and leaves the other.
func TestOverlaysOfSplits(t *testing.T) {
	const half = "[population.people]\nby.mobile = { kt = 0.5, skt = 0.5 }\n"
	m, err := loadFiles(t, peopleModel, half)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := partsOf(m, "calls"), "calls@kt 0.5, calls@skt 0.5"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if p := m.Population("people"); len(p.By) != 2 || len(p.Line) != 2 {
		t.Errorf("%d splits and %d lines", len(p.By), len(p.Line))
	}
	if _, err := loadFiles(t, peopleModel, half, "[population.people]\nby.home = { kt = 0.1, skt = 0.9 }\n"); err != nil {
		t.Errorf("of two splits: %v", err)
	}
	if _, err := loadFiles(t, peopleModel, half, "[population.people]\nby.mobile = { kt = 0.1, skt = 0.9 }\n"); err == nil || !strings.Contains(err.Error(), `both replace "by.mobile"`) {
		t.Errorf("of one split: %v", err)
	}
}

// TestSplitsByDate replaces one split from a day on.
func TestSplitsByDate(t *testing.T) {
	m, err := loadFiles(t, peopleModel+"[model]\n[population.later]\nby.m = { kt = 0.9, skt = 0.1 }\nby.h = { a = 0.5, b = 0.5 }\nline.l = \"{m}\"\n"+
		"at.\"2024-06-01\".by.m = { kt = 0.2, skt = 0.8 }\n[service.mail]\npopulation = \"later\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := partsOf(m, "mail"), "mail@kt 0.2, mail@skt 0.8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if m, err = m.At("2023-01-01"); err != nil {
		t.Fatal(err)
	}
	if got, want := partsOf(m, "mail"), "mail@kt 0.9, mail@skt 0.1"; got != want || len(m.Population("later").By) != 2 {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestPeopleInLines reads splits and lines from JSON Lines.
func TestPeopleInLines(t *testing.T) {
	m, err := loadFiles(t, `{"id": "people", "kind": "population", "by": {"m": {"a": 30, "b": 70}}, "line": {"net": "{m}"}}
{"id": "a", "kind": "carrier"}
{"id": "b", "kind": "carrier"}
{"id": "calls", "kind": "service", "population": "people"}
`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := partsOf(m, "calls"), "calls@a 0.3, calls@b 0.7"; got != want || *m.Population("people").Size != 100 {
		t.Errorf("got %s of %v, want %s", got, *m.Population("people").Size, want)
	}
}

// TestNamesOfParts reads what a selector names.
func TestNamesOfParts(t *testing.T) {
	m, err := loadFiles(t, peopleModel)
	if err != nil {
		t.Fatal(err)
	}
	for selector, want := range map[string]string{
		"calls@kt":                "calls@kt",
		"calls@data:kt":           "calls@kt",
		"tv@kt":                   "tv@kt",
		"tv@home:kt":              "tv@kt", // the others have no part
		"bank@skt":                "bank@data:skt@fixed:- bank@data:skt@fixed:kt",
		"bank@fixed:-":            "bank@data:kt@fixed:- bank@data:skt@fixed:-",
		"bank@kt@fixed:-":         "bank@data:kt@fixed:-",
		"*@kt":                    "bank@data:kt@fixed:- bank@data:kt@fixed:kt bank@data:skt@fixed:kt calls@kt tv@kt",
		"c*@mobile:skt":           "calls@skt",
		"*@s*":                    "bank@data:skt@fixed:- bank@data:skt@fixed:kt calls@skt",
		"calls@home:kt@mobile:kt": "calls@home:kt@kt",
	} {
		m := m
		if strings.HasPrefix(selector, "calls@home") {
			m = m.Apart(selector)
			want = "calls@kt@home:kt@mobile:kt"
		}
		got, err := m.Select(selector)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s is %v, want %s (%v)", selector, got, want, err)
		}
	}
	if n := m.Node("tv"); true {
		if users, _ := m.Users(n); users != 500 {
			t.Errorf("%v users of tv: those without a line count", users)
		}
	}
}

// TestPeopleAreSaid writes splits, lines and joint shares as a file has them.
func TestPeopleAreSaid(t *testing.T) {
	m, err := loadFiles(t, peopleModel+"[population.other]\nby.a = { x = 0.5, y = 0.5 }\nby.b = { x = 0.5, y = 0.5 }\n"+
		`line.l = { a = { x = "kt", y = { b = { x = "skt" } } } }`+"\n"+`joint = [{ a = "x", b = "x", share = 0.5 }, { a = "y", b = "y", share = 0.5 }]`+"\n")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range models.Says(m.Population("other")) {
		got[s.Key.Name] = s.TOML()
	}
	for key, want := range map[string]string{
		"by":    `{ a = { x = 0.5, y = 0.5 }, b = { x = 0.5, y = 0.5 } }`,
		"line":  `{ l = { a = { x = "kt", y = { b = { x = "skt" } } } } }`,
		"joint": `[{ a = "x", b = "x", share = 0.5 }, { a = "y", b = "y", share = 0.5 }]`,
	} {
		if got[key] != want {
			t.Errorf("%s is said as %s, want %s", key, got[key], want)
		}
	}
}
