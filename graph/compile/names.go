package compile

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// Range is a range of vertices, End excluded.
type Range struct{ First, End int32 }

// Len returns how many vertices it has.
func (r Range) Len() int { return int(r.End - r.First) }

// All yields the vertices in order.
func (r Range) All() iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for v := r.First; v < r.End && yield(v); v++ {
		}
	}
}

// Parts returns the vertices of a service's parts; none for another vertex.
func (c *Compiled) Parts(v int32) Range {
	if c.IsPart(v) {
		return Range{}
	}
	return Range{c.firstPart[v], c.firstPart[v+1]}
}

// Seen returns what the users of a vertex see of it: its parts, else itself.
func (c *Compiled) Seen(v int32) Range {
	if parts := c.Parts(v); parts.Len() > 0 {
		return parts
	}
	return Range{v, v + 1}
}

// Share returns the share of a service's users that see a vertex, 0 to 1: of a
// part its share of the population, of another vertex 1. Shares of a population
// sum to 1 within a tolerance only, so they are scaled.
func (c *Compiled) Share(v int32) float64 {
	if !c.IsPart(v) {
		return 1
	}
	return c.Access(v).Share / c.whole[c.Model.Nodes[c.NodeOf(v)].Use.Population]
}

// IsPart says whether a vertex is a part of a service.
func (c *Compiled) IsPart(v int32) bool { return int(v) >= len(c.Model.Nodes) }

// NodeOf returns the node that a vertex is, or is a part of.
func (c *Compiled) NodeOf(v int32) int32 {
	if !c.IsPart(v) {
		return v
	}
	return c.partNode[int(v)-len(c.Model.Nodes)]
}

// Access returns the access node and the share of a part.
func (c *Compiled) Access(part int32) models.Access {
	i := int(part) - len(c.Model.Nodes)
	return c.Model.PopulationOf(&c.Model.Nodes[c.partNode[i]]).Access[c.partOf[i]]
}

// Name returns the id of a vertex: "node", or "service@access" for a part.
func (c *Compiled) Name(v int32) string {
	id := c.Model.Nodes[c.NodeOf(v)].ID
	if c.IsPart(v) {
		return id + "@" + c.Access(v).Node
	}
	return id
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
// which of its needs that is: len(Needs) for the access node that a part needs
// unless its service speaks of it, -1 for the whole of a service's parts. Cost:
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
	return c.NodeOf(v), need
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
			if i == need {
				out = append(out, g)
			}
			i++
		}
	}
	return out
}

// Vertex returns the vertex of a node or a part by its id, or -1.
func (c *Compiled) Vertex(ref string) int32 {
	id, access, isPart := strings.Cut(ref, "@")
	node := int32(c.Model.Index(id))
	if node < 0 || !isPart {
		return node
	}
	if c.Parts(node).Len() == 0 {
		return -1
	}
	return c.partAt(node, access)
}

// Find is Vertex for who was given an id that should be there; else the error
// says which is not.
func (c *Compiled) Find(ref string) (int32, error) {
	if v := c.Vertex(ref); v >= 0 {
		return v, nil
	}
	return -1, fmt.Errorf("the model has no node or part %q", ref)
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
		v, err := c.Find(ref)
		if err != nil {
			return nil, err
		}
		out = c.AppendWithParts(out, v)
	}
	return out, nil
}
