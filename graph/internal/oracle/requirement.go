package oracle

import (
	"fmt"
	"slices"
)

// ownAccess is the member that stands for the part's own access node.
const ownAccess = "@access"

// requirement is one entry of needs, or one group within another, taken apart.
type requirement struct {
	members  []any // names and further groups, in order of preference
	k        int   // its value is that of the k-th best member
	failover int64 // seconds
	holdup   int64 // seconds
	accepts  bool  // degraded counts as up
	loss     bool  // down counts as degraded
	even     bool  // demand is divided among its members
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
	switch {
	case entry["on"] != nil:
		r.members, r.k = []any{entry["on"]}, 1
	case entry["any"] != nil:
		r.members, r.k = entry["any"].([]any), 1
	case entry["all"] != nil:
		r.members = entry["all"].([]any)
		r.k = len(r.members)
	case entry["of"] != nil:
		r.members, r.k = entry["of"].([]any), int(number(entry["at_least"]))
	}
	if r.k < 1 || r.k > len(r.members) {
		panic(fmt.Sprintf("oracle: %v is no requirement", entry))
	}
	return r
}

// needs are the entries that a vertex needs, all of them. The need of a part
// for its own access node is written out, unless the service's needs speak of
// it. A service with a population needs nothing itself: it follows its parts.
func (m *model) needs(vertex string) []any {
	node, access := split(vertex)
	if access == "" && m.populationOf(node) != "" {
		return nil
	}
	entries, _ := m.keys[node]["needs"].([]any)
	if access != "" && !slices.Contains(spoken(entries), ownAccess) {
		entries = append(slices.Clone(entries), ownAccess)
	}
	return entries
}

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
	case map[string]any:
		names = spoken(readRequirement(e).members)
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
