package persons

import (
	"slices"
	"strings"
)

var ranked = []string{"down", "degraded", "up"}

func rank(level string) int { return slices.Index(ranked, level) }

func worst(a, b string) string { return ranked[min(rank(a), rank(b))] }

// needs are the entries of a node. A service of a population with one line that
// speaks of none needs that one.
func (m *model) needs(id string) []any {
	entries, _ := m.keys[id]["needs"].([]any)
	p := m.populationOf(id)
	if p == nil || len(p.lines) != 1 || slices.ContainsFunc(spoken(entries), func(name string) bool { return name[0] == '@' }) {
		return entries
	}
	return append(slices.Clone(entries), "@"+p.lines[0])
}

// spoken are the names in a list, at any nesting.
func spoken(entries []any) []string {
	var names []string
	for _, entry := range entries {
		switch e := entry.(type) {
		case string:
			names = append(names, e)
		case table:
			names = append(names, spoken(membersOf(e))...)
		}
	}
	return names
}

func membersOf(group table) []any {
	for _, form := range []string{"any", "all", "of"} {
		if members, ok := group[form].([]any); ok {
			return members
		}
	}
	if group["unless"] != nil {
		return []any{group["unless"]}
	}
	return []any{group["on"]}
}

// everywhere are all nodes, and of services with a population every class besides.
func (m *model) everywhere() []place {
	var out []place
	for _, id := range m.nodes {
		out = append(out, place{id, -1})
		if p := m.populationOf(id); p != nil {
			for i := range p.classes {
				out = append(out, place{id, i})
			}
		}
	}
	return out
}

// settle goes stratum by stratum: it starts with everything up and computes everything
// anew until nothing changes. What an unless speaks of is settled then.
func (m *model) settle(failed map[place]bool) map[place]string {
	levels := map[place]string{}
	strata, ok := m.strata()
	if !ok {
		panic("persons: a circle leads through an unless")
	}
	for _, stratum := range strata {
		for _, at := range stratum {
			levels[at] = "up"
		}
		m.settleThese(stratum, failed, view{levels, levels})
	}
	return levels
}

func (m *model) settleThese(places []place, failed map[place]bool, v view) {
	for changed := true; changed; {
		next := map[place]string{}
		for _, at := range places {
			next[at] = m.level(at, failed, v)
		}
		changed = false
		for at, level := range next {
			changed = changed || level != v.levels[at]
			v.levels[at] = level
		}
	}
}

func (m *model) level(at place, failed map[place]bool, levels view) string {
	if p := m.populationOf(at.id); p != nil && at.class < 0 {
		return m.together(at.id, levels, func(int) bool { return true })
	}
	level := "up"
	if failed[at] || failed[place{at.id, -1}] {
		level = "down"
	}
	for _, entry := range m.needs(at.id) {
		level = worst(level, m.missed(entry, at, m.value(entry, at, levels)))
	}
	return level
}

// together is the level of a service over some of the classes that have it.
func (m *model) together(id string, levels view, among func(int) bool) string {
	found := map[string]bool{}
	for i := range m.populationOf(id).classes {
		if at := (place{id, i}); m.has[at] && among(i) {
			found[levels.levels[at]] = true
		}
	}
	if len(found) == 1 {
		for level := range found {
			return level
		}
	}
	return "degraded"
}

// value is what a member or a requirement offers to who speaks of it.
func (m *model) value(entry any, at place, levels view) string {
	if name, ok := entry.(string); ok {
		return m.named(name, at, levels)
	}
	group := entry.(table)
	value := m.enough(group, at, levels)
	if group["unless"] != nil {
		value = opposite(m.value(group["unless"], at, levels.opposite()))
	}
	if group["accepts"] == "degraded" && value == "degraded" {
		value = "up"
	}
	if group["loss"] == "degraded" && value == "down" {
		value = "degraded"
	}
	return value
}

// enough is the level of the k-th best member of a group.
func (m *model) enough(group table, at place, levels view) string {
	offers := m.offers(membersOf(group), at, levels, group["all"] == nil)
	k := 1
	switch {
	case group["all"] != nil:
		k = len(offers)
	case group["of"] != nil:
		k = int(number(group["at_least"]))
	}
	alive, open := 0, false
	for _, o := range offers {
		if !o.dead {
			alive++
			open = open || at.class >= 0 && m.limit(o.member, at, "up") != m.limit(o.member, at, "down")
		}
	}
	var values []string
	for _, o := range offers {
		if k == alive && open && !o.dead { // every one that can be there has to be, and not all are at one level for good
			o.level = m.missed(o.member, at, o.level)
		}
		values = append(values, o.level)
	}
	slices.SortFunc(values, func(a, b string) int { return rank(b) - rank(a) })
	if k > len(values) {
		return "down"
	}
	return values[k-1]
}

// endOf is the node on which a member ends that is a line of the speaker's, else "".
func (m *model) endOf(member any, at place) string {
	if group, ok := member.(table); ok {
		member = group["on"]
	}
	if name, ok := member.(string); ok && name[0] == '@' {
		return m.populationOf(at.id).classes[at.class].ends[name[1:]]
	}
	return ""
}

// named is the level of what a name means where it is spoken.
func (m *model) named(name string, at place, levels view) string {
	id, terms, part := strings.Cut(name, "@")
	p := m.populationOf(at.id)
	switch {
	case id == "":
		node, line := p.classes[at.class].ends[terms]
		if !line {
			return "down"
		}
		return levels.levels[place{node, -1}]
	case part:
		return m.together(id, levels, func(i int) bool { return m.matches(id, i, terms) })
	case p != nil && m.populationOf(id) == p:
		return levels.levels[place{id, at.class}]
	}
	level, declared := levels.levels[place{id, -1}]
	if !declared {
		panic("persons: " + at.id + " needs " + id + ", which is not declared")
	}
	return level
}
