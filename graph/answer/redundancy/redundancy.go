// Package redundancy finds redundancy that is none: groups of which one failure
// takes too many members at once. Of a shop that needs one of two sites, both of
// them on one power line, it says that the line takes the shop's group.
package redundancy

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/commoncause"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// maxWork bounds a search: how many vertices may fall, over all runs. It is a few
// seconds.
const maxWork = 5_000_000

// Of finds the groups of a model that one failure takes: of a node,
// or, as the weaker finding, of all that has the same site, operator or vendor.
// It looks at the last moment, when everything has switched over and no battery
// lasts: what is slow is not for that falsely redundant. Cost: two cascades a node
// that several need; large models are cut off. The error is the context's.
func Of(ctx context.Context, c *compile.Compiled) (*result.FalseRedundancy, error) {
	return search(ctx, &namer{c: c, at: map[place]int{}})
}

// OfNode is Of for the groups of one node and its parts, given by its id. It costs a
// cascade for each cause that the node depends on, and nothing where it has no group.
func OfNode(ctx context.Context, c *compile.Compiled, id string) (*result.FalseRedundancy, error) {
	of := c.WithParts(c.Vertex(id))
	return search(ctx, &namer{c: c, of: of, below: c.Graph.Below(of), at: map[place]int{}})
}

func search(ctx context.Context, f *namer) (*result.FalseRedundancy, error) {
	c := f.c
	run := cascade.New(c.Graph, models.Forever)
	strong, err := f.find(ctx, run, shared(c))
	if err != nil {
		return nil, err
	}
	out := &result.FalseRedundancy{Groups: strong.Groups, Truncated: strong.Truncated}
	for i := range strong.Findings {
		x := &strong.Findings[i]
		r := f.finding(x)
		r.Shared, r.Kind = c.Model.Nodes[x.Cause].ID, result.Kind(c.Model.Nodes[x.Cause].Kind)
		for _, n := range x.Behind {
			r.Behind = append(r.Behind, c.Model.Nodes[n].ID)
		}
		f.add(x.Gate, r)
	}
	for _, of := range []result.Attribute{result.AttributeOperator, result.AttributeSite, result.AttributeVendor} {
		truncated, err := f.alike(ctx, run, of, strong.Findings)
		if err != nil {
			return nil, err
		}
		out.Truncated = truncated || out.Truncated
	}
	out.Findings = f.tidied()
	return out, nil
}

// find looks for the groups that causes take, those that cannot touch them left out.
func (f *namer) find(ctx context.Context, run *cascade.Cascade, causes []commoncause.Cause) (commoncause.Found, error) {
	if f.of != nil {
		causes = slices.DeleteFunc(causes, func(x commoncause.Cause) bool {
			return !slices.ContainsFunc(x.Vertices, func(v int32) bool { return f.below[v] })
		})
	}
	return commoncause.FindOf(ctx, f.c.Graph, run, causes, f.of, maxWork)
}

// alike finds the groups that fall with all that has the same value, unless one
// node of these alone takes them. It says whether the search was cut off.
func (f *namer) alike(ctx context.Context, run *cascade.Cascade, of result.Attribute, strong []commoncause.Finding) (truncated bool, err error) {
	values := attributes(f.c, of)
	var causes []commoncause.Cause
	for i := range values {
		causes = append(causes, commoncause.Cause{ID: int32(i), Vertices: values[i].vertices})
	}
	weak, err := f.find(ctx, run, causes)
	if err != nil {
		return false, err
	}
	for i := range weak.Findings {
		x := &weak.Findings[i]
		if v := &values[x.Cause]; !v.explained(x.Gate, strong) {
			r := f.finding(x)
			r.Attribute, r.Value = of, v.value
			f.add(x.Gate, r)
		}
	}
	return weak.Truncated, nil
}

// shared returns the nodes whose failure may take several members of a group.
// One that a single other needs is never the nearest cause: that other is, unless
// it is a grouping or only a part of a service.
func shared(c *compile.Compiled) []commoncause.Cause {
	var out []commoncause.Cause
	for i := range c.Model.Nodes {
		if v := int32(i); c.Model.Nodes[i].Fails && spreads(c, v) {
			out = append(out, commoncause.Cause{ID: v, Vertices: c.WithParts(v)})
		}
	}
	return out
}

func spreads(c *compile.Compiled, v int32) bool {
	naming := 0
	for _, x := range c.WithParts(v) {
		for _, slot := range c.Graph.Naming(x) {
			user := c.Graph.Owner(c.Graph.GateOf(slot))
			if user == v { // its own parts
				continue
			}
			if naming++; naming > 1 || c.IsPart(user) || !c.Model.Nodes[user].Fails {
				return true
			}
		}
	}
	return false
}

