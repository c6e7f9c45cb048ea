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
		comparePrimes(t, seed, tree, table, events)
		all, measures, err := tree.Importances(ctx, chance)
		if err != nil || !near(all, probability(table, chance)) {
			t.Fatalf("seed %d: probability %v, want %v (%v)", seed, all, probability(table, chance), err)
		}
		if events <= 8 {
			compareCuts(t, seed, tree, primes(table, events), events)
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

// primes returns the prime implicants of a truth table: of all sets of literals, as two
// sets of events, those that make it true and none of whose smaller sets does.
func primes(table []bool, events int) map[[2]int]bool {
	implies := map[[2]int]bool{}
	full := 1<<events - 1
	for yes := range table {
		for free := full &^ yes; ; free = (free - 1) & (full &^ yes) { // the others are not
			all := true
			for s := free; all; s = (s - 1) & free {
				if all = table[yes|s]; s == 0 {
					break
				}
			}
			if all {
				implies[[2]int{yes, full &^ yes &^ free}] = true
			}
			if free == 0 {
				break
			}
		}
	}
	out := map[[2]int]bool{}
	for x := range implies {
		least := true
		for e := range events {
			least = least && !(x[0]>>e&1 == 1 && implies[[2]int{x[0] &^ (1 << e), x[1]}]) && !(x[1]>>e&1 == 1 && implies[[2]int{x[0], x[1] &^ (1 << e)}])
		}
		if least {
			out[x] = true
		}
	}
	return out
}

func comparePrimes(t *testing.T, seed uint64, tree *cutset.Tree, table []bool, events int) {
	t.Helper()
	if events > 8 {
		return
	}
	all := primes(table, events)
	for _, order := range []int{cutset.Unbounded, 0, 1, 2, 3, 1000} {
		p, err := tree.Primes(context.Background(), order)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		list, upTo, err := p.List(context.Background())
		if err != nil || upTo != order {
			t.Fatalf("seed %d, order %d: listed up to %d: %v", seed, order, upTo, err)
		}
		want := 0
		for x := range all {
			if order == cutset.Unbounded || bits.OnesCount(uint(x[0]))+bits.OnesCount(uint(x[1])) <= order {
				want++
			}
		}
		bySize := make([]int64, events+1)
		for _, i := range list {
			yes, no := asBits([][]int32{i.Happen})[0], asBits([][]int32{i.Not})[0]
			if !all[[2]int{yes, no}] {
				t.Fatalf("seed %d, order %d: %b not %b is no prime", seed, order, yes, no)
			}
			bySize[i.Len()]++
		}
		if len(list) != want || p.Count().Int64() != int64(want) {
			t.Fatalf("seed %d, order %d: %d of %v primes, want %d", seed, order, len(list), p.Count(), want)
		}
		for size, n := range p.BySize() {
			if n.Int64() != bySize[size] {
				t.Fatalf("seed %d, order %d: %v primes of %d, want %d", seed, order, n, size, bySize[size])
			}
		}
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

// compareCuts compares the probability that some prime implicant in which an event happens
// holds: of a coherent function, that all of some minimal set with it happen.
func compareCuts(t *testing.T, seed uint64, tree *cutset.Tree, sets map[[2]int]bool, events int) {
	t.Helper()
	got, err := tree.FussellVesely(context.Background(), chance)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range tree.Events() {
		table := make([]bool, 1<<events)
		for state := range table {
			for set := range sets {
				table[state] = table[state] || set[0]>>e&1 == 1 && state&set[0] == set[0] && state&set[1] == 0
			}
		}
		if want := probability(table, chance); !near(got[e], want) {
			t.Fatalf("seed %d: event %d: %v, want %v", seed, e, got[e], want)
		}
	}
}

// TestTruncation gives too small a budget: what is found then, of sets by size, is
// all there is of these.
func TestTruncation(t *testing.T) { truncate(t, draw, rounds.Of(t, 200, 3000), 10) }

// TestTrials does so for functions that negate, whose small sets are then tried.
func TestTrials(t *testing.T) { truncate(t, negating, rounds.Of(t, 200, 3000), 30) }

func truncate(t *testing.T, draw func(seed uint64) (*boolean.Formula, boolean.Ref, int), cases rounds.Rounds, of uint64) {
	t.Helper()
	truncated := 0
	for seed := range cases.Seeds() {
		f, root, events := draw(seed)
		want := minimal(truth(f, root, events))
		tree := newTree(t, f, root, 3+int(seed%12))
		family, err := tree.Sets(context.Background(), cutset.Unbounded)
		if err != nil {
			t.Fatal(err)
		}
		if tree.Coherent() && !family.Truncated {
			continue
		}
		if family.Truncated {
			truncated++
		}
		sets, upTo, err := family.List(context.Background())
		if err != nil || upTo != family.Order {
			t.Fatalf("seed %d: %+v, listed up to %d: %v", seed, family, upTo, err)
		}
		want = slices.DeleteFunc(want, func(set int) bool {
			return family.Order != cutset.Unbounded && bits.OnesCount(uint(set)) > family.Order
		})
		if got := asBits(sets); family.Order != 0 && !slices.Equal(got, want) {
			t.Fatalf("seed %d, up to %d: %b, want %b", seed, family.Order, got, want)
		}
	}
	if truncated < int(cases.Seeds()/of) {
		t.Errorf("only %d of %d were truncated", truncated, cases.Seeds())
	}
}
