package oracle

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// notNodes are the tables of the language whose elements are not nodes; every
// other table declares a kind of node.
var notNodes = []string{"model", "kind", "population", "sector", "incident", "terms", "policy", "option"}

// ever is the horizon that no delay outlasts.
const ever = math.MaxInt64

// model is a document with its tables sorted out. Maps of nodes are by id.
type model struct {
	nodes      []string                      // every node, in the order of ids
	kind       map[string]string             // the table that declares the node
	keys       map[string]map[string]any     // the node's own keys
	population map[string]map[string]any     // the populations, by their ids
	access     map[string]map[string]float64 // by population: access node to share
	sector     map[string]map[string]any     // the sectors, by their ids
	horizon    string                        // what the model says, or ""
	supply     map[string]bool               // by node: what it requires does not arise in a loop
	supplied   bool                          // whether anything does not
	inhibited  bool                          // whether anything needs something to be down

	// What follows from that, found once, because it is asked for at every tick.
	partsOf map[string][]string        // by node
	all     []string                   // every node, then every part
	needsOf map[string][]any           // by vertex; see needs
	needed  map[string]map[string]bool // by vertex: all that it needs, directly or through others
	strata  [][]string                 // see readStrata
}

func newModel(doc Doc) *model {
	m := &model{
		kind:       map[string]string{},
		keys:       map[string]map[string]any{},
		population: map[string]map[string]any{},
		access:     map[string]map[string]float64{},
		sector:     map[string]map[string]any{},
	}
	for table, elements := range Plain(doc) {
		if table == "model" {
			m.horizon, _ = elements.(map[string]any)["horizon"].(string)
			continue
		}
		for id, keys := range elements.(map[string]any) {
			m.add(table, id, keys.(map[string]any))
		}
	}
	slices.Sort(m.nodes)
	kinds, _ := Plain(doc)["kind"].(map[string]any)
	m.readSupply(kinds)
	m.derive()
	return m
}

// derive finds what follows from the tables.
func (m *model) derive() {
	m.partsOf, m.all = map[string][]string{}, slices.Clone(m.nodes)
	for _, node := range m.nodes {
		for _, access := range slices.Sorted(maps.Keys(m.access[m.populationOf(node)])) {
			m.partsOf[node] = append(m.partsOf[node], node+"@"+access)
		}
		m.all = append(m.all, m.partsOf[node]...)
	}
	m.needsOf, m.needed = map[string][]any{}, map[string]map[string]bool{}
	for _, node := range m.nodes {
		m.readNeeds(node)
	}
	for _, vertex := range m.all {
		m.needed[vertex] = map[string]bool{}
		m.reach(vertex, m.needed[vertex])
	}
	m.readStrata()
}

func (m *model) add(table, id string, keys map[string]any) {
	switch {
	case table == "sector":
		m.sector[id] = keys
	case table == "population":
		m.population[id] = keys
		m.access[id] = map[string]float64{}
		for node, share := range keys["access"].(map[string]any) {
			m.access[id][node] = number(share)
		}
	case !slices.Contains(notNodes, table):
		if m.kind[id] != "" {
			panic(fmt.Sprintf("oracle: %s is declared as %s and as %s", id, m.kind[id], table))
		}
		m.nodes = append(m.nodes, id)
		m.kind[id] = table
		m.keys[id] = keys
	}
}

// populationOf is the population of a node, or "" where it has none.
func (m *model) populationOf(node string) string {
	name, _ := m.keys[node]["population"].(string)
	return name
}

// parts are the parts of a node in the order of access ids; none where the
// node has no population.
func (m *model) parts(node string) []string { return m.partsOf[node] }

// vertices are all nodes and all parts.
func (m *model) vertices() []string { return m.all }

// split takes "service@access" apart; of a node, access is empty.
func split(vertex string) (node, access string) {
	node, access, _ = strings.Cut(vertex, "@")
	return node, access
}

// Plain is a deep copy of a document in which every list is a []any, every
// table a map[string]any, every integer an int64 and every other number a
// float64, as if it had been decoded from a file.
func Plain(doc Doc) Doc {
	return plain(doc).(map[string]any)
}

func plain(value any) any {
	r := reflect.ValueOf(value)
	switch {
	case r.Kind() == reflect.Map:
		table := map[string]any{}
		for _, key := range r.MapKeys() {
			table[key.String()] = plain(r.MapIndex(key).Interface())
		}
		return table
	case r.Kind() == reflect.Slice:
		list := []any{}
		for i := range r.Len() {
			list = append(list, plain(r.Index(i).Interface()))
		}
		return list
	case r.CanInt():
		return r.Int()
	case r.CanUint():
		return int64(r.Uint())
	case r.CanFloat():
		return r.Float()
	}
	return value // a string, a bool, a point in time
}

func number(value any) float64 {
	switch n := value.(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	panic(fmt.Sprintf("oracle: %v is no number", value))
}

// numberOr is the number under a key, or what stands for it when it is absent.
func numberOr(keys map[string]any, key string, absent float64) float64 {
	if keys[key] == nil {
		return absent
	}
	return number(keys[key])
}

// seconds reads a duration such as "1h25m"; "" is none, and so is "0s".
func seconds(duration string) int64 {
	if duration == "ever" {
		return ever
	}
	unit := map[byte]int64{'s': 1, 'm': 60, 'h': 3600, 'd': 86400}
	var total int64
	for rest := duration; rest != ""; {
		end := strings.IndexAny(rest, "smhd")
		if end < 0 {
			panic(fmt.Sprintf("oracle: %q is no duration", duration))
		}
		count, err := strconv.ParseInt(rest[:end], 10, 64)
		if err != nil {
			panic(fmt.Sprintf("oracle: %q is no duration", duration))
		}
		total += count * unit[rest[end]]
		rest = rest[end+1:]
	}
	return total
}
