package models

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/internal/calendar"
)

// Grounds returns what a requirement of the node rests on: what it says itself, else
// what stands beside the node's needs where they are by date, else what its node says;
// nil where none says anything.
func (n *Node) Grounds(r *Requirement) *Provenance {
	if r.Mods != nil && r.Mods.Provenance != nil {
		return r.Mods.Provenance
	}
	return n.History.groundsOf("needs", n.Provenance)
}

// GroundsOf returns what the value of a key of the population rests on: what stands
// beside it where it is by date, else what the population says; nil where neither says
// anything.
func (p *Population) GroundsOf(key string) *Provenance { return p.History.groundsOf(key, p.Provenance) }

// GroundsOf is that of a population for a node.
func (n *Node) GroundsOf(key string) *Provenance { return n.History.groundsOf(key, n.Provenance) }

// OwnDate returns the date that what a fact rests on bears, as the model writes it: its
// own asof, else that of the declared source that it cites. "" where there is none. It
// costs a binary search.
func (m *Model) OwnDate(p *Provenance) string {
	if p == nil {
		return ""
	}
	return cmp.Or(p.Asof, m.dateOfSource(p.Source))
}

// DateOf returns the date that a fact is of, as the model writes it ("2021", "2021-10",
// "2021-10-25"): OwnDate, else the date of the model, which is its own asof, or that of
// the source that it cites. "" where nothing says when. It costs two binary searches.
func (m *Model) DateOf(p *Provenance) string { return cmp.Or(m.OwnDate(p), m.Date()) }

// Date returns the date of what bears none in the model, as the model writes it; "" for
// none.
func (m *Model) Date() string { return cmp.Or(m.Asof, m.dateOfSource(m.Source)) }

func (m *Model) dateOfSource(id string) string {
	if s := m.CitedSource(id); s != nil {
		return s.Asof
	}
	return ""
}

// CitedSource returns the declared source that a fact cites, or nil: text that is no id
// of one is a source in its own words. It costs a binary search.
func (m *Model) CitedSource(source string) *Source {
	i, ok := slices.BinarySearchFunc(m.Sources, source, func(s Source, id string) int { return strings.Compare(s.ID, id) })
	if !ok {
		return nil
	}
	return &m.Sources[i]
}

// KnownBefore says whether a fact was known before the day of a moment, by the offset
// that the moment has: its last day is before it. What bears no date was not, nor was
// anything before the zero time, which stands for a moment that is not known.
func (m *Model) KnownBefore(p *Provenance, moment time.Time) bool {
	date := m.DateOf(p)
	return date != "" && !moment.IsZero() && LastDay(date) < moment.Format(time.DateOnly)
}

// FirstDay and LastDay return the first and the last day of a date, in the form
// "2021-10-25", which sorts by time: of "2021-02" 2021-02-01 and 2021-02-28. The date
// is one that a model may give.
func FirstDay(date string) string { return calendar.First(date) }

// LastDay is described with FirstDay.
func LastDay(date string) string { return calendar.Last(date) }

// IsDate says whether a model may give a text as a date.
func IsDate(text string) bool { return calendar.Valid(text) }
