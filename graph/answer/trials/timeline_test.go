package trials_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// text writes a random model with an incident, "x".
func text(rng *rand.Rand) string {
	size := gen.Timed(rng)
	if rng.IntN(3) == 0 {
		size = gen.LoadedTimed(rng)
	}
	doc := gen.Doc(rng, size)
	in := fixture.Incident(gen.Script(rng, doc))
	var events []string
	for i := range in.Events {
		if e := &in.Events[i]; len(e.Fail)+len(e.Degrade)+len(e.Demand)+len(e.Capacity) == 0 {
			e.For = 0 // nothing lasts
		}
		events = append(events, models.Inline(&in.Events[i]))
	}
	return string(gen.TOML(doc)) + "\n[incident.x]\nevents = [" + strings.Join(events, ", ") + "]\n"
}

// figures are what a run found, by what they are of.
type figures map[string]float64

// ofTimeline reads the figures of an answer without trials.
func ofTimeline(t *result.Timeline) figures {
	out, nth := figures{"end": or(t.EndS)}, map[string]int{}
	number := func(of string) string {
		nth[of]++
		return fmt.Sprint(of, " ", nth[of])
	}
	for _, s := range t.Spans {
		of := number(s.Node + " " + string(s.Level))
		out[of+" from"], out[of+" to"] = float64(s.FromS), or(s.ToS)
		out[of+" lasts"] = or(s.ToS) - float64(s.FromS)
	}
	for _, r := range t.Recovery {
		out[number(r.Node+" returns")] = float64(r.AtS)
	}
	for _, b := range t.Breaches {
		of := number(b.Node + " " + b.Rule)
		out[of+" outage"] = or(b.OutageS)
		if x := b.Users.Number(); x != nil {
			out[of+" users"] = *x
		}
	}
	for _, u := range t.UserHours {
		switch {
		case u.Endless:
			out[u.Sector+" hours"] = math.Inf(1)
		case u.Down != nil:
			out[u.Sector+" hours"] = *u.Down
		}
	}
	return out
}

func or(s *int64) float64 {
	if s == nil {
		return math.Inf(1)
	}
	return float64(*s)
}

// percentilesOf reads the percentiles of an answer with trials.
func percentilesOf(t *result.Timeline) map[string]*result.Percentiles {
	out, nth := map[string]*result.Percentiles{"end": t.EndRange}, map[string]int{}
	number := func(of string) string {
		nth[of]++
		return fmt.Sprint(of, " ", nth[of])
	}
	for _, s := range slices.Concat(t.Spans, t.Sometimes) {
		of := number(s.Node + " " + string(s.Level))
		out[of+" from"], out[of+" to"], out[of+" lasts"] = s.FromRange, s.ToRange, s.LastsRange
	}
	for _, r := range t.Recovery {
		out[number(r.Node+" returns")] = r.AtRange
	}
	for _, b := range t.Breaches {
		of := number(b.Node + " " + b.Rule)
		out[of+" outage"], out[of+" users"] = b.OutageRange, b.UsersRange
	}
	for _, u := range t.UserHours {
		out[u.Sector+" hours"] = u.DownRange
	}
	return out
}

// TestPercentilesOfTimelines compares the percentiles of trials with those of as many
// models that have the drawn values written into their text.
func TestPercentilesOfTimelines(t *testing.T) {
	const count = 12
	drawnAny, cases := 0, rounds.Of(t, 30, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 77))
		model := unsure(rng, text(rng))
		c := fixture.Compile(t, []byte(model))
		facts := c.Model.Facts()
		x, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "x", Trials: trials.Plan{Count: count, Seed: seed}})
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, model)
		}
		all := map[string][]float64{}
		for i := range int64(count) {
			one, err := timeline.Ask(t.Context(), fixture.Compile(t, []byte(known(model, facts, trials.Values(facts, seed, i)))), timeline.Question{Incident: "x"})
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			for of, y := range ofTimeline(one) {
				all[of] = append(all[of], y)
			}
		}
		drawnAny += len(facts)
		if diff := compare(percentilesOf(x), all, count); diff != "" {
			t.Fatalf("seed %d: %s\n%s", seed, diff, model)
		}
	}
	if drawnAny < cases.Least(1000) {
		t.Errorf("only %d ranges were drawn", drawnAny)
	}
}

// compare says where percentiles are not those of some figures, or "".
func compare(got map[string]*result.Percentiles, want map[string][]float64, count int) string {
	for of, p := range got {
		x := want[of]
		if strings.HasSuffix(of, " hours") { // a sector without a row lost nothing
			x = append(x, make([]float64, max(0, count-len(x)))...)
		}
		slices.Sort(x)
		if p == nil {
			if slices.ContainsFunc(x, func(y float64) bool { return y != 0 }) { // else nothing is known of whoever lost something
				return fmt.Sprintf("%s has no percentiles, but figures: %v", of, x)
			}
			continue
		}
		if int(p.In) != len(x) {
			return fmt.Sprintf("%s is in %d trials, not in %d", of, p.In, len(x))
		}
		for _, at := range []struct {
			p float64
			x *float64
		}{{0.05, p.P5}, {0.5, p.P50}, {0.95, p.P95}} {
			want, got := x[int(math.Ceil(at.p*float64(len(x))))-1], math.Inf(1)
			if at.x != nil {
				got = *at.x
			}
			if got != want && !(math.Abs(got-want) <= 1e-9*max(1, math.Abs(want))) {
				return fmt.Sprintf("%s: percentile %g is %g, not %g of %v", of, at.p, got, want, x)
			}
		}
	}
	for of := range want {
		if _, told := got[of]; !told && !strings.Contains(of, "returns") {
			return "nothing is told of " + of
		}
	}
	return ""
}

// TestRangesThatAreNone: a range whose ends are the same answers as the figure itself,
// and so does every percentile; with no range at all, too.
func TestRangesThatAreNone(t *testing.T) {
	for seed := range rounds.Of(t, 20, 400).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 78))
		plain := text(rng)
		exact := durations.ReplaceAllString(plain, `$1 = "$2..$2"`)
		var answers []string
		for _, model := range []string{plain, exact} {
			c := fixture.Compile(t, []byte(model))
			x, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "x"})
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, asJSON(t, x))
			drawn, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "x", Trials: trials.Plan{Count: 3, Seed: seed}})
			if err != nil {
				t.Fatal(err)
			}
			want := map[string][]float64{}
			for of, y := range ofTimeline(x) {
				want[of] = []float64{y, y, y}
			}
			if diff := compare(percentilesOf(drawn), want, 3); diff != "" {
				t.Fatalf("seed %d: %s\n%s", seed, diff, model)
			}
		}
		if answers[0] != answers[1] {
			t.Fatalf("seed %d: %s\nis not %s", seed, answers[1], answers[0])
		}
	}
}

func asJSON(t *testing.T, x any) string {
	t.Helper()
	text, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSameSeedSameBytes asks on one core and on several.
func TestSameSeedSameBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 79))
	c := fixture.Compile(t, []byte(unsure(rng, text(rng))))
	ask := func(seed uint64) string {
		x, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "x", Trials: trials.Plan{Count: 200, Seed: seed}})
		if err != nil {
			t.Fatal(err)
		}
		return asJSON(t, x)
	}
	one := onCores(1, func() string { return ask(1) })
	for _, cores := range []int{2, 7} {
		if got := onCores(cores, func() string { return ask(1) }); got != one {
			t.Errorf("on %d cores: %s\non one: %s", cores, got, one)
		}
	}
	if ask(2) == one {
		t.Error("another seed gives the same answer")
	}
}
