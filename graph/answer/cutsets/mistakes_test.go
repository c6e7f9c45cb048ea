package cutsets_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

const fed = "../../engine/structure/fed.go"

// TestMistakesOfTheEngineAreSeen makes mistakes about supply in what is written down of
// loops.
func TestMistakesOfTheEngineAreSeen(t *testing.T) {
	planted.Seen(t, "^TestSupplyAgreesWithOracle$", []planted.Mistake{
		{What: "supply is not unrolled", File: "../../engine/structure/structure.go",
			Old: "if w.g.Fed(w.g.Component(w.order[i].vertex())) {", New: "if false {"},
		{What: "all in a loop is taken for one", File: "../../engine/structure/contract.go",
			Old: "gate < end && !w.g.Fed(w.g.Component(k.vertex())); gate++", New: "gate < end; gate++"},
		{What: "up comes before not down", File: fed,
			Old: "[]graph.Level{graph.Degraded, graph.Up}", New: "[]graph.Level{graph.Up, graph.Degraded}"},
		{What: "one round less within", File: fed,
			Old: "changed && round <= s.closers; round++", New: "changed && round < s.closers; round++"},
		{What: "one round around", File: fed,
			Old: "round <= len(s.stands); round++", New: "round < 1; round++"},
		{What: "what flows starts failed for nobody", File: fed,
			Old: "w.value[k] = boolean.True", New: "w.value[k] = boolean.False"},
		{What: "everything flows", File: fed,
			Old: "if s.has(m) && !s.w.g.Flows(s.w.g.GateOf(slot)) {", New: "if false {"},
		{What: "nothing flows", File: fed,
			Old: "if s.has(m) && !s.w.g.Flows(s.w.g.GateOf(slot)) {", New: "if s.has(m) {"},
	})
}

// TestMistakesAboutUnlessAreSeen makes mistakes about what holds while something is down.
func TestMistakesAboutUnlessAreSeen(t *testing.T) {
	const (
		write = "../../engine/structure/write.go"
		prime = "../../faulttree/cutset/prime.go"
	)
	planted.Seen(t, "^Test(InhibitedAgrees|PrimesAgree)WithOracle$", []planted.Mistake{
		{What: "nothing is negated", File: write, Old: "if fall.Unless {", New: "if false {"},
		{What: "what is down with nothing failed stays so", File: write, Old: "len(w.g.Unless()) == 0 && ", New: ""},
		{What: "hold-ups last that have given nothing for ever", File: "../../engine/structure/structure.go", Old: "if g.HasBefore() {", New: "if g.HasFed() {"},
		{What: "sets that hold others", File: "../../faulttree/zbdd/minimal.go", Old: "lo, m.z.Without(m.at(rest, n.Hi), lo))", New: "lo, m.at(rest, n.Hi))"},
		{What: "a or not a is absorbed", File: "../../faulttree/boolean/simplify.go", Old: "inner >= AtLeast", New: "inner == AtLeast"},
		{What: "primes of either half", File: prime, Old: "r.b.And(n.Lo, n.Hi)", New: "r.b.Or(n.Lo, n.Hi)"},
		{What: "primes that say too much", File: prime, Old: "r.p.z.Without(r.primes(f, rest), always)", New: "r.primes(f, rest)"},
		{What: "what works is taken for what fails", File: prime, Old: "level%2 == 1}", New: "false}"},
		{What: "no negation of modules", File: prime, Old: "		f = b.Not(f)", New: "		f = b.Not(b.Not(f))"},
		{What: "what is not coherent is taken to be", File: "cutsets.go", Old: "coherent := tree.Coherent()", New: "coherent := tree != nil"},
	})
}
