package compile

import (
	"context"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Compiled is a model's graph, and the way between the two. It is immutable.
//
// Vertices 0 to len(Model.Nodes)-1 are the model's nodes in their order; those
// after them are the parts of services with a population, service by service,
// each service's in order of access ids.
type Compiled struct {
	Model *models.Model
	Graph *graph.Graph

	firstPart []int32            // node -> its first part; one more at the end
	partNode  []int32            // part - number of nodes -> node
	partOf    []int32            // part - number of nodes -> position in the population's Access
	whole     map[string]float64 // population -> sum of its shares
	explicit  map[int32]bool     // slots whose member the model names as a part, "x@y"
}

// Compile turns a model into its graph. The model must have come from
// models.Load, which checks all that Compile relies on. The error is that the
// graph would be too large. Cost: one map look-up a member and linear
// otherwise; the README has figures, under "Speed".
func Compile(m *models.Model) (*Compiled, error) { return CompileContext(context.Background(), m) }

// CompileContext is Compile that ends soon after its context does, with its error.
func CompileContext(ctx context.Context, m *models.Model) (*Compiled, error) {
	c := &compiler{pace: pace.New(ctx), Compiled: Compiled{Model: m, whole: map[string]float64{}, explicit: map[int32]bool{}}}
	for _, p := range m.Populations {
		for _, a := range p.Access {
			c.whole[p.ID] += a.Share
		}
	}
	members, err := c.layOutParts()
	if err != nil {
		return nil, err
	}
	c.b = graph.NewBuilder(len(m.Nodes)+len(c.partNode), members)
	for i := range m.Nodes {
		c.node(int32(i))
	}
	for p := range c.partNode {
		c.part(int32(p))
	}
	if err := c.pace.Err(); err != nil { // the graph is not whole
		return nil, err
	}
	if c.Graph, err = c.b.GraphContext(ctx); err != nil {
		return nil, err
	}
	if c.spoken {
		c.markExplicit()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &c.Compiled, nil
}

type compiler struct {
	Compiled
	pace   *pace.Pace // once it is over, nothing more is compiled
	b      *graph.Builder
	spoken bool // some member is written as a part
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
		if p := c.Model.PopulationOf(n); p != nil {
			parts += len(p.Access)
			needs = len(p.Access) * (needs + 2)
		}
		if members += needs; members > graph.MaxMembers {
			return 0, fmt.Errorf("the model has more than %d members, parts of services counted each", graph.MaxMembers)
		}
	}
	c.firstPart = make([]int32, 0, nodes+1)
	c.partNode, c.partOf = make([]int32, 0, parts), make([]int32, 0, parts)
	for i := range c.Model.Nodes {
		c.firstPart = append(c.firstPart, int32(nodes+len(c.partNode)))
		p := c.Model.PopulationOf(&c.Model.Nodes[i])
		for a := 0; p != nil && a < len(p.Access); a++ {
			c.partNode = append(c.partNode, int32(i))
			c.partOf = append(c.partOf, int32(a))
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
		c.needs(&c.Model.Nodes[i], seen{}, c.Model.Supplied(&c.Model.Nodes[i]))
	}
	c.b.Next()
}

// part adds the vertex of a part: what its service needs, and its access node.
func (c *compiler) part(p int32) {
	if c.pace.Over() {
		return
	}
	n := &c.Model.Nodes[c.partNode[p]]
	population := c.Model.PopulationOf(n)
	access := int32(c.Model.Index(population.Access[c.partOf[p]].Node))
	supply := c.Model.Supplied(n)
	c.needs(n, seen{population: population.ID, access: access, position: c.partOf[p]}, supply)
	if !n.SpeaksOfAccess() {
		c.need(access, supply)
	}
	c.b.Next()
}

// seen is from where a requirement looks at its members: from a part, or (with
// no population) from a node.
type seen struct {
	population string
	access     int32
	position   int32
}

// needs adds what a vertex requires; supply is what holds of requirements that do
// not say themselves whether they bring what does not arise in a loop.
func (c *compiler) needs(n *models.Node, from seen, supply bool) {
	for i := range n.Needs {
		if c.pace.OverAfter(1 + len(n.Needs[i].Of)) {
			return
		}
		r := &n.Needs[i]
		if r.On != "" && r.Mods == nil {
			c.need(c.resolve(r.On, from), supply)
			continue
		}
		s := c.spec(r, from, supply)
		c.b.Require(&s)
	}
}

func (c *compiler) need(vertex int32, supply bool) {
	if supply {
		c.b.Require(&graph.Spec{Vertex: vertex, Mods: graph.Mods{Supply: true}})
	} else {
		c.b.Need(vertex)
	}
}

func (c *compiler) spec(r *models.Requirement, from seen, supply bool) graph.Spec {
	s := graph.Spec{K: r.K, Mods: mods(r.Mods, supply)}
	if r.On != "" {
		s.Vertex = c.resolve(r.On, from)
		return s
	}
	s.Of = make([]graph.Spec, len(r.Of))
	for i := range r.Of {
		s.Of[i] = c.spec(&r.Of[i], from, s.Mods.Supply)
	}
	return s
}

// mods returns what modifies a requirement; supply is what holds where it does not say.
func mods(m *models.Modifiers, supply bool) graph.Mods {
	if m == nil {
		return graph.Mods{Supply: supply}
	}
	if m.Supply != nil {
		supply = *m.Supply
	}
	return graph.Mods{Failover: m.Failover, Holdup: m.Holdup, Accepts: m.Accepts, Loss: m.Loss, Balanced: m.Balanced, Supply: supply}
}

// resolve returns the vertex that a member means: part follows part within one
// population, everything else is seen as a whole.
func (c *compiler) resolve(ref string, from seen) int32 {
	if ref == models.AccessNode {
		return from.access
	}
	id, access, isPart := strings.Cut(ref, "@")
	node := int32(c.Model.Index(id))
	if isPart {
		c.spoken = true
		return c.partAt(node, access)
	}
	if n := &c.Model.Nodes[node]; from.population != "" && n.Use != nil && n.Use.Population == from.population {
		return c.firstPart[node] + from.position
	}
	return node
}

func (c *Compiled) partAt(node int32, access string) int32 {
	k, ok := c.Model.PopulationOf(&c.Model.Nodes[node]).Part(access)
	if !ok {
		return -1
	}
	return c.firstPart[node] + int32(k)
}

// markExplicit remembers the slots that the model writes as "x@y", so that
// reasons can be given in its words. Slots stand in the order of gates, a
// vertex's groups breadth first: the walk follows the builder's.
func (c *compiler) markExplicit() {
	for v := range int32(c.Graph.Len()) {
		if c.pace.Over() {
			return
		}
		n := &c.Model.Nodes[c.NodeOf(v)]
		if c.Parts(v).Len() > 0 {
			continue
		}
		gate, _ := c.Graph.Gates(v)
		for i := range n.Needs {
			gate = c.markGroup(&n.Needs[i], gate, c.Model.Supplied(n))
		}
	}
}

// markGroup marks a requirement whose top gate is given, and returns the gate
// behind its last.
func (c *compiler) markGroup(r *models.Requirement, gate int32, supply bool) int32 {
	queue := []*models.Requirement{r}
	around := []bool{supply} // by requirement: what holds where it does not say
	for ; len(queue) > 0; queue, around, gate = queue[1:], around[1:], gate+1 {
		first := c.Graph.FirstSlot(gate)
		if queue[0].On != "" {
			c.markSlot(queue[0].On, first)
		}
		group := graph.Mods{Supply: mods(queue[0].Mods, around[0]).Supply}
		for i := range queue[0].Of {
			m := &queue[0].Of[i]
			if m.On != "" && mods(m.Mods, group.Supply) == group {
				c.markSlot(m.On, first+int32(i))
			} else {
				queue, around = append(queue, m), append(around, group.Supply)
			}
		}
	}
	return gate
}

func (c *compiler) markSlot(ref string, slot int32) {
	if ref != models.AccessNode && strings.Contains(ref, "@") {
		c.explicit[slot] = true
	}
}
