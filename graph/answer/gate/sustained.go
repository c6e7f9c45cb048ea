package gate

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// circles finds failures that leave something standing only by going round in a circle.
type circles struct {
	finder *cascade.Sustain
	needed []bool // by vertex: a loop in doubt depends on it
}

// newCircles returns nil where no loop is in doubt. It costs what
// [cascade.NewSustain] does; the error is the context's.
func newCircles(ctx context.Context, c *compile.Compiled, horizon time.Duration) (*circles, error) {
	run, err := moment.New(ctx, c.Times(), horizon)
	if err != nil {
		return nil, err
	}
	finder, err := cascade.NewSustain(ctx, run)
	if err != nil || finder == nil {
		return nil, err
	}
	return &circles{finder, c.Graph.Below(finder.Doubtful())}, nil
}

// lookForCircles has every failure looked at that can touch a loop in doubt, if
// anything protected depends on one.
func (e *evaluator) lookForCircles(x *circles) {
	if x != nil && slices.ContainsFunc(x.finder.Doubtful(), func(v int32) bool { return e.cone[v] }) {
		e.circles, e.circling = x, map[[2]int]bool{}
	}
}

// noteCircles counts the failure that the cascade has just run, if something protected
// then stands only by going round in a circle; a pair, where neither of the two alone
// does that to the same node. It costs a cascade. The error is the context's.
func (e *evaluator) noteCircles(which []int, down []int32) error {
	if e.circles == nil || !slices.ContainsFunc(down, func(v int32) bool { return e.circles.needed[v] }) {
		return nil
	}
	var impaired []int32
	if state := e.run.State(); state != nil {
		var tripped []int32
		tripped, impaired = state.Struck()
		down = slices.Concat(down, tripped)
	}
	found, err := e.circles.finder.Find(e.ctx, e.run.Cascade, down, impaired)
	first := e.circled(which, found)
	if err != nil || first < 0 {
		return err
	}
	if e.out.SelfSustained++; e.out.SelfSustained == 1 {
		e.out.Circle = &Circle{Node: e.protect[first]}
		for _, f := range which {
			e.out.Circle.Failed = append(e.out.Circle.Failed, e.against[f].id)
		}
	}
	return nil
}

// circled returns the first of those protected that a failure leaves so, and of which
// none of its failures has done that alone; -1: none.
func (e *evaluator) circled(which []int, found []int32) int {
	first := -1
	for _, v := range found {
		for _, i := range e.watch[v] {
			if e.own(which, i) || len(which) > 1 && slices.ContainsFunc(which, func(f int) bool { return e.circling[[2]int{f, i}] }) {
				continue
			}
			if len(which) == 1 {
				e.circling[[2]int{which[0], i}] = true
			}
			if first < 0 || i < first {
				first = i
			}
		}
	}
	return first
}

// circle puts one in the model's terms.
func (a answer) circle(x *Circle) *result.Circle {
	if x == nil {
		return nil
	}
	n := &a.c.Model.Nodes[a.c.NodeOf(x.Node)]
	out := &result.Circle{Failed: slices.Clone(x.Failed), Node: a.c.Name(x.Node), Names: result.Names(n.Name)}
	out.File, out.Line = a.c.Model.Position(n, -1)
	return out
}
