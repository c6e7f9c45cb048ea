package gate

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// Watch is a policy made ready to be judged again and again on one graph, with
// other vertices down all along. It is not safe for concurrent use.
type Watch struct {
	e   *evaluator
	any bool             // something that is protected, or needed for it, holds only while something is down, or load plays a part
	ids map[string][]int // node -> positions among those protected
}

// NewWatch makes a policy ready, for nodes that are protected and failures given
// by their ids. The cost is that of a cascade; the error is the context's.
func NewWatch(ctx context.Context, c *compile.Compiled, p *models.Policy, horizon time.Duration, protect, against []string) (*Watch, error) {
	e, err := newEvaluator(ctx, c, p, horizon, protect, against)
	if err != nil {
		return nil, err
	}
	w := &Watch{e: e, any: len(e.inhibitors()) > 0 || e.run.HasLoad(), ids: map[string][]int{}}
	e.lasting = e.chained()
	if limit := e.longestLimit(); limit >= 0 { // else all is repaired in time, apart from recoveries
		w.e.outage, w.e.lenient = w.e.certain, cascade.NewLenient(c.Graph, limit)
	}
	for i, v := range w.e.protect {
		id := c.Model.Nodes[c.NodeOf(v)].ID
		w.ids[id] = append(w.ids[id], i)
	}
	return w, nil
}

// Broken returns the protected vertices that some failure breaks the policy for,
// ascending: by levels and shares, and by outages as far as they are certain
// without a timeline. Some other outage may still be too long. With brief the
// first will do. Vertices in always are down in every scenario, those in open may be or
// not, and the nodes exempt do not count; nor does what was as bad with nothing failed,
// whatever becomes of those in open. The error is that the policy names too many failures, or the
// context's; the cost is a cascade or two for each of them.
//
// Where what is protected may rest on something's being down, nothing is certain: what is
// open may do good by being down. Where delays follow on each other no level is: a loss
// sooner may have been switched away from sooner.
func (w *Watch) Broken(ctx context.Context, always, open []int32, exempt []string, brief bool) ([]int32, error) {
	if w.any || w.e.lasting && w.e.outage == nil {
		return nil, ctx.Err()
	}
	err := w.judge(ctx, always, open, exempt, brief, 0)
	return w.e.brokenVertices(), err
}

// Certain is Broken with the violations themselves, at most limit of them.
func (w *Watch) Certain(ctx context.Context, always, open []int32, exempt []string, limit int) ([]Case, error) {
	if w.any || w.e.lasting && w.e.outage == nil {
		return nil, ctx.Err()
	}
	err := w.judge(ctx, always, open, exempt, false, limit)
	return w.e.out.Violations, err
}

func (w *Watch) judge(ctx context.Context, always, open []int32, exempt []string, brief bool, limit int) error {
	w.e.forget()
	w.e.ctx, w.e.limit = ctx, limit
	w.e.always, w.e.exempt, w.e.brief = always, map[int]bool{}, brief
	for _, id := range exempt {
		for _, i := range w.ids[id] {
			w.e.exempt[i] = true
		}
	}
	if err := w.e.findBefore(slices.Concat(always, open), w.e.lenient != nil); err != nil {
		return err
	}
	return w.e.all()
}

// certain notes outages that are too long whatever delays do: what is down past
// the longest time that is tolerable even if every hold-up lasts.
func (e *evaluator) certain(which []int, cases map[int]*Case) error {
	if err := e.lenient.RunContext(e.ctx, e.down(which), nil); err != nil {
		return err
	}
	for _, v := range e.lenient.Fallen() {
		for _, i := range e.watch[v] {
			if e.lenient.Level(v) == graph.Down && !e.before.downFor[v] {
				e.caseOf(i, cases).Outage = e.lasts()
			}
		}
	}
	return nil
}
