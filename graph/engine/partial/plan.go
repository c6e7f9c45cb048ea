package partial

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// MaxAtOnce is how many nodes that serve some only the same users may meet at once.
const MaxAtOnce = 16

// CrowdError says that what some people use can reach more than MaxAtOnce nodes that
// serve some only at the same time.
type CrowdError struct {
	Vertex int32 // what they use
	At     time.Duration
	Nodes  []int32 // vertices that serve some only then
}

func (e *CrowdError) Error() string { return "too many nodes serve some only at once" }

// CasesError says that too many cases would have to be run, since shares change too
// often, of too many vertices that the same people meet.
type CasesError struct {
	Vertices []int32
	Cases    float64
	Most     int
	Load     bool // they have to be run side by side, for their load
}

func (e *CasesError) Error() string { return "too many cases of who finds which node" }

// plan says which cases are run, and what is learnt of which vertex from them.
type plan struct {
	curves  []Curve
	classes [][]class
	reach   map[int32]set // vertex -> curves that can touch it
	groups  []group
	of      map[int32]int // vertex -> its group; absent: it is told by the luckiest and the unluckiest alone
	batches []batch
}

// group is curves that the same people meet: it has a case for each class of each.
type group struct {
	set    set
	curves []int
	cases  int
}

// batch is groups without a curve in common, whose cases are run at the same time.
type batch struct {
	set    set
	groups []int
	runs   int
}

// newPlan makes the plan of curves for what people use, of most cases. Nobody else's number
// of curves is bounded: what too many reach that nobody uses is told roughly.
func newPlan(ctx context.Context, in timeline.Input, curves []Curve, used func(v int32) bool, most int) (*plan, error) {
	p := &plan{curves: curves, reach: map[int32]set{}, of: map[int32]int{}}
	for i := range curves {
		p.classes = append(p.classes, curves[i].classes())
		if len(p.classes[i]) > 1 { // else all users fare alike
			p.spread(in.Graph, i)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	if in.Load != nil {
		used = p.spill(in.Load, used)
	}
	sets, err := p.sets(used)
	if err != nil {
		return nil, err
	}
	p.group(p.withUnused(sets, most))
	p.assign()
	return p, ctx.Err()
}

// spread notes what a curve can touch.
func (p *plan) spread(g *graph.Graph, curve int) {
	var queue []int32
	add := func(v int32) {
		if p.reach[v] == nil {
			p.reach[v] = newSet(len(p.curves))
		}
		if !p.reach[v].has(curve) {
			p.reach[v].add(curve)
			queue = append(queue, v)
		}
	}
	v := p.curves[curve].Vertex
	add(v)
	if gate, end := g.Gates(v); gate < end && g.Mods(gate).Whole {
		for _, part := range g.Members(gate) {
			add(part)
		}
	}
	for len(queue) > 0 {
		v, queue = queue[0], queue[1:]
		for _, slot := range g.Naming(v) {
			add(g.Owner(g.GateOf(slot)))
		}
	}
}

// sets returns the different sets of curves that people meet, or that are a curve's own
// vertex, the largest first.
func (p *plan) sets(used func(v int32) bool) ([]set, error) {
	seen := map[string]set{}
	for _, v := range slices.Sorted(maps.Keys(p.reach)) {
		s := p.reach[v]
		if _, known := seen[s.key()]; known || !used(v) {
			continue
		}
		if err := p.check(v, s); err != nil {
			return nil, err
		}
		seen[s.key()] = s
	}
	for i := range p.curves {
		if len(p.classes[i]) > 1 {
			own := newSet(len(p.curves))
			own.add(i)
			seen[own.key()] = own
		}
	}
	return slices.SortedFunc(maps.Values(seen), largestFirst), nil
}

func largestFirst(a, b set) int {
	return cmp.Or(cmp.Compare(b.size(), a.size()), slices.Compare(a, b))
}

// check finds a moment at which too many of some curves serve some only.
func (p *plan) check(v int32, s set) error {
	if s.size() <= MaxAtOnce {
		return nil
	}
	for _, i := range s.members() {
		for _, step := range p.curves[i].Steps {
			e := &CrowdError{Vertex: v, At: step.At}
			for _, k := range s.members() {
				if share := p.curves[k].At(step.At); share > 0 && share < 1 {
					e.Nodes = append(e.Nodes, p.curves[k].Vertex)
				}
			}
			if len(e.Nodes) > MaxAtOnce {
				return e
			}
		}
	}
	return nil
}

// group keeps the sets that are within no other, and puts those together that have
// nothing in common.
func (p *plan) group(sets []set) {
	for _, s := range sets {
		if slices.ContainsFunc(p.groups, func(g group) bool { return s.within(g.set) }) {
			continue
		}
		g := group{set: s, curves: s.members()}
		if g.cases = 1; p.casesOf(g.curves) > enough {
			g.cases = enough
		} else {
			g.cases = int(p.casesOf(g.curves))
		}
		p.groups = append(p.groups, g)
	}
	order := make([]int, len(p.groups))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.groups[b].cases, p.groups[a].cases) })
	for _, i := range order {
		g := &p.groups[i]
		k := slices.IndexFunc(p.batches, func(b batch) bool { return !b.set.meets(g.set) })
		if k < 0 {
			k = len(p.batches)
			p.batches = append(p.batches, batch{set: newSet(len(p.curves)), runs: g.cases})
		}
		b := &p.batches[k]
		b.set, b.groups = b.set.with(g.set), append(b.groups, i)
	}
}

// enough is more cases than can be run.
const enough = 1 << 30

func (p *plan) casesOf(curves []int) float64 {
	n := 1.0
	for _, i := range curves {
		n *= float64(len(p.classes[i]))
	}
	return n
}

// assign says by which group each vertex is told.
func (p *plan) assign() {
	known := map[string]int{}
	for v, s := range p.reach {
		key := s.key()
		i, seen := known[key]
		if !seen {
			i = slices.IndexFunc(p.groups, func(g group) bool { return s.within(g.set) })
			known[key] = i
		}
		if i >= 0 {
			p.of[v] = i
		}
	}
}

// rough says whether some vertices are told by the luckiest and the unluckiest alone.
func (p *plan) rough() bool { return len(p.of) < len(p.reach) }
