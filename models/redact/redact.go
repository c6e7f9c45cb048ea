// Package redact puts pseudonyms in place of a model's names, and keeps the key to
// them, so that the next version of the model gets the same ones.
package redact

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
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
// dates of facts and lines of files. Nothing is left of the original's digest: the
// redacted model has one of its own. It answers every question as the original does; where
// several answers are equally good, names decide, and it may give another.
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
	out := m.Disguised(p)
	out.Digest = digest(out)
	return out
}

// digest identifies a redacted model by what it says itself: that of the original would
// tell who has it, or guesses at it, which one is meant.
func digest(m *models.Model) string {
	text, err := json.Marshal(m) // maps in order of their keys
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Rewrite puts pseudonyms into a copy of a model.
func (p *pseudonyms) Rewrite(m, out *models.Model) {
	for name := range m.Files() {
		p.of(classFile, name)
	}
	p.said(m, out)
	out.Digest, out.Origin, out.PassedOver = "", "", nil
	out.Title = models.Text{"en": "Redacted model", "ko": "이름을 가린 모델"}
	out.Policies = each(m.Policies, func(x *models.Policy) { x.ID = p.of(classPolicy, x.ID); p.said(m, x) })
	out.Incidents = each(m.Incidents, func(x *models.Incident) { x.ID = p.of(classIncident, x.ID); p.said(m, x) })
	out.Terms = each(m.Terms, func(x *models.Terms) { x.ID = p.of(classTerms, x.ID); p.said(m, x) })
	out.Options = each(m.Options, func(x *models.Option) { x.ID = p.of(classOption, x.ID); p.said(m, x) })
	out.Kinds = each(m.Kinds, func(x *models.Kind) { x.ID = p.kind(x.ID); p.said(m, x) })
	out.Sectors = each(m.Sectors, func(x *models.Sector) { p.said(m, x) })
	out.Always = each(m.Always, func(x *models.Overlay) { x.File = p.of(classFile, x.File); p.said(m, x) })
	out.Sources = each(m.Sources, func(x *models.Source) { x.ID = p.name(m, language.ASource, x.ID); p.said(m, x) })
	out.Populations = each(m.Populations, func(x *models.Population) {
		before := *x
		x.ID = p.of(classPopulation, x.ID)
		p.said(m, x)
		p.people(m, &before, x)
	})
	out.Nodes = each(m.Nodes, func(x *models.Node) { p.node(m, x) })
}

// each returns a copy of a list with every element rewritten.
func each[T any](list []T, rewrite func(*T)) []T {
	out := slices.Clone(list)
	for i := range out {
		rewrite(&out[i])
	}
	return out
}

func (p *pseudonyms) node(m *models.Model, n *models.Node) {
	if !p.numbered {
		p.kindOf[n.ID] = n.Kind
	}
	groups := p.groupsOf(n.ID)
	n.ID, n.Kind = p.ref(n.ID), p.kind(n.Kind)
	p.said(m, n)
	n.Tags = append(n.Tags[:len(n.Tags):len(n.Tags)], groups...)
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
