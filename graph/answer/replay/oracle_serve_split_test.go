package replay_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestServeOfSplitsAgreesWithOracle compares levels and shares of models whose people
// differ in more than one way and have several lines, moment by moment, with persons drawn
// class by class in every case.
func TestServeOfSplitsAgreesWithOracle(t *testing.T) {
	t.Parallel()
	partial, cases := 0, rounds.Of(t, 24, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 76))
		doc := gen.Split(rng)
		s := gen.Serve(rng, doc, breakdowns(rng, doc), 16, 0)
		s.Events = slices.DeleteFunc(s.Events, func(e oracle.Event) bool { return len(e.Degrade) > 0 })
		s.Serve = nil
		diff, n := compareGlances(t, doc, s)
		if diff != "" {
			delete(doc["incident"].(map[string]any)["made-up"].(map[string]any), "observed")
			t.Fatalf("seed %d: %s\n%s", seed, diff, gen.TOML(doc))
		}
		partial += n
	}
	if partial < cases.Least(600) {
		t.Errorf("only %d times some were cut off and others not", partial)
	}
}

// breakdowns lets nodes and parts fail, and be repaired.
func breakdowns(rng *rand.Rand, doc oracle.Doc) oracle.Script {
	s := oracle.Script{End: 24 * 3600}
	for _, name := range gen.SplitQuestion(rng, doc).Failed {
		at := rng.IntN(12) * 600
		switch rng.IntN(4) {
		case 0:
		case 1:
			s.Events = append(s.Events, oracle.Event{At: at, Fail: []string{name}, For: (1 + rng.IntN(6)) * 600})
		case 2:
			s.Events = append(s.Events, oracle.Event{At: at + 600, Repair: []string{name}})
			fallthrough
		default:
			s.Events = append(s.Events, oracle.Event{At: at, Fail: []string{name}})
		}
	}
	slices.SortStableFunc(s.Events, func(a, b oracle.Event) int { return a.At - b.At })
	return s
}

// compareGlances says where the program differs, or how many shares were of some.
func compareGlances(t *testing.T, doc oracle.Doc, s partly.Script) (string, int) {
	t.Helper()
	glances := partly.Glances(doc, s)
	var observed []any
	var want []float64
	for i := range glances {
		g := &glances[i]
		for _, service := range sorted(g.Cases[0].ShareDown) {
			seen := func(name string, share float64) {
				observed = append(observed, map[string]any{"node": name, "share_down": 0.5, "at": gen.Seconds(g.At), "within": "0s"})
				want = append(want, share)
			}
			seen(service, g.ShareDown(service))
			for _, part := range partsOf(g.Cases[0].Classes[service]) {
				seen(service+part.name, g.PartDown(service, part.lines))
			}
		}
	}
	doc["incident"] = map[string]any{"made-up": gen.Incident(s, observed)}
	c := fixture.Compile(t, gen.TOML(doc))
	answer, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "made-up"})
	if err != nil {
		return err.Error(), 0
	}
	r, err := replay.Ask(t.Context(), c, replay.Question{Incidents: []string{"made-up"}})
	if err != nil {
		return err.Error(), 0
	}
	partial := 0
	for i, o := range r.Incidents[0].Observations {
		if o.Amount == nil || o.Amount.Predicted == nil || math.Abs(*o.Amount.Predicted-want[i]) > 1e-9 {
			return fmt.Sprintf("%v: %+v, want %v", observed[i], o.Amount, want[i]), 0
		}
		partial += some(want[i])
	}
	for i := range glances {
		for node := range glances[i].Cases[0].Levels {
			if got, level := levelAt(answer, node, glances[i].At), glances[i].Level(node); got != level {
				return fmt.Sprintf("%s at %d is %s, want %s", node, glances[i].At, got, level), 0
			}
		}
	}
	return "", partial
}

func levelAt(answer *result.Timeline, vertex string, now int) string {
	if sp := spanAt(answer, vertex, now); sp != nil {
		return string(sp.Level)
	}
	return "up"
}

// spanAt is the time not up in which a moment lies; nil where it is up then.
func spanAt(answer *result.Timeline, vertex string, now int) *result.Span {
	for i := range answer.Spans {
		sp := &answer.Spans[i]
		if sp.Node == vertex && sp.FromS <= int64(now) && (sp.ToS == nil || int64(now) < *sp.ToS) {
			return sp
		}
	}
	return nil
}

// linesOf is a part of a service by the nodes on which lines end.
type linesOf struct {
	name  string
	lines map[string]string
}

// partsOf are those that are told apart by lines.
func partsOf(classes []persons.Class) []linesOf {
	seen := map[string]linesOf{}
	for _, c := range classes {
		name := ""
		for _, line := range sorted(c.Lines) {
			name += "@" + line + ":" + c.Lines[line]
		}
		if name != "" {
			seen[name] = linesOf{name, c.Lines}
		}
	}
	var out []linesOf
	for _, name := range sorted(seen) {
		out = append(out, seen[name])
	}
	return out
}
