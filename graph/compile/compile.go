package compile

import (
	"context"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Compiled is a model's graph, and the way between the two. It is immutable.
//
// Vertices 0 to len(Model.Nodes)-1 are the model's nodes in their order; those
// after them are the parts of services with a population, service by service,
// each service's in the order that the model has them in. Behind those are several
// parts each, where an observation names them together.
type Compiled struct {
	Model *models.Model
	Graph *graph.Graph

	firstPart []int32 // node -> its first part; one more at the end
	several   []several
	partNode  []int32           // part - number of nodes -> node
	explicit  map[int32]bool    // slots whose member the model names as a part, "x@y"
	dropped   map[int32][]int32 // vertex -> needs that ask nothing of it, ascending
	unloaded  bool              // demand and capacity are left out
}

// Compile turns a model into its graph. The model must have come from
// models.Load, which checks all that Compile relies on but one thing: the error is
// models.Problems where a loop leads through an unless, else that the graph would be too
// large. Cost: one map look-up a member and linear
// otherwise; the README has figures, under "Speed".
func Compile(m *models.Model) (*Compiled, error) { return CompileContext(context.Background(), m) }

// CompileContext is Compile that ends soon after its context does, with its error.
func CompileContext(ctx context.Context, m *models.Model) (*Compiled, error) {
	c := &compiler{pace: pace.New(ctx), delays: delaysOf(m), Compiled: Compiled{Model: m, dropped: map[int32][]int32{}}}
	members, err := c.layOutParts()
	if err != nil {
		return nil, err
	}
	c.findSeveral()
	c.b = graph.NewBuilder(len(m.Nodes)+len(c.partNode)+len(c.several), members)
	for i := range m.Nodes {
		c.node(int32(i))
	}
	for p := range c.partNode {
		c.part(int32(p))
	}
	for i := range c.several {
		c.b.Whole(c.several[i].parts)
		c.b.Next()
	}
	if err = c.pace.Err(); err != nil { // the graph is not whole
		return nil, err
	}
	if c.Graph, err = c.b.GraphContext(ctx); err != nil {
		return nil, err
	}
	c.explicit = c.b.Marked()
	if err := c.checkUnless(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &c.Compiled, nil
}

// several are parts of a service that an observation names together.
type several struct {
	ref   string
	node  int32
	parts []int32
}

// findSeveral finds the several parts that observations name.
func (c *compiler) findSeveral() {
	for i := range c.Model.Incidents {
		for _, o := range c.Model.Incidents[i].Observed {
			if !isPart(o.Node) || slices.ContainsFunc(c.several, func(s several) bool { return s.ref == o.Node }) {
				continue
			}
			if parts := c.Vertices(o.Node); len(parts) > 1 {
				c.several = append(c.several, several{o.Node, c.NodeOf(parts[0]), parts})
			}
		}
	}
}

type compiler struct {
	Compiled
	pace *pace.Pace // once it is over, nothing more is compiled
	b    *graph.Builder

	delays map[*models.Modifiers]delays // of requirements with ranges
}

// layOutParts gives each part its vertex, and counts members before it takes
// memory for them.
func (c *compiler) layOutParts() (members int, err error) {
	nodes, parts := len(c.Model.Nodes), 0
	for i := range c.Model.Nodes {
		if c.pace.Over() {
			return 0, c.pace.Err()
		}
		n := &c.Model.Nodes[i]
		needs := countMembers(n.Needs)
		if p := c.Model.PartsOf(i); p != nil {
			parts += p.Len()
			needs = p.Len() * (needs + 2)
		}
		if members += needs; members > graph.MaxMembers {
			return 0, fmt.Errorf("the model has more than %d members, parts of services counted each", graph.MaxMembers)
		}
	}
	c.firstPart, c.partNode = make([]int32, 0, nodes+1), make([]int32, 0, parts)
	for i := range c.Model.Nodes {
		c.firstPart = append(c.firstPart, int32(nodes+len(c.partNode)))
		p := c.Model.PartsOf(i)
		for k := 0; p != nil && k < p.Len(); k++ {
			c.partNode = append(c.partNode, int32(i))
		}
	}
	c.firstPart = append(c.firstPart, int32(nodes+len(c.partNode)))
	return members, nil
}

func countMembers(rs []models.Requirement) int {
	n := 0
	for i := range rs {
		n += 1 + countMembers(rs[i].Of)
	}
	return n
}

// node adds the vertex of a node: what it needs, or its parts.
func (c *compiler) node(i int32) {
	if c.pace.Over() {
		return
	}
	if parts := c.Parts(i); parts.Len() > 0 {
		members := make([]int32, parts.Len())
		for k := range members {
			members[k] = parts.First + int32(k)
		}
		c.b.Whole(members)
	} else {
		c.needs(i, seen{supply: c.Model.Supplied(&c.Model.Nodes[i])})
	}
	c.b.Next()
}

// part adds the vertex of a part: what its service needs, and the line that it needs
// where the service speaks of none.
func (c *compiler) part(p int32) {
	if c.pace.Over() {
		return
	}
	i := c.partNode[p]
	n, v := &c.Model.Nodes[i], int32(len(c.Model.Nodes))+p
	parts := c.Model.PartsOf(int(i))
	from := seen{population: n.Use.Population, segments: parts.Segments, segment: parts.Segment(int(v - c.firstPart[i])), supply: c.Model.Supplied(n)}
	c.needs(v, from)
	if line := c.Model.ImplicitLine(n); line != "" {
		c.need(int32(from.end(line)), from.supply)
	}
	c.b.Next()
}

// seen is from where a requirement looks at its members: from a segment of a
// population, or (with no population) from a node.
type seen struct {
	population string
	segments   *models.Segments
	segment    int
	supply     bool // of requirements that do not say themselves whether they bring what does not arise in a loop
}

// end returns the node on which a line ends there, or -1.
func (s seen) end(line string) int { return s.segments.End(s.segment, s.segments.Line(line)) }

func (c *compiler) need(vertex int32, supply bool) {
	if supply {
		c.b.Require(&graph.Spec{Vertex: vertex, Mods: graph.Mods{Supply: true}})
	} else {
		c.b.Need(vertex)
	}
}

// needs adds what a vertex requires.
func (c *compiler) needs(v int32, from seen) {
	n := &c.Model.Nodes[c.NodeOf(v)]
	for i := range n.Needs {
		if c.pace.OverAfter(1 + len(n.Needs[i].Of)) {
			return
		}
		r := &n.Needs[i]
		if r.On != "" && r.Mods == nil {
			if to, one := c.resolve(r.On, from); one && !isPart(r.On) {
				c.need(to, from.supply)
				continue
			}
		}
		s, best := c.spec(r, from)
		if best == models.BestUp && s.K > 0 {
			if s.Mods.Whole && !s.Mods.Unless { // only a service is the whole of its parts
				s = graph.Spec{K: 1, Of: []graph.Spec{s}}
			}
			c.b.Require(&s)
		} else {
			c.dropped[v] = append(c.dropped[v], int32(i))
		}
	}
}
