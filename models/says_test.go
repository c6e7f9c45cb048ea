package models_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// written writes a model as one file, from what its elements say.
func written(m *models.Model) string {
	var b strings.Builder
	element := func(header string, says []models.Saying) {
		fmt.Fprintf(&b, "[%s]\n", header)
		for _, s := range says {
			lines, isList := s.Value.([]string)
			switch {
			case s.Assumed:
			case s.Key.Type == language.Changes && isList:
				for _, line := range lines {
					fmt.Fprintf(&b, "%s.%s\n", s.Key.Name, line)
				}
			default:
				fmt.Fprintf(&b, "%s = %s\n", s.Key.Name, s.TOML())
			}
		}
	}
	element("model", models.Says(m))
	for i := range m.Kinds {
		element("kind."+m.Kinds[i].ID, models.Says(&m.Kinds[i]))
	}
	for i := range m.Nodes {
		element(m.Nodes[i].Kind+"."+m.Nodes[i].ID, models.Says(&m.Nodes[i]))
	}
	for i := range m.Populations {
		element("population."+m.Populations[i].ID, models.Says(&m.Populations[i]))
	}
	for i := range m.Sectors {
		element("sector."+m.Sectors[i].ID, models.Says(&m.Sectors[i]))
	}
	for i := range m.Sources {
		element("source."+m.Sources[i].ID, models.Says(&m.Sources[i]))
	}
	for i := range m.Incidents {
		element("incident."+m.Incidents[i].ID, models.Says(&m.Incidents[i]))
	}
	for i := range m.Terms {
		element("terms."+m.Terms[i].ID, models.Says(&m.Terms[i]))
	}
	for i := range m.Policies {
		element("policy."+m.Policies[i].ID, models.Says(&m.Policies[i]))
	}
	for i := range m.Options {
		element("option."+m.Options[i].ID, models.Says(&m.Options[i]))
	}
	return b.String()
}

// TestSaysAll: a model that is written from what its elements say, and read again,
// says the same. So nothing of a model is left out.
func TestSaysAll(t *testing.T) {
	korea, err := models.Load(models.Request{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*models.Model{load(t, tour), korea} {
		text := written(m)
		again := load(t, text)
		if twice := written(again); twice != text {
			t.Errorf("written again it is otherwise:\n%s\n%s", text, twice)
		}
		for i := range m.Nodes {
			a, b := &m.Nodes[i], &again.Nodes[i]
			for _, pair := range [][2]any{{a.Name, b.Name}, {a.Use, b.Use}, {a.Time, b.Time}, {a.Load, b.Load}, {a.Chance, b.Chance},
				{a.Provenance, b.Provenance}, {a.Tags, b.Tags}, {a.Fails, b.Fails}, {a.Criticality, b.Criticality}} {
				if !reflect.DeepEqual(pair[0], pair[1]) {
					t.Errorf("%s: %+v, and read again %+v", a.ID, pair[0], pair[1])
				}
			}
		}
		for i := range m.Incidents {
			a, b := &m.Incidents[i], &again.Incidents[i]
			if !reflect.DeepEqual(a.Events, b.Events) || !reflect.DeepEqual(a.Observed, b.Observed) || !a.Start.Equal(b.Start) {
				t.Errorf("incident %s is another when it is read again", a.ID)
			}
		}
	}
}

// TestTourSaysEverything: the tour has every key of the language, so that what is
// tested with it is tested with all.
func TestTourSaysEverything(t *testing.T) {
	m := load(t, tour)
	said := map[*language.Key]bool{}
	note := func(element any) {
		for _, s := range models.Says(element) {
			said[s.Key] = said[s.Key] || !s.Assumed
		}
	}
	var requirements func(rs []models.Requirement)
	requirements = func(rs []models.Requirement) {
		for i := range rs {
			note(&rs[i])
			requirements(rs[i].Of)
		}
	}
	note(m)
	all(m.Kinds, note)
	all(m.Nodes, note)
	all(m.Populations, note)
	all(m.Sectors, note)
	all(m.Sources, note)
	all(m.Incidents, note)
	all(m.Terms, note)
	all(m.Policies, note)
	all(m.Options, note)
	for i := range m.Nodes {
		requirements(m.Nodes[i].Needs)
	}
	for i := range m.Incidents {
		all(m.Incidents[i].Events, note)
		all(m.Incidents[i].Observed, note)
	}
	for i := range m.Terms {
		all(m.Terms[i].Bands, note)
	}
	for _, table := range language.Tables() {
		for _, k := range language.KeysOn(table.Place) {
			if !said[k] && table.Place != language.Line && table.Place != language.Overlaid && table.Place != language.Template && table.Place != language.Overlay {
				t.Errorf("the tour does not say %s of %s", k.Name, table.Place)
			}
		}
	}
}

func all[T any](list []T, f func(element any)) {
	for i := range list {
		f(&list[i])
	}
}
