package oracle

import (
	"fmt"
	"slices"
)

// ownAccess is the member that stands for the part's own access node.
const ownAccess = "@access"

// requirement is one entry of needs, or one group within another, taken apart.
type requirement struct {
	members  []any // names and further requirements, in order of preference
	k        int   // its value is that of the k-th best member
	failover int64 // seconds
	holdup   int64 // seconds
	accepts  bool  // degraded counts as up
	loss     bool  // down counts as degraded
	even     bool  // demand is divided among its members
	unless   bool  // it holds while its one member is down, and is down while that is not
	supply   *bool // what it brings does not arise in a loop; nil: as what is around it
}

func readRequirement(entry map[string]any) requirement {
	text := func(key string) string { s, _ := entry[key].(string); return s }
	r := requirement{
		failover: seconds(text("failover")),
		holdup:   seconds(text("holdup")),
		accepts:  text("accepts") == "degraded",
		loss:     text("loss") == "degraded",
		even:     text("balance") == "even",
	}
	if says, ok := entry["supply"].(bool); ok {
		r.supply = &says
	}
	switch {
	case entry["on"] != nil:
		r.members, r.k = []any{entry["on"]}, 1
	case entry["any"] != nil:
		r.members, r.k = readMembers(entry["any"].([]any)), 1
	case entry["unless"] != nil:
		r.members, r.k, r.unless = readMembers([]any{entry["unless"]}), 1, true
	case entry["all"] != nil:
		r.members = readMembers(entry["all"].([]any))
		r.k = len(r.members)
	case entry["of"] != nil:
		r.members, r.k = readMembers(entry["of"].([]any)), int(number(entry["at_least"]))
	}
	if r.k < 1 || r.k > len(r.members) {
		panic(fmt.Sprintf("oracle: %v is no requirement", entry))
	}
	return r
}

// readMembers leaves names as they are, and takes groups apart.
func readMembers(entries []any) []any {
	var members []any
	for _, entry := range entries {
		if group, ok := entry.(map[string]any); ok {
			entry = readRequirement(group)
		}
		members = append(members, entry)
	}
	return members
}

// readNeeds takes down what a node or its parts need, all of it. The need of a
// part for its own access node is written out, unless the service's needs speak
// of it. A service with a population needs nothing itself: it follows its parts.
func (m *model) readNeeds(node string) {
	list, _ := m.keys[node]["needs"].([]any)
	entries := readMembers(list)
	if m.populationOf(node) == "" {
		m.needsOf[node] = entries
		return
	}
	if !slices.Contains(spoken(entries), ownAccess) {
		entries = append(entries, ownAccess)
	}
	for _, part := range m.parts(node) {
		m.needsOf[part] = entries
	}
}

// needs are the entries of a vertex, each a name or a requirement.
func (m *model) needs(vertex string) []any { return m.needsOf[vertex] }

// spoken are the names in a member, a group or a list of them, at any nesting,
// as they are written.
func spoken(entry any) []string {
	var names []string
	switch e := entry.(type) {
	case string:
		names = append(names, e)
	case []any:
		for _, member := range e {
			names = append(names, spoken(member)...)
		}
	case requirement:
		names = spoken(e.members)
	}
	return names
}

// resolve is the vertex that a name means where a given vertex speaks it. A
// part sees another service of its own population part by part, and everything
// else as a whole.
func (m *model) resolve(speaker, name string) string {
	node, access := split(speaker)
	switch {
	case name == ownAccess && access == "":
		panic(fmt.Sprintf("oracle: %s has no access node", speaker))
	case name == ownAccess:
		return access
	case access != "" && m.populationOf(name) == m.populationOf(node):
		return name + "@" + access
	}
	return name
}

// written is the name by which a cause is reported.
func written(speaker, name string) string {
	if _, access := split(speaker); name == ownAccess {
		return access
	}
	return name
}
