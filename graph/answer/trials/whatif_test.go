package trials_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// ofWhatIf reads the figures of an answer about all nodes.
func ofWhatIf(w *result.WhatIf) figures {
	out := figures{"nodes down": float64(w.Totals.NodesDown), "services hit": float64(w.Totals.ServicesHit), "sectors failed": float64(w.Totals.SectorsFailed)}
	put := func(of string, x *float64) {
		if x != nil {
			out[of] = *x
		}
	}
	for i := range w.Nodes {
		n := &w.Nodes[i]
		put(n.ID+" share", n.ShareDown)
		put(n.ID+" users", n.UsersDown.Number())
		put(n.ID+" degraded", n.UsersDegraded.Number())
		if out[n.ID+" is down"] = 0; n.Level == result.LevelDown {
			out[n.ID+" is down"] = 1
		}
	}
	for _, s := range w.Sectors {
		out[s.ID+" sector"] = s.ShareDown
	}
	for _, p := range w.Populations {
		put(p.ID+" population", p.UsersDown)
		put(p.ID+" population least", p.AtLeast)
	}
	put("users", w.Totals.UsersDown)
	for _, x := range w.Totals.Counted {
		put(x.Things.In("en", "")+" least", x.AtLeast)
		put(x.Things.In("en", "")+" most", x.AtMost)
	}
	return out
}

// rangesOfWhatIf reads the percentiles of an answer with trials.
func rangesOfWhatIf(w *result.WhatIf) (map[string]*result.Percentiles, map[string]float64) {
	t := &w.Totals
	out := map[string]*result.Percentiles{"nodes down": t.NodesDownRange, "services hit": t.ServicesHitRange, "sectors failed": t.SectorsFailedRange, "users": t.UsersDownRange}
	down := map[string]float64{}
	for _, n := range slices.Concat(w.Nodes, w.Sometimes) {
		out[n.ID+" share"], out[n.ID+" users"], out[n.ID+" degraded"] = n.ShareDownRange, n.UsersDownRange, n.UsersDegradedRange
		down[n.ID+" is down"] = n.LevelsIn.Down
	}
	for _, s := range w.Sectors {
		out[s.ID+" sector"] = s.ShareDownRange
	}
	for _, p := range w.Populations {
		out[p.ID+" population"], out[p.ID+" population least"] = p.UsersDownRange, p.AtLeastRange
	}
	for _, x := range t.Counted {
		out[x.Things.In("en", "")+" least"], out[x.Things.In("en", "")+" most"] = x.AtLeastRange, x.AtMostRange
	}
	return out, down
}

// TestPercentilesOfWhatIf compares the percentiles of trials with those of as many models
// that have the drawn values written into their text. What is told of no node is 0 in all
// of them.
func TestPercentilesOfWhatIf(t *testing.T) {
	const count = 12
	for seed := range rounds.Of(t, 30, 600).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 80))
		size := gen.RandomSize(rng)
		if rng.IntN(3) == 0 {
			size = gen.Loaded(rng)
		}
		doc := gen.Doc(rng, size)
		asked := gen.Question(rng, doc)
		model := unsure(rng, string(gen.TOML(doc)))
		c := fixture.Compile(t, []byte(model))
		facts := c.Model.Facts()
		q := whatif.Question{Failed: asked.Failed, After: time.Duration(rng.IntN(8)) * time.Hour, Trials: trials.Plan{Count: count, Seed: seed}}
		if len(q.Failed) == 0 {
			continue
		}
		x, err := whatif.Ask(t.Context(), c, q)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, model)
		}
		q.Trials, q.All = trials.Plan{}, true
		all := map[string][]float64{}
		for i := range int64(count) {
			one, err := whatif.Ask(t.Context(), fixture.Compile(t, []byte(known(model, facts, trials.Values(facts, seed, i)))), q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for of, y := range ofWhatIf(one) {
				all[of] = append(all[of], y)
			}
		}
		got, down := rangesOfWhatIf(x)
		if diff := compareFilled(got, down, all); diff != "" {
			t.Fatalf("seed %d: %s\n%s", seed, diff, model)
		}
	}
}

