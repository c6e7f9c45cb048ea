package models

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Overlays returns the overlays that the model was loaded with, as Request has
// them; of a disguised model in its words.
func (m *Model) Overlays() []string { return m.with }

// Has says whether there is a node of that id. It costs one map look-up.
func (m *Model) Has(id string) bool {
	_, ok := m.nodeByID[id]
	return ok
}

// indexNodes lets nodes be found by their ids.
func (m *Model) indexNodes(pace *pace.Pace) {
	m.nodeByID = make(map[string]int, len(m.Nodes))
	for i := range m.Nodes {
		if pace.Over() {
			return
		}
		m.nodeByID[m.Nodes[i].ID] = i
	}
}

// Node returns the node of that id, or nil. It costs one map look-up.
func (m *Model) Node(id string) *Node {
	i, ok := m.nodeByID[id]
	if !ok {
		return nil
	}
	return &m.Nodes[i]
}

// Index returns the position of a node in Nodes, or -1.
func (m *Model) Index(id string) int {
	if i, ok := m.nodeByID[id]; ok {
		return i
	}
	return -1
}

// Population returns the population of that id, or nil. It costs a binary
// search.
func (m *Model) Population(id string) *Population {
	i := m.PopulationIndex(id)
	if i < 0 {
		return nil
	}
	return &m.Populations[i]
}

// Sector returns the sector of that id, or nil. It costs a binary search.
func (m *Model) Sector(id string) *Sector {
	i, ok := slices.BinarySearchFunc(m.Sectors, id, func(s Sector, id string) int { return strings.Compare(s.ID, id) })
	if !ok {
		return nil
	}
	return &m.Sectors[i]
}

// PopulationIndex returns the position of a population in Populations, or -1. It costs
// a binary search.
func (m *Model) PopulationIndex(id string) int {
	i, ok := slices.BinarySearchFunc(m.Populations, id, func(p Population, id string) int { return strings.Compare(p.ID, id) })
	if !ok {
		return -1
	}
	return i
}

// Lasts returns how long the failures last that a policy names.
func (m *Model) Lasts(p *Policy) time.Duration { return cmp.Or(p.For, m.Outage) }

// incident returns the incident of that id, of those there are.
func (m *Model) incident(id string) *Incident {
	return &m.Incidents[slices.IndexFunc(m.Incidents, func(in Incident) bool { return in.ID == id })]
}

// Policy returns the policy of that id, or nil. It costs a pass over the policies.
func (m *Model) Policy(id string) *Policy {
	i := slices.IndexFunc(m.Policies, func(p Policy) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Policies[i]
}

// Option returns the option of that id, or nil. It costs a pass over the options.
func (m *Model) Option(id string) *Option {
	i := slices.IndexFunc(m.Options, func(o Option) bool { return o.ID == id })
	if i < 0 {
		return nil
	}
	return &m.Options[i]
}

// WithNodes returns the model with other nodes in place of its own, of which nothing
// is checked. It takes no options any more.
func (m *Model) WithNodes(nodes []Node) *Model {
	out := *m
	out.Nodes, out.loader, out.lay = nodes, nil, &layout{}
	out.indexNodes(pace.New(context.Background()))
	return &out
}

// Part returns the position of an access node in Access. It costs a binary
// search.
func (p *Population) Part(access string) (i int, ok bool) {
	return slices.BinarySearchFunc(p.Access, access, func(a Access, id string) int { return strings.Compare(a.Node, id) })
}

// PopulationOf returns the population of a service, or nil.
func (m *Model) PopulationOf(n *Node) *Population { return m.Population(n.populationID()) }

// Users returns how many use a service: the size of its population, but for those who
// for want of lines cannot have it, times reach; or what the service itself says. False
// where that is not known.
func (m *Model) Users(n *Node) (float64, bool) {
	switch {
	case n.Use == nil:
		return 0, false
	case n.Use.Users != nil:
		return *n.Use.Users, true
	}
	p := m.PopulationOf(n)
	if p == nil || p.Size == nil {
		return 0, false
	}
	if parts := m.partsOf(n); parts != nil {
		return *p.Size * n.Use.Reach * parts.All(), true
	}
	return *p.Size * n.Use.Reach, true
}

// SpeaksOfLines says whether the needs of a node name a line, as "@access", or once
// did: then they say all of what its parts need of their lines, be it that one is down.
func (n *Node) SpeaksOfLines() bool {
	var speaks func(rs []Requirement) bool
	speaks = func(rs []Requirement) bool {
		return slices.ContainsFunc(rs, func(r Requirement) bool { return strings.HasPrefix(r.On, "@") || speaks(r.Of) })
	}
	return n.AccessFree || speaks(n.Needs)
}

func (n *Node) populationID() string {
	if n.Use == nil {
		return ""
	}
	return n.Use.Population
}

// place returns where a key of the node stands.
func (n *Node) place(key string) source.Place { return placeOfKey(n.at, n.keyAt, key) }

func (p *Population) place(key string) source.Place { return placeOfKey(p.at, p.keyAt, key) }

func placeOfKey(element source.Place, moved map[string]source.Place, key string) source.Place {
	if at, ok := moved[key]; ok {
		return at
	}
	return element.With(key)
}

func (n *Node) placeOfNeed(i int) source.Place {
	if i < len(n.needAt) {
		return n.needAt[i]
	}
	return n.place("needs").With(source.Index(i))
}

// Position returns file and line of a node, or of its i-th requirement when i
// is not negative. It may read the file a second time. Of a workbook it is the sheet,
// "book.xlsx!Nodes", and the row.
func (m *Model) Position(n *Node, i int) (file string, line int) {
	at := n.at
	if i >= 0 {
		at = n.placeOfNeed(i)
	}
	if at.File == nil {
		return "", 0
	}
	file, line = at.Row(i < 0)
	if m.disguise != nil {
		return m.disguise.File(file), line
	}
	return file, line
}

func (m *Model) sectorIDs() []string {
	ids := make([]string, len(m.Sectors))
	for i, s := range m.Sectors {
		ids[i] = s.ID
	}
	return ids
}

func (m *Model) sourceIDs() []string {
	ids := make([]string, len(m.Sources))
	for i := range m.Sources {
		ids[i] = m.Sources[i].ID
	}
	return ids
}

func (m *Model) populationIDs() []string {
	ids := make([]string, len(m.Populations))
	for i, p := range m.Populations {
		ids[i] = p.ID
	}
	return ids
}

func (p *Population) accessIDs() []string {
	ids := make([]string, len(p.Access))
	for i, a := range p.Access {
		ids[i] = a.Node
	}
	return ids
}
