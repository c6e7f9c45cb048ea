package structure

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Target is a vertex that falls below a level: out of graph.Up, or, with
// graph.Degraded, down.
type Target struct {
	Vertex int32
	Level  graph.Level
}

// Question is what to write down.
type Question struct {
	Horizon time.Duration
	// Event gives the number of the event by which a vertex fails of itself, or -1
	// where it never does. Vertices may share an event, as the parts of a service
	// do.
	Event   func(vertex int32) int32
	Targets []Target
}

// TangleError is the error of a loop that would take too many gates to unroll.
type TangleError struct {
	Vertex   int32 // one of the loop
	Vertices int   // how many it has
}

func (e *TangleError) Error() string {
	return fmt.Sprintf("a loop of %d vertices is too tangled to unroll", e.Vertices)
}

// maxArgs bounds the arguments of all gates. A loop that will take more is refused
// as soon as that can be told, mostly after three rounds.
const maxArgs = 100_000_000

// Of returns the functions of failures that bring the targets below their
// levels. Cost: linear in what the targets depend on; loops cost their size
// times the number of vertices that close them, after those that simply need
// each other are taken for one. The error is a *TangleError, or the context's.
func Of(ctx context.Context, g *graph.Graph, q Question) (*boolean.Formula, []boolean.Ref, error) {
	w := &writer{pace: pace.New(ctx), g: g, q: q, f: boolean.New(), state: make([]uint8, 2*g.Len()), value: make([]boolean.Ref, 2*g.Len())}
	if g.HasBefore() {
		w.base = cascade.New(g, q.Horizon)
	}
	w.fall = cascade.Falls(g, q.Horizon, w.base)
	w.searchAll()
	if w.loops() {
		if err := w.contract(); err != nil {
			return nil, nil, err
		}
		w.searchAll()
	}
	if err := w.evaluate(); err != nil {
		return nil, nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	out := make([]boolean.Ref, len(q.Targets))
	for i, t := range q.Targets {
		out[i] = w.value[w.of(keyOf(t.Vertex, t.Level))]
	}
	return w.f, out, nil
}

// key is a vertex in one of the two systems: twice the vertex, and one more for
// being up.
type key int32

func keyOf(v int32, l graph.Level) key {
	if l == graph.Up {
		return key(2*v + 1)
	}
	return key(2 * v)
}

func (k key) vertex() int32 { return int32(k / 2) }

func (k key) level() graph.Level {
	if k%2 == 1 {
		return graph.Up
	}
	return graph.Degraded
}

type writer struct {
	pace  *pace.Pace
	g     *graph.Graph
	q     Question
	f     *boolean.Formula
	state []uint8       // by key
	order []key         // what the targets depend on, members first
	value []boolean.Ref // by key

	base *cascade.Cascade                                      // with nothing failed; nil where all is up then
	fall func(gate int32, to graph.Level) (cascade.Fall, bool) // what takes a gate to a level

	rep    []key // by key: the one that stands for its class; nil: each for itself
	groups map[key][]key
}

// of returns the key that stands for a key.
func (w *writer) of(k key) key {
	if w.rep == nil {
		return k
	}
	return w.rep[k]
}

// group returns the keys that one stands for.
func (w *writer) group(k key) []key {
	if g := w.groups[k]; g != nil {
		return g
	}
	return []key{k}
}

// evaluate writes the function of every key, component by component.
func (w *writer) evaluate() error {
	loops := w.loops() || w.g.HasFed()
	if loops { // else the order of the search is that of components already
		slices.SortStableFunc(w.order, func(a, b key) int { return cmp.Compare(w.g.Component(a.vertex()), w.g.Component(b.vertex())) })
	}
	for i := 0; i < len(w.order); {
		end := i + 1
		for loops && end < len(w.order) && w.g.Component(w.order[end].vertex()) == w.g.Component(w.order[i].vertex()) {
			end++
		}
		solve := w.component
		if w.g.Fed(w.g.Component(w.order[i].vertex())) {
			solve = w.fed
		}
		if err := solve(w.order[i:end]); err != nil {
			return err
		}
		i = end
	}
	return w.pace.Err()
}

// component writes the functions of a component's keys, members first, apart
// from those that lead back to a closer.
func (w *writer) component(keys []key) error {
	closers := 0
	for _, k := range keys {
		if w.state[k]&closer != 0 {
			closers++
		}
	}
	grew := -1
	for changed, round := closers > 0, 0; changed && round < closers; round++ {
		before, last := w.f.NumArgs(), grew
		changed = w.round(keys, true)
		grew = w.f.NumArgs() - before
		after := w.f.NumArgs()
		if grew == last { // what changed changes the same again, round after round: so it goes on to the end
			after += grew * (closers - round - 1)
		}
		if after > maxArgs {
			return &TangleError{Vertex: keys[0].vertex(), Vertices: len(keys)}
		}
	}
	w.round(keys, false)
	return nil
}

// round writes the functions anew from those of the round before; closers only
// if that is wanted. It says whether a closer's changed.
func (w *writer) round(keys []key, closers bool) (changed bool) {
	for _, k := range keys {
		if w.pace.Over() {
			return false
		}
		closes := w.state[k]&closer != 0
		if closes && !closers {
			continue
		}
		if r := w.function(k); r != w.value[k] {
			w.value[k] = r
			changed = changed || closes
		}
	}
	return changed
}
