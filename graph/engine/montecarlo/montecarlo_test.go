package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/worlds"
	"github.com/meoktong/meoktong/graph/rounds"
)

// inhibited returns an input in which some requirements hold while something is down.
func inhibited(t testing.TB, seed uint64) Input {
	t.Helper()
	w := worlds.Inhibited(t, seed)
	in := Input{Graph: w.Compiled.Graph, Horizon: w.After}
	for _, node := range w.Fails {
		in.Faults = append(in.Faults, Fault{0.3, w.Compiled.WithParts(node)})
	}
	return in
}

// modelled returns an input made of a random model: each node that can fail does,
// with its parts.
func modelled(t testing.TB, rng *rand.Rand) Input {
	t.Helper()
	c := fixture.Compile(t, gen.TOML(gen.Doc(rng, gen.RandomSize(rng))))
	m := c.Model
	in := Input{Graph: c.Graph, Horizon: []time.Duration{0, time.Hour, 24 * time.Hour}[rng.IntN(3)]}
	for v := range int32(len(m.Nodes)) {
		if m.Nodes[v].Fails {
			in.Faults = append(in.Faults, Fault{chance(rng), slices.AppendSeq([]int32{v}, c.Parts(v).All())})
		}
	}
	return in
}

// tangled returns an input with nested groups, cycles and modifiers of every
// kind, more than a model has.
func tangled(rng *rand.Rand) Input {
	n := 2 + rng.IntN(12)
	b := graph.NewBuilder(0, 0)
	most := rng.IntN(2) * rng.IntN(4)
	supply := func() bool { return rng.IntN(4) < most }
	var spec func(depth int) graph.Spec
	spec = func(depth int) graph.Spec {
		if depth == 0 || rng.IntN(3) > 0 {
			return graph.Spec{Vertex: int32(rng.IntN(n)), K: 1, Mods: graph.Mods{Supply: supply()}}
		}
		s := graph.Spec{Of: make([]graph.Spec, 1+rng.IntN(6))}
		for i := range s.Of {
			s.Of[i] = spec(depth - 1)
		}
		s.K = 1 + rng.IntN(len(s.Of))
		s.Mods = graph.Mods{Failover: time.Duration(rng.IntN(3)*rng.IntN(2)) * time.Hour, Holdup: time.Duration(rng.IntN(2)*rng.IntN(3)) * time.Hour,
			Accepts: rng.IntN(4) == 0, Loss: rng.IntN(4) == 0, Supply: supply()}
		return s
	}
	in := Input{Horizon: time.Hour}
	for v := range n {
		for range rng.IntN(3) {
			s := spec(3)
			b.Require(&s)
		}
		b.Next()
		if rng.IntN(2) == 0 {
			in.Faults = append(in.Faults, Fault{chance(rng), []int32{int32(v)}})
		}
	}
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	in.Graph = g
	return in
}

func chance(rng *rand.Rand) float64 {
	return []float64{0, 1e-3, 0.02, 0.05, 0.3, 0.7, 1}[rng.IntN(7)]
}

// TestEveryTrialIsACascade compares each trial of a block, vertex by vertex,
// with the cascade of what was drawn to fail in it.
func TestEveryTrialIsACascade(t *testing.T) {
	hit, cases := 0, rounds.Of(t, 60, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 31))
		in := tangled(rng)
		switch seed % 4 {
		case 0:
			in = modelled(t, rng)
		case 1:
			in = inhibited(t, seed)
		}
		w := newWorker(context.Background(), newProgram(in.Graph, in.Horizon))
		x := cascade.New(in.Graph, in.Horizon)
		for block := range int64(2) { // the second one after the first: it must have forgotten
			var down [blockTrials][]int32
			newSampler(in.Faults, seed).sample(block, func(v int32, l lane) {
				w.fail(v, l)
				for i := range down {
					if l[i/64]>>(i%64)&1 == 1 {
						down[i] = append(down[i], v)
					}
				}
			})
			w.settle()
			for i := range down {
				x.Run(down[i], nil)
				for v := range int32(in.Graph.Len()) {
					level := graph.Up
					switch {
					case w.lost[v][lostNotDown][i/64]>>(i%64)&1 == 1:
						level = graph.Down
					case w.lost[v][lostUp][i/64]>>(i%64)&1 == 1:
						level = graph.Degraded
					}
					if level != x.Level(v) {
						t.Fatalf("seed %d, block %d, trial %d: vertex %d is %s, want %s; failed: %v", seed, block, i, v, level, x.Level(v), down[i])
					}
					if level != graph.Up {
						hit++
					}
				}
			}
			w.tally(maskOf(block, Range{0, 1 << 40}))
		}
	}
	if hit < cases.Least(100_000) {
		t.Errorf("only %d vertices hit: the test tests little", hit)
	}
}

// TestEstimateIsExactInTheLongRun compares estimates of small models with
// probabilities summed over every set of failures.
func TestEstimateIsExactInTheLongRun(t *testing.T) {
	const trials = 100_000
	compared, cases := 0, rounds.Of(t, 15, 150)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 32))
		in := tangled(rng)
		if seed%3 == 0 {
			in = modelled(t, rng)
		}
		if len(in.Faults) > 8 {
			continue
		}
		got, err := Run(context.Background(), in, Range{0, trials}, seed)
		if err != nil {
			t.Fatal(err)
		}
		down, notUp := enumerate(in)
		for v := range down {
			for _, c := range []struct {
				count int64
				p     float64
			}{{got.Down[v], down[v]}, {got.NotUp[v], notUp[v]}} {
				// Five and a half standard deviations: one in 10^7 fails by chance.
				low, high := Wilson(c.count, trials, 5.5)
				if c.p < low-1e-12 || c.p > high+1e-12 {
					t.Errorf("seed %d: vertex %d in %d of %d trials, want %g of them", seed, v, c.count, trials, c.p)
				}
				if c.p > 0.001 && c.p < 0.999 {
					compared++
				}
			}
		}
	}
	if compared < cases.Least(500) {
		t.Errorf("only %d probabilities that are neither 0 nor 1", compared)
	}
}

