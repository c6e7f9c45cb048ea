package models_test

import (
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// figures writes down what a model takes its ranges for.
func figures(m *models.Model) string {
	web, lgu, kt := m.Node("web"), m.Node("lgu"), m.Node("kt")
	out := fmt.Sprint(web.Time.Recovery, lgu.Time.Recovery, kt.Chance.MTBF, kt.Chance.MTTR, m.Incidents[0].Events[0].At, m.Incidents[0].Events[0].For)
	for _, r := range web.Needs {
		out += fmt.Sprint(" ", r.Mods.Holdup, r.Mods.Failover)
	}
	for _, a := range m.Population("people").Access {
		out += fmt.Sprintf(" %.9f", a.Share)
	}
	for _, v := range m.Population("shops").By[0].Values {
		out += fmt.Sprintf(" %.9f", v.Share)
	}
	return out
}

// TestKnown gives every range its least and its most in turn, as a drawing does; what
// requirements say is not in a drawing, and read from the copy itself.
func TestKnown(t *testing.T) {
	m := load(t, ranged)
	was := figures(m)
	for i, f := range m.Facts() {
		for _, x := range []float64{f.Range.Least, f.Range.Most} {
			d := m.Drawing()
			values := make([]float64, len(d.Facts))
			for k := range values {
				values[k] = d.Facts[k].Range.Likeliest
			}
			values[i] = x
			d.Set(values)
			known := m.Known(f, x)
			want, got := figures(d.Model), figures(known)
			if f.Sort == models.FactDelay {
				want = was
				if r := known.Facts()[i].Modifiers(); map[string]float64{"holdup": r.Holdup.Seconds(), "failover": r.Failover.Seconds()}[f.Key] != x {
					t.Errorf("%s at %g: %+v", f.String(), x, r)
				}
				known = m // the rest is as it was
				got = figures(known)
			}
			if got != want {
				t.Errorf("%s at %g:\n%s, want\n%s", f.String(), x, got, want)
			}
		}
	}
	if figures(m) != was {
		t.Errorf("the model itself is otherwise: %s, was %s", figures(m), was)
	}
}

// TestKnownLasts makes it known, too, where an option or another day has the node read anew,
// and of two requirements that say the same only the one that is meant.
func TestKnownLasts(t *testing.T) {
	m := load(t, `
[power.mains]
[service.web]
needs = [{ on = "mains", holdup = "1h..5h" }, { any = [{ on = "mains", holdup = "1h..5h" }] }]
at."2020".description = "later"
[option.o]
cost = 1
set.service.web.recovery = "1m"
`)
	known := m.Known(m.Facts()[1], 60)
	then, err := known.At("2019")
	if err != nil {
		t.Fatal(err)
	}
	with, err := known.WithOptions("o")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*models.Model{known, then, with} {
		needs := x.Node("web").Needs
		if a, b := needs[0].Mods.Holdup.Hours(), needs[1].Of[0].Mods.Holdup.Seconds(); a != 3 || b != 60 {
			t.Errorf("%g h and %g s, want 3 and 60", a, b)
		}
	}
}
