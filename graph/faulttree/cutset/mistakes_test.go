package cutset_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// TestMistakesAboutNegationsAreSeen makes mistakes about functions that negate.
func TestMistakesAboutNegationsAreSeen(t *testing.T) {
	planted.Seen(t, "^TestNegationsAgreeWithTruthTable$|^TestTrials$", []planted.Mistake{
		{What: "sets without regard to what they undo", File: "module.go", Old: "m.negates = negates &&", New: "m.negates = false &&"},
		{What: "modules that hold with nothing failed", File: "module.go", Old: "	if negates {", New: "	if false {"},
		{What: "negations are named as often as others", File: "prime.go", Old: "not != (t.f.Op(g) == boolean.Not)", New: "not"},
		{What: "implicants of a module and its negation at once", File: "prime_fussell.go", Old: "above[literal{u.m.root, u.not}]", New: "above[literal{u.m.root, false}]"},
		{What: "single events are not tried", File: "trial.go", Old: "for order := 1; order <= min(last", New: "for order := 2; order <= min(last"},
		{What: "a not-gate is no gate of its own kind", File: "../boolean/lanes.go", Old: "return ^l.value[args[0]]", New: "return l.value[args[0]]"},
		{What: "certainty is computed as a sum", File: "importance.go", Old: "			return chance", New: "			return 0"},
	})
}
