package change_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/change"
	"github.com/meoktong/meoktong/models/internal/modeltest"
)

const town = `
[sector.retail]
[population.people]
access = { a = 0.5, b = 0.5 }
[carrier.a]
[carrier.b]
[carrier.c]
needs = ["a"]
[service.web]
population = "people"
sector = "retail"
needs = ["c"]
[service.other]
[option.needs]
cost = 1
add.service.web.needs = ["b"]
[option.brings]
cost = 1
set.carrier.d.site = "Mapo"
add.carrier.c.needs = ["d"]
[option.names]
cost = 1
set.carrier.a.name = "line"
set.carrier.a.recovery = "1h"
[option.site]
cost = 1
set.carrier.a.site = "Mapo"
[option.lines]
cost = 1
set.population.people.access = { b = 1.0 }
[option.sector]
cost = 1
set.sector.retail.fails_at = 0.5
`

// TestPlain tells options that change needs and names from those that change what
// selectors, shares or sectors are made of.
func TestPlain(t *testing.T) {
	m := modeltest.Load(t, town)
	for id, want := range map[string]bool{"needs": true, "brings": true, "names": true, "site": false, "lines": false, "sector": false} {
		if got := change.Plain(m, m.Option(id)); got != want {
			t.Errorf("%s is plain: %t", id, got)
		}
	}
	if got := change.Touches(m.Option("brings")); !slices.Equal(got, []string{"c", "d"}) {
		t.Errorf("it touches %q", got)
	}
}

// TestInfluence follows what options change to all that depends on it.
func TestInfluence(t *testing.T) {
	m := modeltest.Load(t, town)
	for id, want := range map[string]string{"needs": "web", "brings": "c d web", "names": "a c population people web", "site": "a c population people web",
		"lines": "population people web", "sector": ""} {
		with, err := m.WithOptions(id)
		if err != nil {
			t.Fatal(err)
		}
		influence, err := change.Influence(t.Context(), m, []*models.Option{m.Option(id)}, []*models.Model{with})
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Sorted(maps.Keys(influence))
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s influences %q, want %q", id, s, want)
		}
	}
}
