package dependability_test

import (
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/dependability"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// trials is how many random models are drawn.
const trials = 500

// world is a random model of few nodes with everything that every set of
// failures does to it, as the oracle says.
type world struct {
	doc    oracle.Doc
	after  string
	c      *compile.Compiled
	fails  []int32             // nodes that may fail
	levels []map[string]string // by set of fails, as bits
	own    []float64           // by node: its unavailability, as the document has it
}

func draw(t *testing.T, seed uint64) *world {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 11))
	size := gen.RandomSize(rng)
	size.Nodes = 2 + rng.IntN(5)
	w := &world{doc: gen.Doc(rng, size), after: []string{"0s", "30m", "1h", "2h", "ever"}[rng.IntN(5)]}
	giveChances(rng, w.doc)
	file := filepath.Join(t.TempDir(), "m.toml")
	if err := os.WriteFile(file, gen.TOML(w.doc), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatalf("%v\n%s", err, gen.TOML(w.doc))
	}
	if w.c, err = compile.Compile(m); err != nil {
		t.Fatal(err)
	}
	w.own = chances(w.doc, m)
	for i := range m.Nodes {
		if m.Nodes[i].Fails {
			w.fails = append(w.fails, int32(i))
		}
	}
	for set := range 1 << len(w.fails) {
		w.levels = append(w.levels, oracle.WhatIf(w.doc, oracle.Question{Failed: w.names(set), After: w.after}).Levels)
	}
	return w
}

// giveChances gives most nodes an availability, one way or another.
func giveChances(rng *rand.Rand, doc oracle.Doc) {
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		if slices.Contains([]string{"model", "population", "sector"}, table) {
			continue
		}
		nodes := doc[table].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(nodes)) {
			keys := nodes[id].(map[string]any)
			switch rng.IntN(4) {
			case 0:
				keys["availability"] = []float64{0.9, 0.5, 0.9995}[rng.IntN(3)]
			case 1:
				keys["unavailability"] = []float64{1e-9, 0.2, 0.01}[rng.IntN(3)]
			case 2:
				keys["mtbf"], keys["mttr"] = "90h", "10h"
			}
		}
	}
}

// names are the nodes of a set.
func (w *world) names(set int) []string {
	out := []string{}
	for i, node := range w.fails {
		if set>>i&1 == 1 {
			out = append(out, w.c.Model.Nodes[node].ID)
		}
	}
	return out
}

func (w *world) question(t *testing.T, level graph.Level) dependability.Question {
	t.Helper()
	after, err := models.ParseHorizon(w.after)
	if err != nil {
		t.Fatal(err)
	}
	return dependability.Question{Level: level, After: after, Lang: "en", Budget: 1 << 20}
}

// hit says whether a set takes a vertex to a level or below it.
func (w *world) hit(set int, name string, level graph.Level) bool {
	return w.levels[set][name] == "down" || level == graph.Degraded && w.levels[set][name] == "degraded"
}