// enumerate returns the probabilities that each vertex is down, and not up.
func enumerate(in Input) (down, notUp []float64) {
	down, notUp = make([]float64, in.Graph.Len()), make([]float64, in.Graph.Len())
	x := cascade.New(in.Graph, in.Horizon)
	for set := range 1 << len(in.Faults) {
		p, failed := 1.0, []int32{}
		for i, f := range in.Faults {
			if set>>i&1 == 1 {
				p, failed = p*f.Chance, append(failed, f.Vertices...)
			} else {
				p *= 1 - f.Chance
			}
		}
		if p == 0 {
			continue
		}
		x.Run(failed, nil)
		for _, v := range x.Fallen() {
			notUp[v] += p
			if x.Level(v) == graph.Down {
				down[v] += p
			}
		}
	}
	return down, notUp
}

// TestCutsAddUp runs ranges of trials apart, on one core and on several, and
// compares their sum with the whole.
func TestCutsAddUp(t *testing.T) {
	in := modelled(t, rand.New(rand.NewPCG(4, 33)))
	run := func(r Range, seed uint64) *Counts {
		c, err := Run(context.Background(), in, r, seed)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	whole := fmt.Sprint(run(Range{100, 5000}, 9))
	if other := fmt.Sprint(run(Range{100, 5000}, 10)); other == whole {
		t.Error("another seed gives the same counts")
	}
	for _, cuts := range [][]int64{{100, 101, 5000}, {100, 256, 512, 5000}, {100, 700, 1300, 4097, 4999, 5000}} {
		for _, cores := range []int{1, 2, 5} {
			before := runtime.GOMAXPROCS(cores)
			sum := run(Range{cuts[0], cuts[1]}, 9)
			for i := 2; i < len(cuts); i++ {
				sum.Add(run(Range{cuts[i-1], cuts[i]}, 9))
			}
			runtime.GOMAXPROCS(before)
			if got := fmt.Sprint(sum); got != whole {
				t.Errorf("cut at %v on %d cores: %s, want %s", cuts, cores, got, whole)
			}
		}
	}
}

func TestRunRefuses(t *testing.T) {
	b := graph.NewBuilder(0, 0)
	b.Next()
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		trials Range
		fault  Fault
	}{
		{Range{0, 0}, Fault{}}, {Range{-1, 5}, Fault{}}, {Range{5, 4}, Fault{}},
		{Range{0, 5}, Fault{Chance: -0.1}}, {Range{0, 5}, Fault{Chance: 1.1}}, {Range{0, 5}, Fault{Chance: math.NaN()}},
		{Range{0, 5}, Fault{0.5, []int32{1}}}, {Range{0, 5}, Fault{0.5, []int32{-1}}},
	} {
		if got, err := Run(context.Background(), Input{Graph: g, Faults: []Fault{c.fault}}, c.trials, 1); err == nil {
			t.Errorf("%+v is taken: %v", c, got)
		}
	}
}

// ring returns n vertices each of which needs the next, against the order in
// which they are worked, and itself fails rarely.
func ring(t testing.TB, n int32) Input {
	t.Helper()
	b := graph.NewBuilder(int(n), int(n))
	in := Input{Horizon: time.Hour}
	for v := range n {
		b.Need((v + 1) % n)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	in.Graph = g
	for v := range n {
		in.Faults = append(in.Faults, Fault{0.5 / float64(n), []int32{v}})
	}
	return in
}

// TestLargeCycle lets failures run round a ring of 30,000.
func TestLargeCycle(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes a large model")
	}
	const n, trials = 30_000, 512
	c, err := Run(context.Background(), ring(t, n), Range{0, trials}, 3)
	if err != nil {
		t.Fatal(err)
	}
	low, high := Wilson(c.Down[0], trials, 5.5)
	if p := -math.Expm1(-0.5); p < low || p > high || c.Down[0] != c.Down[n-1] {
		t.Errorf("down in %d and %d of %d trials, want %g of them", c.Down[0], c.Down[n-1], trials, p)
	}
}

// TestCancel stops a run that would take minutes.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	in := ring(t, 300_000)
	start := time.Now()
	if _, err := Run(ctx, in, Range{0, 1 << 40}, 3); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %s to stop", took)
	}
}

// TestDeepChain runs through a chain so long that recursion along it would need more
// stack than there is here.
func TestDeepChain(t *testing.T) {
	n := rounds.Size(t, 300_000, 3_000_000)
	defer debug.SetMaxStack(debug.SetMaxStack(4 << 20))
	b := graph.NewBuilder(n, n)
	b.Next()
	for v := range int32(n - 1) {
		b.Need(v)
		b.Next()
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	c, err := Run(context.Background(), Input{Graph: g, Faults: []Fault{{0.5, []int32{0}}}}, Range{0, 256}, 1)
	if err != nil || c.Down[0] != c.Down[n-1] || c.Down[0] < 60 || c.Down[0] > 196 {
		t.Errorf("down in %d and %d of 256 trials: %v", c.Down[0], c.Down[n-1], err)
	}
}
