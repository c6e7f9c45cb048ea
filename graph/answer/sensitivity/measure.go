package sensitivity

import (
	"context"
	"math"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// asker asks the question of the model as it is, and of changed ones. What it finds is
// infinite where it has no end, and no number where it is not known.
type asker struct {
	q      Question
	of     result.SwingOf
	node   string // "": all
	failed []string

	c         *compile.Compiled
	incident  *models.Incident
	whole     *timeline.Simulation // as it is; nil for a figure at a moment
	base      float64
	uncounted int
}

var unknown = math.NaN()

// newAsker resolves a question, and asks it of the model as it is: of an incident that of its
// day.
func newAsker(ctx context.Context, c *compile.Compiled, q Question) (*asker, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	a := &asker{q: q, of: q.measure(), c: c}
	var err error
	if q.Incident != "" {
		if a.incident, err = question.Incident(c.Model, q.Incident); err != nil {
			return nil, err
		}
		if a.c, err = compile.OnDay(ctx, c, a.incident.Began()); err != nil {
			return nil, err
		}
	}
	if a.node, a.failed, err = q.ids(a.c.Model); err != nil {
		return nil, err
	}
	if a.ofMoment() {
		a.base, err = a.ask(ctx, a.c)
		return a, err
	}
	if a.whole, err = timeline.Simulate(ctx, a.c, a.script(a.c.Model)); err != nil {
		return nil, err
	}
	a.base = a.measured(a.whole)
	if a.of == result.SwingUserHours {
		_, _, a.uncounted = a.whole.UserHours(a.vertex(a.c))
	}
	return a, nil
}

func (a *asker) ofMoment() bool {
	return a.of != result.SwingUserHours && a.of != result.SwingOutage
}

// vertex is that of the node; -1 for all.
func (a *asker) vertex(c *compile.Compiled) int32 {
	if a.node == "" {
		return -1
	}
	return c.Vertex(a.node)
}

// script is what happens, an incident with the figures that a model has.
func (a *asker) script(m *models.Model) timeline.Script {
	x := timeline.Script{Failed: a.failed, For: a.q.For}
	if a.incident != nil {
		x.Incident = a.incident
		if in, err := question.Incident(m, a.incident.ID); err == nil {
			x.Incident = in
		}
	}
	return x
}

// ask asks of a model.
func (a *asker) ask(ctx context.Context, c *compile.Compiled) (float64, error) {
	if a.ofMoment() {
		return a.atMoment(ctx, c)
	}
	s, err := timeline.Simulate(ctx, c, a.script(c.Model))
	if err != nil {
		return 0, err
	}
	return a.measured(s), nil
}

// again returns what asks of a drawing, with the values that it has been given last.
func (a *asker) again(d *compile.Drawing) (func(ctx context.Context) (float64, error), error) {
	if a.ofMoment() {
		return func(ctx context.Context) (float64, error) { return a.atMoment(ctx, d.Compiled) }, nil
	}
	redrawn, err := a.whole.Redrawn(d)
	return func(ctx context.Context) (float64, error) {
		s, failed := redrawn(ctx)
		if failed != nil {
			return 0, failed
		}
		return a.measured(s), nil
	}, err
}

// measured reads the figure from a run.
func (a *asker) measured(s *timeline.Simulation) float64 {
	v := a.vertex(s.Compiled())
	if a.of == result.SwingUserHours {
		if lost, known, _ := s.UserHours(v); known {
			return lost
		}
		return unknown
	}
	_, longest, ok := s.Longest(v)
	switch {
	case !ok:
		return 0
	case longest.To < 0:
		return math.Inf(1)
	}
	return (longest.To - longest.From).Seconds()
}

// atMoment asks for a figure at the horizon.
func (a *asker) atMoment(ctx context.Context, c *compile.Compiled) (float64, error) {
	w, err := whatif.Of(ctx, c, whatif.Question{Failed: a.failed, After: a.q.After, All: a.node != ""})
	if err != nil {
		return 0, err
	}
	if c == a.c {
		a.uncounted = w.Totals.Uncounted
	}
	switch {
	case a.node != "":
		for i := range w.Nodes {
			if w.Nodes[i].ID == a.node {
				return a.ofNode(&w.Nodes[i]), nil
			}
		}
		return 0, nil
	case a.of == result.SwingServices:
		return float64(w.Totals.ServicesHit), nil
	case a.of == result.SwingSectors:
		return float64(w.Totals.SectorsFailed), nil
	case a.of == result.SwingNodes:
		return float64(w.Totals.NodesDown), nil
	}
	return numberOf(w.Totals.UsersDown), nil
}

// ofNode reads what is asked for of a node: what was so before is no loss.
func (a *asker) ofNode(n *result.NodeState) float64 {
	share := 0.0
	switch {
	case n.ShareDown != nil:
		share = *n.ShareDown
	case n.Level == result.LevelDown && n.Before != result.LevelDown:
		share = 1
	}
	if n.ShareBefore != nil {
		share = max(0, share-*n.ShareBefore)
	}
	switch {
	case a.of == result.SwingShare:
		return share
	case share == 0:
		return 0
	case n.Users.Number() == nil:
		return unknown
	}
	return *n.Users.Number() * share
}

func numberOf(x *float64) float64 {
	if x == nil {
		return unknown
	}
	return *x
}

// told puts a figure into an answer.
func told(x float64) result.Quantity {
	switch {
	case math.IsInf(x, 1):
		return result.Quantity{Endless: true}
	case math.IsNaN(x):
		return result.Quantity{}
	}
	return result.Quantity{Value: &x}
}
