package gate

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// vacuous says why the policy can't be violated whatever fails and whatever else the
// model said of it; "" where it can. It costs a look at what stands on each failure until
// one is found that touches something protected. The error is the context's.
func (e *evaluator) vacuous() (result.Vacuous, error) {
	if e.boundsNothing() {
		return result.VacuousAllows, nil
	}
	over := pace.New(e.ctx)
	for i := range e.against {
		if over.Over() {
			return "", over.Err()
		}
		if e.against[i].relevant && e.touches(i) {
			return "", nil
		}
	}
	if e.crowded() {
		return "", nil
	}
	return result.VacuousUntouched, nil
}

// boundsNothing says whether the policy allows whatever may come of what it protects.
func (e *evaluator) boundsNothing() bool {
	if Allowed(e.p) != graph.Down || e.p.MaxShare != nil && *e.p.MaxShare < 1 || e.p.MaxOutage != nil {
		return false
	}
	return !slices.ContainsFunc(e.protect, func(v int32) bool { return e.limits(v) != limits{Endless, Endless, Endless} })
}

// touches says whether some way leads from a failure up to what is protected and is not
// the failure's own.
func (e *evaluator) touches(failure int) bool {
	g, seen, all := e.c.Graph, map[int32]bool{}, []int32{}
	see := func(v int32) {
		if e.cone[v] && !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	for _, v := range e.against[failure].down {
		see(v)
	}
	for next := 0; next < len(all); next++ {
		if slices.ContainsFunc(e.watch[all[next]], func(i int) bool { return !e.own([]int{failure}, i) }) {
			return true
		}
		for _, slot := range g.Naming(all[next]) {
			see(g.Owner(g.GateOf(slot)))
		}
	}
	return false
}

// crowded says whether what is protected can be overloaded: then whatever changes the
// demand elsewhere may touch it.
func (e *evaluator) crowded() bool {
	for i := range e.c.Model.Nodes {
		if n := &e.c.Model.Nodes[i]; n.Load != nil && n.Load.Capacity != nil && slices.ContainsFunc(e.c.WithParts(int32(i)), func(v int32) bool { return e.cone[v] }) {
			return true
		}
	}
	return false
}

// Vacuous says why a policy can't be violated; "" where it can. It costs a look at the
// model. Errors are those of Evaluate.
func Vacuous(ctx context.Context, c *compile.Compiled, p *models.Policy) (result.Vacuous, error) {
	e, err := evaluatorOf(ctx, c, p, c.Model.Horizon)
	if err != nil {
		return "", err
	}
	return e.vacuous()
}