// minimalSets tries every set without the vertex's own node.
func (w *world) minimalSets(v int32, level graph.Level, allowed int) [][]string {
	self := 0
	for i, node := range w.fails {
		if node == w.c.NodeOf(v) {
			self = 1 << i
		}
	}
	var out [][]string
	for set := range w.levels {
		if set&self != 0 || set&^allowed != 0 || !w.hit(set, w.c.Name(v), level) {
			continue
		}
		least := true
		for rest := set; rest != 0; rest &= rest - 1 {
			least = least && !w.hit(set&^(rest&-rest), w.c.Name(v), level)
		}
		if least {
			out = append(out, w.names(set))
		}
	}
	slices.SortFunc(out, func(a, b []string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	return out
}

// TestCutSetsAgreeWithOracle compares the cut sets of every node and part, down
// and degraded, with those found by failing everything there is to fail.
func TestCutSetsAgreeWithOracle(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range uint64(trials) {
		w := draw(t, seed)
		rng := rand.New(rand.NewPCG(seed, 12))
		for v := range int32(w.c.Graph.Len()) {
			q := dependability.CutSetQuestion{Question: w.question(t, []graph.Level{graph.Down, graph.Degraded}[rng.IntN(2)]), Node: w.c.Name(v), Order: cutset.Unbounded}
			allowed := 1<<len(w.fails) - 1
			if rng.IntN(3) == 0 {
				if allowed &= rng.IntN(allowed + 1); allowed != 0 {
					q.Against = w.names(allowed)
				} else {
					allowed = 1<<len(w.fails) - 1
				}
			}
			got, err := dependability.CutSets(context.Background(), w.c, q)
			if err != nil {
				t.Fatal(err)
			}
			want := w.minimalSets(v, q.Level, allowed)
			found += len(want)
			if fmt.Sprint(got.Sets) != fmt.Sprint(want) || got.Truncated || got.Count != fmt.Sprint(len(want)) {
				t.Fatalf("seed %d: %s %v against %v after %s: %v of %s, want %v\n%s", seed, q.Node, q.Level, q.Against, w.after, got.Sets, got.Count, want, gen.TOML(w.doc))
			}
		}
	}
	if found < trials*3 {
		t.Errorf("only %d sets in all", found)
	}
}

// chances reads each node's own unavailability from the document.
func chances(doc oracle.Doc, m *models.Model) []float64 {
	out := make([]float64, len(m.Nodes))
	doc = oracle.Plain(doc)
	for i := range m.Nodes {
		keys := doc[m.Nodes[i].Kind].(map[string]any)[m.Nodes[i].ID].(map[string]any)
		switch {
		case keys["availability"] != nil:
			out[i] = 1 - keys["availability"].(float64)
		case keys["unavailability"] != nil:
			out[i] = keys["unavailability"].(float64)
		case keys["mtbf"] != nil:
			out[i] = 0.1
		}
	}
	return out
}

// unavailable sums up the probabilities of all sets, weighted by the share of a
// service that they hit. sure gives nodes another chance.
func (w *world) unavailable(id string, level graph.Level, sure map[int32]float64) float64 {
	seen := []int32{w.c.Vertex(id)}
	share := func(x int32) float64 { return 1 }
	if parts := w.c.Parts(seen[0]); parts.Len() > 0 {
		seen, share = slices.Collect(parts.All()), w.c.Share
	}
	sum := 0.0
	for set := range w.levels {
		p := 1.0
		for i, node := range w.fails {
			x, given := sure[node]
			if !given {
				x = w.own[node]
			}
			if set>>i&1 == 0 {
				x = 1 - x
			}
			p *= x
		}
		for _, x := range seen {
			if w.hit(set, w.c.Name(x), level) {
				sum += p * share(x)
			}
		}
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b))+1e-15 }

// TestAvailabilityAgreesWithOracle compares availability and importance with
// sums over every set of failures.
func TestAvailabilityAgreesWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range uint64(trials) {
		w := draw(t, seed)
		level := []graph.Level{graph.Down, graph.Degraded}[seed%2]
		q := dependability.AvailabilityQuestion{Question: w.question(t, level), Importance: true}
		for v := range int32(w.c.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.c.Name(v))
		}
		got, err := dependability.Availability(context.Background(), w.c, q)
		if err != nil || len(got.Nodes) != len(q.Nodes) {
			t.Fatalf("seed %d: %d answers: %v", seed, len(got.Nodes), err)
		}
		for _, n := range got.Nodes {
			p := w.unavailable(n.ID, level, nil)
			if !near(n.Unavailability, p) || !near(n.DowntimeHours, p*8760) || !near(n.Availability, 1-p) || !n.Exact {
				t.Fatalf("seed %d: %+v, want %v\n%s", seed, n, p, gen.TOML(w.doc))
			}
			for _, m := range n.Importance {
				node := w.c.Vertex(m.Node)
				with, without := w.unavailable(n.ID, level, map[int32]float64{node: 1}), w.unavailable(n.ID, level, map[int32]float64{node: 0})
				ok := near(m.Birnbaum, with-without) && near(m.RAW, with/p) && near(m.Criticality, w.own[node]*(with-without)/p)
				ok = ok && (m.RRW == nil) == (without == 0) && (m.RRW == nil || near(*m.RRW, p/without))
				if !ok || !slices.Contains(w.fails, node) {
					t.Fatalf("seed %d: %s: %+v; P %v, with %v, without %v\n%s", seed, n.ID, m, p, with, without, gen.TOML(w.doc))
				}
			}
		}
	}
}

// TestEstimates asks for trials, and for less than any diagram takes: the
// interval has to hold the exact answer in nearly as many cases as it claims, and
// the same seed gives the same answer.
func TestEstimates(t *testing.T) {
	t.Parallel()
	asked, held := 0, 0
	for seed := range uint64(60) {
		w := draw(t, seed)
		q := dependability.AvailabilityQuestion{Question: w.question(t, []graph.Level{graph.Down, graph.Degraded}[seed%2]), Trials: 10_000, Seed: seed}
		for v := range int32(w.c.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.c.Name(v))
		}
		got, err := dependability.Availability(context.Background(), w.c, q)
		if err != nil {
			t.Fatal(err)
		}
		again, err := dependability.Availability(context.Background(), w.c, q)
		if err != nil || fmt.Sprint(readable(got)) != fmt.Sprint(readable(again)) {
			t.Fatalf("seed %d: another answer for the same seed: %v", seed, err)
		}
		for _, n := range got.Nodes {
			p := w.unavailable(n.ID, q.Level, nil)
			if n.Exact || n.Estimate == nil || n.Estimate.Seed != seed {
				t.Fatalf("seed %d: %+v is said to be exact", seed, n)
			}
			asked++
			if n.Estimate.Low <= p && p <= n.Estimate.High {
				held++
			}
		}
	}
	if asked < 200 || held < asked*9/10 {
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
	fallen := 0
	for seed := range uint64(60) {
		w := draw(t, seed)
		q := dependability.AvailabilityQuestion{Question: w.question(t, graph.Degraded), Importance: true}
		q.Budget = 4
		for v := range int32(w.c.Graph.Len()) {
			q.Nodes = append(q.Nodes, w.c.Name(v))
		}
		got, err := dependability.Availability(context.Background(), w.c, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range got.Nodes {
			p := w.unavailable(n.ID, q.Level, nil)
			if n.Exact != (n.Estimate == nil) || n.Exact && !near(n.Unavailability, p) || math.Abs(n.Unavailability-p) > 0.004 {
				t.Fatalf("seed %d: %+v, want about %v", seed, n, p)
			}
			if !n.Exact {
				fallen++
			}
		}
	}
	if fallen < 50 {
		t.Errorf("only %d were too large", fallen)
	}
}
