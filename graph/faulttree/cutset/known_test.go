package cutset_test

import (
	"context"
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"runtime/debug"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/rounds"
)

func events(f *boolean.Formula, from, to int) []boolean.Ref {
	var out []boolean.Ref
	for e := from; e < to; e++ {
		out = append(out, f.Event(int32(e)))
	}
	return out
}

func count(t *testing.T, f *boolean.Formula, root boolean.Ref) *cutset.Family {
	t.Helper()
	family, err := newTree(t, f, root, cutset.DefaultBudget).Sets(context.Background(), cutset.Unbounded)
	if err != nil || family.Truncated {
		t.Fatalf("%+v: %v", family, err)
	}
	return family
}

// TestCountsAreExact counts more sets than 64 bits hold: one of four from each of
// forty gates.
func TestCountsAreExact(t *testing.T) {
	f := boolean.New()
	var gates []boolean.Ref
	for g := range 40 {
		gates = append(gates, f.Or(events(f, 4*g, 4*g+4)...))
	}
	family := count(t, f, f.And(gates...))
	if want := new(big.Int).Exp(big.NewInt(4), big.NewInt(40), nil); family.Count().Cmp(want) != 0 {
		t.Errorf("%v, want %v", family.Count(), want)
	}
	sets, order, err := family.List(context.Background())
	if err != nil || len(sets) != 0 || order != 39 {
		t.Errorf("%d sets listed up to %d: %v", len(sets), order, err)
	}
}

// TestLargeOrders bound the answer where they cannot bound the work: one set of
// 150, and 150 of 151.
func TestLargeOrders(t *testing.T) {
	f := boolean.New()
	all := f.And(events(f, 0, 150)...)
	root := f.Or(all, f.AtLeast(150, events(f, 150, 301)...), f.And(all, f.Event(400)))
	for _, tt := range []struct{ order, want int }{{149, 0}, {150, 152}, {1 << 40, 152}} {
		family, err := newTree(t, f, root, cutset.DefaultBudget).Sets(context.Background(), tt.order)
		if err != nil || family.Truncated || family.Order != tt.order || family.Count().Int64() != int64(tt.want) {
			t.Fatalf("%d: %v sets, want %d: %v", tt.order, family.Count(), tt.want, err)
		}
		sets, order, err := family.List(context.Background())
		if err != nil || order != tt.order || len(sets) != tt.want {
			t.Errorf("%d: %d sets listed up to %d: %v", tt.order, len(sets), order, err)
		}
	}
}

// TestThreshold is never expanded: eleven of twenty-two.
func TestThreshold(t *testing.T) {
	f := boolean.New()
	root := f.AtLeast(11, events(f, 0, 22)...)
	if n := count(t, f, root).Count(); n.Int64() != 705432 {
		t.Errorf("%v sets, want 705432", n)
	}
	p, err := newTree(t, f, root, 1000).Probability(context.Background(), func(int32) float64 { return 0.5 })
	if want := 0.5 + 705432/math.Exp2(23); err != nil || math.Abs(p-want) > 1e-14 {
		t.Errorf("%v, want %v (%v)", p, want, err)
	}
}

// TestConsecutive takes systems that fail if k neighbours of n in a row do. They
// have no modules, and a recurrence for their reliability (Chiang and Niu,
// Reliability of consecutive-k-out-of-n:F system, IEEE Trans. Reliability 30(1),
// 1981).
func TestConsecutive(t *testing.T) {
	for _, tt := range []struct{ k, n int }{{2, 30}, {3, 60}, {5, 200}, {10, 2000}} {
		f := boolean.New()
		var runs []boolean.Ref
		for e := 0; e+tt.k <= tt.n; e++ {
			runs = append(runs, f.And(events(f, e, e+tt.k)...))
		}
		root := f.Or(runs...)
		family := count(t, f, root)
		if by := family.BySize(); len(by) != tt.k+1 || by[tt.k].Int64() != int64(tt.n-tt.k+1) {
			t.Errorf("%d of %d: %v", tt.k, tt.n, by)
		}
		const q = 0.3
		works := make([]float64, tt.n+1)
		for n := range works {
			switch {
			case n < tt.k:
				works[n] = 1
			case n == tt.k:
				works[n] = 1 - math.Pow(q, float64(tt.k))
			default:
				works[n] = works[n-1] - (1-q)*math.Pow(q, float64(tt.k))*works[n-tt.k-1]
			}
		}
		p, err := newTree(t, f, root, cutset.DefaultBudget).Probability(context.Background(), func(int32) float64 { return q })
		if want := 1 - works[tt.n]; err != nil || math.Abs(p-want) > 1e-12 {
			t.Errorf("%d of %d: %v, want %v (%v)", tt.k, tt.n, p, want, err)
		}
	}
}

// TestDeepFunctions has up to 300,000 gates in each other, of one kind and of two in
// turn. Recursion over them would need more stack than there is here.
func TestDeepFunctions(t *testing.T) {
	n := int32(rounds.Size(t, 75_000, 300_000))
	defer debug.SetMaxStack(debug.SetMaxStack(1 << 20))
	for _, alternate := range []bool{false, true} {
		f := boolean.New()
		root := f.Event(0)
		for e := int32(1); e < n; e++ {
			if alternate && e%2 == 0 {
				root = f.And(f.Event(e), root)
			} else {
				root = f.Or(f.Event(e), root)
			}
		}
		tree := newTree(t, f, root, cutset.DefaultBudget)
		family, err := tree.Sets(context.Background(), 2)
		if err != nil || family.Truncated {
			t.Fatalf("%v, %v", family.Truncated, err)
		}
		want := int64(n)
		if alternate {
			want = 2 // the last, and the one within the and-gate below it with that
		}
		if family.Count().Int64() != want {
			t.Errorf("%v sets, want %d", family.Count(), want)
		}
		p, err := tree.Probability(context.Background(), func(int32) float64 { return 0.5 })
		if err != nil || p < 0.5 || p > 1 {
			t.Errorf("probability %v: %v", p, err)
		}
	}
}

// TestStops ends soon after the context does, in the midst of work that would
// take far longer than the test may.
func TestStops(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	f := boolean.New()
	refs := events(f, 0, 400)
	for range 800 {
		args := make([]boolean.Ref, 4)
		for i := range args {
			args[i] = refs[max(rng.IntN(len(refs)), rng.IntN(len(refs)))]
		}
		refs = append(refs, f.AtLeast(2, args...))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := newTree(t, f, refs[len(refs)-1], 1<<30).Sets(ctx, cutset.Unbounded)
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 20*time.Second {
		t.Errorf("after %v: %v", took, err)
	}
}

func newTree(t testing.TB, f *boolean.Formula, root boolean.Ref, budget int) *cutset.Tree {
	t.Helper()
	tree, err := cutset.New(t.Context(), f, root, budget)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
