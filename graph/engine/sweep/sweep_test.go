package sweep

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/rounds"
)

// Example ranks the failures of two lines, of a till that needs any of them, and
// of a shop that needs the till.
func Example() {
	const lineA, lineB, till, shop = 0, 1, 2, 3
	b := graph.NewBuilder(4, 3)
	b.Next() // lineA needs nothing
	b.Next() // lineB
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: lineA}, {Vertex: lineB}}})
	b.Next() // till
	b.Need(till)
	b.Next() // shop
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	stakes := &Stakes{Nodes: 4, Services: []Service{{Vertex: shop}}, Stakes: []Stake{{Vertex: shop, Users: 50, Population: -1, Sector: -1}}}
	s := New(g, time.Hour, stakes)
	q := Question{Failures: [][]int32{{lineA}, {lineB}, {till}, {shop}}, By: ByUsers, Top: 1}
	one, _ := s.Singles(context.Background(), q) // the only error is the context's
	two, _ := s.Pairs(context.Background(), q)
	fmt.Println("worst:", one.Rows[0].A, one.Rows[0].Effect)
	fmt.Println("worst together:", two.Joint[0].A, two.Joint[0].B, two.Joint[0].Beyond)
	// Output:
	// worst: 2 {50 0 1 0 2}
	// worst together: 0 1 {50 0 1 0 2}
}

// random returns a graph with cycles and modifiers of every kind.
func random(rng *rand.Rand, n int) *graph.Graph {
	b := graph.NewBuilder(0, 0)
	most := rng.IntN(2) * rng.IntN(4)
	supply := func() bool { return rng.IntN(4) < most }
	spec := func() graph.Spec {
		return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1, Mods: graph.Mods{Supply: supply()}}
	}
	for v := range n {
		if rng.IntN(2) == 0 && v > 0 {
			b.Need(int32(rng.IntN(v)))
		}
		for range rng.IntN(3) {
			of := []graph.Spec{spec(), spec(), {K: 1 + rng.IntN(2), Of: []graph.Spec{spec(), spec()}, Mods: graph.Mods{Supply: supply()}}}
			b.Require(&graph.Spec{K: 1 + rng.IntN(2), Of: of, Mods: graph.Mods{
				Failover: time.Duration(rng.IntN(3)) * time.Hour, Holdup: time.Duration(rng.IntN(2)*rng.IntN(3)) * time.Hour,
				Accepts: rng.IntN(4) == 0, Loss: rng.IntN(6) == 0, Supply: supply()}})
		}
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	return g
}

// randomStakes makes about half of the vertices services or parts.
func randomStakes(rng *rand.Rand, n int) *Stakes {
	s := &Stakes{Nodes: n - rng.IntN(n/2), Round: math.Round}
	for i := range 1 + rng.IntN(3) {
		size := float64(rng.IntN(100))
		p := Population{Size: size, Most: size, Of: -1, Cells: []float64{0.31, 0.29, 0.4}}
		if i > 0 && rng.IntN(2) == 0 { // the one before is some of it
			s.Populations[i-1].Of = int32(i)
			if rng.IntN(2) == 0 {
				s.Populations[i-1].Size, s.Populations[i-1].Most = p.Most, p.Most
			}
		}
		s.Populations = append(s.Populations, p)
	}
	for range 1 + rng.IntN(3) {
		s.Sectors = append(s.Sectors, Sector{Whole: 10, Limit: 0.2 + rng.Float64()/2})
	}
	for v := range n {
		stake := Stake{Vertex: int32(v), Population: -1, Sector: int32(rng.IntN(len(s.Sectors)+1)) - 1, Weight: float64(rng.IntN(4))}
		if rng.IntN(2) == 0 {
			stake.Users = float64(rng.IntN(20))
		} else {
			cells := [][]int32{{0}, {1}, {2}, {0, 2}}
			stake.Population, stake.Cells, stake.Reach = int32(rng.IntN(len(s.Populations))), cells[rng.IntN(len(cells))], 0.1+0.9*rng.Float64()
		}
		if rng.IntN(2) == 0 {
			s.Stakes = append(s.Stakes, stake)
		}
		if rng.IntN(3) == 0 {
			s.Services = append(s.Services, Service{Vertex: int32(v), Uncounted: rng.IntN(2) == 0})
		}
	}
	return s
}

