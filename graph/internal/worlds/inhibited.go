package worlds

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/models"
)

// Inhibited makes the world of a seed in which some requirements hold while something is
// down, every third with loops round which a supply goes. What each set of failures does
// is what the engine finds that is given, asked anew for each.
func Inhibited(t testing.TB, seed uint64, find Engine) *World {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 21))
	size := gen.RandomSize(rng)
	if seed%3 == 0 {
		size = gen.Supplied(rng)
	}
	size.Nodes = 3 + rng.IntN(5)
	w := &World{doc: oracle.Plain(gen.Doc(rng, size)), after: []string{"0s", "30m", "1h", "2h", "ever"}[rng.IntN(5)]}
	giveChances(rng, w.doc)
	inhibit(t, rng, w.doc)
	var err error
	if w.After, err = models.ParseHorizon(w.after); err != nil {
		t.Fatal(err)
	}
	w.Compiled = fixture.Compile(t, gen.TOML(w.doc))
	w.Own = chances(w.doc, w.Compiled.Model)
	w.findFails()
	for set := range 1 << len(w.Fails) {
		w.levels = append(w.levels, w.found(set, find))
	}
	return w
}

// Engine returns the level of every vertex once some have failed, at a horizon.
type Engine func(g *graph.Graph, after time.Duration, down []int32) []graph.Level

// found returns every level that a set of failures leaves.
func (w *World) found(set int, find Engine) map[string]string {
	var down []int32
	for i, node := range w.Fails {
		if set>>i&1 == 1 {
			down = append(down, w.Compiled.WithParts(node)...)
		}
	}
	out := map[string]string{}
	for v, level := range find(w.Compiled.Graph, w.After, down) {
		out[w.Compiled.Name(int32(v))] = level.String()
	}
	return out
}

// inhibit adds requirements that hold while something is down, wherever the language
// lets them stand.
func inhibit(t testing.TB, rng *rand.Rand, doc oracle.Doc) {
	t.Helper()
	nodes, ids := nodesOf(doc)
	for _, id := range ids {
		for range rng.IntN(3) {
			needs, _ := nodes[id]["needs"].([]any)
			nodes[id]["needs"] = placed(rng, slices.Clone(needs), unless(rng, ids))
			if _, err := fixture.Try(t, gen.TOML(doc)); err != nil { // a loop through it, or a twin
				nodes[id]["needs"] = needs
			}
			if len(needs) == 0 && len(nodes[id]["needs"].([]any)) == 0 {
				delete(nodes[id], "needs")
			}
		}
	}
}

// nodesOf returns the keys of all nodes, and their ids in order.
func nodesOf(doc oracle.Doc) (nodes map[string]map[string]any, ids []string) {
	nodes = map[string]map[string]any{}
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		if slices.Contains([]string{"model", "population", "sector", "kind"}, table) {
			continue
		}
		for id, keys := range doc[table].(map[string]any) {
			nodes[id] = keys.(map[string]any)
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return nodes, ids
}

// unless draws a requirement that holds while another is down.
func unless(rng *rand.Rand, ids []string) map[string]any {
	one := func() any { return ids[rng.IntN(len(ids))] }
	var of any
	switch rng.IntN(6) {
	case 0:
		of = map[string]any{"any": []any{one(), one()}}
	case 1:
		of = map[string]any{"all": []any{one(), map[string]any{"unless": one()}}}
	default:
		of = one()
	}
	out := map[string]any{"unless": of}
	if rng.IntN(8) == 0 {
		out["loss"] = "degraded"
	}
	if rng.IntN(6) == 0 {
		out["holdup"] = []string{"10m", "1h", "10h"}[rng.IntN(3)]
	}
	return out
}

// placed puts a requirement among others: beside them, or as an alternative to one.
func placed(rng *rand.Rand, needs []any, r map[string]any) []any {
	if len(needs) == 0 || rng.IntN(2) == 0 {
		return append(needs, r)
	}
	i := rng.IntN(len(needs))
	word := []string{"any", "all"}[rng.IntN(4)/3]
	needs[i] = map[string]any{word: []any{needs[i], r}}
	return needs
}
