package compile

import (
	"errors"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/models"
)

// Load is a model's demands and capacities, ready to be asked of its graph.
type Load struct {
	*load.Network
	Demand   []float64 // by service of the network
	Capacity []float64 // by node of the network; infinite where there is none
	service  map[int32]int
	node     map[int32]int
}

// Service returns the network's service for a node of the model; -1 for one
// at which no users arrive.
func (l *Load) Service(node int32) int { return at(l.service, node) }

// Node returns the network's node for a node of the model; -1 for another.
func (l *Load) Node(node int32) int { return at(l.node, node) }

func at(index map[int32]int, node int32) int {
	if i, ok := index[node]; ok {
		return i
	}
	return -1
}

// HasLoad says whether a model has demand or capacity anywhere, and these are not left out.
func (c *Compiled) HasLoad() bool { return !c.unloaded && c.StatesLoad() }

// LeavesOutLoad says whether a model has demand or capacity that are left out.
func (c *Compiled) LeavesOutLoad() bool { return c.unloaded && c.StatesLoad() }

// WithoutLoad returns the same model with demand and capacity left out of every answer. It
// shares all else.
func (c *Compiled) WithoutLoad() *Compiled {
	out := *c
	out.unloaded = true
	return &out
}

// As returns another model, left out of which is what is left out of this one.
func (c *Compiled) As(like *Compiled) *Compiled {
	if like.unloaded {
		return c.WithoutLoad()
	}
	return c
}

// StatesLoad says whether a model has demand or capacity anywhere, left out or not.
func (c *Compiled) StatesLoad() bool {
	return slices.ContainsFunc(c.Model.Nodes, func(n models.Node) bool { return n.Load != nil })
}

// Load returns the model's load network. Nodes of it are those with a capacity,
// and watch: further nodes, by index. Cost: a pass over the model.
func (c *Compiled) Load(watch []int32) *Load {
	l := &Load{Network: &load.Network{Graph: c.Graph, Share: c.Share, Lines: c.Lines, Follows: c.follows}, service: map[int32]int{}, node: map[int32]int{}}
	targets, groups := c.spillTargets(), c.spillGroups()
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Kind == models.KindService || targets[int32(i)] {
			l.service[int32(i)] = len(l.Services)
			l.Services = append(l.Services, c.loadService(int32(i), groups))
			l.Demand = append(l.Demand, demandOf(n))
		}
		if n.Load != nil && n.Load.Capacity != nil || slices.Contains(watch, int32(i)) {
			l.node[int32(i)] = len(l.Nodes)
			l.Nodes = append(l.Nodes, load.Node{Vertex: int32(i), Parts: slices.Collect(c.Parts(int32(i)).All()), Overload: overloadOf(n)})
			l.Capacity = append(l.Capacity, capacityOf(n))
		}
	}
	for i, s := range l.service {
		n := &c.Model.Nodes[i]
		for k := 0; n.Load != nil && k < len(n.Load.SpillsTo); k++ {
			to := l.Service(int32(c.Model.Index(n.Load.SpillsTo[k].To)))
			l.Services[s].Spills = append(l.Services[s].Spills, load.Spill{To: to, Share: n.Load.SpillsTo[k].Share})
		}
	}
	return l
}

// follows says whether the member at a slot is a part that the model does not name: the same
// people's of another service.
func (c *Compiled) follows(slot int32) bool {
	v := c.Graph.Member(slot)
	return v >= 0 && c.IsPart(v) && !c.explicit[slot]
}

// LoadError puts a *load.WorkError in the model's names, and says what to change.
// Other errors pass.
func (c *Compiled) LoadError(err error) error {
	var work *load.WorkError
	switch {
	case !errors.As(err, &work):
		return err
	case work.Services > 0:
		return fmt.Errorf("load takes too much work: %d services around %s spill over to each other by too many ways; let fewer of them spill (spills_to), or to fewer, or leave load out (--no-load)", work.Services, c.Name(work.Vertex))
	}
	return fmt.Errorf("load takes too much work: %d nodes and parts around %s need each other in a loop that divides demand evenly; take balance = \"even\" from groups of it, let these name fewer members, give fewer nodes a capacity, or leave load out (--no-load)", work.Loop, c.Name(work.Vertex))
}

// spillTargets returns the nodes that demand spills to: mostly services.
func (c *Compiled) spillTargets() map[int32]bool {
	out := map[int32]bool{}
	for i := range c.Model.Nodes {
		if l := c.Model.Nodes[i].Load; l != nil {
			for _, s := range l.SpillsTo {
				out[int32(c.Model.Index(s.To))] = true
			}
		}
	}
	return out
}

func (c *Compiled) loadService(i int32, groups map[int32][]int32) load.Service {
	s := load.Service{Seen: slices.Collect(c.Seen(i).All()), Population: -1}
	if use := c.Model.Nodes[i].Use; use != nil && use.Population != "" {
		s.Population = int32(slices.IndexFunc(c.Model.Populations, func(p models.Population) bool { return p.ID == use.Population }))
		s.Seen, s.Shares = c.cells(i, groups[i])
	}
	return s
}

func demandOf(n *models.Node) float64 {
	if n.Load == nil || n.Load.Demand == nil {
		return 0
	}
	return *n.Load.Demand
}

func capacityOf(n *models.Node) float64 {
	if n.Load == nil || n.Load.Capacity == nil {
		return load.Unbounded()
	}
	return *n.Load.Capacity
}

// overloadOf reads what a node does over its capacity. What the model does not
// say is taken as the mildest.
func overloadOf(n *models.Node) load.Overload {
	if n.Load == nil {
		return load.Degrade
	}
	switch n.Load.Overload {
	case "trip":
		return load.Trip
	case "shed":
		return load.Shed
	}
	return load.Degrade
}