// compareFilled is compare where what is not told is 0.
func compareFilled(got map[string]*result.Percentiles, down map[string]float64, want map[string][]float64) string {
	for of, x := range want {
		slices.Sort(x)
		p := got[of]
		switch in, isLevel := down[of]; {
		case isLevel:
			sum := 0.0
			for _, y := range x {
				sum += y
			}
			if in != sum/float64(len(x)) {
				return fmt.Sprintf("%s in %g of the trials, not in %v", of, in, x)
			}
		case p == nil:
			if x[len(x)-1] > 0 {
				return fmt.Sprintf("nothing is told of %s: %v", of, x)
			}
		default:
			for _, at := range []struct {
				p float64
				x *float64
			}{{0.05, p.P5}, {0.5, p.P50}, {0.95, p.P95}} {
				want := x[int(math.Ceil(at.p*float64(len(x))))-1]
				off := 1e-6
				if strings.HasSuffix(of, " users") || strings.HasSuffix(of, " degraded") || strings.Contains(of, " population") || strings.HasSuffix(of, " least") || strings.HasSuffix(of, " most") || of == "users" {
					off = 1 // what lies between two whole numbers of users is rounded, and added up
				}
				if at.x == nil || math.Abs(*at.x-want) > off {
					return fmt.Sprintf("%s: percentile %g is %v, not %g of %v", of, at.p, at.x, want, x)
				}
			}
		}
	}
	return ""
}

// TestWhatIfWithoutRanges: with no range, every percentile is the answer itself.
func TestWhatIfWithoutRanges(t *testing.T) {
	for seed := range rounds.Of(t, 20, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 81))
		doc := gen.Doc(rng, gen.RandomSize(rng))
		plain := string(gen.TOML(doc))
		q := whatif.Question{Failed: gen.Question(rng, doc).Failed, After: time.Hour, All: true}
		if len(q.Failed) == 0 {
			continue
		}
		var answers []string
		for _, model := range []string{plain, durations.ReplaceAllString(plain, `$1 = "$2..$2"`)} {
			c := fixture.Compile(t, []byte(model))
			x, err := whatif.Ask(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, asJSON(t, x))
			want := map[string][]float64{}
			for of, y := range ofWhatIf(x) {
				want[of] = []float64{y, y, y}
			}
			drawn := q
			drawn.Trials = trials.Plan{Count: 3}
			if x, err = whatif.Ask(t.Context(), c, drawn); err != nil {
				t.Fatal(err)
			}
			got, down := rangesOfWhatIf(x)
			if diff := compareFilled(got, down, want); diff != "" {
				t.Fatalf("seed %d: %s\n%s", seed, diff, model)
			}
		}
		if answers[0] != answers[1] {
			t.Fatalf("seed %d: %s\nis not %s", seed, answers[1], answers[0])
		}
	}
}

// TestSplitsAreDrawn draws a share of a split: who has a line of its value is hit.
func TestSplitsAreDrawn(t *testing.T) {
	c := fixture.Compile(t, []byte(`[carrier.kt]
[carrier.skt]
[carrier.lgu]
[population.people]
size = 1_000_000
by.mobile = { kt = "0.2..0.3..0.9", skt = 0.3, lgu = 0.3 }
by.home = { kt = 0.5, lgu = 0.5 }
line.data = "{mobile}"
[service.calls]
population = "people"
needs = ["@data"]
`))
	plan := trials.Plan{Count: 500, Seed: 4}
	for failed, of := range map[string]func(kt float64) float64{
		"kt": func(kt float64) float64 { return kt }, "skt": func(kt float64) float64 { return (1 - kt) / 2 },
	} {
		w, err := whatif.Ask(t.Context(), c, whatif.Question{Failed: []string{failed}, Trials: plan})
		if err != nil {
			t.Fatal(err)
		}
		var want []float64
		for trial := range plan.Count {
			want = append(want, of(trials.Values(c.Model.Facts(), plan.Seed, trial)[0])*1e6)
		}
		got := map[string]*result.Percentiles{"people population": w.Populations[0].UsersDownRange}
		if diff := compareFilled(got, nil, map[string][]float64{"people population": want}); diff != "" {
			t.Errorf("%s: %s", failed, diff)
		}
	}
}
