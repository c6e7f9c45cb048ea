package cutset_test

import (
	"context"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/rounds"
)

// draw makes a random net over at most 8 events, now and then over as many as
// need a choice of variable orders.
func draw(seed uint64) (f *boolean.Formula, root boolean.Ref, events int) { return drawn(seed, 5) }

// negating is draw with not-gates.
func negating(seed uint64) (f *boolean.Formula, root boolean.Ref, events int) { return drawn(seed, 7) }

func drawn(seed uint64, kinds int) (f *boolean.Formula, root boolean.Ref, events int) {
	rng := rand.New(rand.NewPCG(seed, 3))
	f, events = boolean.New(), 1+rng.IntN(8)
	if seed%100 == 0 {
		events = 14
	}
	refs := []boolean.Ref{}
	for e := range events {
		refs = append(refs, f.Event(int32(e)))
	}
	if rng.IntN(8) == 0 {
		refs = append(refs, boolean.True, boolean.False)
	}
	for range 1 + rng.IntN(events+4) {
		args := make([]boolean.Ref, 1+rng.IntN(5))
		for i := range args {
			args[i] = refs[max(rng.IntN(len(refs)), rng.IntN(len(refs)))]
		}
		var r boolean.Ref
		switch rng.IntN(kinds) {
		case 0, 1:
			r = f.And(args...)
		case 2, 3:
			r = f.Or(args...)
		case 4:
			r = f.AtLeast(1+rng.IntN(len(args)), args...)
		default:
			r = f.Not(args[0])
		}
		refs = append(refs, r)
	}
	return f, refs[len(refs)-1], events
}

// truth tries every set of events: which of them, as bits, make the function
// true.
func truth(f *boolean.Formula, root boolean.Ref, events int) []bool {
	out := make([]bool, 1<<events)
	for set := range out {
		out[set] = f.Eval(func(e int32) bool { return set>>e&1 == 1 })[root]
	}
	return out
}

// minimal returns the minimal sets of a truth table.
func minimal(table []bool) []int {
	var out []int
	for set, holds := range table {
		least := holds
		for less := set; less != 0 && least; {
			less = (less - 1) & set
			least = !table[less]
		}
		if least {
			out = append(out, set)
		}
	}
	return out
}

func asBits(sets [][]int32) []int {
	out := []int{}
	for _, s := range sets {
		set := 0
		for _, e := range s {
			set |= 1 << e
		}
		out = append(out, set)
	}
	slices.Sort(out)
	return out
}

func chance(e int32) float64 { return []float64{0.1, 0.5, 1e-9, 0.01, 0.9, 0.25, 1, 0}[e%8] }

func probability(table []bool, p cutset.Chances) float64 {
	sum := 0.0
	for set, holds := range table {
		x := 1.0
		for e := int32(0); 1<<e < len(table); e++ {
			if set>>e&1 == 1 {
				x *= p(e)
			} else {
				x *= 1 - p(e)
			}
		}
		if holds {
			sum += x
		}
	}
	return sum
}

func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*max(math.Abs(a), math.Abs(b)) || math.IsNaN(a) && math.IsNaN(b)
}

// TestAgreesWithTruthTable compares sets, counts, probabilities and importance
// with those read from the whole truth table.
func TestAgreesWithTruthTable(t *testing.T) { agree(t, draw, rounds.Of(t, 200, 3000)) }

// TestNegationsAgreeWithTruthTable does so for functions that negate.
func TestNegationsAgreeWithTruthTable(t *testing.T) { agree(t, negating, rounds.Of(t, 400, 6000)) }

func agree(t *testing.T, draw func(seed uint64) (*boolean.Formula, boolean.Ref, int), cases rounds.Rounds) {
	ctx := context.Background()
	for seed := range cases.Seeds() {
		f, root, events := draw(seed)
		table := truth(f, root, events)
		want := minimal(table)
		tree := newTree(t, f, root, 1<<20>>(10*(seed%2))) // an odd one has its bounded sets from diagrams
		for _, order := range []int{cutset.Unbounded, 0, 1, 2, 3, 1000} {
			compareSets(t, seed, tree, order, want)
		}
		all, measures, err := tree.Importances(ctx, chance)
		if err != nil || !near(all, probability(table, chance)) {
			t.Fatalf("seed %d: probability %v, want %v (%v)", seed, all, probability(table, chance), err)
		}
		if tree.Coherent() {
			compareCuts(t, seed, tree, want, events)
		}
		for _, m := range measures {
			compareMeasures(t, seed, table, m)
		}
	}
}

