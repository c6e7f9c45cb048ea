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
	for _, c := range invalid {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) { modeltest.Try(t, "m.toml", data) })
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(tourLines))
	for _, c := range invalidLines {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) { modeltest.Try(t, "m.jsonl", data) })
}

func FuzzSelector(f *testing.F) {
	m := load(f, tour)
	for _, s := range []string{"web", "web@kt", "kt*", "*@kt", "kind:carrier", "!kind:carrier", "web,shop, !shop", "tag:core", "[", "a:b:c", ",", "!"} {
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
