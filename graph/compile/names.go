package compile

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// Range is a range of vertices, End excluded, or some of it.
type Range struct {
	First, End int32
	some       []int32
}

// Len returns how many vertices it has.
func (r Range) Len() int {
	if r.some != nil {
		return len(r.some)
	}
	return int(r.End - r.First)
}

// All yields the vertices in order.
func (r Range) All() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for _, v := range r.some {
			if !yield(v) {
				return
			}
		}
		for v := r.First; v < r.End && r.some == nil && yield(v); v++ {
		}
	}
}

// Parts returns the vertices of a service's parts, or of several that are named
// together; none for another vertex.
func (c *Compiled) Parts(v int32) Range {
	switch {
	case c.IsSeveral(v):
		return Range{some: c.several[int(v)-c.firstSeveral()].parts}
	case c.IsPart(v):
		return Range{}
	}
	return Range{First: c.firstPart[v], End: c.firstPart[v+1]}
}

// IsSeveral says whether a vertex is several parts of a service that an observation
// names together: it is down if all are, up if all are, else degraded.
func (c *Compiled) IsSeveral(v int32) bool { return int(v) >= c.firstSeveral() }

func (c *Compiled) firstSeveral() int { return len(c.Model.Nodes) + len(c.partNode) }

// Seen returns what the users of a vertex see of it: its parts, else itself.
func (c *Compiled) Seen(v int32) Range {
	if parts := c.Parts(v); parts.Len() > 0 {
		return parts
	}
	return Range{First: v, End: v + 1}
}

// Share returns the share of a service's users that see a vertex, 0 to 1: of a
// part its share of those who have one, of another vertex 1. They sum to 1.
func (c *Compiled) Share(v int32) float64 {
	switch {
	case c.IsSeveral(v):
		sum := 0.0
		for x := range c.Parts(v).All() {
			sum += c.Share(x)
		}
		return sum
	case !c.IsPart(v):
		return 1
	}
	parts, k := c.Part(v)
	return parts.Share(k)
}

// Part returns the parts of a service, and which of them a vertex is.
func (c *Compiled) Part(v int32) (of *models.Parts, k int) {
	node := c.NodeOf(v)
	return c.Model.PartsOf(int(node)), int(v - c.firstPart[node])
}

// PartOf returns the part of a service that a segment of its population sees, by
// position; -1: for want of lines it has none.
func (c *Compiled) PartOf(service int32, segment int) int32 {
	k := c.Model.PartsOf(int(service)).Of(segment)
	if k < 0 {
		return -1
	}
	return c.firstPart[service] + int32(k)
}

// IsPart says whether a vertex is a part of a service, or several.
func (c *Compiled) IsPart(v int32) bool { return int(v) >= len(c.Model.Nodes) }

// NodeOf returns the node that a vertex is, or is a part of.
func (c *Compiled) NodeOf(v int32) int32 {
	switch {
	case c.IsSeveral(v):
		return c.several[int(v)-c.firstSeveral()].node
	case !c.IsPart(v):
		return v
	}
	return c.partNode[int(v)-len(c.Model.Nodes)]
}

// Lines returns the nodes on which the lines of a part end, of those by which its
// service is told apart: -1 for one that its people do not have; of another vertex
// none. The slice must not be changed.
func (c *Compiled) Lines(v int32) []int32 {
	if !c.IsPart(v) || c.IsSeveral(v) {
		return nil
	}
	p, k := c.Part(v)
	return p.Ends(k)
}

// Name returns the id of a vertex: "node", or for a part "service@node" and the like.
func (c *Compiled) Name(v int32) string {
	switch {
	case c.IsSeveral(v):
		return c.several[int(v)-c.firstSeveral()].ref
	case c.IsPart(v):
		node := c.NodeOf(v)
		return c.Model.PartName(int(node), int(v-c.firstPart[node]))
	}
	return c.Model.Nodes[v].ID
}

// PartLabel returns the name of a part without that of its service: "node", or
// "line:node@line:node" and the like.
func (c *Compiled) PartLabel(v int32) string {
	_, label, _ := strings.Cut(c.Name(v), "@")
	return label
}

// MemberName returns how the model names the member at a slot: a part that is
// meant because part follows part goes by its service's id.
func (c *Compiled) MemberName(slot int32) string {
	v := c.Graph.Member(slot)
	if v < 0 {
		return ""
	}
	if c.IsPart(v) && !c.explicit[slot] {
		return c.Model.Nodes[c.NodeOf(v)].ID
	}
	return c.Name(v)
}

