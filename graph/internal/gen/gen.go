// Package gen makes small random models, valid by the model language, for
// comparing the engine with the oracle and for checking properties that hold
// of every model. The same seed gives the same document: nothing here depends
// on the order in which a map is walked.
package gen

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Size says how large and how varied a document shall be. Every number between
// 0 and 1 is a chance.
type Size struct {
	Nodes       int // how many nodes, at least 2
	Populations int // how many populations, each with 2 to 4 access nodes
	Sectors     int // how many sectors
	Entries     int // the most entries in one list of needs
	Depth       int // how deep groups nest; 0 is no group at all

	Cycles   float64 // that a member is any node at all, not one declared before
	Groups   float64 // that an entry or a member is a group
	AtLeast  float64 // that a group is k of n
	Soft     float64 // that a requirement has loss = "degraded"
	Accepts  float64 // that a requirement has accepts = "degraded"
	Holdup   float64 // that a requirement has a holdup
	Failover float64 // that an any or at_least has a failover
	Access   float64 // that a member of a service with a population is "@access"
	Parts    float64 // that a service with a population is named by one of its parts
	Logical  float64 // that a node cannot fail of itself (fails = false)
	Recovery float64 // that a node has a recovery

	Demand   float64 // that a service has a demand
	Capacity float64 // that a node has a capacity
	Balance  float64 // that an any or at_least is balanced
	Spills   float64 // that a service spills to others

	Supply float64 // that a requirement says whether it is supply; half of it that a node or a kind does
}

// RandomSize draws a size: from two nodes to twelve, with every feature absent
// in some models and frequent in others.
func RandomSize(rng *rand.Rand) Size {
	chance := func() float64 { return float64(rng.IntN(4)) * 0.15 }
	return Size{
		Nodes:       2 + max(rng.IntN(11), rng.IntN(11)),
		Populations: rng.IntN(4),
		Sectors:     rng.IntN(4),
		Entries:     1 + rng.IntN(4),
		Depth:       rng.IntN(4),
		Cycles:      chance(),
		Groups:      0.2 + chance(),
		AtLeast:     chance(),
		Soft:        chance(),
		Accepts:     chance(),
		Holdup:      chance(),
		Failover:    chance(),
		Access:      chance(),
		Parts:       chance(),
		Logical:     chance() / 3,
	}
}

// Tiny is RandomSize for models whose every assignment of levels can be tried,
// though a service with a population may still make them too large for that.
func Tiny(rng *rand.Rand) Size {
	size := RandomSize(rng)
	size.Nodes = 2 + rng.IntN(4)
	size.Populations = rng.IntN(2)
	return size
}

// Timed is RandomSize for models to be played through in time: recovery is as
// frequent in them as other features.
func Timed(rng *rand.Rand) Size {
	size := RandomSize(rng)
	size.Recovery = float64(rng.IntN(4)) * 0.25
	return size
}

var durations = []string{"10m", "30m", "1h", "2h", "10h"}

// node is what the maker has to know of a node that it has laid out.
type node struct {
	id, kind   string
	population *population // nil where it has none
	keys       map[string]any
}

type population struct {
	id     string
	access []int // the numbers of the access nodes
	keys   map[string]any
}

// maker lays out nodes in an order in which each needs only earlier ones, save
// where a cycle is wanted.
type maker struct {
	rng         *rand.Rand
	size        Size
	nodes       []node
	populations []*population
	sectors     []string
}

// Doc makes a random valid document. All its lists are []any, its tables
// map[string]any, its numbers int64 and float64, as if decoded from a file.
func Doc(rng *rand.Rand, size Size) oracle.Doc {
	m := &maker{rng: rng, size: size}
	m.layOutNodes()
	m.layOutPopulations()
	m.layOutSectors()
	for i := range m.nodes {
		m.describe(i)
		if needs := m.needs(i); len(needs) > 0 {
			m.nodes[i].keys["needs"] = needs
		}
	}
	supply := oracle.Doc{}
	m.supplies(supply)
	doc := m.document()
	maps.Copy(doc, supply)
	p := &people{m, drawnApart(doc)}
	p.measures(doc)
	p.nest()
	m.recoveries()
	m.loads(doc)
	return doc
}

func (m *maker) document() oracle.Doc {
	doc := oracle.Doc{"model": map[string]any{"title": "made up"}}
	put := func(table, id string, keys map[string]any) {
		if doc[table] == nil {
			doc[table] = map[string]any{}
		}
		doc[table].(map[string]any)[id] = keys
	}
	for _, n := range m.nodes {
		put(n.kind, n.id, n.keys)
	}
	for _, p := range m.populations {
		put("population", p.id, p.keys)
	}
	for _, id := range m.sectors {
		keys := map[string]any{}
		if m.chance(0.5) {
			keys["fails_at"] = pick(m.rng, 0.05, 0.25, 0.5, 1.0)
		}
		put("sector", id, keys)
	}
	return doc
}

func (m *maker) chance(p float64) bool { return m.rng.Float64() < p }

func pick[T any](rng *rand.Rand, from ...T) T { return from[rng.IntN(len(from))] }

// Question asks about one to three nodes or parts of a document, none of them
// with fails = false, at some horizon. Where the document has load, some other
// demand may be asked about, too.
func Question(rng *rand.Rand, doc oracle.Doc) oracle.Question {
	candidates := canFail(doc)
	rng.Shuffle(len(candidates), func(i, j int) {
		candidates[i], candidates[j] = candidates[j], candidates[i]
	})
	count := min(1+rng.IntN(3), len(candidates))
	return oracle.Question{
		Failed: candidates[:count],
		After:  pick(rng, "0s", "30m", "1h", "2h", "ever"),
		Demand: demands(rng, doc),
	}
}

// canFail are the nodes and parts of a document that can fail of themselves.
func canFail(doc oracle.Doc) []string {
	var all []string
	doc = oracle.Plain(doc)
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			keys := elements[id].(map[string]any)
			if keys["fails"] == false {
				continue
			}
			all = append(all, id)
			for _, access := range accessOf(doc, keys) {
				all = append(all, id+"@"+access)
			}
		}
	}
	return all
}

// accessOf are the access nodes of a node's population, none where it has none.
func accessOf(doc oracle.Doc, keys map[string]any) []string {
	name, ok := keys["population"].(string)
	if !ok {
		return nil
	}
	population := doc["population"].(map[string]any)[name].(map[string]any)
	return sortedKeys(population["access"].(map[string]any))
}

// isKind says whether the elements of a table are nodes.
func isKind(table string) bool {
	return !strings.Contains(" model kind population sector incident terms policy option ", " "+table+" ")
}

func sortedKeys[V any](table map[string]V) []string {
	return slices.Sorted(maps.Keys(table))
}

func numbered(name string, i int) string { return fmt.Sprintf("%s-%d", name, i+1) }
