package dependability

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/montecarlo"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// HoursPerYear is a year of 365 days.
const HoursPerYear = 8760

// AvailabilityQuestion asks how likely nodes are to be available.
type AvailabilityQuestion struct {
	Question
	Nodes      []string // ids of nodes and parts
	Importance bool     // how much each node matters to each of these
	Trials     int64    // estimate by so many trials; 0: exactly where the budget allows
	Seed       uint64   // of trials
}

// Availability answers how likely nodes are not to be down, or to be up: exactly,
// over the parts of a service by share; or, where that takes more diagram nodes
// than allowed, or on request, by seeded trials with an interval. Cost: the
// diagrams of every node asked for (package cutset), on all processors; that of
// trials is in package montecarlo. The error is an id that the model does not
// have, without trials a loop too tangled to unroll, or that of the context.
func Availability(ctx context.Context, c *compile.Compiled, q AvailabilityQuestion) (*result.Availability, error) {
	w := &weigher{c: c, q: q, chance: chances(c.Model)}
	var seen []int32
	for _, id := range q.Nodes {
		v := c.Vertex(id)
		if v < 0 {
			return nil, errors.New("there is no node " + id)
		}
		seen = slices.AppendSeq(seen, c.Seen(v).All())
	}
	slices.Sort(seen)
	w.vertices = slices.Compact(seen)
	if err := w.compute(ctx); err != nil {
		return nil, err
	}
	if err := w.estimate(ctx); err != nil {
		return nil, err
	}
	out := &result.Availability{Header: whatif.Header(c.Model, "availability", q.Lang, q.Version), Level: q.Level.String(),
		After: models.FormatDuration(q.After), LoadIgnored: c.HasLoad(), Nodes: []result.NodeAvailable{}}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(q.Nodes))) {
		out.Nodes = append(out.Nodes, w.node(id))
	}
	return out, nil
}

// compute weighs all that is asked for exactly, unless trials are wanted.
func (w *weigher) compute(ctx context.Context) (err error) {
	w.weights = make([]weight, len(w.vertices))
	if w.q.Trials > 0 {
		return nil
	}
	w.f, w.fails, err = write(w.c, w.q.Question, w.vertices, func(node int32) int32 {
		if w.chance[node] == 0 {
			return -1
		}
		return node
	})
	if errors.As(err, &tangled{}) {
		return fmt.Errorf("%w: estimate it with --trials %d", err, DefaultTrials/10)
	}
	if err != nil {
		return err
	}
	return w.weighAll(ctx)
}

// chances returns the unavailability of each node of itself: 0 where it never
// fails of itself. Of mtbf and mttr it is mttr / (mtbf + mttr).
func chances(m *models.Model) []float64 {
	out := make([]float64, len(m.Nodes))
	for i := range m.Nodes {
		n := &m.Nodes[i]
		switch {
		case n.Chance == nil || !n.Fails:
		case n.Chance.Unavailability != nil:
			out[i] = *n.Chance.Unavailability
		default:
			out[i] = n.Chance.MTTR.Hours() / (n.Chance.MTBF.Hours() + n.Chance.MTTR.Hours())
		}
	}
	return out
}

// weigher works out what the users of nodes see: one vertex each, or a

type weigher struct {
	c        *compile.Compiled
	q        AvailabilityQuestion
	chance   []float64 // by node
	vertices []int32   // all vertices asked for, ascending
	f        *boolean.Formula
	fails    []boolean.Ref
	weights  []weight // by vertex in vertices
	counts   *montecarlo.Counts
}

// weight is how likely a vertex is to fail, and through which nodes.
type weight struct {
	p      float64
	events []cutset.Importance
	cuts   map[int32]float64 // nil where these take too much
	err    error

	tooLarge bool // for an exact answer
}

// weighAll weighs each function once, several at a time.
func (w *weigher) weighAll(ctx context.Context) error {
	first := map[boolean.Ref]int{}
	work := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range work {
				w.weights[i] = w.weigh(ctx, w.fails[i])
			}
		})
	}
	for i, r := range w.fails {
		if _, known := first[r]; !known {
			first[r] = i
			work <- i
		}
	}
	close(work)
	wait.Wait()
	for i, r := range w.fails {
		w.weights[i] = w.weights[first[r]]
		if w.weights[i].tooLarge = errors.Is(w.weights[i].err, cutset.ErrBudget); w.weights[i].tooLarge {
			continue
		}
		if err := w.weights[i].err; err != nil {
			return err
		}
	}
	return nil
}

func (w *weigher) weigh(ctx context.Context, r boolean.Ref) (out weight) {
	if out.err = ctx.Err(); out.err != nil {
		return out
	}
	tree := cutset.New(w.f, r, w.q.Budget)
	p := func(node int32) float64 { return w.chance[node] }
	if !w.q.Importance {
		out.p, out.err = tree.Probability(ctx, p)
		return out
	}
	if out.p, out.events, out.err = tree.Importances(ctx, p); out.err != nil {
		return out
	}
	cuts, err := tree.FussellVesely(ctx, p)
	if err == nil {
		out.cuts = cuts
	} else if !errors.Is(err, cutset.ErrBudget) {
		out.err = err
	}
	return out
}

// node sums up what the users of a node see, by share.
func (w *weigher) node(id string) result.NodeAvailable {
	v := w.c.Vertex(id)
	n := &w.c.Model.Nodes[w.c.NodeOf(v)]
	out := result.NodeAvailable{ID: id, Names: result.Names(n.Name), Exact: w.q.Trials == 0}
	var parts []part
	p := 0.0
	for x := range w.c.Seen(v).All() {
		i, _ := slices.BinarySearch(w.vertices, x)
		parts = append(parts, part{w.weights[i], w.share(v, x)})
		p += w.share(v, x) * w.weights[i].p
		out.Exact = out.Exact && !w.weights[i].tooLarge
	}
	if !out.Exact {
		p, out.Estimate = w.estimated(v)
	}
	out.Availability, out.Unavailability, out.DowntimeHours = 1-p, p, p*HoursPerYear
	if users, known := w.c.Model.Users(n); known && n.Kind == models.KindService {
		lost := users * w.c.Share(v) * p * HoursPerYear
		out.UserHours = &lost
	}
	if w.q.Importance && out.Exact {
		out.Importance = w.matters(parts, p)
	}
	return out
}

// share returns the share of a node's users that see a vertex: a part that is
// asked for by itself is seen by all of its own.
func (w *weigher) share(of, x int32) float64 {
	if w.c.IsPart(of) {
		return 1
	}
	return w.c.Share(x)
}
