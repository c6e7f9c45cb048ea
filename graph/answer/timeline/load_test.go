package timeline_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestLoadAgreesWithOracle compares levels, overloads and user-hours with a
// simulator that looks at everything every second. Ten minutes of a script are
// one second of it here.
func TestLoadAgreesWithOracle(t *testing.T) {
	compareLoads(t, 15, gen.Doc)
}

// TestLoadWithUnlessAgreesWithOracle is the same where some hold while others are down.
func TestLoadWithUnlessAgreesWithOracle(t *testing.T) {
	compareLoads(t, 18, gen.Inhibited)
}

func compareLoads(t *testing.T, drawing uint64, draw func(*rand.Rand, gen.Size) oracle.Doc) {
	t.Helper()
	overloads, cases := 0, rounds.Of(t, 8, 80) // every second is looked at
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, drawing))
		doc := draw(rng, gen.LoadedTimed(rng))
		doc, script := oracle.Faster(doc, gen.Script(rng, doc), 600)
		want := oracle.Play(doc, script)
		c := load(t, doc)
		q := timeline.Script{Incident: fixture.Incident(script)}
		s, err := timeline.Simulate(t.Context(), c, q)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, gen.TOML(doc))
		}
		diff := compareLevels(c, s, want.Levels, script.End)
		if diff == "" {
			answer, err := timeline.Of(t.Context(), c, q)
			if err != nil {
				t.Fatal(err)
			}
			overloads += len(answer.Overloads)
			diff = compareLoadHours(c, answer, doc, want, script.End)
		}
		if diff != "" {
			t.Fatalf("seed %d, %+v: %s\n%s", seed, script, diff, gen.TOML(doc))
		}
	}
	if overloads < cases.Least(16) {
		t.Errorf("only %d overloads in %d models", overloads, cases.Seeds())
	}
}

// compareLevels is compareSpans where what is shed makes a service partial,
// whatever its level.
func compareLevels(c *compile.Compiled, s *timeline.Simulation, want oracle.Spans, end int) string {
	for id, spans := range want {
		for i, span := range spans {
			last := end
			if i+1 < len(spans) {
				last = spans[i+1].From - 1
			}
			for _, x := range []int{span.From, last} {
				if got := s.Level(c.Vertex(id), time.Duration(x)*time.Second).String(); got != span.Level {
					return fmt.Sprintf("%s at %ds is %s, want %s (%v)", id, x, got, span.Level, spans)
				}
			}
		}
	}
	return ""
}

// compareLoadHours holds user-hours, those shed included, against the area under
// the oracle's curves, where all is over within its time.
func compareLoadHours(c *compile.Compiled, answer *result.Timeline, doc oracle.Doc, want oracle.Course, end int) string {
	if answer.EndS == nil || *answer.EndS > int64(end) {
		return ""
	}
	bySector := map[string]float64{}
	for id, h := range oracle.MoreHours(doc, want, end) {
		bySector[c.Model.Node(id).Sector] += h
	}
	for sector, hours := range bySector {
		i := slices.IndexFunc(answer.UserHours, func(u result.UserHours) bool { return u.Sector == sector })
		switch {
		case i < 0 && hours > 1e-6 && c.Model.Node(sector) == nil && sector != "":
			return fmt.Sprintf("sector %s lost nothing, want %v user-hours", sector, hours)
		case i >= 0 && math.Abs((&result.Impact{UsersDown: answer.UserHours[i].Down}).Users()-hours) > 1e-6*max(1, hours):
			return fmt.Sprintf("sector %s lost %v user-hours, want %v", sector, answer.UserHours[i].Down, hours)
		}
	}
	return ""
}
