package availability

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/apart"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// HoursPerYear is a year of 365 days.
const HoursPerYear = 8760

// Question asks how likely nodes are to be available.
type Question struct {
	Nodes      []string      // selectors of nodes and parts; none for every node
	Level      string        // what is not available, one of faults.Levels
	Importance bool          // how much each node matters to each of these, where the answer is exact
	Trials     int64         // estimate by so many trials; 0: exactly where the budget allows
	Seed       uint64        // of trials: the same gives the same answer
	After      time.Duration // the horizon
	Budget     int           // of diagram nodes; 0 for cutset.DefaultBudget
}

// Check finds what is wrong with a question whatever the model says: an OutOfRange
// or a NotAmong of package question.
func (q *Question) Check() error {
	if q.Trials < 0 {
		return question.OutOfRange{Field: "trials", Given: float64(q.Trials), Least: 1}
	}
	return faults.CheckLevel(q.Level)
}

// Ask answers how likely nodes are not to be down, or to be up. The error is that
// of Check, a *models.NameError of Nodes, without trials a question.Tangled, or the
// context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Availability, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	q.Budget = cmp.Or(q.Budget, cutset.DefaultBudget)
	ids, err := q.nodes(c.Model)
	if err != nil {
		return nil, err
	}
	w := &weigher{c: c, q: q, chance: chances(c.Model)}
	var seen []int32
	for _, id := range ids {
		seen = slices.AppendSeq(seen, c.Seen(c.Vertex(id)).All())
	}
	slices.Sort(seen)
	w.vertices = slices.Compact(seen)
	if w.delays, err = apart.Of(ctx, c, q.After); err != nil {
		return nil, err
	}
	if err := w.compute(ctx); err != nil {
		return nil, err
	}
	if err := w.estimate(ctx); err != nil {
		return nil, err
	}
	out := &result.Availability{Level: result.Level(q.Level), After: models.FormatDuration(q.After), LoadIgnored: c.StatesLoad(),
		Apart: w.delays.Say(w.vertices), Importance: q.Importance, Nodes: []result.NodeAvailable{}}
	for _, id := range ids {
		out.Nodes = append(out.Nodes, w.node(id))
	}
	if err := w.resting(ctx, out); err != nil {
		return nil, err
	}
	return out, nil
}

// nodes returns the ids of the nodes and parts that are asked for, sorted.
func (q *Question) nodes(m *models.Model) ([]string, error) {
	switch {
	case len(q.Nodes) > 0:
		return m.Select(strings.Join(q.Nodes, ","))
	case len(m.Nodes) == 0:
		return nil, nil
	}
	return m.Select("*")
}

// compute weighs all that is asked for exactly, unless trials are wanted.
func (w *weigher) compute(ctx context.Context) (err error) {
	w.weights = make([]weight, len(w.vertices))
	if w.q.Trials > 0 {
		return nil
	}
	w.f, w.fails, err = faults.Of(ctx, w.c, faults.Question{Level: result.Level(w.q.Level), After: w.q.After, Vertices: w.vertices,
		May: func(node int32) bool { return w.chance[node] > 0 }, Delays: w.delays})
	if err != nil {
		return err
	}
	return w.weighAll(ctx)
}

// chances returns the unavailability of each node of itself: 0 where it never
// fails of itself.
func chances(m *models.Model) []float64 {
	out := make([]float64, len(m.Nodes))
	for i := range m.Nodes {
		if n := &m.Nodes[i]; n.Chance != nil && n.Fails {
			out[i] = n.Chance.Probability()
		}
	}
	return out
}

// node sums up what the users of a node see, by share.
func (w *weigher) node(id string) result.NodeAvailable {
	v := w.c.Vertex(id)
	n := &w.c.Model.Nodes[w.c.NodeOf(v)]
	out := result.NodeAvailable{ID: id, Names: result.Names(n.Name), Exact: w.q.Trials == 0}
	var parts []part
	p, inhibited, possible := 0.0, false, false
	bounds := [2]float64{}
	for x := range w.c.Seen(v).All() {
		i, _ := slices.BinarySearch(w.vertices, x)
		parts = append(parts, part{w.weights[i], w.share(v, x)})
		p += w.share(v, x) * w.weights[i].p
		inhibited = inhibited || w.weights[i].inhibited
		possible = possible || w.weights[i].possible
		bounds[0] += w.share(v, x) * w.weights[i].bounds.Low
		bounds[1] += w.share(v, x) * w.weights[i].bounds.High
		out.Exact = out.Exact && !w.weights[i].tooLarge
	}
	if inhibited {
		out.Coherent = new(bool)
	}
	switch {
	case w.q.Trials > 0:
		p, out.Estimate = w.estimated(v)
	case !possible:
		out.Never, out.Exact = true, true
	case !out.Exact:
		p, out.Estimate = w.estimated(v)
		p, out.Bounds = min(max(p, bounds[0]), bounds[1]), &bounds
	case p < models.MinNumber:
		p, out.TooSmall, out.Exact = models.MinNumber, true, false
		out.Bounds = &[2]float64{0, models.MinNumber}
	}
	out.Availability, out.Unavailability, out.DowntimeHours = 1-p, p, p*HoursPerYear
	if n.Kind == models.KindService {
		out.UserHours = result.UsersOf(nil)
		if users, known := w.c.Model.Users(n); known {
			lost := users * w.c.Share(v) * max(0, p-w.rests(v)) * HoursPerYear
			out.UserHours = result.UsersOf(&lost)
		}
	}
	if w.q.Importance && out.Exact && !out.Never {
		out.Importance = w.matters(parts, p)
	}
	return out
}

// rests returns how much of a node's unavailability is that of a standby that waits, or of
// what nothing supplies: that is as bad with nothing failed, and costs nobody anything.
func (w *weigher) rests(v int32) (p float64) {
	if !w.c.Graph.HasBefore() {
		return 0
	}
	if w.before == nil {
		w.before = cascade.New(w.c.Graph, w.q.After)
	}
	for x := range w.c.Seen(v).All() {
		before := w.before.Before(x)
		if before == graph.Up || before == graph.Degraded && w.q.Level == string(result.LevelDown) {
			continue
		}
		if i, _ := slices.BinarySearch(w.vertices, x); w.q.Trials > 0 || w.weights[i].tooLarge {
			p += w.share(v, x) * w.counted(x)
		} else {
			p += w.share(v, x) * w.weights[i].p
		}
	}
	return p
}

// share returns the share of a node's users that see a vertex: a part that is
// asked for by itself is seen by all of its own.
func (w *weigher) share(of, x int32) float64 {
	if w.c.IsPart(of) {
		return 1
	}
	return w.c.Share(x)
}
