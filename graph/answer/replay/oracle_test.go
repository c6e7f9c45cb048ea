package replay_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestVerdictsAgreeWithOracle makes up observations of random models and holds
// each verdict against one that looks at every minute.
func TestVerdictsAgreeWithOracle(t *testing.T) {
	seen, cases := map[string]int{}, rounds.Of(t, 10, 120)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 18))
		doc := gen.Doc(rng, gen.Timed(rng))
		script := gen.Script(rng, doc)
		c := fixture.Compile(t, gen.TOML(doc))
		in := fixture.Incident(script)
		if changesAfter(t, timeline.Script{Incident: in}, c, script.End) {
			continue // the oracle does not see all of it
		}
		course := oracle.Timeline(doc, script)
		made := observations(rng, course)
		for _, o := range made {
			in.Observed = append(in.Observed, models.Observation{Node: o.Node, Level: o.Level, From: moment(o.From), To: moment(o.To), At: moment(o.At),
				Within: *moment(&o.Within), Scored: true})
		}
		r, err := replay.Of(t.Context(), c, []*models.Incident{in})
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range r.Incidents[0].Observations {
			want := oracle.Verdict(doc, course, script.End, made[i])
			if string(got.Verdict) != want {
				t.Fatalf("seed %d, %+v: %+v, want %s\n%s", seed, script, got, want, gen.TOML(doc))
			}
			seen[string(got.Expected)+" "+want]++
		}
	}
	for _, verdict := range []string{"up matched", "up contradicted", "degraded matched", "degraded contradicted", "degraded missed", "partial matched", "partial contradicted", "down matched", "down missed"} {
		if seen[verdict] < cases.Least(10) {
			t.Errorf("too few are %s: %v", verdict, seen)
		}
	}
}

// changesAfter says whether levels change after a moment.
func changesAfter(t *testing.T, q timeline.Script, c *compile.Compiled, end int) bool {
	t.Helper()
	answer, err := timeline.Of(t.Context(), c, q)
	if err != nil {
		t.Fatal(err)
	}
	late := false
	for _, sp := range answer.Spans {
		late = late || sp.FromS > int64(end) || sp.ToS != nil && *sp.ToS > int64(end)
	}
	return late
}

// observations makes up some: each of any vertex and level, at times at which a
// level changes, or a little beside them.
func observations(rng *rand.Rand, course oracle.Spans) []oracle.Observation {
	var vertices []string
	times := []int{0}
	for vertex, spans := range course {
		vertices = append(vertices, vertex)
		for _, span := range spans {
			times = append(times, span.From)
		}
	}
	slices.Sort(vertices)
	slices.Sort(times)
	times = slices.Compact(times)
	pick := func() *int {
		at := max(0, times[rng.IntN(len(times))]+(rng.IntN(3)-1)*10*60)
		return &at
	}
	var out []oracle.Observation
	for range 40 {
		o := oracle.Observation{Node: vertices[rng.IntN(len(vertices))], Level: []string{"up", "degraded", "partial", "down"}[rng.IntN(4)], Within: []int{0, 300, 600, 3600}[rng.IntN(4)]}
		switch rng.IntN(5) {
		case 0:
			o.From = pick()
		case 1:
			o.To = pick()
		case 2:
			o.From, o.To = pick(), pick()
		case 3:
			o.At = pick()
		}
		out = append(out, o)
	}
	return out
}

func moment(seconds *int) *time.Duration {
	if seconds == nil {
		return nil
	}
	at := time.Duration(*seconds) * time.Second
	return &at
}
