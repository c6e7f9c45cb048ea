package whatif_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

const (
	cascades = "../../engine/cascade/"
	starter  = "../../engine/supply/supply.go"
	built    = "../../build.go"
	compiled = "../../compile/compile.go"
	folded   = "../../compile/fold.go"
)

// TestMistakesOfTheEngineAreSeen makes mistakes about supply in the engine itself.
func TestMistakesOfTheEngineAreSeen(t *testing.T) {
	planted.Seen(t, "^TestSupplyAgreesWithOracle$", []planted.Mistake{
		{What: "only up is looked at", File: cascades + "starve.go",
			Old: "range []int{bitNotDown, bitUp}", New: "range []int{bitUp}"},
		{What: "only not down is looked at", File: cascades + "starve.go",
			Old: "range []int{bitNotDown, bitUp}", New: "range []int{bitNotDown}"},
		{What: "accepts reads the system that it is asked in", File: cascades + "starve.go",
			Old: "r.alive(s.c.count[source][gate])", New: "r.alive(s.c.count[s.bit][gate])"},
		{What: "a holdup is no source", File: cascades + "delays.go",
			Old: "holds := m.Holdup > 0 &&", New: "holds := !c.g.Fed(c.g.Component(c.g.Owner(gate))) && m.Holdup > 0 &&"},
		{What: "a loop is not looked at when it loses a source", File: cascades + "run.go",
			Old: "if c.g.Fed(component) && component != c.working", New: "if false && c.g.Fed(component) && component != c.working"},
		{What: "what is lost stands", File: cascades + "starve.go",
			Old: "func (s scene) Stands(v int32) bool { return s.c.lost[v]&(1<<s.bit) == 0 }", New: "func (s scene) Stands(v int32) bool { return true }"},
		{What: "what comes from outside a loop has to start in it", File: starter,
			Old: "!(flows && s.g.Component(m) == component) && scene.Stands(m)", New: "!flows && scene.Stands(m)"},
		{What: "what flows is read as it stands", File: starter,
			Old: "!(flows && s.g.Component(m) == component) && scene.Stands(m)", New: "(flows || true) && scene.Stands(m)"},
		{What: "one member less will do", File: starter,
			Old: "if s.have[gate]++; s.have[gate] < need.K {", New: "if s.have[gate]++; s.have[gate] < need.K-1 {"},
		{What: "one member more is needed", File: starter,
			Old: "if s.have[gate]++; s.have[gate] < need.K {", New: "if s.have[gate]++; s.have[gate] <= need.K {"},
		{What: "groups are looked at before those within", File: starter,
			Old: "for gate := to - 1; gate >= from; gate-- {", New: "for gate := from; gate < to; gate++ {"},
		{What: "one requirement will do", File: starter,
			Old: "return s.unmet[v] == 0\n\t\t}\n\t\tslot = s.g.Parent(gate)", New: "return true\n\t\t}\n\t\tslot = s.g.Parent(gate)"},
		{What: "a whole is a hop", File: "../../graph.go",
			Old: "return m.Supply || m.Whole", New: "return m.Supply"},
		{What: "everything in a fed loop flows", File: "../../graph.go",
			Old: "return m.Supply || m.Whole", New: "return m.Supply || true"},
		{What: "supply between groups of one vertex is forgotten", File: built,
			Old: "m.Mods == (Mods{Supply: p.spec.Mods.Supply})", New: "(m.Mods == Mods{} || m.Mods == Mods{Supply: true})"},
		{What: "loops of two are not fed", File: built,
			Old: "m >= 0 && g.component[m] == c && (g.allFlows", New: "m >= 0 && g.component[m] == c && g.compSize[c] > 2 && (g.allFlows"},
		{What: "groups within inherit from the node", File: folded,
			Old: "from.supply = g.mods.Supply\n", New: ""},
		{What: "the access of a part is no supply", File: compiled,
			Old: "c.need(int32(from.end(line)), from.supply)", New: "c.need(int32(from.end(line)), false)"},
		{What: "parts do not ask their service's kind", File: compiled,
			Old: "supply: c.Model.Supplied(n)}", New: "supply: n.Supply != nil && *n.Supply}"},
	})
	planted.SeenAtLength(t, "^TestSupplyAgreesWithOracle$", []planted.Mistake{
		{What: "what starved is not looked at again", File: cascades + "run.go",
			Old: "for starved := c.g.Fed(c.working); starved && err == nil; {", New: "for starved, once := c.g.Fed(c.working), true; starved && once && err == nil; once = false {"},
	})
}
