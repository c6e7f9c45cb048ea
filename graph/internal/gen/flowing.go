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

// Dry adds a loop that nothing supplies to a document, with services that need it, one
// of them with the first population that there is; they are down with nothing failed,
// and named dry-….
func Dry(doc oracle.Doc) {
	put := func(table, id string, keys map[string]any) {
		if doc[table] == nil {
			doc[table] = map[string]any{}
		}
		doc[table].(map[string]any)[id] = keys
	}
	put("equipment", "dry-a", map[string]any{"needs": []any{"dry-b"}, "supply": true})
	put("equipment", "dry-b", map[string]any{"needs": []any{"dry-a"}, "supply": true})
	put("sector", "dry", map[string]any{})
	put("service", "dry-shop", map[string]any{"needs": []any{"dry-b"}, "users": int64(1000), "sector": "dry"})
	put("service", "dry-web", map[string]any{"needs": []any{map[string]any{"on": "dry-a", "loss": "degraded"}}, "users": int64(500), "sector": "dry"})
	if populations, ok := doc["population"].(map[string]any); ok {
		put("service", "dry-till", map[string]any{"needs": []any{"dry-a"}, "population": sortedKeys(populations)[0]})
	}
}
