package trials_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// observed adds observations of nodes to the incident of a model's text.
func observed(rng *rand.Rand, text string) string {
	var list []string
	for line := range strings.Lines(text) {
		table, id, ok := strings.Cut(strings.Trim(strings.TrimSpace(line), "[]"), ".")
		if !ok || !strings.HasPrefix(line, "[") || slices.Contains([]string{"sector", "population", "incident", "kind", "terms", "policy"}, table) {
			continue
		}
		level := []string{"up", "degraded", "down"}[rng.IntN(3)]
		list = append(list, fmt.Sprintf(`{ node = %q, level = %q }`, id, level), fmt.Sprintf(`{ node = %q, level = %q, at = "%dm" }`, id, level, rng.IntN(600)),
			fmt.Sprintf(`{ node = %q, level = %q, from = "%dm", within = "%dm" }`, id, "down", rng.IntN(300), rng.IntN(200)))
		if table == "service" {
			list = append(list, fmt.Sprintf(`{ node = %q, share_down = %.2f }`, id, rng.Float64()))
		}
	}
	return text + "observed = [" + strings.Join(list, ", ") + "]\n"
}

// TestPercentilesOfReplays compares what is predicted in most trials with what models
// predict that have the drawn values written into their text.
func TestPercentilesOfReplays(t *testing.T) {
	const count = 12
	covered, judged := 0, 0
	for seed := range rounds.Of(t, 20, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 82))
		model := unsure(rng, text(rng))
		model = observed(rng, model)
		c := fixture.Compile(t, []byte(model))
		facts := c.Model.Facts()
		x, err := replay.Ask(t.Context(), c, replay.Question{Trials: trials.Plan{Count: count, Seed: seed}})
		if err != nil {
			t.Fatal(err)
		}
		all := map[int][]float64{}
		for i := range int64(count) {
			one, err := replay.Ask(t.Context(), fixture.Compile(t, []byte(known(model, facts, trials.Values(facts, seed, i)))), replay.Question{})
			if err != nil {
				t.Fatal(err)
			}
			for k, o := range one.Incidents[0].Observations {
				all[k] = append(all[k], predicted(&o))
			}
		}
		for k, o := range x.Incidents[0].Observations {
			if judged++; *o.Covered {
				covered++
			}
			if o.FromRange != nil {
				continue
			}
			y := all[k]
			slices.Sort(y)
			least, most := between(&o)
			if !near(least, y[0]) || !near(most, y[len(y)-1]) { // of twelve the first and the last
				t.Fatalf("seed %d: %s %s is from %g to %g, not as in %v\n%s", seed, o.Node, o.When, least, most, y, model)
			}
		}
	}
	if covered == 0 || covered == judged {
		t.Errorf("%d of %d are covered", covered, judged)
	}
}

func near(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }

var states = []result.Sighting{"up", "degraded", "partial", "down"}

func predicted(o *result.Observed) float64 {
	if o.Amount != nil {
		return *o.Amount.Predicted
	}
	return float64(slices.Index(states, o.Predicted))
}

func between(o *result.Observed) (least, most float64) {
	if o.Amount != nil {
		return *o.Amount.PredictedRange.P5, *o.Amount.PredictedRange.P95
	}
	return float64(slices.Index(states, o.PredictedRange.P5)), float64(slices.Index(states, o.PredictedRange.P95))
}

// TestReplaysWithoutRanges: with no range, what is covered is what matches.
func TestReplaysWithoutRanges(t *testing.T) {
	for seed := range rounds.Of(t, 20, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 83))
		model := observed(rng, text(rng))
		checkCovered(t, model, fmt.Sprint("seed ", seed))
		checkCovered(t, durations.ReplaceAllStringFunc(model, func(found string) string {
			part := durations.FindStringSubmatch(found)
			if part[1] == "at" || part[1] == "from" { // of observations, too
				return found
			}
			return fmt.Sprintf("%s = \"%s..%s\"", part[1], part[2], part[2])
		}), fmt.Sprint("exact, seed ", seed))
	}
}

func checkCovered(t *testing.T, model, what string) {
	t.Helper()
	x, err := replay.Ask(t.Context(), fixture.Compile(t, []byte(model)), replay.Question{Trials: trials.Plan{Count: 2}})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range x.Incidents {
		for _, o := range in.Observations {
			if o.Covered != nil && *o.Covered != (o.Verdict == result.JudgedMatched) {
				t.Fatalf("%s: %s %s %s is %s, and covered: %v", what, o.Node, o.Expected, o.When, o.Verdict, *o.Covered)
			}
		}
	}
}

// TestKoreaIsCovered: what is covered of the shipped model is what matches.
func TestKoreaIsCovered(t *testing.T) {
	if testing.Short() {
		t.Skip("it replays every incident of the shipped model")
	}
	x, err := replay.Ask(t.Context(), fixture.Korea(t), replay.Question{Trials: trials.Plan{Count: 2}})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range x.Incidents {
		if in.Coverage.Modelled == 0 {
			continue
		}
		if in.Score.Covered == nil || in.Score.Covered.Within != in.Matched || in.Score.Covered.Of != in.Coverage.Modelled {
			t.Errorf("%s: %+v, %d match of %d", in.ID, in.Score.Covered, in.Matched, in.Coverage.Modelled)
		}
		for _, o := range in.Observations {
			if o.Covered != nil && *o.Covered != (o.Verdict == result.JudgedMatched) {
				t.Errorf("%s: %s %s %s is %s, and covered: %v", in.ID, o.Node, o.Expected, o.When, o.Verdict, *o.Covered)
			}
		}
	}
}
