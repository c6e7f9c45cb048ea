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
	for range m.rng.IntN(3) {
		m.ring()
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

// ring lets two to four nodes take something from the next of them or from a
// source outside: nodes that live off each other once the source is lost, unless
// what they take is supply.
func (m *maker) ring() {
	order := m.rng.Perm(len(m.nodes))
	count := 2 + m.rng.IntN(3)
	if len(order) <= count {
		return
	}
	ring, others := order[:count], order[count:]
	marked := m.chance(m.size.Supply)
	for k, i := range ring {
		next := ring[(k+1)%count]
		way := any(m.nodes[next].id)
		link := pick(m.rng, others...)
		if m.chance(0.3) {
			way = map[string]any{"all": []any{way, m.nodes[link].id}}
		}
		members := []any{way}
		if source := pick(m.rng, others...); m.chance(0.8) {
			members = append(members, m.nodes[source].id)
		}
		m.rng.Shuffle(len(members), func(a, b int) { members[a], members[b] = members[b], members[a] })
		group := map[string]any{"any": members}
		m.modify(group)
		if marked && m.chance(0.9) {
			group["supply"] = true
		}
		m.append(i, group)
	}
}

// append adds a requirement to the needs of a node, unless it is there.
func (m *maker) append(i int, member any) {
	needs, _ := m.nodes[i].keys["needs"].([]any)
	if m.nodes[i].keys["needs"] != nil && m.chance(0.5) {
		needs = nil // or else little hangs on the ring
	}
	if !m.clashes(i, member, needs) {
		m.nodes[i].keys["needs"] = append(needs, member)
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
		if marks && group["supply"] == nil {
			group["supply"] = m.chance(0.6)
		}
		for _, form := range []string{"any", "all", "of"} {
			if list, ok := group[form].([]any); ok {
				m.supplyOf(list)
			}
		}
	}
}

// Unsupplied is a document without a word of supply.
func Unsupplied(doc oracle.Doc) oracle.Doc {
	doc = oracle.Plain(doc)
	unmark(doc)
	return doc
}
