package rank

import (
	"context"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/engine/sweep"
)

// weigher runs failures with load, and says what each takes away. It is not safe for
// concurrent use.
type weigher struct {
	c       *compile.Compiled
	run     *loaded.Run
	of      *sweep.Stakes
	counter *users.Counter
	alone   map[int32]*toll // by failure
	spent   int64           // on the last failure or pair, that of its single failures left out
}

// toll is what a failure takes away that was there with nothing failed.
type toll struct {
	lost   map[int32]float64 // by vertex that is worse than before: the share of its users
	down   map[int32]bool    // nodes that are down and were not
	fails  map[int32]bool    // sectors
	effect sweep.Effect
}

func newWeigher(c *compile.Compiled, ground *loading.Ground, of *sweep.Stakes) *weigher {
	return &weigher{c: c, run: ground.Run(), of: of, counter: users.New(c).Counter(), alone: map[int32]*toll{}}
}

// fill says what a failure, or a pair, takes away, and whether a pair takes away what neither
// does alone.
func (w *weigher) fill(ctx context.Context, down [][]int32, r *sweep.Row) (interacts bool, err error) {
	if r.B == sweep.None {
		t, failed := w.toll(ctx, down[r.A])
		if failed == nil {
			r.Effect = t.effect
		}
		return false, failed
	}
	var alone [2]*toll
	for k, i := range []int32{r.A, r.B} {
		if w.alone[i] == nil {
			if w.alone[i], err = w.toll(ctx, down[i]); err != nil {
				return false, err
			}
		}
		alone[k] = w.alone[i]
	}
	before := w.run.Work()
	both, err := w.toll(ctx, append(append([]int32{}, down[r.A]...), down[r.B]...))
	w.spent = w.run.Work() - before
	if err != nil {
		return false, err
	}
	r.Effect = both.effect
	r.Beyond, interacts = w.beyond(alone[0], alone[1], both)
	return interacts, nil
}

// toll runs a failure.
func (w *weigher) toll(ctx context.Context, down []int32) (*toll, error) {
	if err := w.run.RunContext(ctx, down, nil); err != nil {
		return nil, err
	}
	t := &toll{lost: map[int32]float64{}, down: map[int32]bool{}}
	for _, v := range w.run.Hurt() {
		level, before, lost := w.run.Level(v), w.run.Before(v), w.run.LostSince(v)
		if level >= before && lost == 0 {
			continue
		}
		t.lost[v] = lost
		if level == graph.Down && before > graph.Down && !w.c.IsPart(v) {
			t.down[v] = true
		}
	}
	t.effect, t.fails = w.effect(t.lost, len(t.down), w.run.Lost)
	return t, nil
}

// effect adds up what is lost. Sectors fail by all that is down, what was so before and is no
// more left out: their limits leave room for what was.
func (w *weigher) effect(lost map[int32]float64, nodes int, now func(v int32) float64) (sweep.Effect, map[int32]bool) {
	for _, v := range slices.Sorted(maps.Keys(lost)) { // in one order, so that sums round alike
		w.counter.Hit(w.c.NodeOf(v))
		w.counter.Lose(v, lost[v])
	}
	sum := w.counter.Sum()
	w.counter.Forget()
	fails := map[int32]bool{}
	weight := make([]float64, len(w.of.Sectors))
	for i := range w.of.Stakes {
		if s := &w.of.Stakes[i]; s.Sector >= 0 && now != nil {
			weight[s.Sector] += s.Weight * (now(s.Vertex) - w.run.LostBefore(s.Vertex))
		}
	}
	for i := range weight {
		if s := &w.of.Sectors[i]; weight[i] > 0 && weight[i]/s.Whole >= s.Limit {
			fails[int32(i)] = true
		}
	}
	return sweep.Effect{Users: sum.Users, Uncounted: sum.Uncounted, Services: sum.Hit, Sectors: len(fails), Nodes: nodes}, fails
}

// beyond returns what a pair takes away beyond what either does, and whether it does.
func (w *weigher) beyond(a, b, both *toll) (out sweep.Effect, interacts bool) {
	union, all := map[int32]float64{}, map[int32]float64{}
	for _, t := range []*toll{a, b} {
		for v, x := range t.lost {
			union[v] = max(union[v], x)
		}
	}
	for v, x := range both.lost {
		was, hit := union[v]
		interacts = interacts || !hit || x > was+1e-9
		all[v] = max(was, x)
	}
	for v, x := range union {
		all[v] = max(all[v], x)
	}
	less, _ := w.effect(union, 0, nil)
	more, _ := w.effect(all, 0, nil)
	out = sweep.Effect{Users: more.Users - less.Users, Uncounted: more.Uncounted - less.Uncounted, Services: more.Services - less.Services}
	for v := range both.down {
		if !a.down[v] && !b.down[v] {
			out.Nodes++
		}
	}
	for s := range both.fails {
		if !a.fails[s] && !b.fails[s] {
			out.Sectors++
		}
	}
	return out, interacts || out.Sectors > 0 || out.Nodes > 0
}
