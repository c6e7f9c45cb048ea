package models

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Fact is a figure of a model that is a range.
type Fact struct {
	Of    string // id of a node, a population or an incident
	Key   string // of the language
	About string // of a requirement its members, of a share whose it is, of an event which it is; else ""
	Range Range
	Sort  FactSort

	mods *Modifiers // of a requirement
}

// FactSort says what hangs on a fact.
type FactSort uint8

// The sorts of facts.
const (
	FactDelay    FactSort = iota // a hold-up or a fail-over: levels at a moment
	FactRecovery                 // when a node comes back
	FactChance                   // how often a node fails of itself
	FactShare                    // how many are hit
	FactEvent                    // when something happened in an incident
)

// String writes the fact for people: `web: recovery = "2h..10h"`.
func (f *Fact) String() string {
	key := f.Key
	if f.About != "" {
		key += " (" + f.About + ")"
	}
	return f.Of + ": " + key + " = " + strconv.Quote(f.Range.String())
}

// Modifiers returns those of the requirement that has the fact, or nil.
func (f *Fact) Modifiers() *Modifiers { return f.mods }

// Facts returns the figures of the model that are ranges, in the order of its elements:
// nodes, populations, incidents. Ranges whose ends are the same are left out: nothing of
// them is unknown. It costs a pass over nodes and requirements.
func (m *Model) Facts() []Fact {
	var out []Fact
	m.eachFact(func(f Fact, _ place) { out = append(out, f) })
	return out
}

// place says where a fact stands in a model: by position in its lists. What does not
// apply is 0; split is -1 for access.
type place struct{ node, population, split, share, incident, event int }

func (m *Model) eachFact(yield func(f Fact, at place)) {
	each := func(list []KeyRange, f Fact, at place) {
		for _, x := range list {
			if f.Key, f.Range = x.Key, x.Range; !x.Range.Exact() {
				f.Sort = sortOf(x.Key, f)
				yield(f, at)
			}
		}
	}
	for i := range m.Nodes {
		n := &m.Nodes[i]
		each(n.Ranges, Fact{Of: n.ID}, place{node: i})
		eachModified(n.Needs, func(r *Requirement) {
			each(r.Mods.Ranges, Fact{Of: n.ID, About: r.members(), mods: r.Mods}, place{node: i})
		})
	}
	for i := range m.Populations {
		p := &m.Populations[i]
		share := func(key, about string, r *Range, at place) {
			if r != nil && !r.Exact() {
				yield(Fact{Of: p.ID, Key: key, About: about, Range: *r, Sort: FactShare}, at)
			}
		}
		for k, a := range p.Access {
			share("access", a.Node, a.Range, place{population: i, split: -1, share: k})
		}
		for j := range p.By {
			for k, x := range p.By[j].Values {
				share("by."+p.By[j].Name, x.ID, x.Range, place{population: i, split: j, share: k})
			}
		}
	}
	for i := range m.Incidents {
		in := &m.Incidents[i]
		for k := range in.Events {
			each(in.Events[k].Ranges, Fact{Of: in.ID, About: fmt.Sprintf("event %d", k+1), Sort: FactEvent}, place{incident: i, event: k})
			for j, x := range in.Events[k].Serve {
				if x.Range != nil && !x.Range.Exact() {
					yield(Fact{Of: in.ID, Key: "serve", About: fmt.Sprintf("event %d, %s", k+1, x.Node), Range: *x.Range, Sort: FactEvent}, place{incident: i, event: k, share: j})
				}
			}
		}
	}
}

// eachModified calls f for the requirements that have modifiers, at any nesting.
func eachModified(rs []Requirement, f func(r *Requirement)) {
	for i := range rs {
		if rs[i].Mods != nil {
			f(&rs[i])
		}
		eachModified(rs[i].Of, f)
	}
}

func sortOf(key string, f Fact) FactSort {
	switch key {
	case "holdup", "failover":
		return FactDelay
	case "recovery":
		return FactRecovery
	case "mtbf", "mttr":
		return FactChance
	}
	return f.Sort
}

// maxNamed is how many members of a requirement a fact names.
const maxNamed = 3

// members names what a requirement asks for: "line-a, line-b".
func (r *Requirement) members() string {
	if r.On != "" {
		return r.On
	}
	var names []string
	for i := range r.Of {
		if names = append(names, r.Of[i].members()); len(names) == maxNamed && i+1 < len(r.Of) {
			names = append(names, "…")
			break
		}
	}
	return strings.Join(slices.Compact(names), ", ")
}
