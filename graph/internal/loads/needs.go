package loads

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// want is an entry or a member of what one vertex needs: a leaf, which is a node or a
// part, or a group. Each has a memory of its own.
type want struct {
	vertex  string // of a leaf: what it means; "" where the segment has no such line
	line    bool   // of a leaf: it is named as a line
	own     bool   // of a leaf: it is a part of a service of the same population
	leaf    bool
	name    string // of a group: whose it is, and where it stands
	members []*want
	k       int // "the k-th best level among its members"

	failover, holdup            int // seconds
	accepts, soft, even, unless bool
}

// needs are what a vertex needs.
func (m *model) needs(vertex string) []*want {
	node := m.nodeOf(vertex)
	list, _ := m.keys[node]["needs"].([]any)
	var wants []*want
	for i, entry := range list {
		wants = append(wants, m.want(vertex, entry, vertex+" "+strconv.Itoa(i)))
	}
	at, isPart := m.part[vertex]
	if !isPart || speaksOfLines(list) {
		return wants
	}
	// "A service of a population with one line and no `@` needs that line"; with several,
	// "naming none is an error …, unless it needs a service of its population".
	if lines := m.lines(m.population(node)); len(lines) == 1 {
		wants = append(wants, m.want(vertex, "@"+lines[0], ""))
	} else if len(wants) == 0 {
		panic("loads: " + at.service + " names no line")
	}
	return wants
}

// lines are those of a population.
func (m *model) lines(population string) []string {
	if _, short := m.people[population]["access"]; short {
		return []string{"access"}
	}
	return slices.Sorted(maps.Keys(m.people[population]["line"].(map[string]any)))
}

// speaksOfLines says whether a list of needs names a line, at any nesting.
func speaksOfLines(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.HasPrefix(v, "@")
	case []any:
		return slices.ContainsFunc(v, speaksOfLines)
	case map[string]any:
		for _, key := range []string{"on", "any", "all", "of", "unless"} {
			if speaksOfLines(v[key]) {
				return true
			}
		}
	}
	return false
}

// want takes one entry apart as a vertex means it.
func (m *model) want(vertex string, entry any, name string) *want {
	if id, bare := entry.(string); bare {
		return m.named(vertex, id)
	}
	keys := entry.(map[string]any)
	w := &want{name: name, k: 1}
	text := func(key string) string { s, _ := keys[key].(string); return s }
	w.failover, w.holdup = seconds(text("failover")), seconds(text("holdup"))
	w.accepts, w.soft = text("accepts") == "degraded", text("loss") == "degraded"
	w.even = text("balance") == "even"
	var members []any
	for _, form := range []string{"any", "all", "of"} {
		if list, is := keys[form].([]any); is {
			members = list
		}
	}
	switch {
	case keys["unless"] != nil:
		w.unless, members = true, []any{keys["unless"]}
	case keys["on"] != nil:
		members = []any{keys["on"]}
	}
	for i, member := range members {
		w.members = append(w.members, m.want(vertex, member, name+"."+strconv.Itoa(i)))
	}
	switch {
	case keys["all"] != nil:
		w.members = once(w.members)
		w.k = len(w.members)
	case keys["of"] != nil:
		w.k = int(amount(keys["at_least"]))
		w.members = once(w.members)
	default:
		w.members = once(w.members)
	}
	return w
}

// once leaves each node but once: "Lines of a segment that end on the same node count
// once, in `at_least` too."
func once(members []*want) []*want {
	seen := map[string]bool{}
	return slices.DeleteFunc(members, func(w *want) bool {
		twice := w.leaf && w.vertex != "" && seen[w.vertex]
		seen[w.vertex] = true
		return twice
	})
}

// named is what a name means: "part follows part" within one population, "Otherwise it
// sees the other's overall level".
func (m *model) named(vertex, id string) *want {
	at, isPart := m.part[vertex]
	switch {
	case strings.HasPrefix(id, "@"):
		return &want{leaf: true, line: true, vertex: at.segment.lines[id[1:]]}
	case isPart && m.population(id) != "" && m.population(id) == m.population(at.service):
		return &want{leaf: true, own: true, vertex: id + "@" + at.segment.name}
	}
	if _, is := m.part[id]; !is && m.kind[id] == "" {
		panic(fmt.Sprintf("loads: %s needs %s, which is not declared", vertex, id))
	}
	return &want{leaf: true, vertex: id}
}

// leaves are all names in wants, at any nesting.
func leaves(wants []*want) []*want {
	var all []*want
	for _, w := range wants {
		if w.leaf {
			all = append(all, w)
		}
		all = append(all, leaves(w.members)...)
	}
	return all
}

// groups are all that are no leaf, at any nesting, the inner ones first.
func groups(wants []*want) []*want {
	var all []*want
	for _, w := range wants {
		all = append(all, groups(w.members)...)
		if !w.leaf {
			all = append(all, w)
		}
	}
	return all
}

// seconds reads a duration such as "1h25m"; "" is none.
func seconds(duration string) int {
	total := 0
	for rest := duration; rest != ""; {
		end := strings.IndexAny(rest, "smhd")
		n, err := strconv.Atoi(rest[:max(end, 0)])
		if err != nil {
			panic(fmt.Sprintf("loads: %q is no duration", duration))
		}
		total += n * map[byte]int{'s': 1, 'm': 60, 'h': 3600, 'd': 86400}[rest[end]]
		rest = rest[end+1:]
	}
	return total
}
