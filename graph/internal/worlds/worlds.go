// Package worlds draws random models that are so small that everything that can fail
// in them can be tried, set by set, with the oracle.
package worlds

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/models"
)

// world is a random model of few nodes with everything that every set of
// failures does to it, as the oracle says.
type World struct {
	Compiled *compile.Compiled
	After    time.Duration // the horizon
	Fails    []int32       // nodes that may fail
	Own      []float64     // by node: its unavailability, as the document has it

	doc    oracle.Doc
	after  string
	levels []map[string]string // by set of Fails, as bits
}

// Draw makes the world of a seed. It costs a run of the oracle for every set.
func Draw(t testing.TB, seed uint64) *World {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 11))
	size := gen.RandomSize(rng)
	size.Nodes = 2 + rng.IntN(5)
	return draw(t, rng, gen.Doc(rng, size))
}

// Supplied makes the world of a seed with loops round which a supply goes. Where
// something is below up at the horizon with nothing failed it has no delays.
func Supplied(t testing.TB, seed uint64) *World {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 16))
	size := gen.Supplied(rng)
	size.Nodes = 3 + rng.IntN(4)
	w := draw(t, rng, gen.Doc(rng, size))
	used := gen.FilterDelays(w.doc, func(_, key string) bool { return key != "holdup" }) // as with nothing failed
	for _, levels := range []map[string]string{w.levels[0], oracle.Apart(used, oracle.Question{After: w.after}).Levels} {
		for _, level := range levels {
			if level != "up" {
				return draw(t, rng, gen.FilterDelays(w.doc, func(_, _ string) bool { return false }))
			}
		}
	}
	return w
}

// draw makes a world of a document.
func draw(t testing.TB, rng *rand.Rand, doc oracle.Doc) *World {
	t.Helper()
	w := &World{doc: doc, after: []string{"0s", "30m", "1h", "2h", "ever"}[rng.IntN(5)]}
	giveChances(rng, w.doc)
	var err error
	if w.After, err = models.ParseHorizon(w.after); err != nil {
		t.Fatal(err)
	}
	w.Compiled = fixture.Compile(t, gen.TOML(w.doc))
	if course, err := moment.Of(t.Context(), w.Compiled.Times(), w.After); err != nil {
		t.Fatal(err)
	} else if len(course.Chained()) > 0 { // then sets are not all of what they are made of
		w.doc = gen.FilterDelays(w.doc, func(_, _ string) bool { return false })
		w.Compiled = fixture.Compile(t, gen.TOML(w.doc))
	}
	m := w.Compiled.Model
	w.Own = chances(w.doc, m)
	w.findFails()
	for set := range 1 << len(w.Fails) {
		w.levels = append(w.levels, oracle.Apart(w.doc, oracle.Question{Failed: w.Names(set), After: w.after}).Levels)
	}
	return w
}

func (w *World) findFails() {
	for i := range w.Compiled.Model.Nodes {
		if w.Compiled.Model.Nodes[i].Fails {
			w.Fails = append(w.Fails, int32(i))
		}
	}
}

// giveChances gives most nodes an availability, one way or another.
func giveChances(rng *rand.Rand, doc oracle.Doc) {
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		if slices.Contains([]string{"model", "population", "sector", "kind"}, table) {
			continue
		}
		nodes := doc[table].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(nodes)) {
			keys := nodes[id].(map[string]any)
			for _, key := range []string{"availability", "unavailability", "mtbf", "mttr"} {
				delete(keys, key)
			}
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

// Text is the model.
func (w *World) Text() string { return fmt.Sprintf("after %s\n%s", w.after, gen.TOML(w.doc)) }

// Everything is the set of all that may fail.
func (w *World) Everything() int { return len(w.levels) - 1 }

// Names are the nodes of a set.
func (w *World) Names(set int) []string {
	out := []string{}
	for i, node := range w.Fails {
		if set>>i&1 == 1 {
			out = append(out, w.Compiled.Model.Nodes[node].ID)
		}
	}
	return out
}

// hit says whether a set takes a vertex to a level, "down" or "degraded", or below.
func (w *World) hit(set int, name, level string) bool {
	return w.levels[set][name] == "down" || level == "degraded" && w.levels[set][name] == "degraded"
}

// MinimalSets tries every set of what is allowed, without the vertex's own node, and
// returns those that take the vertex to a level while none of their smaller sets
// does: by size, then by name.
func (w *World) MinimalSets(v int32, level string, allowed int) [][]string {
	self := 0
	for i, node := range w.Fails {
		if node == w.Compiled.NodeOf(v) {
			self = 1 << i
		}
	}
	var out [][]string
	for set := range w.levels {
		if set&self != 0 || set&^allowed != 0 || !w.hit(set, w.Compiled.Name(v), level) {
			continue
		}
		least := true
		for less := set; less != 0 && least; {
			less = (less - 1) & set
			least = !w.hit(less, w.Compiled.Name(v), level)
		}
		if least {
			out = append(out, w.Names(set))
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

// Unavailable sums up the probabilities of all sets, weighted by the share of a
// service that they hit. sure gives nodes another chance.
func (w *World) Unavailable(id, level string, sure map[int32]float64) float64 {
	seen := []int32{w.Compiled.Vertex(id)}
	share := func(x int32) float64 { return 1 }
	if parts := w.Compiled.Parts(seen[0]); parts.Len() > 0 {
		seen, share = slices.Collect(parts.All()), w.Compiled.Share
	}
	sum := 0.0
	for set := range w.levels {
		p := 1.0
		for i, node := range w.Fails {
			x, given := sure[node]
			if !given {
				x = w.Own[node]
			}
			if set>>i&1 == 0 {
				x = 1 - x
			}
			p *= x
		}
		for _, x := range seen {
			if w.hit(set, w.Compiled.Name(x), level) {
				sum += p * share(x)
			}
		}
	}
	return sum
}
