package timeline_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

func load(t *testing.T, doc oracle.Doc) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, gen.TOML(doc))
}

// TestAgreesWithOracle compares every level at every change with a simulator
// that recomputes everything at every tick and shares no code with this one.
func TestAgreesWithOracle(t *testing.T) {
	for seed := range rounds.Of(t, 60, 1500).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 11))
		doc := gen.Doc(rng, gen.Timed(rng))
		script := gen.Script(rng, doc)
		c := load(t, doc)
		q := timeline.Script{Incident: fixture.Incident(script)}
		s, err := timeline.Simulate(t.Context(), c, q)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := oracle.Timeline(doc, script)
		if diff := compareSpans(c, s, want, script.End); diff != "" {
			t.Fatalf("seed %d, %+v: %s\n%s", seed, script, diff, gen.TOML(doc))
		}
		compareHours(t, c, q, doc, want, script.End, seed)
	}
}

// compareSpans says where two histories differ up to the end, or "".
func compareSpans(c *compile.Compiled, s *timeline.Simulation, want oracle.Spans, end int) string {
	for id, spans := range want {
		v := c.Vertex(id)
		if v < 0 {
			return "no vertex " + id
		}
		for i, span := range spans {
			at := []int{span.From}
			if i+1 < len(spans) {
				at = append(at, spans[i+1].From-1)
			} else {
				at = append(at, end)
			}
			for _, x := range at {
				got := s.At(v, time.Duration(x)*time.Second)
				if got == "partial" {
					got = "degraded"
				}
				if string(got) != span.Level {
					return fmt.Sprintf("%s at %ds is %s, want %s (%v)", id, x, got, span.Level, spans)
				}
			}
		}
	}
	return ""
}

// compareHours checks that user-hours are the area under the curve, and where some outage
// does not end that area until the last moment, of services, of sectors and of all; where
// that is within the oracle's time.
func compareHours(t *testing.T, c *compile.Compiled, q timeline.Script, doc oracle.Doc, want oracle.Spans, end int, seed uint64) {
	t.Helper()
	answer, err := timeline.Of(t.Context(), c, q)
	if err != nil {
		t.Fatal(err)
	}
	until := cmp.Or(answer.UntilS, answer.EndS) // what else does not end is of nobody who is known
	if until == nil || *until > int64(end) {
		return
	}
	hours := oracle.UserHours(doc, want, int(*until))
	bySector, all := map[string]float64{}, 0.0
	for id, h := range hours {
		bySector[c.Model.Node(id).Sector] += h
		all += h
	}
	check := func(of string, h *result.Hours, want float64) {
		down, other := h.Down, h.Until
		if h.Endless {
			down, other = other, down
		}
		if other != nil || down != nil && math.Abs(*down-want) > 1e-6*math.Max(1, want) || down == nil && want > 0 {
			t.Fatalf("seed %d: %s lost %+v user-hours, want %v", seed, of, *h, want)
		}
	}
	for i := range answer.UserHours {
		u := &answer.UserHours[i]
		check("sector "+u.Sector, &u.Hours, bySector[u.Sector])
	}
	for i := range answer.ServiceHours {
		u := &answer.ServiceHours[i]
		ends := !slices.ContainsFunc(answer.Spans, func(s result.Span) bool {
			id, _, _ := strings.Cut(s.Node, "@")
			return id == u.Service && s.ToS == nil && s.Level == result.LevelDown && !s.Before
		})
		if u.Endless && ends {
			t.Fatalf("seed %d: %s comes back, and has lost %+v", seed, u.Service, u.Hours)
		}
		check(u.Service, &u.Hours, hours[u.Service])
	}
	if answer.TotalHours != nil {
		check("all", answer.TotalHours, all)
	} else if all > 1e-9 {
		t.Fatalf("seed %d: nothing is said of %v user-hours", seed, all)
	}
}

// TestReturnsSayWhy checks that whatever comes back up says what it waited for.
func TestReturnsSayWhy(t *testing.T) {
	unsaid := 0
	for seed := range rounds.Of(t, 30, 300).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 12))
		doc := gen.Doc(rng, gen.Timed(rng))
		answer, err := timeline.Of(t.Context(), load(t, doc), timeline.Script{Incident: fixture.Incident(gen.Script(rng, doc))})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range answer.Recovery {
			if r.Waited == "" {
				unsaid++
				t.Logf("seed %d: %s at %d", seed, r.Node, r.AtS)
			}
		}
	}
	if unsaid > 0 {
		t.Errorf("%d nodes came back up without a reason", unsaid)
	}
}

// TestWithoutDelaysIsWhatIf strips every duration and compares with the cascade:
// at once, and for good.
func TestWithoutDelaysIsWhatIf(t *testing.T) {
	for seed := range rounds.Of(t, 25, 500).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 13))
		doc := gen.FilterDelays(gen.Doc(rng, gen.Timed(rng)), func(string, string) bool { return false })
		failed := gen.Question(rng, doc).Failed
		c := load(t, doc)
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: time.Hour, All: true})
		if err != nil {
			t.Fatal(err)
		}
		s, err := timeline.Simulate(t.Context(), c, timeline.Script{Failed: failed})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range w.Nodes {
			want := label(&n)
			for _, at := range []time.Duration{0, 100 * time.Hour} {
				if got := s.At(c.Vertex(n.ID), at); got != want {
					t.Fatalf("seed %d: %v failed, %s is %s after %v, want %s\n%s", seed, failed, n.ID, got, at, want, gen.TOML(doc))
				}
			}
		}
	}
}

// TestASingleDelayIsWhatIf compares a timeline at some moments with the cascade
// at these horizons, on models whose only delay has nothing to add up with.
func TestASingleDelayIsWhatIf(t *testing.T) {
	tried, mattered, cases := 0, 0, rounds.Of(t, 25, 500)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 14))
		size := gen.Timed(rng)
		if seed%2 == 0 {
			size.Cycles = 0
		}
		doc, ok := gen.OneDelay(seed, gen.Doc(rng, size))
		if !ok {
			continue
		}
		tried++
		failed := gen.Question(rng, doc).Failed
		c := load(t, doc)
		s, err := timeline.Simulate(t.Context(), c, timeline.Script{Failed: failed})
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []time.Duration{0, 20 * time.Minute, 59 * time.Minute, 61 * time.Minute, 5 * time.Hour, 11 * time.Hour} {
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: at, All: true})
			if err != nil {
				t.Fatal(err)
			}
			for i := range w.Nodes {
				n := &w.Nodes[i]
				if got := s.At(c.Vertex(n.ID), at); got != label(n) {
					t.Fatalf("seed %d: %v failed, %s is %s after %v, want %s\n%s", seed, failed, n.ID, got, at, label(n), gen.TOML(doc))
				}
				if got := s.At(c.Vertex(n.ID), 0); got != label(n) {
					mattered++
				}
			}
		}
	}
	if tried < cases.Least(150) || mattered < cases.Least(25) {
		t.Errorf("%d models with one delay, which mattered %d times", tried, mattered)
	}
}

// label is a node's level as a timeline has it.
func label(n *result.NodeState) result.State {
	if n.Partial() {
		return result.StatePartial
	}
	return result.State(n.Level)
}
