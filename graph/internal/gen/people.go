package gen

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// people is a maker that draws apart from the others: what it draws changes nothing
// of what they do.
type people struct {
	*maker
	rng *rand.Rand
}

// drawnApart returns numbers that depend on a document alone.
func drawnApart(doc oracle.Doc) *rand.Rand {
	sum := fnv.New64a()
	fmt.Fprint(sum, doc) // maps in the order of their keys
	return rand.New(rand.NewPCG(sum.Sum64(), 1))
}

func (m *people) chance(p float64) bool { return m.rng.Float64() < p }

// measures says of some sectors what they are measured by, and of all of which some
// services have a weight and others have none.
func (m *people) measures(doc oracle.Doc) {
	weighed, without := map[any]bool{}, map[any]bool{}
	for _, n := range m.nodes {
		if sector := n.keys["sector"]; n.kind == "service" && sector != nil {
			if n.keys["weight"] != nil {
				weighed[sector] = true
			} else {
				without[sector] = true
			}
		}
	}
	for _, id := range m.sectors {
		if weighed[id] && without[id] || m.chance(0.2) {
			doc["sector"].(map[string]any)[id].(map[string]any)["measure"] = pick[any](m.rng, "weight", "users", "services")
		}
	}
}

// nest makes some populations some of others, lets some count something else, and
// forgets the size of some.
func (m *people) nest() {
	for i, p := range m.populations {
		if m.chance(0.2) {
			p.keys["counts"] = "shops"
		}
		if i == 0 || !m.chance(0.5) {
			continue
		}
		whole := pick(m.rng, m.populations[:i]...)
		p.keys["of"] = whole.id
		p.keys["counts"] = whole.keys["counts"]
		if p.keys["counts"] == nil {
			delete(p.keys, "counts")
		}
		p.keys["size"] = min(p.keys["size"].(int64), whole.keys["size"].(int64))
	}
	for _, p := range m.populations {
		if m.chance(0.15) {
			delete(p.keys, "size")
		}
	}
}
