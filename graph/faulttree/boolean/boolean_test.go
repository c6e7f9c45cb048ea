package boolean_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/rounds"
)

// random makes a net over five events, layered as deep as it comes.
func random(rng *rand.Rand) (f *boolean.Formula, root boolean.Ref) {
	f = boolean.New()
	refs := []boolean.Ref{boolean.False, boolean.True}
	for e := range int32(5) {
		refs = append(refs, f.Event(e))
	}
	for range 1 + rng.IntN(15) {
		args := make([]boolean.Ref, 1+rng.IntN(4))
		for i := range args {
			args[i] = refs[rng.IntN(len(refs))]
			if rng.IntN(3) > 0 {
				args[i] = refs[max(2, len(refs)-1-rng.IntN(6))]
			}
		}
		make := []func(...boolean.Ref) boolean.Ref{f.And, f.Or, func(args ...boolean.Ref) boolean.Ref { return f.AtLeast(2, args...) }}
		refs = append(refs, make[rng.IntN(3)](args...))
	}
	return f, refs[len(refs)-1]
}

func simplify(t *testing.T, f *boolean.Formula, root boolean.Ref) (*boolean.Formula, boolean.Ref) {
	t.Helper()
	f, root, err := boolean.Simplify(t.Context(), f, root)
	if err != nil {
		t.Fatal(err)
	}
	return f, root
}

func group(t *testing.T, f *boolean.Formula, root boolean.Ref) (*boolean.Formula, boolean.Ref) {
	t.Helper()
	f, root, err := boolean.Group(t.Context(), f, root)
	if err != nil {
		t.Fatal(err)
	}
	return f, root
}

func modulesOf(t *testing.T, f *boolean.Formula, root boolean.Ref) []bool {
	t.Helper()
	is, err := boolean.Modules(t.Context(), f, root)
	if err != nil {
		t.Fatal(err)
	}
	return is
}

func holds(set int) func(int32) bool { return func(e int32) bool { return set>>e&1 == 1 } }

// TestSimplify must change no value, and leave nothing to do.
func TestSimplify(t *testing.T) {
	for seed := range rounds.Of(t, 1000, 5000).Seeds() {
		f, root := random(rand.New(rand.NewPCG(seed, 1)))
		g, top := simplify(t, f, root)
		for set := range 1 << 5 {
			if want := f.Eval(holds(set))[root]; g.Eval(holds(set))[top] != want {
				t.Fatalf("seed %d: %b: %v, want %v", seed, set, !want, want)
			}
		}
		parents := map[boolean.Ref]int{}
		for r := range boolean.Ref(g.Len()) {
			for _, a := range g.Args(r) {
				parents[a]++
			}
		}
		for r := range boolean.Ref(g.Len()) {
			for _, a := range g.Args(r) {
				if g.Op(a) == g.Op(r) && g.Op(r) != boolean.AtLeast && parents[a] == 1 {
					t.Fatalf("seed %d: a gate stands in one of its own kind", seed)
				}
				if a <= boolean.True {
					t.Fatalf("seed %d: a constant is left", seed)
				}
			}
		}
	}
}

// TestModules compares with the definition: no function below a module is an
// argument of one that is not below it, and neither is the module's own inside.
func TestModules(t *testing.T) {
	found, cases := 0, rounds.Of(t, 1000, 5000)
	for seed := range cases.Seeds() {
		f, root := random(rand.New(rand.NewPCG(seed, 2)))
		f, root = simplify(t, f, root)
		in := f.Cone(root)
		modules := modulesOf(t, f, root)
		for g := range boolean.Ref(f.Len()) {
			if !in[g] || f.Op(g) < boolean.And {
				continue
			}
			below := f.Cone(g)
			want := true
			for r := range boolean.Ref(f.Len()) {
				for _, a := range f.Args(r) {
					want = want && !(in[r] && !below[r] && below[a] && a != g)
				}
			}
			if modules[g] != want {
				t.Fatalf("seed %d: gate %d: %v, want %v", seed, g, modules[g], want)
			}
			if want && g != root {
				found++
			}
		}
	}
	if found < cases.Least(200) {
		t.Errorf("only %d modules", found)
	}
}

// TestEqualGatesAreOne whatever the order of their arguments.
func TestEqualGatesAreOne(t *testing.T) {
	f := boolean.New()
	var events []boolean.Ref
	for e := range int32(200) {
		events = append(events, f.Event(e))
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 500 {
		a, b, c := events[rng.IntN(200)], events[rng.IntN(200)], events[rng.IntN(200)]
		before := f.And(a, b, c)
		n := f.Len()
		if after := f.And(c, a, a, b); after != before || f.Len() != n {
			t.Fatalf("%d and %d", before, after)
		}
	}
}

// TestGroup must change no value, and leave no two arguments that always stand
// together.
func TestGroup(t *testing.T) {
	grouped, cases := 0, rounds.Of(t, 1000, 5000)
	for seed := range cases.Seeds() {
		f, root := random(rand.New(rand.NewPCG(seed, 4)))
		f, root = simplify(t, f, root)
		g, top := group(t, f, root)
		for set := range 1 << 5 {
			if want := f.Eval(holds(set))[root]; g.Eval(holds(set))[top] != want {
				t.Fatalf("seed %d: %b: %v, want %v", seed, set, !want, want)
			}
		}
		if g.NumArgs() > f.NumArgs() || g.Len() > f.Len() {
			grouped++
		}
	}
	if grouped < cases.Least(100) {
		t.Errorf("only %d were grouped", grouped)
	}
	f := boolean.New()
	a, b, c, d := f.Event(0), f.Event(1), f.Event(2), f.Event(3)
	root := f.And(f.Or(a, b, c), f.Or(d, a, b))
	f, root = group(t, f, root)
	modules := 0
	for _, is := range modulesOf(t, f, root) {
		if is {
			modules++
		}
	}
	if modules != 2 {
		t.Errorf("%d modules, want the function and a or b", modules)
	}
}

// TestStop ends each pass over a large net soon after the context does.
func TestStop(t *testing.T) {
	f := boolean.New()
	root := f.Event(0)
	for e := range int32(50_000) {
		root = f.Or(f.And(root, f.Event(e+1)), f.Event(e))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := boolean.Simplify(ctx, f, root)
	_, _, err2 := boolean.Group(ctx, f, root)
	_, err3 := boolean.Modules(ctx, f, root)
	for _, err := range []error{err, err2, err3} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("it went on to the end: %v", err)
		}
	}
}
