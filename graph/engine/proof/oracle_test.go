package proof_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/naive"
	"github.com/meoktong/meoktong/models"
)

// This file is the slow and obvious side: it uses nothing of the engines.

// scenario is a random model, what fails in it, and when one looks.
type scenario struct {
	c       *compile.Compiled
	g       *graph.Graph
	failed  []int32
	horizon time.Duration
	text    string
}

// draw returns the scenario of a seed: cycles, k-of-n, soft requirements, parts,
// delays, each absent in some models and frequent in others. Its file goes to dir.
func draw(t testing.TB, dir string, seed uint64) scenario {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 61))
	doc := gen.Doc(rng, gen.RandomSize(rng))
	q := gen.Question(rng, doc)
	text := gen.TOML(doc)
	c := fixture.Compile(t, text)
	s := scenario{c: c, g: c.Graph, text: string(text)}
	s.horizon, _ = models.ParseHorizon(q.After)
	for _, ref := range q.Failed {
		v := c.Vertex(ref)
		s.failed = append(s.failed, v)
		for p := range c.Parts(v).All() {
			s.failed = append(s.failed, p)
		}
	}
	return s
}

// levels is what really happens, with some vertices and gates spared.
func (s scenario) levels(vertices, gates []int32) []graph.Level {
	return naive.World{Graph: s.g, Horizon: s.horizon, Failed: s.failed, Vertices: vertices, Gates: gates}.Levels()
}

// sizes returns how many steps the shortest proof of each fact has, written out
// in full: [0] of "not up", [1] of "down". It relaxes until nothing changes.
func (s scenario) sizes() [2][]float64 {
	var size [2][]float64
	for i := range size {
		size[i] = slices.Repeat([]float64{math.Inf(1)}, s.g.Len())
	}
	for again := true; again; {
		again = false
		for v := range int32(s.g.Len()) {
			for claim := range 2 {
				best := math.Inf(1)
				if slices.Contains(s.failed, v) {
					best = 1
				}
				from, to := s.g.Gates(v)
				for gate := from; gate < to; gate++ {
					if s.g.Parent(gate) < 0 {
						best = min(best, 1+s.gateSize(gate, claim, size))
					}
				}
				again = again || best != size[claim][v]
				size[claim][v] = best
			}
		}
	}
	return size
}

// gateSize adds up the cheapest members whose loss is enough. How many that is,
// and how far they must fall, is found by trying.
func (s scenario) gateSize(gate int32, claim int, size [2][]float64) float64 {
	best := math.Inf(1)
	members := s.g.Members(gate)
	if s.g.Mods(gate).Failover > s.horizon {
		members = members[:s.g.K(gate)]
	}
	for at := range 2 { // how far the members fall
		for n := 1; n <= len(members); n++ {
			if !s.enough(gate, len(members), n, at, claim) {
				continue
			}
			var costs []float64
			for _, x := range members {
				if x >= 0 {
					costs = append(costs, size[at][x])
				} else {
					costs = append(costs, s.gateSize(^x, at, size))
				}
			}
			slices.Sort(costs)
			sum := 0.0
			for _, c := range costs[:n] {
				sum += c
			}
			best = min(best, sum)
			break
		}
	}
	return best
}

// enough says whether n of a gate's members at most at a level take it there.
func (s scenario) enough(gate int32, members, n, at, claim int) bool {
	levels := slices.Repeat([]graph.Level{graph.Up}, members)
	for i := range n {
		levels[i] = [...]graph.Level{graph.Degraded, graph.Down}[at]
	}
	w := naive.World{Graph: s.g, Horizon: s.horizon}
	return w.Modified(gate, levels) <= [...]graph.Level{graph.Degraded, graph.Down}[claim]
}
