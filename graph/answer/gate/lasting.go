package gate

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/models"
)

// maxTimelineWork bounds the timelines of a policy, each counted with the
// vertices of the model: some minutes.
const maxTimelineWork = 1_000_000_000

// lengths are the longest times out, by position among those protected; what is
// never out is absent.
type lengths map[int]length

// length is the longest time down, and where that is asked for the longest time not up.
type length struct{ down, notUp time.Duration }

// timer finds outages, with a timeline only where nothing less will do.
type timer struct {
	e       *evaluator
	run     *cascade.Cascade // at worst
	alone   map[int]lengths  // by failure
	touched map[int][]int32  // by failure: what it can touch, sorted; see reach
	above   map[int][]int32  // likewise, whatever an unless says; where there is one
	ran     int              // timelines
	most    int              // how many vertices these may have in all
	notUp   bool             // something protected says how long it may be not up

	ever      *cascade.Cascade // as timelines begin; nil: all is up then
	asked     []bool           // vertex -> an unless may say otherwise if it fails; nil: there is none
	otherwise bool             // an unless says otherwise at worst than when timelines begin
}

// newTimer makes ready; the error is the context's.
func newTimer(e *evaluator) (_ *timer, err error) {
	t := &timer{e: e, run: cascade.New(e.c.Graph, cascade.AtWorst), alone: map[int]lengths{}, touched: map[int][]int32{}, above: map[int][]int32{}, most: maxTimelineWork}
	t.notUp = e.p.Tolerance && slices.ContainsFunc(e.protect, func(v int32) bool { return e.limits(v).degraded != Endless })
	if g := e.c.Graph; g.HasBefore() {
		if t.ever, err = moment.New(e.ctx, e.c.Times(), models.Forever); err != nil {
			return nil, err
		}
		t.lookForUnless()
	}
	return t, nil
}

// note notes the longest times out of what a timeline of the failure has out at
// all.
func (t *timer) note(which []int, cases map[int]*Case) error {
	found, err := t.longest(which)
	for i, d := range found {
		x := t.e.caseOf(i, cases)
		x.Outage, x.NotUp = d.down, d.notUp
	}
	return err
}

// longest returns the longest times out. Of a pair that does not meet they are
// those of the two: then each vertex, and each requirement, is touched by one at
// most, and does what it does in the timeline of that one. Where at worst nothing
// protected is out, nothing is at any time;
// where a failure may change what an unless says, nothing is at worst.
func (t *timer) longest(which []int) (lengths, error) {
	touched := t.e.run.Touches(t.e.down(which))
	if len(which) == 2 && !touched && t.apart(which[0], which[1]) {
		return t.union(which[0], which[1]), nil
	}
	found := lengths{}
	threat, err := t.threatens(which)
	if (threat || touched || !t.monotone(which)) && err == nil {
		found, err = t.timeline(which)
	}
	if len(which) == 1 {
		t.alone[which[0]], t.touched[which[0]] = found, t.reach()
		if t.asked != nil {
			t.above[which[0]] = t.reachAll(t.e.down(which))
		}
	}
	return found, err
}

// threatens says whether at worst a failure takes down something protected that
// it is not itself, and that is not down before; where that is asked for, out of up.
func (t *timer) threatens(which []int) (bool, error) {
	if err := t.run.RunContext(t.e.ctx, t.e.down(which), nil); err != nil {
		return false, err
	}
	return slices.ContainsFunc(t.run.Fallen(), func(v int32) bool {
		before := graph.Up
		if t.ever != nil {
			before = t.ever.Before(v)
		}
		return t.run.Level(v) < before && (t.notUp || t.run.Level(v) == graph.Down) && slices.ContainsFunc(t.e.watch[v], func(i int) bool { return !t.e.own(which, i) })
	}), nil
}

// reach returns what the last failure can touch at worst, sorted: vertices, and
// of gates at the top that name one ^gate. What is as bad before anything happens is not
// touched.
func (t *timer) reach() []int32 {
	var touched []int32
	for _, v := range t.run.Fallen() {
		if t.ever == nil || t.run.Level(v) < t.ever.Before(v) {
			touched = append(touched, v)
		}
	}
	return t.touching(touched)
}

// touching returns vertices, and of gates at the top that name one ^gate, sorted.
func (t *timer) touching(vertices []int32) []int32 {
	g := t.e.c.Graph
	var out []int32
	for _, v := range vertices {
		out = append(out, v)
		for _, slot := range g.Naming(v) {
			gate := g.GateOf(slot)
			for g.Parent(gate) >= 0 {
				gate = g.GateOf(g.Parent(gate))
			}
			out = append(out, ^gate)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// apart says whether two failures, run alone before, touch nothing in common.
func (t *timer) apart(a, b int) bool {
	x, y := t.touched[a], t.touched[b]
	if !t.monotone([]int{a, b}) { // what the one lets stand the other may take down
		x, y = t.above[a], t.above[b]
	}
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] == y[0]:
			return false
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	return true
}

func (t *timer) union(a, b int) lengths {
	out := lengths{}
	for _, f := range []int{a, b} {
		for i, d := range t.alone[f] {
			out[i] = length{longer(out[i].down, d.down), longer(out[i].notUp, d.notUp)}
		}
	}
	return out
}

// timeline simulates a failure. The error is the simulation's, or a
// question.TooMuch where the policy takes too many of them.
func (t *timer) timeline(which []int) (lengths, error) {
	e := t.e
	if t.ran++; t.ran*e.c.Graph.Len() > t.most {
		err := question.TooMuch{What: "timelines", Of: e.p.ID, Most: int64(t.ran - 1)}
		if e.run.Touches(e.down(which)) {
			err.Narrow = []question.Field{question.FieldNoLoad}
		}
		return nil, err
	}
	q := timeline.Script{For: e.lasts()}
	for _, f := range which {
		q.Failed = append(q.Failed, e.against[f].id)
	}
	s, err := timeline.Simulate(e.ctx, e.c, q)
	if err != nil {
		return nil, err
	}
	out := lengths{}
	for i, v := range e.protect {
		_, down, _ := s.Longest(v)
		found := length{down: lengthOf(down)}
		if t.notUp {
			_, notUp, _ := s.LongestNotUp(v)
			found.notUp = lengthOf(notUp)
		}
		if found != (length{}) {
			out[i] = found
		}
	}
	return out, nil
}

func lengthOf(s timeline.Spell) time.Duration {
	if s.To < 0 {
		return Endless
	}
	return s.To - s.From
}

func longer(a, b time.Duration) time.Duration {
	if a == Endless || b == Endless {
		return Endless
	}
	return max(a, b)
}
