package models_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
)

// inFolder loads a model that is a folder, with overlays.
func inFolder(files map[string]string, with ...string) (*models.Model, error) {
	in := fstest.MapFS{}
	for name, text := range files {
		in[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return models.LoadFS(in, "", with...)
}

// refined is a model of which two files change the others.
func refined() map[string]string {
	return map[string]string{
		"a/late.toml":     "[overlay]\nname = \"Late\"\norder = 2\n[service.web]\nadd.needs = [\"late\"]\n[carrier.late]\n",
		"imported.toml":   "[model]\nlang = \"en\"\n[service.web]\nname = \"Web\"\nneeds = [\"a\"]\n[carrier.a]\n",
		"b.toml":          "[overlay]\n[service.web]\nname = \"The web\"\nadd.needs = [\"b\"]\n[carrier.b]\n",
		"c.toml":          "[overlay]\n[service.web]\nadd.needs = [\"c\"]\n[carrier.c]\n",
		"variants/v.toml": "[overlay]\nname = \"V\"\norder = -1\n[service.web]\nadd.needs = [\"v\"]\n[carrier.v]\n",
	}
}

func TestStandingOverlays(t *testing.T) {
	files := refined()
	files["variants/v.toml"] = strings.Replace(files["variants/v.toml"], "-1", "1", 1)
	m, err := inFolder(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := needs(m.Node("web")); got != "a b c late" || m.Node("web").Name["en"] != "The web" {
		t.Errorf("it needs %s, and is called %v", got, m.Node("web").Name)
	}
	if len(m.Always) != 3 || m.Always[2].File != "a/late.toml" || m.Always[2].Name["en"] != "Late" || m.Always[2].Order != 2 || m.Always[0].File != "b.toml" {
		t.Errorf("%+v", m.Always)
	}
	if m, err = inFolder(files, "variant:v"); err != nil || needs(m.Node("web")) != "a b c late v" {
		t.Errorf("given ones come last: %v", err)
	}
	plain, err := inFolder(map[string]string{"m.toml": files["imported.toml"], "x.toml": "[carrier.b]\n"})
	if err != nil || len(plain.Always) != 0 {
		t.Errorf("%v, %v", plain, err)
	}
}

func TestStandingOverlayErrors(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		with       []string
		want       string
	}{
		"one key twice":        {"d.toml", "[overlay]\norder = 7\n[service.web]\nname = \"x\"\n", nil, `d.toml:4:1: error: b.toml and d.toml both replace "name" of [service.web], and so exclude each other`},
		"as a given one":       {"variants/w.toml", "[service.web]\nname = \"x\"\n", []string{"variant:w"}, `variants/w.toml:2:1: error: b.toml and variants/w.toml both replace "name" of [service.web], and so exclude each other`},
		"a key that is none":   {"d.toml", "[overlay]\nodrer = 1\n", nil, `d.toml:2:1: error: unknown key "odrer"; did you mean "order"? Known are "name" or "order"`},
		"no order":             {"d.toml", "[overlay]\norder = \"first\"\n", nil, `d.toml:2:9: error: this is text, but must be a whole number`},
		"no table":             {"d.toml", "overlay = true\n", nil, `d.toml:1:1: error: key "overlay" stands outside any element; a model file consists of tables such as [model], [service.ID] or [carrier.ID]`},
		"nothing to add to":    {"d.toml", "[overlay]\n[service.wob]\nadd.needs = [\"a\"]\n", nil, `d.toml:2:10: error: there is no service "wob" to add to; did you mean "web"?`},
		"twice what it says":   {"variants/w.toml", refined()["c.toml"], []string{"variant:w"}, `overlay "variants/w.toml" is given, and applies anyway; it is c.toml`},
		"in an option":         {"d.toml", "[option.o]\ncost = 1\nset.overlay.order = 1\n", nil, `d.toml:3:5: error: an option cannot change [overlay]; it changes nodes, populations and sectors`},
		"a kind called so":     {"d.toml", "[kind.overlay]\n", nil, `d.toml:1:7: error: "overlay" cannot be declared as a kind: it is part of the language`},
		"wrong in a given one": {"variants/w.toml", "[overlay]\norder = -1\n", []string{"variant:w"}, `variants/w.toml:2:9: error: this number must be 0 or more`},
	} {
		files := refined()
		files[c.file] = c.text
		_, err := inFolder(files, c.with...)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nwant %s", name, err, c.want)
		}
	}
}

// TestStandingIsGiven: a file that always applies says the same as one that is given.
func TestStandingIsGiven(t *testing.T) {
	base := map[string]string{"m.toml": tour}
	for i, text := range []string{
		"[service.web]\nreach = 0.25\nadd.needs = [\"kt\"]\n",
		"[population.people]\nsize = 7\n[carrier.more]\n[service.shop]\nadd.tags = [\"x\"]\n",
		"[model]\nhorizon = \"9h\"\n[terms.t]\nadd.covers = [\"web\"]\n[service.web]\nat.\"2026\".reach = 0.1\n",
	} {
		given := maps.Clone(base)
		given["variants/v.toml"] = text
		a, err := inFolder(given, "variant:v")
		if err != nil {
			t.Fatal(err)
		}
		always := maps.Clone(base)
		always["v.toml"] = "[overlay]\n" + text
		b, err := inFolder(always)
		if err != nil {
			t.Fatal(err)
		}
		if written(a) != written(b) {
			t.Errorf("%d: they say otherwise", i)
		}
		if slices.EqualFunc(a.Nodes, b.Nodes, func(x, y models.Node) bool { return x.ID == y.ID }) != true {
			t.Errorf("%d: they have other nodes", i)
		}
	}
	var no *models.NameError
	if _, err := inFolder(base, "variant:v"); !errors.As(err, &no) {
		t.Error(err)
	}
}
