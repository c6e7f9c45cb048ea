package models

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// TestSplitsOf: a population has the splits that access and by give it, on any of its days
// and in any overlay.
func TestSplitsOf(t *testing.T) {
	read := func(text string) *raw.Element {
		elements, _ := raw.Read([]*source.File{{Name: "m.toml", Data: []byte(text)}}, &source.Log{})
		return &elements[0]
	}
	e := read(`
[population.p]
access = { b = 0.5, a = 0.5 }
by.mobile = { skt = 0.5, kt = 0.5 }
by.home = { kt = 1.0 }
at."2025".by.home = { kt = 0.5, lgu = 0.5 }
at."2026".by.region = { west = 1.0 }
`)
	overlay := read("[population.p]\nat.\"2027\".access = { c = 1.0 }\n")
	e.Apply(overlay.Changes("overlay", &source.Log{}), &source.Log{})
	got := splitsOf(e)
	want := map[string]string{"access": "a b c", "mobile": "kt skt", "home": "kt lgu", "region": "west"}
	for _, split := range slices.Sorted(maps.Keys(want)) {
		if values := strings.Join(got[split], " "); values != want[split] {
			t.Errorf("%s has %q, want %q", split, values, want[split])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
}
