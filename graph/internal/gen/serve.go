package gen

import (
	"math/rand/v2"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
)

// Serve adds to a script one to three nodes of a document that serve a share of those who
// come to them, some at once with a fault and some repaired, so that there are at most so
// many cases. It favours what others need; with a chance it may also be parts of services,
// of populations with access nodes.
func Serve(rng *rand.Rand, doc oracle.Doc, script oracle.Script, cases int, parts float64) partly.Script {
	s := partly.Script{Script: script}
	needed := named(doc)
	nodes := nodesWhere(doc, func(_ string, keys map[string]any) bool { return keys["fails"] != false })
	wanted := slices.DeleteFunc(slices.Clone(nodes), func(id string) bool { return !needed[id] })
	for range 1 + rng.IntN(3) {
		node := pick(rng, nodes...)
		if len(wanted) > 0 && rng.Float64() < 0.85 {
			node = pick(rng, wanted...)
		}
		if rng.Float64() < parts {
			node = pick(rng, canFail(doc)...)
		}
		more := s
		more.Serve = append(slices.Clone(s.Serve), curve(rng, node)...)
		slices.SortStableFunc(more.Serve, func(a, b partly.Serving) int { return a.At - b.At })
		more.Events = append(slices.Clone(s.Events), besides(rng, node)...)
		slices.SortStableFunc(more.Events, func(a, b oracle.Event) int { return a.At - b.At })
		if more.Width() <= cases {
			s = more
		}
	}
	return s
}

// curve draws one to four events at which a node serves so many: up and down at random,
// or a recovery, from nothing.
func curve(rng *rand.Rand, node string) []partly.Serving {
	var at []int
	var shares []float64
	for range pick(rng, 1, 1, 2, 3, 4) {
		at = append(at, rng.IntN(19)*10*minute)
		shares = append(shares, pick(rng, 0, 0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.9, 0.999, 1))
	}
	slices.Sort(at)
	if rng.Float64() < 0.4 {
		slices.Sort(shares)
		shares[0] = pick(rng, 0, 0, shares[0])
	}
	var out []partly.Serving
	for i := range at {
		e := partly.Serving{At: at[i], Of: map[string]float64{node: shares[i]}}
		if rng.Float64() < 0.25 {
			e.For = pick(rng, 10*minute, 30*minute, hour, 2*hour, 10*hour)
		}
		out = append(out, e)
	}
	return out
}

// besides draws what else happens to a node: mostly nothing.
func besides(rng *rand.Rand, node string) []oracle.Event {
	e := oracle.Event{At: rng.IntN(25) * 10 * minute}
	switch x := rng.Float64(); {
	case x < 0.2:
		e.Fail = []string{node}
		e.For = pick(rng, 0, 10*minute, 30*minute, hour, 2*hour)
	case x < 0.3:
		e.Degrade = []string{node}
		e.For = pick(rng, 10*minute, hour)
	case x < 0.5:
		e.Repair = []string{node}
	default:
		return nil
	}
	return []oracle.Event{e}
}

// named are the names that a document's needs speak of, and the nodes on which lines end.
func named(doc oracle.Doc) map[string]bool {
	out := map[string]bool{}
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case string:
			out[v] = true
		case []any:
			for _, member := range v {
				walk(member)
			}
		case map[string]any:
			for _, member := range v {
				walk(member)
			}
		}
	}
	for table, elements := range oracle.Plain(doc) {
		for _, keys := range elements.(map[string]any) {
			keys, _ := keys.(map[string]any)
			if isKind(table) {
				walk(keys["needs"])
			}
			access, _ := keys["access"].(map[string]any)
			for node := range access {
				out[node] = true
			}
			walk(keys["line"])
		}
	}
	return out
}
