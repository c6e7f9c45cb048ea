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
