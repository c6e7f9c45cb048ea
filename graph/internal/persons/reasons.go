package persons

import (
	"maps"
	"slices"
	"strings"
)

// reasons are the direct members that broke a node, of a service those that broke it
// for some class: of a part only the service is told. What the question failed has none.
func (r *run) reasons(id string) []string {
	names := map[string]bool{}
	for _, at := range r.seen(id) {
		if r.levels[at] == "up" || r.failed[at] || r.failed[place{id, -1}] {
			continue
		}
		for _, entry := range r.needs(id) {
			if r.missed(entry, at, r.value(entry, at, view{r.levels, r.levels})) == r.levels[at] {
				r.culprits(entry, at, names)
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// seen are the places of a node: of a service with a population the classes that have it.
func (m *model) seen(id string) []place {
	p := m.populationOf(id)
	if p == nil {
		return []place{{id, -1}}
	}
	var out []place
	for i := range p.classes {
		if at := (place{id, i}); m.has[at] {
			out = append(out, at)
		}
	}
	return out
}

// culprits are the members that are no better than what their group comes to, and could
// be.
func (r *run) culprits(entry any, at place, names map[string]bool) {
	if name, ok := entry.(string); ok {
		id, terms, _ := strings.Cut(name, "@")
		if id != "" {
			names[id] = true
		} else if end, has := r.populationOf(at.id).classes[at.class].ends[terms]; has {
			names[end] = true
		}
		return
	}
	group := entry.(table)
	if group["unless"] != nil {
		r.inhibitors(group["unless"], at, names)
		return
	}
	value := r.enough(group, at, view{r.levels, r.levels})
	for _, member := range membersOf(group) {
		level := r.value(member, at, view{r.levels, r.levels})
		if rank(level) <= rank(value) && (at.class < 0 || r.limit(member, at, "up") != level) {
			r.culprits(member, at, names)
		}
	}
}

// lostRedundancy says whether some requirement of a place could lose any one that it
// names with nothing failed, is as good as then, and could not now.
func (r *run) lostRedundancy(at place) bool {
	for _, entry := range r.needs(at.id) {
		before, now := r.missed(entry, at, r.value(entry, at, view{r.before, r.before})), r.missed(entry, at, r.value(entry, at, view{r.levels, r.levels}))
		if rank(now) >= rank(before) && r.survives(entry, at, r.before, before) && !r.survives(entry, at, r.levels, before) {
			return true
		}
	}
	return false
}

// survives says whether a requirement is no less than a value at the loss of any one
// that it names; what else would fall with that one is left as it is.
func (r *run) survives(entry any, at place, levels map[place]string, value string) bool {
	for _, name := range spoken([]any{entry}) {
		without := maps.Clone(levels)
		for _, lost := range r.meant(name, at) {
			without[lost] = "down"
		}
		if rank(r.missed(entry, at, r.value(entry, at, view{without, without}))) < rank(value) {
			return false
		}
	}
	return true
}

// meant are the places that a name means where it is spoken.
func (m *model) meant(name string, at place) []place {
	id, terms, part := strings.Cut(name, "@")
	p := m.populationOf(at.id)
	switch {
	case id == "":
		if end, has := p.classes[at.class].ends[terms]; has {
			return []place{{end, -1}}
		}
		return nil
	case part:
		var out []place
		for _, other := range m.seen(id) {
			if m.matches(id, other.class, terms) {
				out = append(out, other)
			}
		}
		return out
	case p != nil && m.populationOf(id) == p:
		return []place{{id, at.class}}
	}
	return []place{{id, -1}}
}

// circular says whether a node needs itself through others, by name.
func (m *model) circular(id string) bool {
	seen := map[string]bool{}
	var walk func(from string)
	walk = func(from string) {
		for _, name := range m.names(from) {
			if !seen[name] {
				seen[name] = true
				walk(name)
			}
		}
	}
	walk(id)
	return seen[id]
}

// names are the nodes that a node names, its lines for any class among them.
func (m *model) names(id string) []string {
	var out []string
	for _, name := range spoken(m.needs(id)) {
		other, line, _ := strings.Cut(name, "@")
		if other != "" {
			out = append(out, other)
			continue
		}
		for _, c := range m.populationOf(id).classes {
			out = append(out, c.ends[line])
		}
	}
	return out
}

// namesSeveral says whether a node names a part in which there are several classes.
func (m *model) namesSeveral(id string) bool {
	return slices.ContainsFunc(spoken(m.needs(id)), func(name string) bool {
		service, terms, part := strings.Cut(name, "@")
		return part && service != "" && m.count(service, terms) > 1
	})
}
