package timeline

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// ProofSources returns the sources of the facts by which a vertex fell, sorted:
// of the requirements between it and what failed that broke, groups within them
// included as far as their members were hit, and of their nodes.
//
// Whether a requirement broke is judged by the worst levels that its members ever
// had, as if these had come at once and nothing had switched: it errs on the side
// of too many.
func (s *Simulation) ProofSources(v int32) []string {
	t := trace{s: s, worst: make([]graph.Level, s.c.Graph.Len()), found: map[string]bool{}}
	for x := range t.worst {
		t.worst[x] = s.lowest(int32(x))
	}
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
	out := make([]string, 0, len(t.found))
	for source := range t.found {
		out = append(out, source)
	}
	slices.Sort(out)
	return out
}

// lowest returns the worst level that a vertex ever has.
func (s *Simulation) lowest(v int32) graph.Level {
	out := graph.Up
	for _, sp := range s.spans[v] {
		out = min(out, sp.level)
	}
	return out
}

// trace gathers the sources on the way down to what failed.
type trace struct {
	s     *Simulation
	worst []graph.Level // by vertex
	found map[string]bool
}

func (t *trace) note(p *models.Provenance) {
	if p != nil && p.Source != "" {
		t.found[p.Source] = true
	}
}

// step notes what the requirements say by which a vertex fell, and returns their
// members that were hit. Where none broke (it never fell, or of itself or of load)
// they are those that something reached.
func (t *trace) step(v int32) (hit []int32) {
	c := t.s.c
	needs := c.Model.Nodes[c.NodeOf(v)].Needs
	for _, gate := range t.blamed(v) {
		hit = append(hit, t.hit(gate)...)
		if _, need := c.Requirement(gate); need >= 0 && need < len(needs) {
			t.within(&needs[need])
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
		if t.worst[v] < graph.Up && t.broke(gate, graph.Degraded) {
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

// broke says whether a gate is at most at a level at worst.
func (t *trace) broke(gate int32, at graph.Level) bool {
	g := t.s.c.Graph
	f, ok := cascade.FallOf(g, gate, cascade.AtWorst, at)
	lost := int32(0)
	for slot := f.First; slot < f.End; slot++ {
		if m := g.Member(slot); m >= 0 && t.worst[m] <= f.Members || m < 0 && t.broke(^m, f.Members) {
			lost++
		}
	}
	return ok && lost >= f.Needed
}

// within notes what a requirement says, and the groups in it of which a member
// was hit.
func (t *trace) within(r *models.Requirement) {
	if r.Mods != nil {
		t.note(r.Mods.Provenance)
	}
	for i := range r.Of {
		if t.mentions(&r.Of[i]) {
			t.within(&r.Of[i])
		}
	}
}

// mentions says whether a requirement names something that was hit. Access nodes
// that it only speaks of count as hit.
func (t *trace) mentions(r *models.Requirement) bool {
	id, _, _ := strings.Cut(r.On, "@")
	switch {
	case r.On == models.AccessNode:
		return true
	case r.On != "":
		return slices.ContainsFunc(t.s.c.WithParts(t.s.c.Vertex(id)), func(v int32) bool { return t.worst[v] < graph.Up })
	}
	return slices.ContainsFunc(r.Of, func(m models.Requirement) bool { return t.mentions(&m) })
}
