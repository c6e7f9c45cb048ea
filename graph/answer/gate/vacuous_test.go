package gate_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

func TestVacuous(t *testing.T) {
	const model = `
[power.mains]
[power.rock]
[carrier.line]
[datacentre.d]
needs = ["mains"]
[datacentre.e]
needs = ["d"]
[service.shop]
needs = ["d", { on = "line", loss = "degraded" }]
users = 10
[service.till]
needs = ["d"]
tolerance = "1h"
[policy.p]
`
	for name, c := range map[string]struct {
		policy string
		want   result.Vacuous
	}{
		"touched":                     {`protect = "shop"` + "\n" + `against = "mains"`, ""},
		"only degraded":               {`protect = "shop"` + "\n" + `against = "line"` + "\n" + `worst = "degraded"`, ""},
		"by one of several":           {`protect = "shop,rock"` + "\n" + `against = "rock,mains"`, ""},
		"by nothing":                  {`protect = "shop"` + "\n" + `against = "rock,e"`, result.VacuousUntouched},
		"only by its own failure":     {`protect = "d"` + "\n" + `against = "d,rock"`, result.VacuousUntouched},
		"by another that it protects": {`protect = "d,e"` + "\n" + `against = "d"`, ""},
		"whatever level":              {`protect = "shop"` + "\n" + `against = "mains"` + "\n" + `worst = "down"`, result.VacuousAllows},
		"whatever share":              {`protect = "shop"` + "\n" + `against = "mains"` + "\n" + `max_share = 1`, result.VacuousAllows},
		"some share":                  {`protect = "shop"` + "\n" + `against = "mains"` + "\n" + `max_share = 0.5`, ""},
		"a tolerance":                 {`protect = "till"` + "\n" + `against = "mains"` + "\n" + `tolerance = true`, ""},
		"a tolerance that none has":   {`protect = "shop"` + "\n" + `against = "mains"` + "\n" + `tolerance = true`, result.VacuousAllows},
		"an outage":                   {`protect = "shop"` + "\n" + `against = "mains"` + "\n" + `max_outage = "1h"`, ""},
	} {
		p := gated(t, load(t, model+c.policy)).Policies[0]
		if p.VacuousBecause != c.want || p.Vacuous != (c.want != "") || p.Vacuous && !p.Holds {
			t.Errorf("%s: %v because %q, want %q", name, p.Vacuous, p.VacuousBecause, c.want)
		}
	}
}

// TestVacuousUnderLoad: what can be overloaded may be touched by whatever moves demand.
func TestVacuousUnderLoad(t *testing.T) {
	const model = `
[carrier.line]
[service.calls]
needs = ["line"]
demand = 5
spills_to = { texts = 1.0 }
[equipment.gate]
capacity = 8
overload = "trip"
[service.texts]
demand = 5
needs = ["gate"]
[policy.p]
protect = "texts"
against = "line"
`
	if p := gated(t, load(t, model)).Policies[0]; p.Vacuous {
		t.Error(p.VacuousBecause)
	}
}

// TestVacuousIsNeverViolated draws policies: what is vacuous has no violation, and where
// nothing touches, nothing that is protected is worse for any failure.
func TestVacuousIsNeverViolated(t *testing.T) {
	t.Parallel()
	vacuous, cases := 0, rounds.Of(t, 100, 2000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 35))
		size := gen.RandomSize(rng)
		size.Nodes, size.Entries = 10, 1
		doc := gen.Doc(rng, size)
		draw(rng, doc, false)
		p := gated(t, load(t, string(gen.TOML(doc)))).Policies[0]
		if !p.Vacuous {
			continue
		}
		vacuous++
		if !p.Holds || p.VacuousBecause == result.VacuousUntouched && p.Worst != nil && p.Worst.Level != "up" && len(p.Before) == 0 {
			t.Fatalf("seed %d: %+v\n%s", seed, p, gen.TOML(doc))
		}
	}
	if vacuous < cases.Least(150) {
		t.Errorf("only %d were vacuous", vacuous)
	}
}
