package persons

import (
	"maps"
	"slices"
	"strings"
)

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
