package models_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// overlaid is a model with everything that overlays can be.
var overlaid = map[string]string{
	"model.toml": `
[service.web]
name = "Web"
tags = ["old"]
needs = ["a"]
population = "people"
[population.people]
access = { a = 0.5, b = 0.5 }
[power.a]
[power.b]
[terms.t]
covers = ["web"]
[option.second]
cost = 3
add.service.web.needs = [{ any = ["a", "b"] }]
set.service.web.reach = 0.5
[option.spare]
cost = 1
set.power.spare = {}
add.service.web.needs = ["spare"]
`,
	"variants/rich.toml": `
[service.web]
name = "Rich web"
add.needs = ["gold"]
add.tags = ["new"]
[power.gold]
[model]
horizon = "3h"
`,
	"variants/poor.toml":    "[service.web]\nname = \"Poor web\"\nneeds = []\n",
	"variants/broken.toml":  "[service.web]\nadd.needs = [\"b\", \"nope\"]\nadd.name = \"x\"\n[terms.t]\nadd.covers = [\"a\", \"kind:nope\"]\n",
	"variants/kind.toml":    "[platform.web]\nname = \"x\"\n[power.bb]\nadd.needs = [\"a\"]\n[power.new]\nneeds = [\"a\"]\n",
	"variants/notadd.toml":  "[service.web]\nadd = 3\n",
	"variants/syntax.toml":  "[service.web]\nname = = 3\n",
	"variants/needs-b.toml": "[service.web]\nadd.needs = [\"b\"]\n",
	"more.toml":             "[service.web]\nadd.needs = [\"extra\"]\n[power.extra]\nneeds = [\"a\"]\n",
	"more.jsonl":            `{"id": "x", "kind": "power"}`,
}

// with loads overlaid.
func with(t *testing.T, overlays ...string) (*models.Model, error) {
	t.Helper()
	dir := folder(t, overlaid)
	for i, o := range overlays {
		if !strings.Contains(o, ":") {
			overlays[i] = filepath.ToSlash(filepath.Join(dir, o))
		}
	}
	m, err := models.Load(models.Request{Path: filepath.Join(dir, "model.toml"), With: overlays})
	var problems models.Problems
	if errors.As(err, &problems) {
		for _, p := range problems {
			if _, gone := os.Stat(p.File); gone != nil {
				t.Errorf("%v: a problem is said to be in %s: %v", overlays, p.File, gone)
			}
		}
	}
	if err != nil {
		err = errors.New(below(dir, err))
	}
	return m, err
}

func TestOverlays(t *testing.T) {
	tests := []struct {
		with      []string
		web, name string
	}{
		{nil, "a", "Web"},
		{[]string{"variant:rich"}, "a gold", "Rich web"},
		{[]string{"variant:poor"}, "", "Poor web"},
		{[]string{"variant:needs-b"}, "a b", "Web"},
		{[]string{"more.toml"}, "a extra", "Web"},
		{[]string{"option:second"}, "a any:1(a b)", "Web"},
		{[]string{"option:spare", "option:second"}, "a spare any:1(a b)", "Web"},
		{[]string{"variant:rich", "more.toml", "option:spare"}, "a gold extra spare", "Rich web"},
		{[]string{"variant:poor", "variant:needs-b"}, "b", "Poor web"},
		{[]string{"variant:needs-b", "variant:poor"}, "b", "Poor web"},
	}
	for _, c := range tests {
		m, err := with(t, c.with...)
		if err != nil {
			t.Errorf("%v: %v", c.with, err)
			continue
		}
		web := m.Node("web")
		if got := needs(web); got != c.web || web.Name[""] != c.name {
			t.Errorf("%v: %s needs %s; want %s, %s", c.with, web.Name[""], got, c.name, c.web)
		}
	}
	m, err := with(t, "variant:rich", "option:second", "option:spare")
	if err != nil {
		t.Fatal(err)
	}
	if web := m.Node("web"); strings.Join(web.Tags, " ") != "old new" || web.Use.Reach != 0.5 || web.Use.Population != "people" || m.Horizon.Hours() != 3 || !m.Has("spare") {
		t.Errorf("keys are lost: %+v", web)
	}
}

