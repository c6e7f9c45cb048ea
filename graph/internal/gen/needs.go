package gen

import (
	"fmt"
	"strings"
)

// needs draws the needs of a node, at most size.Entries of them. Lines have
// none more often than others do.
func (m *maker) needs(i int) []any {
	if m.chance(0.1) || i < m.lines() && m.chance(0.4) {
		return nil
	}
	return m.several(i, 1+m.rng.IntN(max(m.size.Entries, 1)), m.size.Depth)
}

// several draws members of one list, none of them twice. They may turn out
// fewer than wanted where there is little to choose from.
func (m *maker) several(i, count, depth int) []any {
	var list []any
	for range count {
		member := m.requirement(i, depth)
		if member != nil && !m.clashes(i, member, list) {
			list = append(list, member)
		}
	}
	return list
}

// requirement draws an entry or a member: a bare name, a name with modifiers,
// or a group; nil where there is nothing to name.
func (m *maker) requirement(i, depth int) any {
	if depth > 0 && m.chance(m.size.Groups) {
		return m.group(i, depth)
	}
	name := m.name(i)
	if name == "" {
		return nil
	}
	table := map[string]any{"on": name}
	m.modify(table)
	if len(table) == 1 && m.chance(0.8) {
		return name
	}
	return table
}

// group draws an any, an all or an at_least; nil where it would be empty.
func (m *maker) group(i, depth int) any {
	members := m.several(i, pick(m.rng, 1, 2, 2, 3, 3, 4), depth-1)
	if len(members) == 0 {
		return nil
	}
	table := map[string]any{}
	switch {
	case m.chance(m.size.AtLeast):
		table["at_least"] = int64(1 + m.rng.IntN(len(members)))
		table["of"] = members
	case m.chance(0.3):
		table["all"] = members
	default:
		table["any"] = members
	}
	m.modify(table)
	return table
}

// modify adds modifiers to a requirement, and now and then a remark that must
// make no difference.
func (m *maker) modify(table map[string]any) {
	if m.chance(m.size.Soft) {
		table["loss"] = "degraded"
	}
	if m.chance(m.size.Accepts) {
		table["accepts"] = "degraded"
	}
	if m.chance(m.size.Holdup) {
		table["holdup"] = pick(m.rng, durations...)
	}
	prefers := table["any"] != nil || table["of"] != nil
	if prefers && m.chance(m.size.Failover) {
		table["failover"] = pick(m.rng, durations...)
	}
	if prefers && m.size.Balance > 0 && m.chance(m.size.Balance) {
		table["balance"] = "even"
	}
	if m.chance(0.05) {
		table["confidence"] = pick(m.rng, "stated", "reported", "assumed")
	}
}

// name draws what a node may name: its own access, a node or a part; "" where
// there is none.
func (m *maker) name(i int) string {
	if m.nodes[i].population != nil && m.chance(m.size.Access) {
		return "@access"
	}
	j := i - 1
	if m.chance(m.size.Cycles) {
		j = m.rng.IntN(len(m.nodes))
	} else if i > 0 {
		j = m.rng.IntN(i)
	}
	if j < 0 || j == i {
		return ""
	}
	if p := m.nodes[j].population; p != nil && m.chance(m.size.Parts) {
		return m.nodes[j].id + "@" + m.nodes[pick(m.rng, p.access...)].id
	}
	return m.nodes[j].id
}

// clashes says whether a list already has a member, or one that some part of
// the node may take for the same: its access node by name and as "@access", or
// a service of its own population as a whole and by a part.
func (m *maker) clashes(i int, member any, list []any) bool {
	for _, other := range list {
		a, b := nameOf(member), nameOf(other)
		if a == "" || b == "" {
			if fmt.Sprint(member) == fmt.Sprint(other) {
				return true // the same group
			}
			continue
		}
		if a == b || m.ownPart(i, a) == b || m.ownPart(i, b) == a ||
			m.ownLine(i, a) && b == "@access" || m.ownLine(i, b) && a == "@access" {
			return true
		}
	}
	return false
}

// ownPart takes the name of a part to the name of its service, where that has
// the population of node i; any other name has no such service.
func (m *maker) ownPart(i int, name string) string {
	service, _, isPart := strings.Cut(name, "@")
	for _, n := range m.nodes {
		if isPart && n.id == service && n.population != nil && n.population == m.nodes[i].population {
			return service
		}
	}
	return "-" // which is no name
}

// ownLine says whether a name is that of an access node of node i's population.
func (m *maker) ownLine(i int, name string) bool {
	if p := m.nodes[i].population; p != nil {
		for _, access := range p.access {
			if m.nodes[access].id == name {
				return true
			}
		}
	}
	return false
}

// nameOf is the one name that a member speaks of, "" where it is a group.
func nameOf(member any) string {
	if table, ok := member.(map[string]any); ok {
		member = table["on"]
	}
	name, _ := member.(string)
	return name
}
