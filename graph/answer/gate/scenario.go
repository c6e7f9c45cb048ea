package gate

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/models"
)

// tolerance is the slack in comparing a sum of shares with a limit: shares such
// as 0.1 are not exact in binary.
const tolerance = 1e-9

// scenario runs the failures of these numbers at once. The error is the context's,
// or that of a timeline.
func (e *evaluator) scenario(which []int) error {
	cases := map[int]*Case{}
	if slices.ContainsFunc(which, func(i int) bool { return e.against[i].relevant }) {
		down := e.down(which)
		if !e.lasting {
			if err := e.levels(down, cases); err != nil {
				return err
			}
		}
		if err := e.noteCircles(which, down); err != nil {
			return err
		}
		if e.outage != nil {
			if err := e.outage(which, cases); err != nil {
				return err
			}
		}
	}
	if len(cases) == 0 && e.out.Worst == nil { // some case there is: nothing happens to the first
		if i := e.unharmed(which); i >= 0 {
			cases[i] = &Case{Node: e.protect[i], Level: e.levelBefore(e.protect[i])}
		}
	}
	for _, i := range slices.Sorted(maps.Keys(cases)) {
		if !e.own(which, i) && !e.exempt[i] {
			e.judge(which, i, cases[i])
		}
	}
	return nil
}

// down returns the vertices that are down of themselves if these fail.
func (e *evaluator) down(which []int) []int32 {
	down := slices.Clone(e.always)
	for _, i := range which {
		down = append(down, e.against[i].down...)
	}
	return down
}

// levels notes the cases of what is not as well at the horizon as with nothing failed, and
// of what turns users away whom it served before: it is not up for them.
func (e *evaluator) levels(down []int32, cases map[int]*Case) error {
	if err := e.play(down); err != nil {
		return err
	}
	for _, v := range e.run.Hurt() {
		lost := e.lostSince(v)
		if e.run.Level(v) >= e.levelBefore(v) && lost == 0 {
			continue
		}
		for _, i := range e.watch[v] {
			x := e.caseOf(i, cases)
			if x.Level = min(x.Level, e.run.Level(x.Node)); lost > 0 {
				x.Level = min(x.Level, graph.Degraded)
			}
			if e.counts(v, i) {
				x.Share += lost * e.share(v, i)
			}
		}
	}
	return nil
}

// lostSince returns the share of a vertex's users who get nothing and did before.
func (e *evaluator) lostSince(v int32) float64 {
	switch {
	case e.run.HasLoad():
		return e.run.LostSince(v)
	case e.run.Level(v) == graph.Down && e.levelBefore(v) > graph.Down:
		return 1
	}
	return 0
}

// play runs failures until the horizon. The error is the context's, or a question.TooMuch
// where the policy takes too many timelines.
func (e *evaluator) play(down []int32) error {
	touched := e.run.Touches(down)
	if touched || e.ground.Course().Matters(down) {
		if e.played++; e.played*e.c.Graph.Len() > maxTimelineWork {
			err := question.TooMuch{What: "timelines", Of: e.p.ID, Most: int64(e.played - 1)}
			if touched {
				err.Narrow = []question.Field{question.FieldNoLoad}
			}
			return err
		}
	}
	return e.c.LoadError(e.run.RunContext(e.ctx, down, nil))
}

func (e *evaluator) caseOf(i int, cases map[int]*Case) *Case {
	if cases[i] == nil {
		cases[i] = &Case{Node: e.protect[i], Level: graph.Up}
	}
	return cases[i]
}

// counts says whether a vertex has users of a protected one: a service without
// parts, or a part.
func (e *evaluator) counts(v int32, i int) bool {
	if v == e.protect[i] && e.c.Parts(v).Len() > 0 {
		return false // its parts do
	}
	return e.c.Model.Nodes[e.c.NodeOf(v)].Kind == models.KindService
}

// share returns the share of a protected vertex's users that a vertex has: of a
// part itself all.
func (e *evaluator) share(v int32, i int) float64 {
	if v == e.protect[i] {
		return 1
	}
	return e.c.Share(v)
}

// own says whether a failure is one of the protected node itself: then the case
// does not count.
func (e *evaluator) own(which []int, i int) bool {
	node := e.protect[i]
	return slices.ContainsFunc(which, func(f int) bool {
		v := e.against[f].vertex
		return v == node || e.c.NodeOf(v) == e.c.NodeOf(node) && (!e.c.IsPart(v) || !e.c.IsPart(node))
	})
}

// judge holds a case against the policy.
func (e *evaluator) judge(which []int, i int, x *Case) {
	for _, f := range which {
		x.Failed = append(x.Failed, e.against[f].id)
	}
	x.Breaks = e.breaks(x)
	if e.out.Worst == nil || worse(x, e.out.Worst) {
		e.out.Worst = x
	}
	if !x.Breaks.any() {
		return
	}
	for _, f := range which {
		if e.alone[[2]int{f, i}] {
			return
		}
	}
	if e.p.Failures == 2 && len(which) == 1 {
		e.alone[[2]int{which[0], i}] = true
	}
	e.broken[i] = true
	e.out.Violated++
	if len(e.out.Violations) < e.limit {
		e.out.Violations = append(e.out.Violations, *x)
	}
}

func (e *evaluator) breaks(x *Case) Breaks {
	out := Breaks{
		Worst:    x.Level < min(e.allowed, e.levelBefore(x.Node)),
		MaxShare: e.p.MaxShare != nil && x.Share > *e.p.MaxShare+tolerance,
	}
	if e.outage != nil {
		most := e.limits(x.Node)
		out.MaxOutage, out.Tolerance = past(x.Outage, most.outage), past(x.Outage, most.tolerance)
		out.ToleranceDegraded = past(x.NotUp, most.degraded)
	}
	return out
}
