package rank_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/loads"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestRanksWithLoad compares every row, of single failures and of pairs that load touches,
// with one whatif after another.
func TestRanksWithLoad(t *testing.T) {
	changed, cases := 0, rounds.Of(t, 13, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 36))
		doc := loads.Draw(rng, loads.Features{Balance: true, Soft: true, Spills: true, Own: true, People: true, Shed: true, Degrade: true, Trip: true, Loops: true})
		c := fixture.Compile(t, gen.TOML(doc))
		for failures := 1; failures <= 2; failures++ {
			q := rank.Question{Failures: failures, Against: "*", By: "users", After: time.Hour}
			got, err := rank.Ask(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			without, err := rank.Ask(t.Context(), c.WithoutLoad(), q)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got.Rows {
				r := &got.Rows[i]
				want := total(t, c, r.Failed)
				if said := rowSays(r); said != want {
					t.Fatalf("seed %d, %s: %s, want %s\n%s", seed, r.Failed, said, want, gen.TOML(doc))
				}
				if i > 0 && worse(r, &got.Rows[i-1]) {
					t.Fatalf("seed %d: row %d is worse than the one before", seed, i)
				}
			}
			if len(got.Rows) != len(without.Rows) || got.Scenarios != without.Scenarios {
				t.Fatalf("seed %d: %d rows, want %d", seed, len(got.Rows), len(without.Rows))
			}
			for i := range got.Rows {
				if fmt.Sprint(got.Rows[i].Failed, rowSays(&got.Rows[i])) != fmt.Sprint(without.Rows[i].Failed, rowSays(&without.Rows[i])) {
					changed++
				}
			}
		}
	}
	if changed < cases.Least(2000) {
		t.Errorf("load changed %d rows", changed)
	}
}

func worse(a, b *result.RankRow) bool {
	known := func(x *float64) float64 {
		if x == nil {
			return 0
		}
		return *x
	}
	return cmp.Compare(known(a.UsersDown), known(b.UsersDown)) > 0
}

func number(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func rowSays(r *result.RankRow) string {
	return fmt.Sprintf("users %v of services %d, %d uncounted, sectors %d, nodes %d", number(r.UsersDown), r.ServicesHit, r.Uncounted, r.SectorsFail, r.NodesDown)
}

func total(t *testing.T, c *compile.Compiled, failed []string) string {
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	x := &w.Totals
	return rowSays(&result.RankRow{UsersDown: x.UsersDown, ServicesHit: x.ServicesHit, Uncounted: x.Uncounted, SectorsFail: x.SectorsFailed, NodesDown: x.NodesDown})
}

// crowd is a model of services that lean on a platform each, and these on gateways with
// capacities in balanced groups, on sites. With spills every other service has another one in
// its place.
func crowd(services, gateways int, spills bool) string {
	var b strings.Builder
	for i := range gateways/5 + 1 {
		fmt.Fprintf(&b, "[datacentre.site-%d]\n", i)
	}
	for i := range gateways {
		fmt.Fprintf(&b, "[equipment.gw-%d]\nneeds = [\"site-%d\"]\ncapacity = %d\noverload = %q\n", i, i/5, 430+i%7*10, []string{"shed", "trip", "degrade"}[i%3])
	}
	for i := range services / 5 {
		fmt.Fprintf(&b, "[platform.p-%d]\nneeds = [{ any = [", i)
		for k := range 5 {
			fmt.Fprintf(&b, "\"gw-%d\", ", (i*7+k*11)%gateways)
		}
		b.WriteString("], balance = \"even\" }]\n")
	}
	for i := range services {
		fmt.Fprintf(&b, "[service.s-%d]\nusers = %d\ndemand = 10\nneeds = [\"p-%d\", \"p-%d\"]\n", i, 100+i, i%(services/5), (i*3+1)%(services/5))
		if spills && i%2 == 0 {
			fmt.Fprintf(&b, "spills_to = { s-%d = 0.5 }\n", (i*7+2)%services)
		}
	}
	return b.String()
}

// BenchmarkLoaded ranks every single failure of a thousand services with fifty capacities,
// and reports how much longer that takes than without load.
func BenchmarkLoaded(b *testing.B) {
	c := fixture.Compile(b, []byte(crowd(1000, 50, false)))
	q := rank.Question{Failures: 1, Against: "*", By: "users", Top: 20, After: time.Hour}
	ask := func(c *compile.Compiled) time.Duration {
		start := time.Now()
		if _, err := rank.Ask(b.Context(), c, q); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	var with, without time.Duration
	for b.Loop() {
		without += ask(c.WithoutLoad())
		with += ask(c)
	}
	b.ReportMetric(float64(with)/float64(without), "times-without-load")
	b.ReportMetric(with.Seconds()/float64(b.N), "s-with-load")
}