// draw returns a random question.
func draw(seed uint64) (*rand.Rand, *Sweep, Question) {
	rng := rand.New(rand.NewPCG(seed, 31))
	n := 4 + rng.IntN(20)
	s := New(random(rng, n), time.Hour, randomStakes(rng, n))
	q := Question{By: By(rng.IntN(4))}
	for v := range n {
		f := []int32{int32(v)}
		if rng.IntN(8) == 0 {
			f = append(f, int32(rng.IntN(n)))
		}
		if rng.IntN(8) > 0 {
			q.Failures = append(q.Failures, f)
		}
	}
	return rng, s, q
}

// TestFallsAsTheCascadeDoes compares what is down with the engine of one
// scenario, one failure on top of others, and after going back.
func TestFallsAsTheCascadeDoes(t *testing.T) {
	for seed := range rounds.Of(t, 200, 2000).Seeds() {
		rng, s, q := draw(seed)
		c, f := cascade.New(s.graph, time.Hour), s.newFall()
		empty, lost := f.mark(), slices.Clone(f.lost)
		for range 5 {
			var all []int32
			for range 1 + rng.IntN(3) {
				if len(q.Failures) > 0 {
					more := q.Failures[rng.IntN(len(q.Failures))]
					f.add(more)
					all = append(all, more...)
				}
			}
			c.Run(all, nil)
			for v := range int32(s.graph.Len()) {
				if f.has(v) != (c.Level(v) == graph.Down) || f.has(s.system.shadow(v)) != (c.Level(v) != graph.Up) {
					t.Fatalf("seed %d: with %v failed, %d is %s", seed, all, v, c.Level(v))
				}
			}
			f.undo(empty)
		}
		if e := f.tally.effect(); e != (Effect{}) || !slices.Equal(f.lost, lost) {
			t.Fatalf("seed %d: going back leaves %+v", seed, e)
		}
	}
}

