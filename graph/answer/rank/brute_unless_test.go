package rank_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// inhibited draws a model in which something holds only while something else is down.
func inhibited(rng *rand.Rand) oracle.Doc {
	size := gen.RandomSize(rng)
	switch rng.IntN(3) {
	case 0:
		size = redundant(rng)
	case 1:
		size = gen.Supplied(rng)
	}
	return fixture.Inhibited(rng, size)
}

// TestUnlessAgreesWithWhatIf compares every failure and every pair of models with unless
// with a whatif of its own.
func TestUnlessAgreesWithWhatIf(t *testing.T) {
	interacting, less, cases := 0, 0, rounds.Of(t, 15, 500)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 23))
		doc, after := inhibited(rng), horizon(rng)
		c := fixture.CompileDoc(t, doc)
		want, _ := singles(t, c, after, canFail(c.Model))
		for _, by := range rank.Orders() {
			r := ranked(t, c, rank.Question{Failures: 1, Against: "*", By: by, After: after})
			if all := sorted(want, by); text(r.Rows) != text(all) {
				t.Fatalf("seed %d by %s: got\n%swant\n%s", seed, by, text(r.Rows), text(all))
			}
		}
		c = apart(t, doc, after)
		_, alone := singles(t, c, after, canFail(c.Model))
		interacting += comparePairs(t, c, after, fmt.Sprint("seed ", seed), canFail(c.Model))
		less += relieved(t, c, after, alone)
	}
	if interacting < cases.Least(500) || less < cases.Least(75) {
		t.Errorf("%d pairs interacted, and %d took down less than one of them alone: the models are too easy", interacting, less)
	}
}

// relieved counts the pairs by which something stays up that falls by one of them alone.
func relieved(t *testing.T, c *compile.Compiled, after time.Duration, alone []outcome) (n int) {
	failed := canFail(c.Model)
	for i := range failed {
		for j := range i {
			both := whatIf(t, c, after, failed[j], failed[i])
			for _, one := range []outcome{alone[i], alone[j]} {
				for id := range one.down {
					if !both.down[id] {
						n++
						break
					}
				}
			}
		}
	}
	return n
}
