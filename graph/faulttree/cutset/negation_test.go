package cutset_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
)

// primesOf lists implicants as "0 1 | 2": what happens, and what does not.
func primesOf(t *testing.T, tree *cutset.Tree) []string {
	t.Helper()
	p, err := tree.Primes(t.Context(), cutset.Unbounded)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := p.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range list {
		slices.Sort(i.Happen)
		slices.Sort(i.Not)
		out = append(out, fmt.Sprint(i.Happen, i.Not))
	}
	slices.Sort(out)
	return out
}

// TestTrafficLights has the textbook's crossing (Andrews, To Not or not to Not, 18th
// International System Safety Conference, 2000): a car that does not stop at red runs into
// one that goes on at green, and one that does not stop into one that does. The third prime
// implicant is the consensus of the two that are written down.
func TestTrafficLights(t *testing.T) {
	f := boolean.New()
	a, b, c := f.Event(0), f.Event(1), f.Event(2)
	tree := newTree(t, f, f.Or(f.And(a, f.Not(b)), f.And(b, c)), cutset.DefaultBudget)
	if got := fmt.Sprint(primesOf(t, tree)); got != "[[0 2] [] [0] [1] [1 2] []]" {
		t.Errorf("primes: %s", got)
	}
	family, err := tree.Sets(t.Context(), cutset.Unbounded)
	if err != nil {
		t.Fatal(err)
	}
	sets, _, err := family.List(t.Context())
	if err != nil || !slices.Equal(asBits(sets), []int{0b001, 0b110}) {
		t.Errorf("sets: %v, %v", sets, err)
	}
	q := []float64{0.1, 0.05, 0.02}
	all, measures, err := tree.Importances(t.Context(), func(e int32) float64 { return q[e] })
	if want := q[0]*(1-q[1]) + q[1]*q[2]; err != nil || !near(all, want) {
		t.Errorf("%v, want %v: %v", all, want, err)
	}
	slices.SortFunc(measures, func(x, y cutset.Importance) int { return cmp.Compare(x.Event, y.Event) })
	for i, want := range []float64{1 - q[1], q[2] - q[0], q[1]} { // that of b is below 0: its failure helps
		if math.Abs(measures[i].Birnbaum-want) > 1e-15 {
			t.Errorf("Birnbaum of %d: %v, want %v", i, measures[i].Birnbaum, want)
		}
	}
}

// TestParity has the function of most prime implicants that is written down in few gates:
// of n events an odd number happens. It has 2ⁿ⁻¹ of them, n cut sets, and probability
// (1 - (1-2q)ⁿ)/2.
func TestParity(t *testing.T) {
	const n, q = 18, 0.1
	f := boolean.New()
	odd := f.Event(0)
	for e := int32(1); e < n; e++ {
		x := f.Event(e)
		odd = f.Or(f.And(odd, f.Not(x)), f.And(f.Not(odd), x))
	}
	tree := newTree(t, f, odd, cutset.DefaultBudget)
	p, err := tree.Primes(t.Context(), cutset.Unbounded)
	if err != nil || p.Count().Int64() != 1<<(n-1) {
		t.Errorf("%v primes: %v", p.Count(), err)
	}
	family, err := tree.Sets(t.Context(), cutset.Unbounded)
	if err != nil || family.Count().Int64() != n {
		t.Errorf("%v sets: %v", family.Count(), err)
	}
	got, err := tree.Probability(t.Context(), func(int32) float64 { return q })
	if want := (1 - math.Pow(1-2*q, n)) / 2; err != nil || !near(got, want) {
		t.Errorf("%v, want %v: %v", got, want, err)
	}
}

// TestExactly has four of ten and no other: all 210 are prime implicants, with what does
// not happen, and cut sets.
func TestExactly(t *testing.T) {
	f := boolean.New()
	of := events(f, 0, 10)
	tree := newTree(t, f, f.And(f.AtLeast(4, of...), f.Not(f.AtLeast(5, of...))), cutset.DefaultBudget)
	p, err := tree.Primes(t.Context(), cutset.Unbounded)
	if err != nil || p.Count().Int64() != 210 || len(p.BySize()) != 11 || p.BySize()[10].Int64() != 210 {
		t.Errorf("%v primes: %v", p.BySize(), err)
	}
	family, err := tree.Sets(t.Context(), 4)
	if err != nil || family.Count().Int64() != 210 {
		t.Errorf("%v sets: %v", family.Count(), err)
	}
}

// TestSmallChancesKeepTheirDigits negates what hardly ever happens.
func TestSmallChancesKeepTheirDigits(t *testing.T) {
	f := boolean.New()
	rare := f.And(events(f, 0, 3)...) // 1e-27
	root := f.And(f.Not(f.Not(rare)), f.Not(f.Event(3)))
	got, err := newTree(t, f, root, cutset.DefaultBudget).Probability(t.Context(), func(int32) float64 { return 1e-9 })
	if want := 1e-27 * (1 - 1e-9); err != nil || !near(got, want) {
		t.Errorf("%v, want %v: %v", got, want, err)
	}
	works := f.And(f.Not(f.Event(0)), f.Not(f.Event(1)))
	root = f.And(f.Not(works), f.Event(2)) // (0 or 1) and 2
	got, err = newTree(t, f, root, cutset.DefaultBudget).Probability(t.Context(), func(int32) float64 { return 1e-20 })
	if want := 2e-40; err != nil || math.Abs(got-want) > 1e-12*want {
		t.Errorf("%v, want %v: %v", got, want, err)
	}
}
