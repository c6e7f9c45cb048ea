package loads

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// notNodes are the tables whose elements are no nodes.
const notNodes = " model kind population sector incident terms policy option "

// model is a document with its tables sorted out.
type model struct {
	nodes    []string // in order of ids
	kind     map[string]string
	keys     map[string]map[string]any
	people   map[string]map[string]any // populations
	segments map[string][]segment      // by population
	horizon  string

	parts    map[string][]string // by service that has a population
	part     map[string]place    // by part
	vertices []string            // nodes and parts
	wants    map[string][]*want  // by vertex; none of a service with parts
	order    [][]string          // vertices that need each other, after all that they need
}

// segment is "one value of each split".
type segment struct {
	name  string
	share float64           // of the population
	lines map[string]string // by line: the node on which it ends; absent where there is none
}

// place is where a part stands: whose it is, and which segment's.
type place struct {
	service string
	segment segment
	share   float64 // of those who use the service
}

func read(doc Doc) *model {
	m := &model{
		kind: map[string]string{}, keys: map[string]map[string]any{}, people: map[string]map[string]any{}, segments: map[string][]segment{},
		parts: map[string][]string{}, part: map[string]place{}, wants: map[string][]*want{},
	}
	for table, elements := range oracle.Plain(doc) {
		for id, element := range elements.(map[string]any) {
			switch keys, _ := element.(map[string]any); {
			case table == "population":
				m.people[id] = keys
				m.segments[id] = segmentsOf(keys)
			case table == "model" && id == "horizon":
				m.horizon = element.(string)
			case !strings.Contains(notNodes, " "+table+" "):
				m.nodes = append(m.nodes, id)
				m.kind[id], m.keys[id] = table, keys
			}
		}
	}
	slices.Sort(m.nodes)
	m.layOut()
	return m
}

// layOut makes the parts, and takes apart what everything needs.
func (m *model) layOut() {
	for _, node := range m.nodes {
		m.vertices = append(m.vertices, node)
		for _, s := range m.segments[m.population(node)] {
			part := node + "@" + s.name
			m.parts[node] = append(m.parts[node], part)
			m.part[part] = place{service: node, segment: s}
		}
		m.vertices = append(m.vertices, m.parts[node]...)
	}
	for _, vertex := range m.vertices {
		if m.parts[vertex] == nil {
			m.wants[vertex] = m.needs(vertex)
		}
	}
	m.order = m.components()
	m.leaveOut()
}

// leaveOut takes away the parts of those who have not the lines: "A segment that could
// not have the service even with everything up, for want of lines, does not use it: it
// has no part and counts in no share; `reach` is of the others."
func (m *model) leaveOut() {
	ideal := map[string]string{}
	for _, vertex := range m.vertices {
		ideal[vertex] = "up"
	}
	p := &play{model: m, memory: newMemory(), calm: true}
	for changed := true; changed; {
		changed = false
		for part := range m.part {
			for _, w := range m.wants[part] {
				if ideal[part] == "up" && p.value(w, func(leaf *want) string { return ideal[leaf.vertex] }) == "down" {
					ideal[part], changed = "down", true
				}
			}
		}
	}
	without := func(part string) bool { return ideal[part] == "down" }
	m.vertices = slices.DeleteFunc(m.vertices, without)
	for i := range m.order {
		m.order[i] = slices.DeleteFunc(m.order[i], without)
	}
	for service := range m.parts {
		m.parts[service] = slices.DeleteFunc(m.parts[service], without)
		sum := 0.0
		for _, part := range m.parts[service] {
			sum += m.part[part].segment.share
		}
		for _, part := range m.parts[service] {
			at := m.part[part]
			at.share = at.segment.share / sum
			m.part[part] = at
		}
	}
}

// nodeOf is the node of a part, and of a node itself.
func (m *model) nodeOf(vertex string) string {
	if at, is := m.part[vertex]; is {
		return at.service
	}
	return vertex
}

func (m *model) population(node string) string {
	name, _ := m.keys[node]["population"].(string)
	return name
}

// users are those of a service: how many, if that is known. Who lacks the lines is none
// of them, and "`reach` is of the others".
func (m *model) users(service string) (number float64, known bool) {
	if p := m.population(service); p != "" {
		size, known := m.people[p]["size"]
		if !known {
			return 0, false
		}
		share := 0.0
		for _, part := range m.parts[service] {
			share += m.part[part].segment.share
		}
		return amount(size) * share * amountOr(m.keys[service], "reach", 1), true
	}
	number = amountOr(m.keys[service], "users", math.NaN())
	return number, !math.IsNaN(number)
}

// segmentsOf writes the segments of a population out. "`access` is short for one split
// with one line".
func segmentsOf(keys map[string]any) []segment {
	if access, short := keys["access"].(map[string]any); short {
		var all []segment
		for _, node := range slices.Sorted(maps.Keys(access)) {
			all = append(all, segment{name: node, share: amount(access[node]), lines: map[string]string{"access": node}})
		}
		return all
	}
	splits := keys["by"].(map[string]any)
	all := []map[string]string{{}}
	for _, split := range slices.Sorted(maps.Keys(splits)) {
		var next []map[string]string
		for _, values := range all {
			for _, value := range slices.Sorted(maps.Keys(splits[split].(map[string]any))) {
				more := maps.Clone(values)
				more[split] = value
				next = append(next, more)
			}
		}
		all = next
	}
	var out []segment
	for _, values := range all {
		out = append(out, segmentOf(keys, splits, values))
	}
	return out
}

// segmentOf makes one: "Splits are independent".
func segmentOf(keys, splits map[string]any, values map[string]string) segment {
	s := segment{share: 1, lines: map[string]string{}}
	var names []string
	for _, split := range slices.Sorted(maps.Keys(values)) {
		names = append(names, split+":"+values[split])
		s.share *= amount(splits[split].(map[string]any)[values[split]])
	}
	s.name = strings.Join(names, "@")
	for line, says := range keys["line"].(map[string]any) {
		if table, by := says.(map[string]any); by {
			for split, of := range table { // "by value of one split ...; who has no value here has no such line"
				says = of.(map[string]any)[values[split]]
			}
		}
		if template, has := says.(string); has {
			for split, value := range values {
				template = strings.ReplaceAll(template, "{"+split+"}", value)
			}
			s.lines[line] = template
		}
	}
	return s
}

func amount(value any) float64 {
	switch n := value.(type) {
	case int64:
		return float64(n)
	case float64:
		return n
	}
	panic(fmt.Sprintf("loads: %v is no number", value))
}

func amountOr(keys map[string]any, key string, absent float64) float64 {
	if keys[key] == nil {
		return absent
	}
	return amount(keys[key])
}
