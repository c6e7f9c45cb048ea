package gen

import (
	"math/rand/v2"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Supplied is RandomSize for models with loops, in which some of what is required
// is supply.
func Supplied(rng *rand.Rand) Size { return withSupply(rng, RandomSize(rng)) }

// SuppliedTimed is Timed for such models.
func SuppliedTimed(rng *rand.Rand) Size { return withSupply(rng, Timed(rng)) }

// SuppliedLoaded is LoadedTimed for such models.
func SuppliedLoaded(rng *rand.Rand) Size { return withSupply(rng, LoadedTimed(rng)) }

// SuppliedTiny is Tiny for such models.
func SuppliedTiny(rng *rand.Rand) Size { return withSupply(rng, Tiny(rng)) }

func withSupply(rng *rand.Rand, size Size) Size {
	size.Supply = pick(rng, 0.15, 0.3, 0.6, 1)
	size.Cycles = pick(rng, 0.2, 0.4, 0.7)
	size.Groups = max(size.Groups, pick(rng, 0.2, 0.5, 0.8))
	size.Depth = max(size.Depth, 1)
	return size
}

// supplies says of requirements, nodes and kinds that what they bring is supply,
// or is not, after all needs have been drawn: where none is wanted, nothing is.
// Some kinds are declared, others re-opened.
func (m *maker) supplies(doc oracle.Doc) {
	if m.size.Supply == 0 {
		return
	}
	kinds := map[string]any{}
	for _, kind := range []string{"carrier", "service", "equipment", "router"} {
		if m.chance(m.size.Supply / 2) {
			kinds[kind] = map[string]any{"supply": m.chance(0.8)}
		}
	}
	for i := range m.nodes {
		n := &m.nodes[i]
		if n.kind == "equipment" && kinds["router"] != nil && m.chance(0.5) {
			n.kind = "router"
		}
		if m.chance(m.size.Supply / 2) {
			n.keys["supply"] = m.chance(0.7)
		}
		if needs, ok := n.keys["needs"].([]any); ok {
			m.supplyOf(needs)
		}
	}
	if len(kinds) > 0 {
		doc["kind"] = kinds
	}
}

// supplyOf marks some of the members of a list, at any nesting.
func (m *maker) supplyOf(members []any) {
	for i, member := range members {
		marks := m.chance(m.size.Supply / 2)
		if name, ok := member.(string); ok && marks {
			member = map[string]any{"on": name}
			members[i] = member
		}
		group, ok := member.(map[string]any)
		if !ok {
			continue
		}
		if marks {
			group["supply"] = m.chance(0.6)
		}
		for _, form := range []string{"any", "all", "of"} {
			if list, ok := group[form].([]any); ok {
				m.supplyOf(list)
			}
		}
	}
}
