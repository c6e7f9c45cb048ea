package persons

import (
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// notNodes are the tables whose elements are no nodes.
var notNodes = []string{"model", "kind", "population", "sector", "incident", "terms", "policy", "option", "source"}

type table = map[string]any

// model is a document with its tables sorted out.
type model struct {
	nodes       []string // sorted
	kind        map[string]string
	keys        map[string]table
	populations map[string]*population
	sectors     map[string]table

	told  map[string]map[string]bool // by service: lines that tell its parts apart
	apart map[string]map[string]bool // by service: splits that do so, because somebody names them
	has   map[place]bool             // classes that could have the service with everything up

	limits map[limited]string          // what requirements can be at all
	alike  map[string]map[place]string // by level: everything at that level
}

// population is one with every class of its persons.
type population struct {
	id      string
	keys    table
	lines   []string // names, sorted
	splits  map[string]map[string]float64
	classes []class
}

// class is the persons with one value of each split.
type class struct {
	share  float64
	values map[string]string
	ends   map[string]string // line -> the node on which it ends; absent: no such line
}

// place is a service as a class finds it, or a node as a whole: class -1.
type place struct {
	id    string
	class int
}

func newModel(doc oracle.Doc, asked []string) *model {
	m := &model{kind: map[string]string{}, keys: map[string]table{}, populations: map[string]*population{}, sectors: map[string]table{}}
	for name, elements := range oracle.Plain(doc) {
		if name == "model" {
			continue
		}
		for id, keys := range elements.(table) {
			switch {
			case name == "population":
				m.populations[id] = newPopulation(id, keys.(table))
			case name == "sector":
				m.sectors[id] = keys.(table)
			case !slices.Contains(notNodes, name):
				m.nodes = append(m.nodes, id)
				m.kind[id], m.keys[id] = name, keys.(table)
			}
		}
	}
	slices.Sort(m.nodes)
	m.told = map[string]map[string]bool{}
	for _, id := range m.nodes {
		if p := m.populationOf(id); p != nil {
			m.told[id] = m.tellsApart(id, map[string]bool{})
		}
	}
	m.apart = m.splitApart(asked)
	m.findWhoHas()
	return m
}

// populationOf is nil for a node without one.
func (m *model) populationOf(id string) *population {
	name, _ := m.keys[id]["population"].(string)
	return m.populations[name]
}

func newPopulation(id string, keys table) *population {
	p := &population{id: id, keys: keys, splits: map[string]map[string]float64{}}
	lines := table{}
	if by, ok := keys["by"].(table); ok {
		for split, values := range by {
			p.splits[split] = numbers(values.(table))
		}
	}
	if line, ok := keys["line"].(table); ok {
		lines = maps.Clone(line)
	}
	if access, ok := keys["access"].(table); ok {
		p.splits["access"] = numbers(access)
		lines["access"] = "{access}"
	}
	p.lines = slices.Sorted(maps.Keys(lines))
	p.readCounts()
	p.drawClasses()
	for i := range p.classes {
		for line, to := range lines {
			if node := p.classes[i].end(to); node != "" {
				p.classes[i].ends[line] = node
			}
		}
	}
	return p
}

// readCounts turns a split by whole counts into shares, and takes the size from it.
func (p *population) readCounts() {
	for _, shares := range p.splits {
		sum := 0.0
		for _, share := range shares {
			sum += share
		}
		if sum < 1.5 {
			continue
		}
		for value := range shares {
			shares[value] /= sum
		}
		p.keys["size"] = sum
	}
}

// drawClasses draws one class for each value of each split: the splits that joint
// names together, every other one on its own.
func (p *population) drawClasses() {
	rest := slices.Sorted(maps.Keys(p.splits))
	p.classes = []class{{share: 1, values: map[string]string{}}}
	if rows, ok := p.keys["joint"].([]any); ok {
		p.classes = nil
		for _, row := range rows {
			c := class{values: map[string]string{}}
			for key, value := range row.(table) {
				if key == "share" {
					c.share = number(value)
				} else {
					c.values[key] = value.(string)
				}
			}
			p.classes = append(p.classes, c)
		}
		rest = slices.DeleteFunc(rest, func(split string) bool { return p.classes[0].values[split] != "" })
	}
	for _, split := range rest {
		var next []class
		for _, c := range p.classes {
			for _, value := range slices.Sorted(maps.Keys(p.splits[split])) {
				values := maps.Clone(c.values)
				values[split] = value
				next = append(next, class{share: c.share * p.splits[split][value], values: values})
			}
		}
		p.classes = next
	}
	p.classes = slices.DeleteFunc(p.classes, func(c class) bool { return c.share == 0 })
	for i := range p.classes {
		p.classes[i].ends = map[string]string{}
	}
}

// end is the node on which a line of the class ends, "" where it has none.
func (c class) end(to any) string {
	if byValue, ok := to.(table); ok {
		for split, ends := range byValue {
			to = ends.(table)[c.values[split]]
		}
	}
	text, ok := to.(string)
	if !ok {
		return ""
	}
	for split, value := range c.values {
		text = strings.ReplaceAll(text, "{"+split+"}", value)
	}
	return text
}

func number(value any) float64 {
	if n, ok := value.(int64); ok {
		return float64(n)
	}
	return value.(float64)
}

func numberOr(value any, absent float64) float64 {
	if value == nil {
		return absent
	}
	return number(value)
}

func numbers(values table) map[string]float64 {
	out := map[string]float64{}
	for key, value := range values {
		out[key] = number(value)
	}
	return out
}
