package timeline

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models"
)

// Grounds returns what the facts rest on by which a vertex fell or held: the
// requirements between it and what failed that broke, groups within them included as
// far as their members were hit, and their nodes. A fact that says nothing is nil.
//
// Whether a requirement broke is judged by the worst levels that its members ever
// had, as if these had come at once and nothing had switched, and where it holds while
// something is down by the best: it errs on the side of too many.
func (s *Simulation) Grounds(v int32) []*models.Provenance {
	t := s.trace()
	seen, queue := map[int32]bool{v: true}, []int32{v}
	for ; len(queue) > 0; queue = queue[1:] {
		t.note(s.c.Model.Nodes[s.c.NodeOf(queue[0])].Provenance)
		for _, w := range t.step(queue[0]) {
			if !seen[w] {
				seen[w] = true
				queue = append(queue, w)
			}
		}
	}
	return t.found
}

func (s *Simulation) trace() *trace {
	t := &trace{s: s, worst: make([]graph.Level, s.c.Graph.Len())}
	for x := range t.worst {
		t.worst[x] = s.lowest(int32(x))
	}
	if len(s.c.Graph.Unless()) > 0 {
		t.best = make([]graph.Level, len(t.worst))
		for x := range t.best {
			t.best[x] = s.highest(int32(x))
		}
	}
	return t
}

// lowest returns the worst level that a vertex ever has for anyone.
func (s *Simulation) lowest(v int32) graph.Level {
	out := graph.Up
	of := s.spans[v]
	if c := s.courses[v]; c != nil {
		of = nil
		for i := range c.of {
			of = append(of, c.of[i].spans...)
		}
	}
	for _, sp := range of {
		out = min(out, sp.level)
	}
	return out
}

// trace gathers what facts rest on, on the way down to what failed.
type trace struct {
	s     *Simulation
	worst []graph.Level // by vertex
	best  []graph.Level // by vertex, where something holds only while something is down; else nil
	found []*models.Provenance
}

func (t *trace) note(p *models.Provenance) {
	if !slices.Contains(t.found, p) {
		t.found = append(t.found, p)
	}
}

// step notes what the requirements say by which a vertex fell, and returns their
// members that were hit. Where none broke (it never fell, or of itself or of load)
// they are those that something reached. That a part needs its access node is what
// its population says.
func (t *trace) step(v int32) (hit []int32) {
	c := t.s.c
	n := &c.Model.Nodes[c.NodeOf(v)]
	for _, gate := range t.blamed(v) {
		hit = append(hit, t.hit(gate)...)
		switch _, need := c.Requirement(gate); {
		case need == len(n.Needs):
			t.note(c.Model.PopulationOf(n).Provenance)
		case need >= 0:
			t.within(&n.Needs[need]) // one that says nothing of itself is as old as its node
		}
	}
	return hit
}

// blamed returns the requirements of a vertex that broke, else those reached.
func (t *trace) blamed(v int32) []int32 {
	var broken, reached []int32
	for gate, to := t.s.c.Graph.Gates(v); gate < to; gate++ {
		if t.s.c.Graph.Parent(gate) >= 0 || len(t.hit(gate)) == 0 {
			continue
		}
		reached = append(reached, gate)
		if t.worst[v] < graph.Up && t.broke(gate, graph.Degraded, func(m int32) graph.Level { return t.worst[m] }) {
			broken = append(broken, gate)
		}
	}
	if len(broken) > 0 {
		return broken
	}
	return reached
}

// hit returns the members of a gate that were ever below up, those of groups
// within it included.
func (t *trace) hit(gate int32) (out []int32) {
	for _, m := range t.s.c.Graph.Members(gate) {
		switch {
		case m < 0:
			out = append(out, t.hit(^m)...)
		case t.worst[m] < graph.Up:
			out = append(out, m)
		}
	}
	return out
}

// within notes what a requirement says of its own, and what the groups in it do of
// which a member was hit.
func (t *trace) within(r *models.Requirement) {
	if r.Mods != nil && r.Mods.Provenance != nil {
		t.note(r.Mods.Provenance)
	}
	for i := range r.Of {
		if t.mentions(&r.Of[i]) {
			t.within(&r.Of[i])
		}
	}
}

// mentions says whether a requirement names something that was hit. Lines
// that it only speaks of count as hit.
func (t *trace) mentions(r *models.Requirement) bool {
	id, _, _ := strings.Cut(r.On, "@")
	switch {
	case strings.HasPrefix(r.On, "@"):
		return true
	case r.On != "":
		return slices.ContainsFunc(t.s.c.WithParts(t.s.c.Vertex(id)), func(v int32) bool { return t.worst[v] < graph.Up })
	}
	return slices.ContainsFunc(r.Of, func(m models.Requirement) bool { return t.mentions(&m) })
}
