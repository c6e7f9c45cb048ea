package policy

import (
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Watch is a policy made ready to be judged again and again on one graph, with
// other vertices down all along. It is not safe for concurrent use.
type Watch struct {
	e   *evaluator
	ids map[string][]int // node -> positions among those protected
}

// NewWatch makes a policy ready, for nodes that are protected and failures given
// by their ids. The cost is that of a cascade.
func NewWatch(c *compile.Compiled, p *models.Policy, horizon time.Duration, protect, against []string) *Watch {
	w := &Watch{newEvaluator(c, p, horizon, protect, against), map[string][]int{}}
	w.e.brief = true
	for i, v := range w.e.protect {
		id := c.Model.Nodes[c.NodeOf(v)].ID
		w.ids[id] = append(w.ids[id], i)
	}
	return w
}

// Holds says whether the policy holds for levels and shares; outages are not
// looked at. Vertices in always are down in every scenario, and the nodes exempt
// do not count. The error is that the policy names too many failures; the cost
// is a cascade for each of them until one breaks it.
func (w *Watch) Holds(always []int32, exempt []string) (bool, error) {
	w.e.forget()
	w.e.always, w.e.exempt = always, map[int]bool{}
	for _, id := range exempt {
		for _, i := range w.ids[id] {
			w.e.exempt[i] = true
		}
	}
	err := w.e.all()
	return w.e.out.Violated == 0, err
}

// Depends says whether what is protected depends on a vertex, over any number of
// steps.
func (w *Watch) Depends(v int32) bool { return w.e.cone[v] }
