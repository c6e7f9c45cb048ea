package persons

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

var ranked = []string{"down", "degraded", "up"}

func rank(level string) int { return slices.Index(ranked, level) }

func worst(a, b string) string { return ranked[min(rank(a), rank(b))] }

// tellsApart are the lines of which a service speaks, itself or through others of
// its population.
func (m *model) tellsApart(id string, seen map[string]bool) map[string]bool {
	lines, p := map[string]bool{}, m.populationOf(id)
	if seen[id] {
		return lines
	}
	seen[id] = true
	if p.keys["access"] != nil {
		lines["access"] = true
	}
	for _, name := range spoken(m.needs(id)) {
		if line, own := strings.CutPrefix(name, "@"); own {
			lines[line] = true
		} else if m.populationOf(name) == p {
			maps.Copy(lines, m.tellsApart(name, seen))
		}
	}
	return lines
}

// splitApart are the splits that tell parts of services apart because a need or the
// question names a value of theirs. Who needs the service part by part tells as much.
func (m *model) splitApart(asked []string) map[string]map[string]bool {
	apart := map[string]map[string]bool{}
	for _, id := range m.nodes {
		apart[id] = map[string]bool{}
	}
	names := slices.Clone(asked)
	for _, id := range m.nodes {
		names = append(names, spoken(m.needs(id))...)
	}
	for _, name := range names {
		terms := strings.Split(name, "@")
		for _, term := range terms[1:] {
			split, _, _ := strings.Cut(term, ":")
			if p := m.populationOf(terms[0]); p != nil && p.splits[split] != nil && split != "access" {
				apart[terms[0]][split] = true
			}
		}
	}
	for range m.nodes { // as far as the longest chain
		for _, id := range m.nodes {
			for _, name := range spoken(m.needs(id)) {
				if p := m.populationOf(id); p != nil && p == m.populationOf(name) {
					maps.Copy(apart[id], apart[name])
				}
			}
		}
	}
	return apart
}

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

// findWhoHas finds who could have each service with everything up: for everybody
// else a line is wanting.
func (m *model) findWhoHas() {
	m.has, m.limits = map[place]bool{}, map[limited]string{}
	for _, at := range m.everywhere() {
		m.has[at] = true
	}
	for at, level := range m.settle(nil) {
		if at.class >= 0 && level == "down" {
			m.has[at] = false
		}
	}
	m.limits = map[limited]string{} // those known were of everybody's having everything
}

// settle starts with everything up and computes everything anew until nothing changes.
func (m *model) settle(failed map[place]bool) map[place]string {
	levels := map[place]string{}
	for _, at := range m.everywhere() {
		levels[at] = "up"
	}
	for {
		next := map[place]string{}
		for at := range levels {
			next[at] = m.level(at, failed, levels)
		}
		if maps.Equal(next, levels) {
			return levels
		}
		levels = next
	}
}

func (m *model) level(at place, failed map[place]bool, levels map[place]string) string {
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
func (m *model) together(id string, levels map[place]string, among func(int) bool) string {
	found := map[string]bool{}
	for i := range m.populationOf(id).classes {
		if at := (place{id, i}); m.has[at] && among(i) {
			found[levels[at]] = true
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
func (m *model) value(entry any, at place, levels map[place]string) string {
	if name, ok := entry.(string); ok {
		return m.named(name, at, levels)
	}
	group := entry.(table)
	value := m.enough(group, at, levels)
	if group["accepts"] == "degraded" && value == "degraded" {
		value = "up"
	}
	if group["loss"] == "degraded" && value == "down" {
		value = "degraded"
	}
	return value
}

// enough is the level of the k-th best member of a group.
func (m *model) enough(group table, at place, levels map[place]string) string {
	offers := m.offers(membersOf(group), at, levels, group["all"] == nil)
	k := 1
	switch {
	case group["all"] != nil:
		k = len(offers)
	case group["of"] != nil:
		k = int(number(group["at_least"]))
	}
	alive := 0
	for _, o := range offers {
		if !o.dead {
			alive++
		}
	}
	var values []string
	for _, o := range offers {
		if k == alive && !o.dead { // every one that can be there has to be
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

// offer is what a member offers, and whether it never offers anything for want of lines.
type offer struct {
	member any
	level  string
	dead   bool
}

// offers are those of members; where it is asked for, lines that end on the same node
// count once, as the best of them.
func (m *model) offers(members []any, at place, levels map[place]string, once bool) []offer {
	var offers []offer
	ending := map[string]int{}
	for _, member := range members {
		o := offer{member, m.value(member, at, levels), at.class >= 0 && m.limit(member, at, "up") == "down"}
		node := m.endOf(member, at)
		if i, again := ending[node]; once && node != "" && again {
			if rank(o.level) > rank(offers[i].level) {
				offers[i].level = o.level
			}
			continue
		}
		ending[node] = len(offers)
		offers = append(offers, o)
	}
	return offers
}

// missed is the level of a requirement that is degraded for good, for want of a line,
// as a class finds it: what it never had is not taken from it.
func (m *model) missed(entry any, at place, level string) string {
	if at.class >= 0 && level == "degraded" && m.limit(entry, at, "up") == "degraded" && m.limit(entry, at, "down") == "degraded" {
		return "up"
	}
	return level
}

// limit is what a requirement is for a class with everything up, or down.
func (m *model) limit(entry any, at place, all string) string {
	key := limited{at: at, all: all}
	if name, ok := entry.(string); ok {
		key.name = name
	} else {
		key.group = reflect.ValueOf(entry).Pointer()
	}
	level, known := m.limits[key]
	if !known {
		level = m.value(entry, at, m.levelled(all))
		m.limits[key] = level
	}
	return level
}

// limited is what a limit is known of.
type limited struct {
	name  string
	group uintptr
	at    place
	all   string
}

// levelled gives everything one level, but for who does not have a service.
func (m *model) levelled(all string) map[place]string {
	levels := map[place]string{}
	for other, has := range m.has {
		levels[other] = all
		if !has {
			levels[other] = "down"
		}
	}
	return levels
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
func (m *model) named(name string, at place, levels map[place]string) string {
	id, terms, part := strings.Cut(name, "@")
	p := m.populationOf(at.id)
	switch {
	case id == "":
		node, line := p.classes[at.class].ends[terms]
		if !line {
			return "down"
		}
		return levels[place{node, -1}]
	case part:
		return m.together(id, levels, func(i int) bool { return m.matches(id, i, terms) })
	case p != nil && m.populationOf(id) == p:
		return levels[place{id, at.class}]
	}
	level, declared := levels[place{id, -1}]
	if !declared {
		panic("persons: " + at.id + " needs " + id + ", which is not declared")
	}
	return level
}

// matches says whether a class is in the part of a service that a name means.
func (m *model) matches(service string, i int, terms string) bool {
	p := m.populationOf(service)
	c := p.classes[i]
	for term := range strings.SplitSeq(terms, "@") {
		key, value, said := strings.Cut(term, ":")
		fits := said && c.values[key] == value
		for line := range m.told[service] {
			end, has := c.ends[line]
			fits = fits || !said && has && end == term || said && line == key && (has && end == value || !has && value == "-")
		}
		if !fits {
			return false
		}
	}
	return true
}
