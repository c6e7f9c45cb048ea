package persons

import "reflect"

// findWhoHas finds who could have each service with everything up: for everybody
// else a line is wanting.
func (m *model) findWhoHas() {
	m.has = map[place]bool{}
	m.forget()
	for _, at := range m.everywhere() {
		m.has[at] = true
	}
	for at, level := range m.granting() {
		if at.class >= 0 && level == "down" {
			m.has[at] = false
		}
	}
	m.forget() // what was known was of everybody's having everything
}

// forget what requirements can be at all.
func (m *model) forget() {
	m.limits, m.alike = map[limited]string{}, map[string]map[place]string{}
}

// offer is what a member offers, and whether it never offers anything for want of lines.
type offer struct {
	member any
	level  string
	dead   bool
}

// offers are those of members; where it is asked for, lines that end on the same node
// count once, as the best of them.
func (m *model) offers(members []any, at place, levels view, once bool) []offer {
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

// limit is what a requirement is for a class with everything up, or down, but for what
// an unless speaks of, which is the other way round.
func (m *model) limit(entry any, at place, all string) string {
	key := limited{at: at, all: all}
	if name, ok := entry.(string); ok {
		key.name = name
	} else {
		key.group = reflect.ValueOf(entry).Pointer()
	}
	level, known := m.limits[key]
	if !known {
		against := "down"
		if all == "down" {
			against = "up"
		}
		level = m.value(entry, at, view{m.levelled(all), m.levelled(against)})
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
	if m.alike[all] != nil {
		return m.alike[all]
	}
	levels := map[place]string{}
	m.alike[all] = levels
	for other, has := range m.has {
		levels[other] = all
		if !has {
			levels[other] = "down"
		}
	}
	return levels
}
