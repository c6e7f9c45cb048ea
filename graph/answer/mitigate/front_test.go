package mitigate_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestFrontAgainstAllSets asks whatif about every single failure of every set of
// options, and looks for a set that beats the front, and for a row of the front
// that is wrong or beaten.
func TestFrontAgainstAllSets(t *testing.T) {
	rows, cases := 0, rounds.Of(t, 10, 40)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 91))
		m, file, options := draw(t, rng, 4)
		m.Policies = nil
		got, err := mitigate.Ask(t.Context(), compiled(t, m), mitigate.Question{After: m.Horizon})
		if err != nil || !got.FrontExact {
			t.Fatalf("seed %d: %v, exact %v", seed, err, got.FrontExact)
		}
		for s := range 1 << len(options) {
			var names, with []string
			for i, id := range options {
				if s&(1<<i) != 0 {
					names, with = append(names, id), append(with, "option:"+id)
				}
			}
			loaded, err := models.Load(models.Request{Path: file, With: with})
			if err != nil {
				continue
			}
			bought := measured(t, loaded, names)
			checkPurchase(t, seed, got.Front, bought)
			if x := within(t, m, 5); bought.Cost <= 5 && (value(bought.Worst) < value(x.Worst.Number())-1.5 || x.Cost > 5) {
				t.Fatalf("seed %d: 5 buys %+v, and %+v is better", seed, x, bought)
			}
		}
		rows += len(got.Front)
	}
	if rows < cases.Least(50) {
		t.Errorf("only %d rows", rows)
	}
}

// within returns what a sum buys.
func within(t *testing.T, m *models.Model, budget float64) *result.Bought {
	t.Helper()
	got, err := mitigate.Ask(t.Context(), compiled(t, m), mitigate.Question{After: m.Horizon, Budget: &budget})
	if err != nil {
		t.Fatal(err)
	}
	return got.Budget
}

func measured(t *testing.T, m *models.Model, names []string) result.Purchase {
	t.Helper()
	c := compiled(t, m)
	out, worst, sum, known, uncounted := result.Purchase{Options: names}, 0.0, 0.0, true, map[string]bool{}
	for _, o := range m.Options {
		if slices.Contains(names, o.ID) {
			out.Cost += o.Cost
		}
	}
	failing, _ := question.MayFail(m)
	hit := 0
	for _, id := range failing {
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{id}, After: m.Horizon, All: true})
		if err != nil {
			t.Fatal(err)
		}
		hit += w.Totals.ServicesHit - w.Totals.Uncounted
		for _, n := range w.Nodes {
			if n.Kind == result.KindService && n.Level != n.Before && n.Users.Number() == nil && m.PopulationOf(m.Node(n.ID)) == nil {
				uncounted[n.ID] = true
			}
		}
		known = known && w.Totals.Uncounted == 0
		if w.Totals.UsersDown != nil {
			worst = max(worst, *w.Totals.UsersDown)
			sum += *w.Totals.UsersDown
		}
	}
	if mean := sum / float64(max(1, len(failing))); known || hit > 0 {
		out.Worst, out.Expected = &worst, &mean
	}
	out.Uncounted = len(uncounted)
	return out
}

func value(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

// checkPurchase wants a row of the front that is as good as a set and costs no
// more, and the set's own row, if it has one, to say what it buys.
func checkPurchase(t *testing.T, seed uint64, front []result.Purchase, p result.Purchase) {
	t.Helper()
	const rounding = 1.5
	good := func(least func(result.Purchase) bool) bool { return slices.ContainsFunc(front, least) }
	if !good(func(x result.Purchase) bool { return x.Cost <= p.Cost && value(x.Worst) <= value(p.Worst)+rounding }) ||
		!good(func(x result.Purchase) bool {
			return x.Cost <= p.Cost && value(x.Expected) <= value(p.Expected)+rounding
		}) {
		t.Fatalf("seed %d: %+v beats %+v", seed, p, front)
	}
	for _, x := range front {
		if slices.Equal(x.Options, p.Options) && (x.Cost != p.Cost || math.Abs(value(x.Worst)-value(p.Worst)) > rounding || math.Abs(value(x.Expected)-value(p.Expected)) > rounding ||
			(x.Worst == nil) != (p.Worst == nil) || (x.Expected == nil) != (p.Expected == nil)) {
			t.Fatalf("seed %d: %+v, want %+v", seed, x, p)
		}
	}
}
