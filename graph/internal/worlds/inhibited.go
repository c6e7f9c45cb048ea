package worlds

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Inhibited makes the world of a seed in which some requirements hold while something is
// down, every third with loops round which a supply goes. It has no fail-overs: one from
// what is held down has been done with nothing failed.
func Inhibited(t testing.TB, seed uint64) *World {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 21))
	size := gen.RandomSize(rng)
	if seed%3 == 0 {
		size = gen.Supplied(rng)
	}
	size.Nodes = 3 + rng.IntN(4)
	doc := gen.Doc(rng, size)
	gen.Inhibit(rng, doc, []float64{0.15, 0.3, 0.5}[rng.IntN(3)], func(doc oracle.Doc) bool {
		_, err := fixture.Try(t, gen.TOML(doc))
		return err == nil && gen.Standing(doc)
	})
	return draw(t, rng, gen.FilterDelays(doc, func(_, key string) bool { return key != "failover" }))
}

// Primes tries every choice of what is allowed that fails and that works, the vertex's own
// node left out, and returns the names of those that take the vertex to a level whatever
// the others do, while none with less said does: by size, then by what fails and by what
// works.
func (w *World) Primes(v int32, level string, allowed int) [][2][]string {
	for i, node := range w.Fails {
		if node == w.Compiled.NodeOf(v) {
			allowed &^= 1 << i
		}
	}
	implies := map[[2]int]bool{}
	for failed := allowed; ; failed = (failed - 1) & allowed {
		for works := allowed &^ failed; ; works = (works - 1) & (allowed &^ failed) {
			if w.always(v, level, failed, allowed&^failed&^works) {
				implies[[2]int{failed, works}] = true
			}
			if works == 0 {
				break
			}
		}
		if failed == 0 {
			break
		}
	}
	out := [][2][]string{}
	for x := range implies {
		least := true
		for bit := 1; bit <= allowed; bit <<= 1 {
			least = least && !(x[0]&bit != 0 && implies[[2]int{x[0] &^ bit, x[1]}]) && !(x[1]&bit != 0 && implies[[2]int{x[0], x[1] &^ bit}])
		}
		if least {
			out = append(out, [2][]string{w.Names(x[0]), w.Names(x[1])})
		}
	}
	slices.SortFunc(out, func(a, b [2][]string) int {
		return cmp.Or(len(a[0])+len(a[1])-len(b[0])-len(b[1]), slices.Compare(a[0], b[0]), slices.Compare(a[1], b[1]))
	})
	return out
}

// always says whether a set takes the vertex to a level with any of some more.
func (w *World) always(v int32, level string, failed, free int) bool {
	for more := free; ; more = (more - 1) & free {
		if !w.hit(failed|more, w.Compiled.Name(v), level) {
			return false
		}
		if more == 0 {
			return true
		}
	}
}
