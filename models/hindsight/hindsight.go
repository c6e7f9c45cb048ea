package hindsight

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// Why says why a fact goes.
type Why string

// The reasons.
const (
	Source  Why = "source"  // the incident's reports say it
	Date    Why = "date"    // it is of the day of the incident, or later
	Undated Why = "undated" // nothing says when it was known
	Names   Why = "names"   // it names something that is gone
)

// Fact is something that a model no longer says.
type Fact struct {
	Table string // of the element: a kind of node, "population", "terms" or "incident"
	ID    string
	Key   string // of the language, of a split or line "by.mobile"; "": the element is gone
	About string // of a requirement what it says
	Why   Why
	Rests *models.Provenance // what it rests on; nil: nothing
}

// Left is what is left of a model for an incident.
type Left struct {
	// Model has, for what is gone and still asked for, nodes that need nothing: one that is
	// gone by its own id, "gone:line" and "gone:service:part" for a line and a part.
	Model *models.Model
	// Incident has the same events and observations as the one that it was made for. Events
	// name ids. Observations of which Gone says so name no node.
	Incident *models.Incident
	Gone     []bool // by observation: what it speaks of is gone
	Taken    []Fact // sorted by table, id and key
}

// Before takes away all that is hindsight to an incident of the model, which must be as it
// was on the day of that (see models.Model.At); the model itself stays as it is. The error
// is that of a selector of the incident. It costs a few passes over the model.
func Before(m *models.Model, in *models.Incident) (*Left, error) {
	t := &taker{m: m, in: in, cites: map[string]bool{}, named: map[string]bool{}, split: map[string]bool{}, gone: map[string]bool{}, broken: map[string]bool{}}
	t.gather()
	if err := t.readEvents(); err != nil {
		return nil, err
	}
	t.people()
	for i := range m.Nodes {
		if n := &m.Nodes[i]; !t.named[n.ID] && !t.nodeKnown(n) {
			t.gone[n.ID] = true
		}
	}
	out := t.nodes()
	for t.findBroken(out) {
		out = t.nodes()
	}
	return t.left(out), nil
}

// taker takes hindsight away.
type taker struct {
	m  *models.Model
	in *models.Incident // with the ids of what its events name

	cites       map[string]bool // sources that the incident cites
	named       map[string]bool // nodes that events name
	split       map[string]bool // those of which events name a part
	gone        map[string]bool // nodes
	broken      map[string]bool // names of parts that are gone
	stubs       map[string]bool // ids of nodes that nothing can break, for what is gone
	populations []models.Population
	taken       []Fact // but for what nodes say
	ofNodes     []Fact
}

// gather notes the sources of the incident.
func (t *taker) gather() {
	cite := func(p *models.Provenance) {
		if p != nil && p.Source != "" {
			t.cites[p.Source] = true
		}
	}
	cite(t.in.Provenance)
	for i := range t.in.Observed {
		cite(t.in.Observed[i].Provenance)
	}
}

// IsHindsight says whether what facts rest on is hindsight to an incident of the model, as
// Before has it.
func IsHindsight(m *models.Model, in *models.Incident, p *models.Provenance) bool {
	t := &taker{m: m, in: in, cites: map[string]bool{}}
	t.gather()
	return t.why(p) != ""
}

// why says why a fact goes, "" of one that stays.
func (t *taker) why(p *models.Provenance) Why {
	switch {
	case p != nil && t.cites[p.Source]:
		return Source
	case t.m.KnownBefore(p, t.in.Began()):
		return ""
	case t.m.DateOf(p) == "":
		return Undated
	}
	return Date
}

func (t *taker) known(p *models.Provenance) bool { return t.why(p) == "" }

// left puts the model together.
func (t *taker) left(nodes []models.Node) *Left {
	m := t.model(nodes, t.in)
	out := &Left{Gone: make([]bool, len(t.in.Observed))}
	incident := *t.in
	incident.Observed = slices.Clone(t.in.Observed)
	for i := range incident.Observed {
		o := &incident.Observed[i]
		if o.Node == "" {
			continue
		}
		id, _, _ := strings.Cut(o.Node, "@")
		_, _, err := m.PartsNamed(o.Node)
		if out.Gone[i] = t.gone[id] || err != nil; out.Gone[i] {
			o.Node = ""
		}
	}
	incident.Events = t.events(m)
	terms := t.terms(m)
	out.Model, out.Incident = t.model(nodes, &incident), &incident
	out.Model.Terms = terms
	out.Taken = append(t.taken, t.ofNodes...)
	slices.SortStableFunc(out.Taken, func(a, b Fact) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.ID, b.ID), strings.Compare(a.Key, b.Key))
	})
	return out
}

// model returns the model with what is left, and an incident.
func (t *taker) model(nodes []models.Node, in *models.Incident) *models.Model {
	out := t.m.WithNodes(nodes)
	out.Populations, out.Incidents = t.populations, []models.Incident{*in}
	return out
}

func (t *taker) take(table, id, key, about string, why Why, p *models.Provenance) {
	t.taken = append(t.taken, Fact{table, id, key, about, why, p})
}