// Requirement returns the node whose requirement a gate is, or is nested in, and
// which of its needs that is: len(Needs) for the line that a part needs
// unless its service speaks of one, -1 for the whole of a service's parts. Cost:
// the gates of the vertex.
func (c *Compiled) Requirement(gate int32) (node int32, need int) {
	for c.Graph.Parent(gate) >= 0 {
		gate = c.Graph.GateOf(c.Graph.Parent(gate))
	}
	v := c.Graph.Owner(gate)
	if c.Graph.Mods(gate).Whole {
		return v, -1
	}
	for g, _ := c.Graph.Gates(v); g < gate; g++ {
		if c.Graph.Parent(g) < 0 {
			need++
		}
	}
	return c.NodeOf(v), c.needAt(v, need)
}

// needAt returns which of a vertex's needs its n-th top gate is: those that ask nothing
// of it have none.
func (c *Compiled) needAt(v int32, n int) int {
	for _, dropped := range c.dropped[v] {
		if int(dropped) <= n {
			n++
		}
	}
	return n
}

// Gates returns the top gates that a node's requirement has become: one for each
// of its parts, else one. need counts as for [Compiled.Requirement].
func (c *Compiled) Gates(node int32, need int) []int32 {
	var out []int32
	for v := range c.Seen(node).All() {
		from, to := c.Graph.Gates(v)
		for g, i := from, 0; g < to; g++ {
			if c.Graph.Parent(g) >= 0 {
				continue
			}
			if c.needAt(v, i) == need {
				out = append(out, g)
			}
			i++
		}
	}
	return out
}

// Vertex returns the vertex of a node or a part by its id, or -1; also where the id is
// that of several parts that no observation names.
func (c *Compiled) Vertex(ref string) int32 {
	if !isPart(ref) {
		return int32(c.Model.Index(ref))
	}
	if of := c.Vertices(ref); len(of) == 1 {
		return of[0]
	}
	if i := slices.IndexFunc(c.several, func(s several) bool { return s.ref == ref }); i >= 0 {
		return int32(c.firstSeveral() + i)
	}
	return -1
}

// Vertices returns the vertices that an id means: one, or several parts; none where
// there is no such node or part.
func (c *Compiled) Vertices(ref string) []int32 {
	node, parts, err := c.Model.PartsNamed(ref)
	if err != nil {
		return nil
	}
	if parts == nil {
		return []int32{int32(node)}
	}
	out := make([]int32, len(parts))
	for i, k := range parts {
		out[i] = c.firstPart[node] + int32(k)
	}
	return out
}

// Find is Vertex for who was given an id that should be there; else the error
// says which is not.
func (c *Compiled) Find(ref string) (int32, error) {
	of, err := c.FindAll(ref)
	switch {
	case err != nil:
		return -1, err
	case len(of) > 1:
		return -1, fmt.Errorf("%q is %d parts, such as %s and %s", ref, len(of), c.Name(of[0]), c.Name(of[1]))
	}
	return of[0], nil
}

// FindAll is Vertices for who was given an id that should be there; else the error
// says which is not.
func (c *Compiled) FindAll(ref string) ([]int32, error) {
	if of := c.Vertices(ref); len(of) > 0 {
		return of, nil
	}
	return nil, fmt.Errorf("the model has no node or part %q", ref)
}

// WithParts returns a vertex, and of a service its parts as well: what is down
// when it fails of itself.
func (c *Compiled) WithParts(v int32) []int32 { return c.AppendWithParts(nil, v) }

// AppendWithParts is WithParts behind what is there.
func (c *Compiled) AppendWithParts(to []int32, v int32) []int32 {
	return slices.AppendSeq(append(to, v), c.Parts(v).All())
}

// Failing returns the vertices that are down when these nodes and parts fail of
// themselves: in order, each with its parts. The error is that of Find.
func (c *Compiled) Failing(refs []string) ([]int32, error) {
	var out []int32
	for _, ref := range refs {
		of, err := c.FindAll(ref)
		if err != nil {
			return nil, err
		}
		for _, v := range of {
			out = c.AppendWithParts(out, v)
		}
	}
	return out, nil
}
