package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// NeedChange is the new level of a requirement of a watched vertex from a moment
// on.
type NeedChange struct {
	At          time.Duration
	Vertex      int32
	Requirement int // its number among the vertex's, from 0
	Level       graph.Level
}

// watching remembers the levels of the requirements of some vertices.
type watching map[int32][]graph.Level // vertex -> its requirements, each as it is

// newWatching starts with everything up.
func newWatching(g *graph.Graph, vertices []int32) watching {
	w := watching{}
	for _, v := range vertices {
		w[v] = nil
		from, to := g.Gates(v)
		for gate := from; gate < to; gate++ {
			if g.Parent(gate) < 0 {
				w[v] = append(w[v], graph.Up)
			}
		}
	}
	return w
}

// reportNeeds notes the requirements of watched vertices that this moment changed.
// A requirement changes only when its vertex is recomputed.
func (s *simulation) reportNeeds() {
	if len(s.watched) == 0 {
		return
	}
	touched := slices.Clone(s.touched)
	slices.Sort(touched)
	for _, v := range slices.Compact(touched) {
		if was, watched := s.watched[v]; watched {
			s.reportNeedsOf(v, was)
		}
	}
}

func (s *simulation) reportNeedsOf(v int32, was []graph.Level) {
	final, i := view{s: s}, 0
	from, to := s.g.Gates(v)
	for gate := from; gate < to; gate++ {
		if s.g.Parent(gate) >= 0 {
			continue
		}
		if l := s.value(gate, final); l != was[i] {
			was[i] = l
			s.out.Needs = append(s.out.Needs, NeedChange{s.now, v, i, l})
		}
		i++
	}
}
