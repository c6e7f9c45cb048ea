package proof

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// What holds while something is down is lost because that something stands. Of a vertex
// that stands with nothing failed there is nothing to prove. One that does not has risen,
// because of all that held it down and does no longer: that is a fact like others, with a
// step of its own.

// claimStands is that a vertex, or a gate within such a requirement, is not down.
const claimStands = 2

// stands is what it takes to prove that.
type stands struct {
	named   []int32           // vertices that such requirements name, at any nesting
	within  []bool            // by gate: it is nested in such a requirement
	reasons map[int32][]int32 // vertex that is down with nothing failed -> the slots that are why

	// of the proof in work:
	rises   map[int32]*rise
	waiting map[key][]int32 // fact -> the vertices that have it among what they rise by
}

// rise is how far the proof has come that a vertex rises.
type rise struct {
	slots []int32 // whose members make it rise
	left  int     // how many of these are not proved yet
	cost  int64
}

// newStands returns nil for a graph in which nothing has to be down for anything.
func newStands(g *graph.Graph, c *cascade.Cascade) *stands {
	if len(g.Unless()) == 0 {
		return nil
	}
	s := &stands{within: make([]bool, g.NumGates()), reasons: map[int32][]int32{}}
	for _, gate := range g.Unless() {
		s.nest(g, gate)
	}
	slices.Sort(s.named)
	s.named = slices.Compact(s.named)
	c.Run(nil, nil)
	for _, v := range c.Fallen() {
		if c.Level(v) == graph.Down {
			s.reasons[v] = c.Because(v)
		}
	}
	return s
}

func (s *stands) nest(g *graph.Graph, gate int32) {
	for _, m := range g.Members(gate) {
		if m >= 0 {
			s.named = append(s.named, m)
		} else if !s.within[^m] {
			s.within[^m] = true
			s.nest(g, ^m)
		}
	}
}

// standsBy returns what proves that a gate is not down; ok is false where it rides through
// the loss of all, and where nobody asks.
func (p *Prover) standsBy(gate int32) (r rule, ok bool) {
	if !p.stands.within[gate] {
		return rule{}, false
	}
	switch f, ok := p.c.Fall(gate, graph.Down); {
	case !ok:
		return rule{claim: claimStands}, false
	case f.Unless:
		return rule{f.First, f.End, 1, claimOf(graph.Down)}, true
	default:
		return rule{f.First, f.End, f.End - f.First - f.Needed + 1, claimStands}, true
	}
}

// offerStanding proposes what stands in the cascade's last run.
func (p *Prover) offerStanding() {
	s := p.stands
	if s == nil {
		return
	}
	s.rises, s.waiting = map[int32]*rise{}, map[key][]int32{}
	for gate, within := range s.within {
		if !within {
			continue
		}
		if _, ok := p.c.Fall(int32(gate), graph.Down); !ok {
			p.offer(key{^int32(gate), claimStands}, 0, 0)
		}
	}
	seen := map[int32]bool{}
	for queue := slices.Clone(s.named); len(queue) > 0; queue = queue[1:] {
		if v := queue[0]; !seen[v] && p.c.Level(v) > graph.Down {
			seen[v] = true
			queue = append(queue, p.stand(v)...)
		}
	}
}

// stand proposes that a vertex stands, or waits for what that hangs on; it returns the
// vertices of which the same has to be proved first.
func (p *Prover) stand(v int32) (more []int32) {
	k, s := key{v, claimStands}, p.stands
	if p.c.Before(v) > graph.Down || p.sparedVertex[v] {
		p.offer(k, 0, -1)
		return nil
	}
	r := &rise{cost: 1}
	for _, slot := range s.reasons[v] {
		m := p.g.Member(slot)
		of := key{m, claimStands}
		if p.g.Inverted(slot) {
			of.claim = claimOf(graph.Down)
		}
		if (p.c.Level(m) == graph.Down) != p.g.Inverted(slot) {
			continue // as it was before
		}
		if of.claim == claimStands {
			more = append(more, m)
		}
		r.slots = append(r.slots, slot)
		s.waiting[of] = append(s.waiting[of], v)
	}
	s.rises[v] = r
	if r.left = len(r.slots); r.left == 0 { // a requirement of it is spared
		p.offer(k, r.cost, -1)
	}
	return more
}

// tellWaiting passes a fact on to the vertices that rise by it.
func (p *Prover) tellWaiting(k key) {
	if p.stands == nil {
		return
	}
	for _, v := range p.stands.waiting[k] {
		r := p.stands.rises[v]
		r.cost = min(r.cost+p.state(k).cost, maxCost)
		if r.left--; r.left == 0 {
			p.offer(key{v, claimStands}, r.cost, -1)
		}
	}
}

// rises says whether a vertex stands that did not with nothing failed.
func (p *Prover) rises(v int32) bool { return p.stands != nil && p.stands.rises[v] != nil }

// risen is the step that a vertex has risen, with the requirement that held it down where
// it was one.
func (w *writer) risen(v int32, needs *[]Fact) (members []Member, gate int32) {
	gate = -1
	for i, slot := range w.p.stands.rises[v].slots {
		switch top := w.top(slot); {
		case i == 0:
			gate = top
		case top != gate:
			gate = -1
		}
		members = append(members, w.leaf(slot, w.p.g.Inverted(slot), needs))
	}
	return members, gate
}

// leaf is a vertex that a step rests on: that it is down, or that it stands.
func (w *writer) leaf(slot int32, down bool, needs *[]Fact) Member {
	v := w.p.g.Member(slot)
	m := Member{Slot: slot, Step: -1, Gate: -1, Lost: down, Stands: !down}
	if down {
		*needs = append(*needs, w.strongest(Fact{Vertex: v, AtMost: graph.Down}))
	} else if w.p.rises(v) {
		*needs = append(*needs, Fact{Vertex: v, Stands: true})
	}
	return m
}

// top returns the top gate that a slot is in, at any nesting.
func (w *writer) top(slot int32) int32 {
	for w.p.g.Parent(w.p.g.GateOf(slot)) >= 0 {
		slot = w.p.g.Parent(w.p.g.GateOf(slot))
	}
	return w.p.g.GateOf(slot)
}

// Standing returns the vertices that steps rest on because they stand.
func Standing(g *graph.Graph, steps []Step) (out []int32) {
	for i := range steps {
		for members := steps[i].Members; len(members) > 0; members = slices.Concat(members[1:], members[0].Members) {
			if m := members[0]; m.Stands && m.Gate < 0 {
				out = append(out, g.Member(m.Slot))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
