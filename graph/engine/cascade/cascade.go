package cascade

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
)

// Cascade computes who falls, for one failure after another on one graph, at
// one horizon. It is not safe for concurrent use; any number may share a graph.
//
// New costs memory and time in proportion to the graph, about 8 bytes a gate
// and 12 a vertex; each Run after that costs in proportion to what falls.
type Cascade struct {
	g        *graph.Graph
	horizon  time.Duration
	lenient  bool     // every hold-up outlasts the horizon
	starting bool     // what holds with nothing failed is being found: no hold-up lasts
	waived   *Cascade // every unless that has to hold does, and others do if they do there; nil: none is waived

	lost    []bits     // vertex: what it has lost
	own     []bits     // vertex: what it has lost of itself
	pending []bits     // vertex: what it is about to lose
	round   [2][]int32 // by bit, vertex: the round of its component in which it lost it
	count   [2][]int32 // by bit, gate: how many members have lost it

	fallen  []int32 // vertices that have lost something, in the order of falling
	touched []int32 // gates whose count is not zero
	queue   agenda  // vertices with pending losses, by component
	next    []int32 // those of the component in work
	working int32   // the component in work
	steps   int     // of work, to ask the context now and then

	delays   *Delays // nil: each is compared with the horizon
	course   Course  // tells them before each run; nil: it is left at what they are
	base     base
	unless   map[int32][]int32 // component -> its gates that hold while their member is down; nil: there are none
	supplies *supplies         // nil where no supply goes round in a loop

	pins *pins // nil where nothing is pinned

	sparedVertex, sparedGate map[int32]bool // those that stand whatever happens
}

// NewLenient returns a Cascade in which every hold-up outlasts the failure. What
// is down in it is down in any timeline from the failure until past the horizon,
// if nothing is repaired before: until then no group has switched that takes
// longer, the others have at no moment more than their members could give at
// once, and recoveries come on top.
func NewLenient(g *graph.Graph, horizon time.Duration) *Cascade {
	c := newCascade(g, horizon)
	c.lenient = true
	c.settleBase()
	return c
}

// bits are two monotone Boolean systems over the same requirements: "up" and
// "not down". A vertex that has lost neither is up, one that has lost up only
// is degraded, one that has lost both is down.
type bits uint8

const (
	bitUp      = 0 // index of the system "up"
	bitNotDown = 1 // index of the system "not down"

	lostUp      bits = 1 << bitUp
	lostNotDown bits = 1 << bitNotDown
)

func level(lost bits) graph.Level {
	switch {
	case lost&lostNotDown != 0:
		return graph.Down
	case lost&lostUp != 0:
		return graph.Degraded
	}
	return graph.Up
}

// New returns a Cascade in which nothing has failed, seen at a moment that long
// after the failures.
func New(g *graph.Graph, horizon time.Duration) *Cascade {
	c := newCascade(g, horizon)
	c.settleBase()
	return c
}

func newCascade(g *graph.Graph, horizon time.Duration) *Cascade {
	c := &Cascade{g: g, horizon: horizon, lost: make([]bits, g.Len()), own: make([]bits, g.Len()), pending: make([]bits, g.Len()), working: -1}
	for b := range c.round {
		c.round[b] = make([]int32, g.Len())
		c.count[b] = make([]int32, g.NumGates())
	}
	c.supplies, c.unless = c.newSupplies(), inhibitors(g)
	return c
}

// Level returns a vertex's level after the last run.
func (c *Cascade) Level(v int32) graph.Level { return level(c.lost[v]) }

// OwnLevel returns a vertex's level of itself: whether the last run's question
// failed or impaired it.
func (c *Cascade) OwnLevel(v int32) graph.Level { return level(c.own[v]) }

// Fallen returns the vertices below up after the last run, in order of index.
func (c *Cascade) Fallen() []int32 { return slices.Sorted(slices.Values(c.fallen)) }
