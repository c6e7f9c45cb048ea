package sweep

import (
	"context"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// feeder finds who lives only by each other, in a graph in which a supply goes round in
// a loop: they are down (see package supply).
type feeder struct {
	g       *graph.Graph
	starter *supply.Starter
	orders  int // how much of order and seats has been looked at
	seats   int
	due     []int32 // components to be looked at
	isDue   []bool
}

func newFeeder(g *graph.Graph) *feeder {
	return &feeder{g: g, starter: supply.New(g), isDue: make([]bool, g.Components())}
}

// fedScene is what stands in a fall.
type fedScene struct {
	*fall
	shadowed bool // what is up, rather than what is not down
}

// Stands says whether a vertex is not down, or of the shadows whether it is up.
func (s fedScene) Stands(v int32) bool { return !s.has(s.lit(v)) }

// lit returns what falls with a vertex: itself, or its shadow.
func (s fedScene) lit(v int32) int32 {
	if s.shadowed {
		return s.s.shadow(v)
	}
	return v
}

func (s fedScene) Need(gate int32) supply.Need {
	level := graph.Down
	if s.shadowed {
		level = graph.Degraded
	}
	fall, ok := s.s.fallOf(gate, level)
	if ok && fall.Unless {
		return supply.Need{Settled: true, Holds: !s.holds.standing[gate]}
	}
	if ok && fall.Members != level { // it hangs on what is down, which does not start here
		group := s.s.shadowRole[gate]
		return supply.Need{Settled: true, Holds: group < 0 || s.lost[group] < s.need[group]}
	}
	return fall.Need(ok)
}

// starve takes down those that live only by each other since something of their
// component was lost, and says whether there were any. It costs these components.
func (f *fall) starve() bool {
	x, at := f.fed, len(f.order)
	for _, v := range f.order[x.orders:] {
		x.look(x.g.Component(f.s.vertexOf(v)))
	}
	for _, seat := range f.seats[x.seats:] {
		x.look(x.g.Component(f.s.vertexOf(f.s.owner[f.s.seatGroup[seat]])))
	}
	for _, c := range x.due {
		x.isDue[c] = false
		f.starveIn(c, fedScene{fall: f})
		if v := x.g.Loop(c)[0]; f.s.shadow(v) != v { // then all of them have shadows
			f.starveIn(c, fedScene{f, true})
		}
	}
	x.due, x.orders, x.seats = x.due[:0], at, len(f.seats)
	return len(f.order) > at
}

// starveIn takes down those of a component, or their shadows, that do not start.
func (f *fall) starveIn(component int32, scene fedScene) {
	x := f.fed
	_ = x.starter.Start(context.Background(), component, scene) // which never ends
	for _, v := range x.g.Loop(component) {
		if !x.starter.Live(v) {
			f.push(scene.lit(v))
		}
	}
}

func (x *feeder) look(component int32) {
	if x.g.Fed(component) && !x.isDue[component] {
		x.isDue[component] = true
		x.due = append(x.due, component)
	}
}

// MaxLoopWork is how many vertices of loops of supply pairs may have looked at.
const MaxLoopWork = 20_000_000_000

// TooManyLoops is a question of pairs over MaxLoopWork.
type TooManyLoops struct{}

func (TooManyLoops) Error() string {
	return fmt.Sprintf("pairs of these failures touch loops of supply of more than %d vertices in all, which is too many", int64(MaxLoopWork))
}

// loopsTouched returns the fed components of which a failure takes seats without taking
// down who they belong to, ascending: only together with another that does may it starve
// more of them.
func (f *fall) loopsTouched(seats []int32) (out []int32) {
	if f.fed == nil {
		return nil
	}
	for _, seat := range seats {
		if c := f.fed.g.Component(f.s.vertexOf(f.s.owner[f.s.seatGroup[seat]])); f.fed.g.Fed(c) {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// invertLoops finds who touches each loop, and fails where there are too many pairs.
func (p *pairs) invertLoops() error {
	work := int64(0)
	p.loops = map[int32][]int32{}
	for i := range p.singles {
		for _, c := range p.singles[i].loops {
			work += int64(len(p.loops[c])) * int64(p.s.graph.ComponentSize(c))
			p.loops[c] = append(p.loops[c], int32(i))
		}
		if work > MaxLoopWork {
			return TooManyLoops{}
		}
	}
	return nil
}

// loopPartners adds those that touch a loop of supply too: which of them starve it
// together takes a run to find out.
func (w *pairWorker) loopPartners(i, loop int32) {
	by := w.p.loops[loop]
	from, _ := slices.BinarySearch(by, i+1)
	for _, j := range by[from:] {
		w.partners.add(i, j, w.p.beyondLoop[loop], false, true, w.p.loopAsked[loop])
	}
}
