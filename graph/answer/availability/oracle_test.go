package availability_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/internal/worlds"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))+1e-15 }

// TestAvailabilityAgreesWithOracle compares availability and importance with
// sums over every set of failures.
func TestAvailabilityAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Draw, rounds.Of(t, 50, 500))
}

// TestSupplyAgreesWithOracle does so where loops have to be supplied.
func TestSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Supplied, rounds.Of(t, 75, 2000))
}

// TestInhibitedAgreesWithOracle does so where requirements hold while something is
// down.
func TestInhibitedAgreesWithOracle(t *testing.T) {
	t.Parallel()
	agree(t, worlds.Inhibited, rounds.Of(t, 75, 2000))
}

func agree(t *testing.T, draw func(testing.TB, uint64) *worlds.World, cases rounds.Rounds) {
	t.Helper()
	for seed := range cases.Seeds() {
		w := draw(t, seed)
		level := faults.Levels()[seed%2]
		q := availability.Question{Level: level, Importance: true, After: w.After, Budget: 1 << 20}
		for v := range int32(w.Compiled.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.Compiled.Name(v))
		}
		got, err := availability.Ask(t.Context(), w.Compiled, q)
		if err != nil || len(got.Nodes) != len(q.Nodes) {
			t.Fatalf("seed %d: %d answers: %v", seed, len(got.Nodes), err)
		}
		for _, n := range got.Nodes {
			p := w.Unavailable(n.ID, level, nil)
			if !near(n.Unavailability, p) || !near(n.DowntimeHours, p*8760) || !near(n.Availability, 1-p) && math.Abs(n.Availability-(1-p)) > 1e-14 || !n.Exact {
				t.Fatalf("seed %d: %+v, want %v\n%s", seed, n, p, w.Text())
			}
			if n.Never != (p == 0) || n.TooSmall {
				t.Fatalf("seed %d: %s: never %v, too small %v, of %v\n%s", seed, n.ID, n.Never, n.TooSmall, p, w.Text())
			}
			for _, node := range beside(w, n.AssumedPerfect) { // whatever was left out does nothing
				if x := w.Unavailable(n.ID, level, map[int32]float64{node: 0.5}); !near(x, p) {
					t.Fatalf("seed %d: %s rests on %s as well\n%s", seed, n.ID, w.Compiled.Name(node), w.Text())
				}
			}
			for _, m := range n.Importance {
				node := w.Compiled.Vertex(m.Node)
				with, without := w.Unavailable(n.ID, level, map[int32]float64{node: 1}), w.Unavailable(n.ID, level, map[int32]float64{node: 0})
				ok := near(m.Birnbaum, with-without) && near(m.RAW, with/p) && near(m.Criticality, w.Own[node]*(with-without)/p)
				ok = ok && (m.RRW == nil) == (without == 0) && (m.RRW == nil || near(*m.RRW, p/without))
				if !ok || !slices.Contains(w.Fails, node) {
					t.Fatalf("seed %d: %s: %+v; P %v, with %v, without %v\n%s", seed, n.ID, m, p, with, without, w.Text())
				}
			}
		}
	}
}

// beside returns the nodes without a figure that an answer says it does not rest on.
func beside(w *worlds.World, named *result.Nodes) (out []int32) {
	for _, node := range w.Fails {
		n := &w.Compiled.Model.Nodes[node]
		if n.Chance == nil && (named == nil || !slices.Contains(named.First, n.ID)) {
			out = append(out, node)
		}
	}
	return out
}

// TestEstimates asks for trials, and for less than any diagram takes: the
// interval has to hold the exact answer in nearly as many cases as it claims, and
// the same seed gives the same answer.
func TestEstimates(t *testing.T) {
	t.Parallel()
	asked, held, cases := 0, 0, rounds.Of(t, 30, 60)
	for seed := range cases.Seeds() {
		w := worlds.Draw(t, seed)
		if seed%3 == 2 {
			w = worlds.Inhibited(t, seed)
		}
		q := availability.Question{Level: faults.Levels()[seed%2], Trials: 10_000, Seed: seed, After: w.After}
		for v := range int32(w.Compiled.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.Compiled.Name(v))
		}
		got, err := availability.Ask(t.Context(), w.Compiled, q)
		if err != nil {
			t.Fatal(err)
		}
		again, err := availability.Ask(t.Context(), w.Compiled, q)
		if err != nil || fmt.Sprint(readable(got)) != fmt.Sprint(readable(again)) {
			t.Fatalf("seed %d: another answer for the same seed: %v", seed, err)
		}
		for _, n := range got.Nodes {
			p := w.Unavailable(n.ID, q.Level, nil)
			if n.Exact || n.Estimate == nil || n.Estimate.Seed != seed {
				t.Fatalf("seed %d: %+v is said to be exact", seed, n)
			}
			asked++
			if n.Estimate.Low <= p && p <= n.Estimate.High {
				held++
			}
		}
	}
	if asked < cases.Least(200) || held < asked*9/10 {
		t.Errorf("%d of %d intervals hold the truth", held, asked)
	}
}

func readable(a *result.Availability) []string {
	var out []string
	for _, n := range a.Nodes {
		out = append(out, fmt.Sprintln(n.ID, n.Unavailability, *n.Estimate))
	}
	return out
}

// TestTooLarge falls back to trials where the budget of diagram nodes ends.
func TestTooLarge(t *testing.T) {
	fallen, cases := 0, rounds.Of(t, 10, 60)
	for seed := range cases.Seeds() {
		w := worlds.Draw(t, seed)
		q := availability.Question{Level: "degraded", Importance: true, After: w.After, Budget: 4}
		for v := range int32(w.Compiled.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.Compiled.Name(v))
		}
		got, err := availability.Ask(t.Context(), w.Compiled, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range got.Nodes {
			p := w.Unavailable(n.ID, q.Level, nil)
			if b := n.Bounds; (b == nil) != n.Exact || b != nil && (b[0] > p || p > b[1] || n.Unavailability < b[0] || n.Unavailability > b[1]) {
				t.Fatalf("seed %d: %+v: %v is not within %v\n%s", seed, n, p, b, w.Text())
			}
			if n.Exact != (n.Estimate == nil) || n.Exact && !near(n.Unavailability, p) || math.Abs(n.Unavailability-p) > 0.004 {
				t.Fatalf("seed %d: %+v, want about %v", seed, n, p)
			}
			if !n.Exact {
				fallen++
			}
		}
	}
	if fallen < cases.Least(50) {
		t.Errorf("only %d were too large", fallen)
	}
}