// TestBounds holds every pair against the bounds that prune: a pair that does not
// interact takes down no more than the two bounds add up to, and any other no
// more than that and what lies beyond.
func TestBounds(t *testing.T) {
	interacting, cases := 0, rounds.Of(t, 200, 2000)
	for seed := range cases.Seeds() {
		_, s, q := draw(seed)
		p, err := s.survey(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		w := p.newWorker()
		for i := range int32(len(p.singles)) {
			w.findPartners(i)
			w.stand(i)
			for j := i + 1; j < int32(len(p.singles)); j++ {
				row, interacts, _ := w.pair(j)
				partner := w.partners.has(i, j)
				beyond := key{}
				if partner {
					beyond = w.partners.beyond[j]
				}
				got, above := q.By.key(row.Effect), p.bound(i, j).plus(beyond)
				if !partner {
					above = p.closer(i, j)
				}
				if interacts && !partner || partner && w.partners.sure[j] && !interacts {
					t.Fatalf("seed %d: %v: interacts %v, found %v, for certain %v", seed, row, interacts, partner, w.partners.sure[j])
				}
				for k := range got {
					if got[k] > above[k] || q.By.key(row.Beyond)[k] > beyond[k] {
						t.Fatalf("seed %d: %+v is above the bounds %v and %v", seed, row, above, beyond)
					}
				}
				if interacts {
					interacting++
				}
			}
		}
	}
	if interacting < cases.Least(10_000) {
		t.Errorf("only %d pairs interacted", interacting)
	}
}

// TestTopIsTheFirstOfAll compares a few rows with the first of all of them.
func TestTopIsTheFirstOfAll(t *testing.T) {
	for seed := range rounds.Of(t, 100, 1000).Seeds() {
		rng, s, q := draw(seed)
		for _, ask := range []func(context.Context, Question) (*Answer, error){s.Singles, s.Pairs} {
			q.Top = 0
			all, err := ask(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			q.Top = 1 + rng.IntN(4)
			few, err := ask(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(few.Rows, all.Rows[:min(q.Top, len(all.Rows))]) || !slices.Equal(few.Joint, all.Joint[:min(q.Top, len(all.Joint))]) || few.Interacting != all.Interacting {
				t.Fatalf("seed %d, top %d: %+v is not the start of %+v", seed, q.Top, few, all)
			}
		}
	}
}

// TestWorstByWhatIsBeyond finds a pair that is the worst because of what it takes
// down together, though another pair takes down more together and less in all.
func TestWorstByWhatIsBeyond(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	size := int32(0)
	chain := func(length int, first func()) (start int32) { // each needs the one before
		start = size
		for k := range length {
			if k > 0 {
				b.Need(size - 1)
			} else {
				first()
			}
			b.Next()
			size++
		}
		return start
	}
	nothing := func() {}
	both := func(x, y int32) func() {
		return func() { b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: x}, {Vertex: y}}}) }
	}
	a1, a2 := chain(5, nothing), chain(1, nothing)
	chain(12, both(a1, a2)) // 18 in all
	failures := [][]int32{{a1}, {a2}}
	for range 8 { // as bad alone as what is to be found, and before it
		failures = append(failures, []int32{chain(5, nothing)})
	}
	b1, b2 := chain(5, nothing), chain(5, nothing)
	chain(11, both(b1, b2)) // 21 in all
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	q := Question{Failures: append(failures, []int32{b1}, []int32{b2}), By: ByNodes, Top: 1}
	a, err := New(g, time.Hour, &Stakes{Nodes: g.Len()}).Pairs(context.Background(), q)
	if err != nil || a.Rows[0].Effect.Nodes != 21 || a.Joint[0].Beyond.Nodes != 12 {
		t.Errorf("%+v, together %+v: %v", a.Rows, a.Joint, err)
	}
}

// TestCutsChangeNothing runs single failures in ranges of any size, in any order,
// and merges what they find in any order.
func TestCutsChangeNothing(t *testing.T) {
	for seed := range rounds.Of(t, 50, 500).Seeds() {
		rng, s, q := draw(seed)
		q.Top = 3
		whole, err := s.Singles(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		plan := s.newPlan(q.Failures)
		climb := s.newClimber(plan, q.Failures)
		of := func(r *Row) score { return score{first: q.By.key(r.Effect)} }
		c := cut{n: len(q.Failures), size: 1 + rng.IntN(5)}
		all := newBest(q.Top, of)
		for _, block := range rng.Perm(c.blocks()) {
			part := newBest(q.Top, of)
			for at := range c.all(context.Background(), block) {
				part.add(Row{A: plan.order[at], B: None, Effect: climb.run(at)})
			}
			all.merge(part)
		}
		if got := all.rows(); !slices.Equal(got, whole.Rows) {
			t.Fatalf("seed %d: %v, want %v", seed, got, whole.Rows)
		}
	}
}

// TestDeepChain ranks every failure of a chain so long that recursion along it would
// need more stack than there is here. Each vertex takes down all that come after it.
func TestDeepChain(t *testing.T) {
	n := rounds.Size(t, 300_000, 3_000_000)
	defer debug.SetMaxStack(debug.SetMaxStack(4 << 20))
	b := graph.NewBuilder(n, n)
	b.Next()
	failures := make([][]int32, n)
	failures[0] = []int32{0}
	for v := range int32(n - 1) {
		b.Need(v)
		b.Next()
		failures[v+1] = []int32{v + 1}
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	a, err := New(g, time.Hour, &Stakes{Nodes: n}).Singles(context.Background(), Question{Failures: failures, By: ByNodes, Top: 1})
	if err != nil || a.Rows[0] != (Row{A: 0, B: None, Effect: Effect{Nodes: n}}) {
		t.Errorf("%+v: %v", a.Rows, err)
	}
}
