// Package redact puts pseudonyms in place of a model's names, and keeps the key to
// them, so that the next version of the model gets the same ones.
package redact

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models"
)

// Model returns the model under pseudonyms, for people who may not see the names:
// "carrier-03" in place of a node's id, "site-02" in place of a site. Names that the
// key knows get its pseudonyms; others get the next numbers of their class, in an
// order that says nothing of them to whom does not hold the model, and are added to
// the key. Without a key (nil) the same model gets the same pseudonyms, and another
// version of it may get others.
//
// Replaced are ids of nodes, populations, incidents, terms, policies, options and
// declared kinds; operators, vendors, sites, regions, tags, units, sources and
// file names. Left out are titles, names, descriptions, reasons and the day of an
// incident. What stays is structure, sectors with their names, figures, times,
// dates of facts, lines of files, and the digest of the original. It answers every
// question as the original does.
//
// Cost: a pass over the model for each option, one, and one over its files.
func Model(m *models.Model, key *Key) *models.Model {
	if key == nil {
		key = &Key{}
	}
	p := &pseudonyms{words: map[class]map[string]string{}, kindOf: map[string]string{}}
	m.Disguised(p) // shows it the names
	for i := range m.Options {
		if with, err := m.WithOptions(m.Options[i].ID); err == nil { // else it can never be taken
			with.Disguised(p)
		}
	}
	p.number(key, seed(m))
	return m.Disguised(p)
}

// Rewrite puts pseudonyms into a copy of a model.
func (p *pseudonyms) Rewrite(m, out *models.Model) {
	out.Title = models.Text{"en": "Redacted model", "ko": "이름을 가린 모델"}
	out.Description, out.Source = nil, ""
	for name := range m.Files() {
		p.of(classFile, name)
	}
	out.Policies = each(m.Policies, func(x *models.Policy) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classPolicy, x.ID), nil, nil, p.provenance(x.Provenance)
		x.Protect, x.Against = p.selector(m, x.Protect), p.selector(m, x.Against)
	})
	out.Incidents = each(m.Incidents, func(x *models.Incident) { p.incident(m, x) })
	out.Terms = each(m.Terms, func(x *models.Terms) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classTerms, x.ID), nil, nil, p.provenance(x.Provenance)
		x.Covers = p.selectors(m, x.Covers)
	})
	out.Options = each(m.Options, func(x *models.Option) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classOption, x.ID), nil, nil, p.provenance(x.Provenance)
	})
	out.Kinds = each(m.Kinds, func(x *models.Kind) { x.ID, x.Name, x.Description = p.kind(x.ID), nil, nil })
	out.Sectors = each(m.Sectors, func(x *models.Sector) { x.Description, x.Provenance = nil, p.provenance(x.Provenance) })
	out.Populations = each(m.Populations, p.population)
	out.Nodes = each(m.Nodes, p.node)
}

// each returns a copy of a list with every element rewritten.
func each[T any](list []T, rewrite func(*T)) []T {
	out := slices.Clone(list)
	for i := range out {
		rewrite(&out[i])
	}
	return out
}

func (p *pseudonyms) node(n *models.Node) {
	if !p.numbered {
		p.kindOf[n.ID] = n.Kind
	}
	tags := each(n.Tags, func(t *string) { *t = p.of(classTag, *t) })
	n.Tags = append(tags, p.groupsOf(n.ID)...)
	n.ID, n.Kind, n.Name, n.Description = p.ref(n.ID), p.kind(n.Kind), nil, nil
	n.Operator, n.Vendor = p.of(classOperator, n.Operator), p.of(classVendor, n.Vendor)
	n.Site, n.Region = p.of(classSite, n.Site), p.of(classRegion, n.Region)
	n.Provenance = p.provenance(n.Provenance)
	n.Needs = each(n.Needs, p.requirement)
	if n.Use != nil {
		use := *n.Use
		use.Population = p.of(classPopulation, use.Population)
		n.Use = &use
	}
	if n.Load != nil {
		load := *n.Load
		load.Unit = p.of(classUnit, load.Unit)
		load.SpillsTo = each(load.SpillsTo, func(s *models.Spill) { s.To = p.ref(s.To) })
		slices.SortFunc(load.SpillsTo, func(a, b models.Spill) int { return strings.Compare(a.To, b.To) })
		n.Load = &load
	}
}

// requirement rewrites a requirement; it recurses no deeper than files may nest.
func (p *pseudonyms) requirement(r *models.Requirement) {
	r.On = p.ref(r.On)
	r.Of = each(r.Of, p.requirement)
	if r.Mods != nil && r.Mods.Provenance != nil {
		mods := *r.Mods
		mods.Provenance = p.provenance(mods.Provenance)
		r.Mods = &mods
	}
}

func (p *pseudonyms) population(x *models.Population) {
	x.ID, x.Name, x.Description, x.Provenance = p.of(classPopulation, x.ID), nil, nil, p.provenance(x.Provenance)
	x.Access = each(x.Access, func(a *models.Access) { a.Node = p.ref(a.Node) })
	slices.SortFunc(x.Access, func(a, b models.Access) int { return strings.Compare(a.Node, b.Node) })
}

// incident rewrites an incident. The day it began would name it.
func (p *pseudonyms) incident(m *models.Model, x *models.Incident) {
	x.ID, x.Name, x.Description, x.Provenance = p.of(classIncident, x.ID), nil, nil, p.provenance(x.Provenance)
	x.Start, x.DateOnly = time.Time{}, false
	settings := func(list []models.Setting) []models.Setting {
		return each(list, func(s *models.Setting) { s.Node = p.ref(s.Node) })
	}
	x.Events = each(x.Events, func(ev *models.Event) {
		ev.Fail, ev.Degrade, ev.Repair = p.selectors(m, ev.Fail), p.selectors(m, ev.Degrade), p.selectors(m, ev.Repair)
		ev.Demand, ev.Capacity, ev.Reason = settings(ev.Demand), settings(ev.Capacity), ""
	})
	x.Observed = each(x.Observed, func(o *models.Observation) {
		o.Node, o.Reason, o.Provenance = p.ref(o.Node), "", p.provenance(o.Provenance)
	})
}

// Element returns what stands for an element that an option changes.
func (p *pseudonyms) Element(table, id string) string {
	switch table {
	case models.TableSector:
		return id
	case models.TablePopulation:
		return p.of(classPopulation, id)
	}
	return p.ref(id)
}

// File returns what stands for a file of the model.
func (p *pseudonyms) File(name string) string { return p.of(classFile, name) }

// Overlay returns what stands for what an overlay is called.
func (p *pseudonyms) Overlay(with string) string {
	if id, ok := strings.CutPrefix(with, "option:"); ok {
		return "option:" + p.of(classOption, id)
	}
	if name, ok := strings.CutPrefix(with, "variant:"); ok {
		return "variant:" + p.of(classVariant, name)
	}
	return p.of(classFile, with)
}

// Option translates the id of an option back; one that stands for none stays.
func (p *pseudonyms) Option(id string) string {
	for word, pseudonym := range p.words[classOption] {
		if pseudonym == id {
			return word
		}
	}
	return id
}

// provenance keeps which facts have the same source, not which source that is.
func (p *pseudonyms) provenance(v *models.Provenance) *models.Provenance {
	if v == nil {
		return nil
	}
	out := *v
	out.Source = p.of(classSource, v.Source)
	return &out
}