// attribute is all that has one value.
type attribute struct {
	value    string
	vertices []int32 // sorted
}

// attributes returns the values of an attribute that several nodes have.
func attributes(c *compile.Compiled, of result.Attribute) []attribute {
	nodes := map[string][]int32{}
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		value := map[result.Attribute]string{result.AttributeSite: n.Site, result.AttributeOperator: n.Operator, result.AttributeVendor: n.Vendor}[of]
		if value != "" && n.Fails {
			nodes[value] = append(nodes[value], int32(i))
		}
	}
	var out []attribute
	for _, value := range slices.Sorted(maps.Keys(nodes)) {
		if len(nodes[value]) < 2 {
			continue
		}
		a := attribute{value: value}
		for _, v := range nodes[value] {
			a.vertices = append(a.vertices, c.WithParts(v)...)
		}
		slices.Sort(a.vertices)
		out = append(out, a)
	}
	return out
}

// explained says whether a single node with the value takes the group already.
func (a *attribute) explained(gate int32, strong []commoncause.Finding) bool {
	has := func(node int32) bool { _, ok := slices.BinarySearch(a.vertices, node); return ok }
	return slices.ContainsFunc(strong, func(x commoncause.Finding) bool {
		return x.Gate == gate && (has(x.Cause) || slices.ContainsFunc(x.Behind, has))
	})
}

// namer puts findings in the model's terms, those of a service's parts as one.
type namer struct {
	c     *compile.Compiled
	of    []int32 // the vertices whose groups are looked at; nil for all
	below []bool  // by vertex: one of them depends on it; where there are such
	found []result.CommonCause
	at    map[place]int
}

// place is what makes two findings one: they differ by part only.
type place struct {
	node, offset int32
	cause        string
}

func (f *namer) finding(x *commoncause.Finding) result.CommonCause {
	out := result.CommonCause{Blame: why.Requirement(f.c, x.Gate), Group: f.group(x.Gate), Needed: int(f.c.Graph.K(x.Gate)),
		Members: len(f.c.Graph.Members(x.Gate)), Lost: len(x.Paths)}
	for _, path := range x.Paths[:min(len(x.Paths), result.MaxPaths)] {
		var ids []string
		for _, v := range path {
			ids = append(ids, f.c.Name(v))
		}
		out.Paths = append(out.Paths, ids)
	}
	return out
}

// add keeps a finding, or joins it with that of another part.
func (f *namer) add(gate int32, r result.CommonCause) {
	v := f.c.Graph.Owner(gate)
	first, _ := f.c.Graph.Gates(v)
	at := place{f.c.NodeOf(v), gate - first, r.Shared + "\x00" + string(r.Attribute) + "\x00" + r.Value}
	i, seen := f.at[at]
	if !seen {
		i = len(f.found)
		f.at[at] = i
		f.found = append(f.found, r)
	}
	if f.c.IsPart(v) {
		f.found[i].Parts = append(f.found[i].Parts, f.c.PartLabel(v))
	}
}

// tidied returns the findings in order, without the parts where a finding is of
// all of them.
func (f *namer) tidied() []result.CommonCause {
	for i := range f.found {
		x := &f.found[i]
		if len(x.Parts) == f.c.Parts(f.c.Vertex(x.Node)).Len() {
			x.Parts = nil
		}
	}
	slices.SortStableFunc(f.found, func(a, b result.CommonCause) int {
		return cmp.Or(cmp.Compare(a.Attribute, b.Attribute), strings.Compare(a.Node, b.Node), cmp.Compare(a.Need, b.Need))
	})
	return append([]result.CommonCause{}, f.found...)
}

// group returns a group as the model would write it, without its modifiers.
func (f *namer) group(gate int32) result.Requirement {
	var of []result.Requirement
	first := f.c.Graph.FirstSlot(gate)
	for i, m := range f.c.Graph.Members(gate) {
		if m < 0 {
			of = append(of, f.group(^m))
		} else {
			of = append(of, result.Requirement{On: f.c.MemberName(first + int32(i))})
		}
	}
	switch k := int(f.c.Graph.K(gate)); {
	case len(of) == 1:
		return of[0]
	case k == len(of):
		return result.Requirement{All: of}
	case k == 1:
		return result.Requirement{Any: of}
	default:
		return result.Requirement{AtLeast: k, Of: of}
	}
}