func compareSets(t *testing.T, seed uint64, tree *cutset.Tree, order int, all []int) {
	t.Helper()
	family, err := tree.Sets(context.Background(), order)
	if err != nil || family.Truncated || family.Order != order {
		t.Fatalf("seed %d, order %d: %+v, %v", seed, order, family, err)
	}
	var want []int
	for _, set := range all {
		if order == cutset.Unbounded || bits.OnesCount(uint(set)) <= order {
			want = append(want, set)
		}
	}
	sets, upTo, err := family.List(context.Background())
	if err != nil || upTo != order {
		t.Fatalf("seed %d, order %d: listed up to %d: %v", seed, order, upTo, err)
	}
	if got := asBits(sets); !slices.Equal(got, want) {
		t.Fatalf("seed %d, order %d: %b, want %b", seed, order, got, want)
	}
	for size, n := range family.BySize() {
		of := slices.DeleteFunc(slices.Clone(want), func(set int) bool { return bits.OnesCount(uint(set)) != size })
		if n.Int64() != int64(len(of)) {
			t.Fatalf("seed %d, order %d: %v sets of %d, want %d", seed, order, n, size, len(of))
		}
	}
	if family.Count().Int64() != int64(len(want)) {
		t.Fatalf("seed %d, order %d: %v sets, want %d", seed, order, family.Count(), len(want))
	}
}

func compareMeasures(t *testing.T, seed uint64, table []bool, m cutset.Importance) {
	t.Helper()
	with := func(x float64) float64 {
		return probability(table, func(e int32) float64 {
			if e == m.Event {
				return x
			}
			return chance(e)
		})
	}
	ok := math.Abs(m.Birnbaum-(with(1)-with(0))) < 1e-12 && math.Abs(m.With-with(1)) < 1e-12
	if !ok || math.Abs(m.Without-with(0)) > 1e-9*with(0) {
		t.Fatalf("seed %d: %+v; want %v with it, %v without", seed, m, with(1), with(0))
	}
}

// compareCuts compares the probability that some minimal set with an event
// happens.
func compareCuts(t *testing.T, seed uint64, tree *cutset.Tree, sets []int, events int) {
	t.Helper()
	got, err := tree.FussellVesely(context.Background(), chance)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range tree.Events() {
		table := make([]bool, 1<<events)
		for state := range table {
			table[state] = slices.ContainsFunc(sets, func(set int) bool { return set>>e&1 == 1 && state&set == set })
		}
		if want := probability(table, chance); !near(got[e], want) {
			t.Fatalf("seed %d: event %d: %v, want %v", seed, e, got[e], want)
		}
	}
}

// TestTruncation gives too small a budget: what is found then, of sets by size, is
// all there is of these.
func TestTruncation(t *testing.T) {
	truncated, cases := 0, rounds.Of(t, 200, 3000)
	for seed := range cases.Seeds() {
		f, root, events := draw(seed)
		want := minimal(truth(f, root, events))
		tree := newTree(t, f, root, 3+int(seed%12))
		family, err := tree.Sets(context.Background(), cutset.Unbounded)
		if err != nil {
			t.Fatal(err)
		}
		if !family.Truncated {
			continue
		}
		truncated++
		sets, upTo, err := family.List(context.Background())
		if err != nil || upTo != family.Order {
			t.Fatalf("seed %d: %+v, listed up to %d: %v", seed, family, upTo, err)
		}
		want = slices.DeleteFunc(want, func(set int) bool { return bits.OnesCount(uint(set)) > family.Order })
		if got := asBits(sets); family.Order > 0 && !slices.Equal(got, want) {
			t.Fatalf("seed %d, up to %d: %b, want %b", seed, family.Order, got, want)
		}
	}
	if truncated < int(cases.Seeds()/10) {
		t.Errorf("only %d of %d were truncated", truncated, cases.Seeds())
	}
}
