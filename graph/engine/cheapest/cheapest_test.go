package cheapest_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/rounds"
)

// Example has three things of which the first alone does the job, and so do the
// other two together, for less.
func Example() {
	a, _ := cheapest.Find(context.Background(), cheapest.Problem{
		Costs:     []float64{5, 2, 2},
		Exclusive: func(i, j int) bool { return false },
		Holds:     func(s cheapest.Set) (bool, error) { return s.Has(0) || s.Has(1) && s.Has(2), nil },
		May:       func(in, out cheapest.Set) (bool, error) { return !out.Has(0) || !out.Has(1) && !out.Has(2), nil },
	})
	fmt.Println(a.Set.All(), a.Cost, "exact:", a.Exact, "tried:", a.Tried)
	// Output: [1 2] 4 exact: true tried: 2
}

// random is a job on n things that anything can do or spoil.
type random struct {
	does      map[cheapest.Set]bool
	exclusive map[[2]int]bool
	costs     []float64
}

func draw(rng *rand.Rand) random {
	r := random{map[cheapest.Set]bool{}, map[[2]int]bool{}, nil}
	n := rng.IntN(9)
	for i := range n {
		r.costs = append(r.costs, float64(rng.IntN(6)))
		for j := range i {
			r.exclusive[[2]int{j, i}] = rng.IntN(6) == 0
		}
	}
	for range rng.IntN(6) {
		r.does[cheapest.Set(rng.IntN(1<<n))] = true
	}
	return r
}

func (r random) excludes(i, j int) bool { return r.exclusive[[2]int{min(i, j), max(i, j)}] }

// best tries every set.
func (r random) best() (cost float64) {
	cost = math.Inf(1)
	for s := range cheapest.Set(1) << len(r.costs) {
		sum, ok := 0.0, r.does[s]
		for _, i := range s.All() {
			sum += r.costs[i]
			for _, j := range s.All() {
				ok = ok && (i == j || !r.excludes(i, j))
			}
		}
		if ok {
			cost = min(cost, sum)
		}
	}
	return cost
}

// TestAgainstAllSets compares with trying every set: with no bound, with a
// perfect one, and with one that is too kind now and then.
func TestAgainstAllSets(t *testing.T) {
	found, cases := 0, rounds.Of(t, 600, 3000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 41))
		r := draw(rng)
		want := r.best()
		for kindness := range 3 {
			p := cheapest.Problem{Costs: r.costs, Exclusive: r.excludes, Holds: func(s cheapest.Set) (bool, error) { return r.does[s], nil }}
			p.May = func(in, out cheapest.Set) (bool, error) {
				for s := range r.does {
					if s&in == in && s&out == 0 {
						return true, nil
					}
				}
				return kindness == 0 || kindness == 1 && rng.IntN(2) == 0, nil
			}
			a, err := cheapest.Find(t.Context(), p)
			if err != nil || a.Found != !math.IsInf(want, 1) || !a.Exact || a.Found && (a.Cost != want || !r.does[a.Set]) {
				t.Fatalf("seed %d: %+v, %v; want cost %v", seed, a, err, want)
			}
			p.Limit = 1 + rng.IntN(5)
			b, err := cheapest.Find(t.Context(), p)
			if err != nil || b.Bound > want || b.Exact && b.Found != a.Found || b.Found && b.Cost < want {
				t.Fatalf("seed %d: bounded %+v, %v; want a bound below %v", seed, b, err, want)
			}
		}
		if !math.IsInf(want, 1) {
			found++
		}
	}
	if found < cases.Least(1000) {
		t.Errorf("only %d jobs could be done", found)
	}
}

// TestStops ends a search among 2⁴⁰ sets soon after the context does.
func TestStops(t *testing.T) {
	p := cheapest.Problem{Costs: make([]float64, 40), Exclusive: func(i, j int) bool { return false },
		Holds: func(cheapest.Set) (bool, error) { return false, nil }, May: func(in, out cheapest.Set) (bool, error) { return true, nil }}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := cheapest.Find(ctx, p); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 20*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}
