package why

import (
	"github.com/meoktong/meoktong/graph/answer/show"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
)

// Requirement returns the requirement that a gate is, or is nested in: what the
// model says, where, and on what grounds. It may read the file a second time.
func Requirement(c *compile.Compiled, gate int32) result.Blame {
	node, need := c.Requirement(gate)
	return Blame(c, node, need)
}

// Blame returns a requirement of a node by its number, which counts as for
// [compile.Compiled.Requirement].
func Blame(c *compile.Compiled, node int32, need int) result.Blame {
	n := &c.Model.Nodes[node]
	out := result.Blame{Node: n.ID, Need: need + 1, Whole: need < 0, Access: need == len(n.Needs)}
	if out.Whole || out.Access {
		out.File, out.Line = c.Model.Position(n, -1)
		return out
	}
	r := &n.Needs[need]
	needs := show.Requirement(r)
	out.Needs = &needs
	out.File, out.Line = c.Model.Position(n, need)
	if p := n.Grounds(r); p != nil {
		out.Source, out.Asof, out.Confidence = p.Source, c.Model.OwnDate(p), p.Confidence
	}
	return out
}
