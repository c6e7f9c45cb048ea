package gen

import (
	"fmt"
	"math/rand/v2"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
)

// Split makes a random valid document without delays, whose populations have one to
// three splits, some of them with joint shares or as whole counts, and one to three
// lines, by template and by value. Every service of theirs is had by somebody, and so
// is every part that is named.
func Split(rng *rand.Rand) oracle.Doc {
	for {
		m := &splitter{rng: rng, doc: oracle.Doc{"model": map[string]any{"title": "made up"}}}
		m.make()
		if persons.Void(m.doc) == "" {
			return m.doc
		}
	}
}

// splitter makes such a document.
type splitter struct {
	rng      *rand.Rand
	doc      oracle.Doc
	crowds   []*crowd
	cores    []string
	ends     []string // of lines
	services []*served
}

// crowd is a population that is being made.
type crowd struct {
	id     string
	keys   map[string]any
	by     map[string][]string // split -> values
	splits []string
	lines  []string
}

// served is a service that is being made.
type served struct {
	id   string
	of   *crowd // nil where it has no population
	keys map[string]any
}

// values are those of splits, by their names.
var values = map[string][]string{
	"mobile": {"kt", "skt", "lgu"},
	"home":   {"kt", "skb", "other"},
	"region": {"east", "west", "south"},
}

func (m *splitter) chance(p float64) bool { return m.rng.Float64() < p }

func (m *splitter) put(table, id string, keys map[string]any) {
	if m.doc[table] == nil {
		m.doc[table] = map[string]any{}
	}
	m.doc[table].(map[string]any)[id] = keys
}

func (m *splitter) make() {
	for i := range 2 + m.rng.IntN(3) {
		m.cores = append(m.cores, numbered("core", i))
		m.put(pick(m.rng, "power", "equipment", "datacentre"), numbered("core", i), map[string]any{})
	}
	for i := range 1 + m.rng.IntN(3) {
		m.crowd(numbered("people", i))
	}
	m.nest()
	for i := range 2 + m.rng.IntN(5) {
		s := &served{id: numbered("service", i), keys: map[string]any{}}
		if m.chance(0.85) {
			s.of = pick(m.rng, m.crowds...)
			s.keys["population"] = s.of.id
		}
		m.services = append(m.services, s)
	}
	sectors := m.rng.IntN(3)
	for i, s := range m.services {
		m.describe(s, sectors)
		if needs := m.needs(i); len(needs) > 0 {
			s.keys["needs"] = needs
		}
		m.put("service", s.id, s.keys)
	}
	m.measures(sectors)
}

// crowd makes a population with its splits, and the nodes on which its lines end.
func (m *splitter) crowd(id string) {
	c := &crowd{id: id, keys: map[string]any{}, by: map[string][]string{}}
	names := []string{"home", "mobile", "region"}
	m.rng.Shuffle(3, func(i, j int) { names[i], names[j] = names[j], names[i] })
	c.splits = names[:1+m.rng.IntN(3)]
	shares := map[string][]int{}
	for _, split := range c.splits {
		c.by[split] = values[split][:2+m.rng.IntN(2)]
		shares[split] = m.twentieths(len(c.by[split]))
	}
	if len(c.splits) > 1 && m.chance(0.4) {
		m.joint(c, shares)
	}
	by := map[string]any{}
	counted := c.keys["joint"] == nil && m.chance(0.2)
	for _, split := range c.splits {
		of := map[string]any{}
		for i, value := range c.by[split] {
			of[value] = float64(shares[split][i]) / 20
			if counted {
				of[value] = int64(shares[split][i] * 15)
			}
		}
		by[split] = of
	}
	c.keys["by"] = by
	if !counted {
		c.keys["size"] = int64(100 * (1 + m.rng.IntN(50)))
	}
	m.lines(c)
	if m.chance(0.15) {
		c.keys["counts"] = "shops"
	}
	m.crowds = append(m.crowds, c)
	m.put("population", id, c.keys)
}

// twentieths draws positive whole numbers that sum to 20.
func (m *splitter) twentieths(n int) []int {
	out := make([]int, n)
	for i := range 20 {
		if i < n {
			out[i]++
		} else {
			out[m.rng.IntN(n)]++
		}
	}
	return out
}

// joint draws the shares of two splits, or of three, together, some of them 0, and sets
// those of each value by it. Every value is somebody's.
func (m *splitter) joint(c *crowd, shares map[string][]int) {
	splits := c.splits[:2+m.rng.IntN(len(c.splits)-1)]
	cells := map[string]int{}
	at := map[string][]int{}
	for _, split := range splits {
		shares[split] = make([]int, len(c.by[split]))
	}
	for i := range 20 {
		var cell []int
		for _, split := range splits {
			v := m.rng.IntN(len(c.by[split]))
			if i < len(c.by[split]) {
				v = i
			}
			cell = append(cell, v)
			shares[split][v]++
		}
		cells[fmt.Sprint(cell)]++
		at[fmt.Sprint(cell)] = cell
	}
	var rows []any
	for _, key := range sortedKeys(cells) {
		row := map[string]any{"share": float64(cells[key]) / 20}
		for i, split := range splits {
			row[split] = c.by[split][at[key][i]]
		}
		rows = append(rows, row)
	}
	c.keys["joint"] = rows
}

// nest makes some populations some of others, and forgets the size of some.
func (m *splitter) nest() {
	for i, c := range m.crowds {
		if i == 0 || !m.chance(0.5) {
			continue
		}
		whole := pick(m.rng, m.crowds[:i]...)
		size, given := c.keys["size"].(int64)
		limit, limited := whole.keys["size"].(int64)
		if !given || !limited {
			continue // whole counts may be more than the whole
		}
		c.keys["of"] = whole.id
		c.keys["size"] = min(size, limit)
		delete(c.keys, "counts")
		if whole.keys["counts"] != nil {
			c.keys["counts"] = whole.keys["counts"]
		}
	}
	for _, c := range m.crowds {
		if m.chance(0.1) {
			delete(c.keys, "size")
		}
	}
}

func (m *splitter) describe(s *served, sectors int) {
	if sectors > 0 && m.chance(0.8) {
		s.keys["sector"] = numbered("sector", m.rng.IntN(sectors))
	}
	if s.of != nil && m.chance(0.5) {
		s.keys["reach"] = pick(m.rng, 0.2, 0.5, 0.75)
	}
	if s.of == nil && m.chance(0.5) {
		s.keys["users"] = int64(10 * (1 + m.rng.IntN(100)))
	}
	if m.chance(0.3) {
		s.keys["criticality"] = pick[any](m.rng, int64(2), 0.5)
	}
	if m.chance(0.3) {
		s.keys["weight"] = pick[any](m.rng, int64(5), 0.5)
	}
}

// measures makes the sectors; where only some services have a weight, it says by what
// they are measured.
func (m *splitter) measures(sectors int) {
	for i := range sectors {
		id, keys, weights, all := numbered("sector", i), map[string]any{}, 0, 0
		for _, s := range m.services {
			if s.keys["sector"] == id {
				all++
				if s.keys["weight"] != nil {
					weights++
				}
			}
		}
		if weights > 0 && weights < all || m.chance(0.2) {
			keys["measure"] = pick[any](m.rng, "weight", "users", "services")
		}
		if m.chance(0.5) {
			keys["fails_at"] = pick(m.rng, 0.05, 0.25, 0.5)
		}
		m.put("sector", id, keys)
	}
}
