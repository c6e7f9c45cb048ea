package models

import (
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// redaction is what a redacted model remembers of where it comes from.
type redaction struct {
	original *Model
	names    *pseudonyms
}

// Redact is RedactAs without a key: the same model gets the same pseudonyms, and
// another version of it may get others.
func (m *Model) Redact() *Model { return m.RedactAs(&Key{}) }

// RedactAs returns the model under pseudonyms, for people who may not see the
// names: "carrier-03" in place of a node's id, "site-02" in place of a site. Names
// that the key knows get its pseudonyms; others get the next numbers of their
// class, in an order that says nothing of them to whom does not hold the model,
// and are added to the key.
//
// Replaced are ids of nodes, populations, incidents, terms, policies, options and
// declared kinds; operators, vendors, sites, regions, tags, units, sources and
// file names. Left out are titles, names, descriptions, reasons and the day of an
// incident. What stays is structure, sectors with their names, figures, times,
// dates of facts, lines of files, and the digest of the original. It answers every
// question as the original does.
//
// Cost: a pass over the model for each option, one, and one over its files.
func (m *Model) RedactAs(key *Key) *Model {
	p := &pseudonyms{words: map[class]map[string]string{}, kindOf: map[string]string{}}
	p.apply(m) // shows it the names
	for i := range m.Options {
		if with, err := m.WithOptions(m.Options[i].ID); err == nil { // else it can never be taken
			p.apply(with)
		}
	}
	p.number(key, m.seed())
	return p.apply(m)
}

// options translates ids of options back.
func (r *redaction) options(redacted []string) []string {
	out := slices.Clone(redacted)
	for i := range r.original.Options {
		o := &r.original.Options[i]
		for k, id := range redacted {
			if r.names.of(classOption, o.ID) == id {
				out[k] = o.ID
			}
		}
	}
	return out
}

// apply rewrites a model.
func (p *pseudonyms) apply(m *Model) *Model {
	out := *m
	out.Title = Text{"en": "Redacted model", "ko": "이름을 가린 모델"}
	out.Description, out.Source, out.loader = nil, "", nil
	out.redaction = &redaction{original: m, names: p}
	for _, src := range m.sources {
		p.of(classFile, src.name)
	}
	out.with = each(m.with, p.overlay)
	out.Policies = each(m.Policies, func(x *Policy) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classPolicy, x.ID), nil, nil, p.provenance(x.Provenance)
		x.Protect, x.Against = p.selector(m, x.Protect), p.selector(m, x.Against)
	})
	out.Incidents = each(m.Incidents, func(x *Incident) { p.incident(m, x) })
	out.Terms = each(m.Terms, func(x *Terms) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classTerms, x.ID), nil, nil, p.provenance(x.Provenance)
		x.Covers = p.selectors(m, x.Covers)
	})
	out.Options = each(m.Options, func(x *Option) {
		x.ID, x.Name, x.Description, x.Provenance = p.of(classOption, x.ID), nil, nil, p.provenance(x.Provenance)
		x.changes = each(x.changes, p.change)
	})
	out.Kinds = each(m.Kinds, func(x *Kind) { x.ID, x.Name, x.Description = p.kind(x.ID), nil, nil })
	out.Sectors = each(m.Sectors, func(x *Sector) { x.Description, x.Provenance = nil, p.provenance(x.Provenance) })
	out.Populations = each(m.Populations, p.population)
	out.Nodes = each(m.Nodes, p.node)
	out.sort()
	out.nodeByID = make(map[string]int, len(out.Nodes))
	for i := range out.Nodes {
		out.nodeByID[out.Nodes[i].ID] = i
	}
	return &out
}

// sort puts everything into the order of the new ids: that of the old ones would
// tell of them.
func (m *Model) sort() {
	byID(m.Policies, func(x *Policy) string { return x.ID })
	byID(m.Incidents, func(x *Incident) string { return x.ID })
	byID(m.Terms, func(x *Terms) string { return x.ID })
	byID(m.Options, func(x *Option) string { return x.ID })
	byID(m.Kinds, func(x *Kind) string { return x.ID })
	byID(m.Populations, func(x *Population) string { return x.ID })
	byID(m.Nodes, func(x *Node) string { return x.ID })
}

func byID[T any](list []T, id func(*T) string) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(id(&a), id(&b)) })
}

// each returns a copy of a list with every element rewritten.
func each[T any](list []T, rewrite func(*T)) []T {
	out := slices.Clone(list)
	for i := range out {
		rewrite(&out[i])
	}
	return out
}

func (p *pseudonyms) node(n *Node) {
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
		load.SpillsTo = each(load.SpillsTo, func(s *Spill) { s.To = p.ref(s.To) })
		slices.SortFunc(load.SpillsTo, func(a, b Spill) int { return strings.Compare(a.To, b.To) })
		n.Load = &load
	}
}

// requirement rewrites a requirement; it recurses no deeper than files may nest.
func (p *pseudonyms) requirement(r *Requirement) {
	r.On = p.ref(r.On)
	r.Of = each(r.Of, p.requirement)
	if r.Mods != nil && r.Mods.Provenance != nil {
		mods := *r.Mods
		mods.Provenance = p.provenance(mods.Provenance)
		r.Mods = &mods
	}
}

func (p *pseudonyms) population(x *Population) {
	x.ID, x.Name, x.Description, x.Provenance = p.of(classPopulation, x.ID), nil, nil, p.provenance(x.Provenance)
	x.Access = each(x.Access, func(a *Access) { a.Node = p.ref(a.Node) })
	slices.SortFunc(x.Access, func(a, b Access) int { return strings.Compare(a.Node, b.Node) })
}

// incident rewrites an incident. The day it began would name it.
func (p *pseudonyms) incident(m *Model, x *Incident) {
	x.ID, x.Name, x.Description, x.Provenance = p.of(classIncident, x.ID), nil, nil, p.provenance(x.Provenance)
	x.Start, x.DateOnly = time.Time{}, false
	settings := func(list []Setting) []Setting {
		return each(list, func(s *Setting) { s.Node = p.ref(s.Node) })
	}
	x.Events = each(x.Events, func(ev *Event) {
		ev.Fail, ev.Degrade, ev.Repair = p.selectors(m, ev.Fail), p.selectors(m, ev.Degrade), p.selectors(m, ev.Repair)
		ev.Demand, ev.Capacity, ev.Reason = settings(ev.Demand), settings(ev.Capacity), ""
	})
	x.Observed = each(x.Observed, func(o *Observation) {
		o.Node, o.Reason, o.Source = p.ref(o.Node), "", p.provenance(o.Source)
	})
}

// change rewrites which element an option changes; what it makes of it is read
// from the original.
func (p *pseudonyms) change(c *change) {
	switch c.table {
	case tableSector:
	case tablePopulation:
		c.id = p.of(classPopulation, c.id)
	default:
		c.id = p.ref(c.id)
	}
	c.val = nil
}

// overlay rewrites what an overlay is called.
func (p *pseudonyms) overlay(with *string) {
	if id, ok := strings.CutPrefix(*with, "option:"); ok {
		*with = "option:" + p.of(classOption, id)
	} else if name, ok := strings.CutPrefix(*with, "variant:"); ok {
		*with = "variant:" + p.of(classVariant, name)
	} else {
		*with = p.of(classFile, filepath.ToSlash(*with))
	}
}

// provenance keeps which facts have the same source, not which source that is.
func (p *pseudonyms) provenance(v *Provenance) *Provenance {
	if v == nil {
		return nil
	}
	out := *v
	out.Source = p.of(classSource, v.Source)
	return &out
}
