package models_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/modeltest"
)

func FuzzTOML(f *testing.F) {
	f.Add([]byte(tour))
	f.Add([]byte(utf16Of(tour)))
	f.Add([]byte("[carrier.a]\nname = \"" + apart + "\"\nneds = \"" + apart + "\"\n"))
	f.Add([]byte(changing))
	f.Add([]byte("[overlay]\norder = 1\n[carrier.\"l-{x}\"]\neach.x = \"population:p/access\"\n[carrier.\"m{x}{y}\"]\neach = { x = [\"a\", \"b\"], y = [\"1\"] }\nneeds = [\"l-{y}\", { any = [\"m{x}1\"] }]\n[population.p]\naccess = { ma1 = 1.0 }\n"))
	for _, c := range invalid {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		modeltest.Try(t, "m.toml", data)
		m, err := loadText("m.toml", string(data))
		for _, date := range []string{"2019-12-31", "2023-06", "2031", ""} {
			if err != nil {
				return
			}
			_, wrong := m.At(date)
			var problems models.Problems
			if wrong != nil && !errors.As(wrong, &problems) {
				t.Errorf("on %q: %v", date, wrong)
			}
		}
	})
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(tourLines))
	f.Add([]byte(utf16Of(tourLines)))
	for _, c := range invalidLines {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) { modeltest.Try(t, "m.jsonl", data) })
}

func FuzzSelector(f *testing.F) {
	m := load(f, tour)
	for _, s := range []string{"web", "web@kt", "kt*", "*@kt", "kind:carrier", "!kind:carrier", "web,shop, !shop", "tag:core", "[", "a:b:c", ",", "!", "kind=carrier", "carrier.kt", apart, "web@" + typed} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, selector string) {
		for _, ask := range []func(string) ([]string, error){m.Select, m.SelectFailures} {
			ids, err := ask(selector)
			var ne *models.NameError
			switch {
			case err == nil && len(ids) == 0:
				t.Errorf("%q selects nothing, and is no error", selector)
			case err != nil && !errors.As(err, &ne):
				t.Errorf("%q: unexpected kind of error: %v", selector, err)
			case err != nil && (!utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), unicode.IsControl)):
				t.Errorf("%q: unprintable message %q", selector, err)
			}
			for _, ref := range ids {
				id, access, isPart := strings.Cut(ref, "@")
				n := m.Node(id)
				if n == nil {
					t.Fatalf("%q selects %q, which does not exist", selector, ref)
				}
				if isPart {
					if _, ok := m.PopulationOf(n).Part(access); !ok {
						t.Errorf("%q selects %q, which is no part", selector, ref)
					}
				}
			}
		}
	})
}
