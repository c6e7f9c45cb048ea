package sweep

import (
	"context"
	"slices"
	"sync"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// exact runs failures by cascades, in which an unless may begin and end to hold.
type exact struct {
	s     *Sweep
	made  func() *cascade.Cascade
	run   *cascade.Cascade // when it is wanted
	tally tally
	in    []bool // vertex or shadow: it is in some set

	memory []int32 // as much as was needed before
	*trouble
}

// trouble is the first error of those who run failures.
type trouble struct {
	once sync.Once
	err  error
}

func (t *trouble) note(err error) {
	if err != nil {
		t.once.Do(func() { t.err = err })
	}
}

func (s *Sweep) newExact(made func() *cascade.Cascade, t *trouble) *exact {
	return &exact{s: s, made: made, trouble: t}
}

// toll is what a failure takes down that is not down with nothing failed.
type toll struct {
	fell   []int32 // vertices, and shadows of those not up
	fails  []int32 // sectors, ascending
	effect Effect
}

// toll runs a failure. After an error it is that of no moment.
func (x *exact) toll(ctx context.Context, down []int32) *toll {
	x.ready()
	x.note(x.run.RunContext(ctx, down, nil))
	out := &toll{fell: x.fell()}
	x.weigh(func() {
		x.tally.count(out.fell)
		x.rise()
		out.fails, out.effect = x.tally.fail(), x.tally.effect()
	})
	return out
}

func (x *exact) ready() {
	if x.run == nil {
		x.run = x.made()
		x.tally = newTally(x.s.stakes, x.s.index)
		x.in = make([]bool, x.s.system.len())
	}
}

// fell returns what is down in the last run and is not with nothing failed, ascending.
func (x *exact) fell() (out []int32) {
	for _, v := range x.run.Fallen() {
		if shadow := x.s.system.shadow(v); shadow != v && !x.s.index.was(shadow) {
			out = append(out, shadow)
		}
		if x.run.Level(v) == graph.Down && !x.s.index.was(v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

// rise counts what is down with nothing failed and is not in the last run.
func (x *exact) rise() {
	if x.s.rest == nil {
		return
	}
	for _, v := range x.s.rest.fallen {
		if v < x.s.system.vertices && x.run.Level(v) != graph.Down {
			x.tally.rise(v)
		}
	}
}

// weigh lets something be counted, and forgets it.
func (x *exact) weigh(count func()) {
	empty := x.tally.mark()
	count()
	x.tally.undo(empty)
}

// fail returns the sectors that fail, ascending.
func (t *tally) fail() (out []int32) {
	for i := range t.of.Sectors {
		if t.failed > 0 && t.fails(int32(i)) {
			out = append(out, int32(i))
		}
	}
	return out
}

// beyond returns what falls by two failures and by neither alone, and whether they
// interact: a vertex does, or a sector.
func (x *exact) beyond(a, b, both *toll) (out Effect, interacts bool) {
	x.weigh(func() {
		union := make([]int32, 0, len(a.fell)+len(b.fell))
		for _, v := range slices.Concat(a.fell, b.fell) {
			if !x.in[v] {
				x.in[v] = true
				union = append(union, v)
			}
		}
		var more []int32
		for _, v := range both.fell {
			if !x.in[v] {
				more = append(more, v)
				interacts = interacts || v < x.s.system.vertices
			}
		}
		for _, v := range union {
			x.in[v] = false
		}
		x.tally.count(union)
		out = x.tally.effect()
		x.tally.count(more)
		out = x.tally.effect().minus(out)
	})
	out.Sectors = 0
	for _, sector := range both.fails {
		if !slices.Contains(a.fails, sector) && !slices.Contains(b.fails, sector) {
			out.Sectors++
		}
	}
	return out, interacts || out.Sectors > 0
}

func (e Effect) minus(other Effect) Effect {
	return Effect{Users: e.Users - other.Users, Uncounted: e.Uncounted - other.Uncounted, Services: e.Services - other.Services,
		Sectors: e.Sectors - other.Sectors, Nodes: e.Nodes - other.Nodes}
}
