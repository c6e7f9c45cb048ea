package commoncause

import (
	"context"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// Cause is what fails as one: a node with its parts, or all that shares a site.
type Cause struct {
	ID       int32   // any number, unique
	Vertices []int32 // sorted
}

// Finding is a group that one cause takes: too few of its members are left. Its
// vertex is not among the cause, and stands on its own in this.
type Finding struct {
	Gate   int32
	Cause  int32     // its ID
	Behind []int32   // IDs of further causes that take the group by way of this one, sorted
	Paths  [][]int32 // for each member that falls the vertices from it to the cause, reason by reason
}

// Found is the answer of a search.
type Found struct {
	Findings  []Finding // by gate, then in the order of causes
	Groups    int       // how many groups there are: gates that can do without a member
	Truncated bool      // the limit of work was reached: findings may be missing
}

// Find lets every cause fail by itself and reports the groups that it takes. Of
// several causes one of which takes the other and so the group, only the nearest
// is reported, the others stand behind it. What is taken only because the group's
// own vertex fell is no finding.
//
// The cascade's horizon should be the last moment: a group that has not switched
// yet is slow, not falsely redundant. Cost: a run a cause and some a finding; it
// gives up looking when more than work vertices have fallen in all, and again when
// as many have in sorting out what was found: then a cause may be missing, or not
// be the nearest. The error is the context's.
func Find(ctx context.Context, g *graph.Graph, c *cascade.Cascade, causes []Cause, work int) (Found, error) {
	return FindOf(ctx, g, c, causes, nil, work)
}

// FindOf is Find among the groups of some vertices, nil for all: of these it says the
// same, as far as work allows. The cost is for the causes given, and what they take of
// these groups.
func FindOf(ctx context.Context, g *graph.Graph, c *cascade.Cascade, causes []Cause, of []int32, work int) (Found, error) {
	f := finder{ctx: ctx, g: g, c: c, of: of, work: work, taken: map[int32][]int{}}
	f.out.Groups = f.groups()
	if f.out.Groups > 0 {
		f.search(causes)
		f.work = work
	}
	if ctx.Err() == nil {
		f.nearest(causes)
	}
	c.Spare(nil, nil)
	return f.out, ctx.Err()
}

type finder struct {
	ctx   context.Context
	g     *graph.Graph
	c     *cascade.Cascade
	of    []int32 // the vertices whose groups are looked at; nil for all
	work  int
	never map[int32]bool  // gates that have too few members with nothing failed
	taken map[int32][]int // gate -> positions of the causes that take it, ascending
	out   Found
}

// redundant says whether a gate can do without some member; not where members do harm by
// being there.
func redundant(g *graph.Graph, gate int32) bool {
	return !g.Inverted(g.FirstSlot(gate)) && !g.Mods(gate).Whole && int(g.K(gate)) < len(g.Members(gate))
}

// wanted says whether a gate is a group that is looked at.
func (f *finder) wanted(gate int32) bool {
	return redundant(f.g, gate) && (f.of == nil || slices.Contains(f.of, f.g.Owner(gate)))
}

func (f *finder) groups() int {
	n := 0
	for gate := range int32(f.g.NumGates()) {
		if f.wanted(gate) {
			n++
		}
	}
	return n
}

// run lets a cause fail, and says whether there was work left for it. Once the
// context has ended there is none.
func (f *finder) run(cause *Cause, spared []int32) bool {
	if f.ctx.Err() != nil {
		return false
	}
	if f.work < 0 {
		f.out.Truncated = true
		return false
	}
	f.c.Spare(spared, nil)
	f.c.Run(cause.Vertices, nil)
	f.work -= 1 + f.c.NumFallen()
	return true
}

// search finds which causes take which groups.
func (f *finder) search(causes []Cause) {
	if !f.run(&Cause{}, nil) {
		return
	}
	never := map[int32]bool{}
	for _, gate := range f.lost() {
		never[gate] = true
	}
	f.never = never
	for i := range causes {
		if !f.run(&causes[i], nil) {
			return
		}
		for _, gate := range f.takenBy(&causes[i]) {
			f.taken[gate] = append(f.taken[gate], i)
		}
	}
}

// takenBy returns the groups that a cause takes, which has just failed: outermost
// only, ascending.
func (f *finder) takenBy(cause *Cause) []int32 {
	var taken, doubtful []int32
	for _, gate := range f.lost() {
		owner := f.g.Owner(gate)
		switch _, own := slices.BinarySearch(cause.Vertices, owner); {
		case own:
		case f.c.Level(owner) == graph.Down: // the members may have fallen by way of it
			doubtful = append(doubtful, gate)
		default:
			taken = append(taken, gate)
		}
	}
	for _, gate := range doubtful {
		if f.run(cause, []int32{f.g.Owner(gate)}) && f.falls(gate) {
			taken = append(taken, gate)
		}
	}
	slices.Sort(taken)
	return slices.DeleteFunc(slices.Clone(taken), func(gate int32) bool {
		for f.g.Parent(gate) >= 0 {
			gate = f.g.GateOf(f.g.Parent(gate))
			if _, around := slices.BinarySearch(taken, gate); around {
				return true
			}
		}
		return false
	})
}

// lost returns the groups that the last run took, ascending.
func (f *finder) lost() []int32 {
	var out []int32
	for _, v := range f.c.Fallen() {
		for _, slot := range f.g.Naming(v) {
			for gate := f.g.GateOf(slot); ; gate = f.g.GateOf(f.g.Parent(gate)) {
				if f.wanted(gate) && !f.never[gate] && f.falls(gate) {
					out = append(out, gate)
				}
				if f.g.Parent(gate) < 0 {
					break
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// falls says whether a group has too few members left that are not down, whatever
// its modifiers make of that.
func (f *finder) falls(gate int32) bool {
	return f.c.LostMembers(gate, graph.Down) > int32(len(f.g.Members(gate)))-f.g.K(gate)
}

// nearest keeps, of the causes of each group, those that take it by way of no
// other, and finds the paths to them.
func (f *finder) nearest(causes []Cause) {
	gates := slices.Sorted(maps.Keys(f.taken))
	by := map[int][]int32{} // cause -> gates that it takes
	for _, gate := range gates {
		for _, i := range f.taken[gate] {
			by[i] = append(by[i], gate)
		}
	}
	takes := map[[2]int]bool{} // the first takes the second, of causes of one group
	for i := range causes {
		if len(by[i]) == 0 || !f.run(&causes[i], nil) {
			continue
		}
		for _, gate := range by[i] {
			for _, j := range f.taken[gate] {
				takes[[2]int{i, j}] = i != j && f.gone(&causes[j])
			}
		}
	}
	for _, gate := range gates {
		for _, i := range f.taken[gate] {
			if x, ok := f.finding(causes, gate, i, takes); ok {
				f.out.Findings = append(f.out.Findings, x)
			}
		}
	}
}

// gone says whether all of a cause is down.
func (f *finder) gone(cause *Cause) bool {
	return !slices.ContainsFunc(cause.Vertices, func(v int32) bool { return f.c.Level(v) != graph.Down })
}

// finding returns what cause i does to a group, unless it does it by way of
// another. Of causes that take each other the first is kept.
func (f *finder) finding(causes []Cause, gate int32, i int, takes map[[2]int]bool) (Finding, bool) {
	x := Finding{Gate: gate, Cause: causes[i].ID}
	for _, j := range f.taken[gate] {
		there, back := takes[[2]int{i, j}], takes[[2]int{j, i}]
		if there && (!back || j < i) {
			return x, false
		}
		if back {
			x.Behind = append(x.Behind, causes[j].ID)
		}
	}
	if !f.run(&causes[i], []int32{f.g.Owner(gate)}) {
		return x, false
	}
	first := f.g.FirstSlot(gate)
	for k := range f.g.Members(gate) {
		if v := f.fallen(first + int32(k)); v >= 0 && !f.waits(v) {
			x.Paths = append(x.Paths, f.path(v))
		}
	}
	slices.Sort(x.Behind)
	return x, true
}

// waits says whether a vertex is down with nothing failed, where that may be since it waits
// for something to be down: the cause has not taken it, and it is not there for the group.
func (f *finder) waits(v int32) bool {
	return len(f.g.Unless()) > 0 && f.c.Before(v) == graph.Down
}

// fallen returns the vertex of a member that is down, of a group within the group
// the first by which it is; -1 where the member stands.
func (f *finder) fallen(slot int32) int32 {
	m := f.g.Member(slot)
	switch {
	case m >= 0 && f.c.Level(m) == graph.Down:
		return m
	case m >= 0 || !f.c.Fell(^m, graph.Down):
		return -1
	}
	for k := range f.g.Members(^m) {
		if v := f.fallen(f.g.FirstSlot(^m) + int32(k)); v >= 0 {
			return v
		}
	}
	return -1
}

// path follows reasons from a vertex to the cause. It ends, since no reason goes
// round in a circle.
func (f *finder) path(v int32) []int32 {
	out := []int32{v}
	for {
		because := f.c.Because(v)
		if len(because) == 0 {
			return out
		}
		v = f.g.Member(because[0])
		out = append(out, v)
	}
}