func TestOverlayErrors(t *testing.T) {
	tests := []struct {
		with []string
		want string
	}{
		{[]string{"variant:rich", "variant:poor"}, `variants/poor.toml:2:1: error: variants/rich.toml and variants/poor.toml both replace "name" of [service.web], and so exclude each other`},
		{[]string{"variant:poor", "variant:rich"}, `variants/rich.toml:3:1: error: variants/poor.toml and variants/rich.toml both replace "name" of [service.web], and so exclude each other`},
		{[]string{"variant:broken"}, `variants/broken.toml:2:19: error: there is no node "nope"
variants/broken.toml:3:12: error: "add.name" must be a list; add appends to a list; to replace a value, name its key without add
variants/broken.toml:5:20: error: no node matches "kind:nope"`},
		{[]string{"variant:kind"}, `variants/kind.toml:1:11: error: "web" is of kind service in the model, not platform; write [service.web]
variants/kind.toml:3:8: error: there is no power "bb" to add to; did you mean "b"?`},
		{[]string{"variant:notadd"}, `variants/notadd.toml:2:7: error: add takes the keys to append to; such as add.needs = ["x"]`},
		{[]string{"variant:syntax"}, `variants/syntax.toml:2:8: error: this is not valid TOML: a value is missing here; text stands in quotes, such as "web"`},
		{[]string{"variant:syntax", "option:nope"}, `variants/syntax.toml:2:8: error: this is not valid TOML: a value is missing here; text stands in quotes, such as "web"`},
		{[]string{"variant:ritch"}, `the model has no variant "ritch"; did you mean "rich"?`},
		{[]string{"variant:../model"}, `the model has no variant "../model"; it has "broken", "kind", "needs-b", "notadd", "poor", "rich" and "syntax"`},
		{[]string{"variant:"}, `the model has no variant ""; it has "broken", "kind", "needs-b", "notadd", "poor", "rich" and "syntax"`},
		{[]string{"option:secon"}, `the model has no option "secon"; did you mean "second"?`},
		{[]string{"option:second", "option:second"}, `overlay "option:second" is given twice`},
		{[]string{"variant:poor", "variants/poor.toml"}, `overlay "variants/poor.toml" is given twice; it says the same as variants/poor.toml`},
		{[]string{"nothere.toml"}, `nothere.toml: there is no such file or folder`},
		{[]string{"more.jsonl"}, `more.jsonl" is no overlay; an overlay is a .toml file, variant:NAME or option:ID`},
		{[]string{"variants"}, `variants" is no overlay; an overlay is a .toml file, variant:NAME or option:ID`},
	}
	for _, c := range tests {
		m, err := with(t, c.with...)
		if err == nil || strings.TrimPrefix(err.Error(), `"`) != c.want {
			t.Errorf("%v: %v, %v\nwant %s", c.with, m, err, c.want)
		}
	}
}

// A variant is named by the path that leads to it, as the model's own files are.
func TestVariantsAreNamedByTheirPath(t *testing.T) {
	dir := folder(t, map[string]string{"model.toml": "[power.a]\n", "variants/syntax.toml": overlaid["variants/syntax.toml"]})
	t.Chdir(filepath.Dir(dir))
	base := filepath.Base(dir)
	for _, path := range []string{base, filepath.Join(base, "model.toml"), dir} {
		_, err := models.Load(models.Request{Path: path, With: []string{"variant:syntax"}})
		var problems models.Problems
		if !errors.As(err, &problems) {
			t.Fatalf("%s: %v", path, err)
		}
		want := filepath.ToSlash(filepath.Join(strings.TrimSuffix(path, "model.toml"), "variants", "syntax.toml"))
		if problems[0].File != want {
			t.Errorf("%s: the variant is called %s, not %s", path, problems[0].File, want)
		}
	}
}

// An option that changes what stands in JSON Lines is tried on the line.
func TestOptionsOfLines(t *testing.T) {
	dir := folder(t, map[string]string{
		"m.jsonl":   tourLines,
		"good.toml": "[option.o]\ncost = 1\nset.service.web.reach = 0.5\nadd.service.web.needs = [\"kt\"]\n",
		"bad.toml":  "[option.o]\ncost = 1\nset.service.shop.reach = 0.5\nset.carrier.web.name = \"x\"\n",
		"kind.toml": "[kind.booth]\n[booth.b]\nneeds = [\"web\"]\n[service.shop]\nadd.needs = [\"b\"]\n[population.people]\nsize = 20\n",
	})
	load := func(overlays ...string) (*models.Model, error) {
		for i, o := range overlays {
			if !strings.Contains(o, ":") {
				overlays[i] = filepath.Join(dir, o)
			}
		}
		return models.Load(models.Request{Path: filepath.Join(dir, "m.jsonl"), With: overlays})
	}
	m, err := load("good.toml", "option:o", "kind.toml")
	if err != nil {
		t.Fatal(err)
	}
	if users, _ := m.Users(m.Node("web")); users != 10 || needs(m.Node("shop")) != "at_least:1(kt web@lgu) b" || m.Shape("booth") != "box" {
		t.Errorf("%v users; shop needs %s", users, needs(m.Node("shop")))
	}
	const want = `bad.toml:3:18: error: reach is a share of a population, and this service has none; name the population, as in population = "…"
bad.toml:4:13: error: "web" is of kind service in the model, not carrier; write [service.web]`
	if _, err := load("bad.toml"); err == nil || below(dir, err) != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
