package cutset

import (
	"cmp"
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
	"github.com/meoktong/meoktong/graph/faulttree/zbdd"
)

// FussellVesely returns, for each event that can happen, the probability that
// all events of some minimal cut set with it happen: the exact numerator of
// Fussell and Vesely's measure. Where the function negates, these are its prime
// implicants in which the event happens, as what does not happen counts in them. The error is ErrBudget or that of the context.
//
// In a module these sets are the leaf with what the sets say besides, which is a
// function of the other leaves; over modules the probabilities multiply. Cost:
// for each leaf of a module a diagram of that function, so it is the dearest of
// the measures, and gets a part of the budget only.
func (t *Tree) FussellVesely(ctx context.Context, p Chances) (map[int32]float64, error) {
	if !t.coherent {
		return t.primeFussell(ctx, p)
	}
	if err := t.diagrams(ctx); err != nil {
		return nil, err
	}
	values := t.values(p)
	besides := make([]float64, t.f.Len()) // of a leaf: that all else in some set with it happens
	besides[t.top().root] = 1
	out := map[int32]float64{}
	for i := len(t.modules) - 1; i >= 0; i-- {
		m := t.modules[i]
		own, err := t.besides(ctx, m, values)
		if err != nil {
			return nil, err
		}
		above := besides[m.root]
		for k, r := range m.leaves {
			besides[r] = own[k] * above
			if t.f.Op(r) == boolean.Event && values[r] > 0 {
				out[t.f.Number(r)] = values[r] * besides[r]
			}
		}
	}
	return out, nil
}

// fussellShare is which part of the budget one module may use for it.
const fussellShare = 8

// besides returns, for each leaf of a module, the probability that all else in
// some of the module's sets with it happens.
func (t *Tree) besides(ctx context.Context, m *module, values []float64) ([]float64, error) {
	out := make([]float64, len(m.leaves))
	if m.flat() && t.f.Op(m.root) != boolean.AtLeast {
		t.besidesFlat(m, values, out)
		return out, nil
	}
	s := &Family{Order: Unbounded, t: t, z: zbdd.New(ctx, t.budget/fussellShare, func(int32) int { return 1 })}
	top, err := t.fromDiagrams(s, m, Unbounded)
	if err != nil {
		return nil, err
	}
	b := bdd.New(ctx, t.budget/fussellShare)
	unions := zbdd.NewUnions(s.z, b)
	all := &module{leaves: m.leaves, base: m.base, bdd: b, from: diagram.One + 1}
	nodes := []float64{0, 1}
	for k := range m.leaves {
		rest := unions.Of(diagram.One+1, s.z.With(diagram.One+1, top, m.base+int32(k)))
		if err := cmp.Or(s.z.Err(), b.Err()); err != nil {
			return nil, err
		}
		nodes = all.grow(nodes, values, max(rest, diagram.One))
		out[k] = nodes[rest]
	}
	return out, nil
}

// besidesFlat does without diagrams: a leaf of an or-gate is a set alone, one of
// an and-gate needs all others.
func (t *Tree) besidesFlat(m *module, values, out []float64) {
	if t.f.Op(m.root) != boolean.And {
		for k := range out {
			out[k] = 1
		}
		return
	}
	before := 1.0
	for k, r := range m.leaves {
		out[k] = before
		before *= values[r]
	}
	after := 1.0
	for k, r := range slices.Backward(m.leaves) {
		out[k] *= after
		after *= values[r]
	}
}
