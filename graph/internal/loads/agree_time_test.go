package loads_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/loads"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestAgreesInTime compares what becomes of drawn models in the course of time.
func TestAgreesInTime(t *testing.T) {
	compared, cases := 0, rounds.Of(t, 100, 5000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 34))
		doc := loads.Draw(rng, loads.Everything())
		script := loads.Happen(rng, doc)
		want := loads.Play(doc, script)
		if want.Flaps >= 0 || !want.Ends || loads.Lacks(doc) {
			continue
		}
		for _, s := range want.States {
			compared += min(1, len(s.Overload))
		}
		if kind, what := timeDifference(t, doc, script, &want); kind != "" {
			t.Fatalf("seed %d, %+v: %s\n%s", seed, script.Events, what, gen.TOML(doc))
		}
	}
	if compared < cases.Least(300) {
		t.Errorf("only %d times with an overload", compared)
	}
}

// timeDifference is where the course that the program gives is another, and in what kind
// of figure; "" where it is none.
func timeDifference(t testing.TB, doc loads.Doc, script loads.Script, want *loads.Course) (kind, what string) {
	t.Helper()
	c, q := fixture.Compile(t, gen.TOML(doc)), timeline.Script{Incident: fixture.Incident(script)}
	s, err := timeline.Simulate(t.Context(), c, q)
	if err != nil {
		return "error", err.Error()
	}
	for i := range want.States {
		state, until := &want.States[i], want.States[i].At+3600
		if i+1 < len(want.States) {
			until = want.States[i+1].At - 1
		}
		for _, at := range []int{state.At, until} {
			if kind, what = stateDifference(c, s, state, time.Duration(at)*time.Second); kind != "" {
				return kind, what
			}
		}
	}
	return breachDifference(t, doc, c, q, want)
}

func stateDifference(c *compile.Compiled, s *timeline.Simulation, want *loads.State, at time.Duration) (kind, what string) {
	for _, id := range slices.Sorted(maps.Keys(want.Level)) {
		if manyLines(id) {
			continue
		}
		if got := s.Level(c.Vertex(id), at).String(); got != want.Level[id] {
			return "level", fmt.Sprintf("%s after %v is %s, want %s", id, at, got, want.Level[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(want.ShareDown)) {
		if got := s.ShareDown(c.Vertex(id), &at, 0); !near(got, want.ShareDown[id], 1e-8) {
			return "share", fmt.Sprintf("of %s after %v %v are down, want %v", id, at, got, want.ShareDown[id])
		}
	}
	return "", ""
}

// manyLines says whether a name is that of a part of a population with several splits,
// whose names are others here.
func manyLines(id string) bool { return strings.Contains(id, ":") }

// breachDifference compares for whom tolerances are breached.
func breachDifference(t testing.TB, doc loads.Doc, c *compile.Compiled, q timeline.Script, want *loads.Course) (kind, what string) {
	t.Helper()
	answer, err := timeline.Of(t.Context(), c, q)
	if err != nil {
		return "error", err.Error()
	}
	got, breached, several := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for id := range want.Before.Level {
		if service, _, _ := strings.Cut(id, "@"); manyLines(id) {
			several[service] = true
		}
	}
	for _, b := range answer.Breaches {
		if service, _, _ := strings.Cut(b.Node, "@"); b.Rule == "tolerance" && !several[service] {
			got[b.Node] = true
		}
	}
	for _, b := range loads.Breaches(doc, want, loads.Ever) {
		if !manyLines(b.Part) {
			breached[b.Part] = true
		}
	}
	if !maps.Equal(got, breached) {
		return "breaches", fmt.Sprintf("breached are %v, want %v", got, breached)
	}
	return "", ""
}
