package persons

import (
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// WhatIf answers a question about a document. It costs the classes of all populations
// times their services, for each step of a chain of requirements.
func WhatIf(doc oracle.Doc, q Question) Answer {
	m := newModel(doc, q.Failed)
	failed := m.failures(q.Failed)
	r := &run{model: m, failed: failed, before: m.settle(nil), levels: m.settle(failed)}
	return r.answer()
}

// Void names a service that nobody could have with everything up, or a part that a
// node needs and in which there is nobody; "" where there is none.
func Void(doc oracle.Doc) string {
	m := newModel(doc, nil)
	for _, id := range m.nodes {
		if m.populationOf(id) != nil && m.count(id, "") == 0 {
			return id
		}
		for _, name := range spoken(m.needs(id)) {
			if service, terms, part := strings.Cut(name, "@"); part && service != "" && m.count(service, terms) == 0 {
				return name
			}
		}
	}
	return ""
}

// count is how many classes have a service, of a part of it.
func (m *model) count(service, terms string) int {
	n := 0
	for i := range m.populationOf(service).classes {
		if m.has[place{service, i}] && (terms == "" || m.matches(service, i, terms)) {
			n++
		}
	}
	return n
}

// failures are the places that are down of themselves.
func (m *model) failures(names []string) map[place]bool {
	failed := map[place]bool{}
	for _, name := range names {
		id, terms, part := strings.Cut(name, "@")
		if !part {
			failed[place{id, -1}] = true
			continue
		}
		for i := range m.populationOf(id).classes {
			if m.matches(id, i, terms) {
				failed[place{id, i}] = true
			}
		}
	}
	return failed
}

// run is a model in which something has failed.
type run struct {
	*model
	failed         map[place]bool
	before, levels map[place]string
}

func (r *run) answer() Answer {
	a := Answer{
		Levels: map[string]string{}, Before: map[string]string{}, Classes: map[string][]Class{},
		Because: map[string][]string{}, LostRedundancy: map[string]bool{}, Circular: map[string]bool{}, Several: map[string]bool{},
		ShareDown: map[string]float64{}, UsersDown: map[string]float64{}, UsersDegraded: map[string]float64{},
	}
	for _, id := range r.nodes {
		whole := place{id, -1}
		a.Levels[id], a.Before[id] = r.levels[whole], r.before[whole]
		a.Classes[id] = r.found(id)
		a.Because[id], a.Circular[id] = r.reasons(id), r.circular(id)
		a.Several[id] = r.namesSeveral(id)
		for _, at := range r.seen(id) {
			a.LostRedundancy[id] = a.LostRedundancy[id] || r.lostRedundancy(at)
		}
		if rank(r.levels[whole]) < rank(r.before[whole]) {
			switch r.levels[whole] {
			case "down":
				a.NodesDown++
			case "degraded":
				a.NodesDegraded++
			}
		}
		if r.kind[id] != "service" {
			continue
		}
		a.ShareDown[id] = r.share(id, "down", r.levels)
		if users, known := r.users(id); known {
			a.UsersDown[id] = users * a.ShareDown[id]
			a.UsersDegraded[id] = users * r.share(id, "degraded", r.levels)
		}
		if r.hit(id) {
			a.ServicesHit++
			if !r.figured(id) {
				a.Uncounted++
			}
		}
	}
	a.Populations, a.Things = r.populationsHit(), map[string]Interval{}
	r.things(a.Populations, a.Things)
	a.Sectors = r.sectorsHit(a.ShareDown)
	return a
}

// found is how the classes that have a service find it.
func (r *run) found(id string) []Class {
	p := r.populationOf(id)
	if p == nil {
		return nil
	}
	var out []Class
	for i, c := range p.classes {
		at := place{id, i}
		if !r.has[at] {
			continue
		}
		lines := map[string]string{}
		for line := range r.told[id] {
			lines[line] = "-"
			if end, ok := c.ends[line]; ok {
				lines[line] = end
			}
		}
		apart := map[string]string{}
		for split := range r.apart[id] {
			apart[split] = c.values[split]
		}
		out = append(out, Class{Apart: apart, Values: c.values, Lines: lines, Share: c.share, Level: r.levels[at], Before: r.before[at], LostRedundancy: r.lostRedundancy(at)})
	}
	return out
}

// share is the share with a level, of those who have the service.
func (r *run) share(id, level string, levels map[place]string) float64 {
	p := r.populationOf(id)
	if p == nil {
		if levels[place{id, -1}] == level {
			return 1
		}
		return 0
	}
	sum, all := 0.0, 0.0
	for i, c := range p.classes {
		if at := (place{id, i}); r.has[at] {
			all += c.share
			if levels[at] == level {
				sum += c.share
			}
		}
	}
	return sum / all
}

// users is how many use a service, and whether that is known.
func (r *run) users(id string) (float64, bool) {
	p := r.populationOf(id)
	if p == nil {
		return numberOr(r.keys[id]["users"], 0), r.keys[id]["users"] != nil
	}
	have, all := 0.0, 0.0
	for i, c := range p.classes {
		all += c.share
		if r.has[place{id, i}] {
			have += c.share
		}
	}
	return numberOr(p.keys["size"], 0) * r.reach(id) * have / all, p.keys["size"] != nil
}

func (r *run) reach(id string) float64 { return numberOr(r.keys[id]["reach"], 1) }

// hit says whether some users of a service find it worse than with nothing failed.
func (r *run) hit(id string) bool {
	p := r.populationOf(id)
	if p == nil {
		return rank(r.levels[place{id, -1}]) < rank(r.before[place{id, -1}])
	}
	for i := range p.classes {
		if at := (place{id, i}); r.has[at] && rank(r.levels[at]) < rank(r.before[at]) {
			return true
		}
	}
	return false
}
