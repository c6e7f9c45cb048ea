package gen

import (
	"math/rand/v2"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Flowing has what some nodes of a document need flow: it marks them with supply, each
// with that chance. Some loops then stand by what supplies them, some by nothing else
// than each other, and some not at all.
func Flowing(rng *rand.Rand, doc oracle.Doc, chance float64) {
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			if rng.Float64() < chance {
				elements[id].(map[string]any)["supply"] = true
			}
		}
	}
}
