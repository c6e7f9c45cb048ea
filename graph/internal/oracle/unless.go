package oracle

import "slices"

// What a model says by unless: what has to be down. All that such a requirement
// speaks of lies in an earlier stratum than who speaks, and is settled before.

// opposite is what an unless is of what its member is.
func opposite(level string) string {
	if level == "down" {
		return "up"
	}
	return "down"
}

// inhibits says whether an unless is a yes. Of both questions it reads the answer to
// the first: whether its member is not down.
func (w *world) inhibits(q requirement, speaker string, supply bool, r reading) bool {
	switch {
	case r.kept != nil:
		return w.rawValue(q, speaker, r.kept) == "up"
	case r.up:
		r = r.first()
	}
	return !w.holds(q.members[0], speaker, supply, r)
}

// inhibits says so at this moment, hold-ups of its own not regarded.
func (s *simulation) inhibits(w *want, r reading) bool {
	switch {
	case r.kept != nil:
		return s.value(w.members[0], r.kept) == "down"
	case r.up:
		r = r.first()
	}
	return !s.holds(w.members[0], r)
}

// inhibitors are the members that keep what an unless speaks of from being down: all
// that are not down, at any nesting. In an unless within it is the other way round.
func (w *world) inhibitors(entry any, speaker string, levels map[string]string) []string {
	if w.value(entry, speaker, levels) == "down" {
		return nil
	}
	if name, ok := entry.(string); ok {
		return []string{written(speaker, name)}
	}
	r := entry.(requirement)
	if r.unless {
		return w.missing(r.members[0], speaker, levels)
	}
	var names []string
	for _, member := range w.inReach(r, speaker) {
		names = append(names, w.inhibitors(member, speaker, levels)...)
	}
	return names
}

// missing are the members by which a requirement is down.
func (w *world) missing(entry any, speaker string, levels map[string]string) []string {
	if w.value(entry, speaker, levels) != "down" {
		return nil
	}
	return w.culprits(entry, speaker, levels)
}

// wanted are the names in a member, a group or a list of them that have to be up: all
// but those in an unless.
func wanted(entry any) []string {
	var names []string
	switch e := entry.(type) {
	case string:
		names = append(names, e)
	case []any:
		for _, member := range e {
			names = append(names, wanted(member)...)
		}
	case requirement:
		if !e.unless {
			names = wanted(e.members)
		}
	}
	return names
}

// unwanted are the names in a member, a group or a list of them that stand in an unless.
func unwanted(entry any) []string {
	var names []string
	switch e := entry.(type) {
	case []any:
		for _, member := range e {
			names = append(names, unwanted(member)...)
		}
	case requirement:
		if e.unless {
			return spoken(e.members)
		}
		return unwanted(e.members)
	}
	return names
}

// readStrata divides the vertices: each stands in the first stratum that is not before
// that of anything it needs, and after that of all that its unless speak of. Where an
// unless leads round in a circle, there are none.
func (m *model) readStrata() {
	depth := map[string]int{}
	for _, vertex := range m.all {
		m.inhibited = m.inhibited || len(unwanted(m.needs(vertex))) > 0
	}
	for changed := true; changed; {
		changed = false
		for _, vertex := range m.all {
			at := m.depthOf(vertex, depth)
			if at > len(m.all) {
				m.strata = nil
				return
			}
			changed = changed || at != depth[vertex]
			depth[vertex] = at
		}
	}
	m.strata = make([][]string, len(m.all)+1)
	for _, vertex := range m.all {
		m.strata[depth[vertex]] = append(m.strata[depth[vertex]], vertex)
	}
	m.strata = slices.DeleteFunc(m.strata, func(stratum []string) bool { return len(stratum) == 0 })
}

func (m *model) depthOf(vertex string, depth map[string]int) int {
	at := 0
	for _, part := range m.parts(vertex) {
		at = max(at, depth[part])
	}
	for _, name := range wanted(m.needs(vertex)) {
		at = max(at, depth[m.resolve(vertex, name)])
	}
	for _, name := range unwanted(m.needs(vertex)) {
		at = max(at, depth[m.resolve(vertex, name)]+1)
	}
	return at
}

// Circle has the nodes and parts that stand in a circle through an unless, which the
// language forbids: none in a valid document. Circles are judged between parts.
func Circle(doc Doc) []string {
	m := newModel(doc)
	in := map[string]bool{}
	for _, vertex := range m.vertices() {
		for _, name := range unwanted(m.needs(vertex)) {
			down := m.resolve(vertex, name)
			for _, other := range m.vertices() {
				round := func(from, to string) bool { return from == to || m.needed[from][to] }
				if round(down, vertex) && round(down, other) && round(other, vertex) {
					in[other] = true
				}
			}
		}
	}
	var circle []string
	for _, vertex := range m.vertices() {
		if in[vertex] {
			circle = append(circle, vertex)
		}
	}
	return circle
}

// Inhibited says whether a document says unless anywhere.
func Inhibited(doc Doc) bool { return newModel(doc).inhibited }

// Inhibitors are the nodes and parts of which some unless speaks, those that need
// nothing else's being down first.
func Inhibitors(doc Doc) []string {
	m := newModel(doc)
	in := map[string]bool{}
	for _, vertex := range m.vertices() {
		for _, name := range unwanted(m.needs(vertex)) {
			in[m.resolve(vertex, name)] = true
		}
	}
	var found []string
	for _, stratum := range m.strata {
		for _, vertex := range stratum {
			if in[vertex] {
				found = append(found, vertex)
			}
		}
	}
	return found
}

// ReachesUnless says whether a vertex needs something by an unless, itself or through
// others.
func ReachesUnless(doc Doc, vertex string) bool {
	m := newModel(doc)
	for _, other := range m.vertices() {
		if (other == vertex || m.needed[vertex][other]) && len(unwanted(m.needs(other))) > 0 {
			return true
		}
	}
	return false
}

// Soft says whether something within an unless is never down, or not so soon.
func Soft(doc Doc) bool {
	soft := false
	var walk func(value any, within bool)
	walk = func(value any, within bool) {
		switch v := value.(type) {
		case []any:
			for _, member := range v {
				walk(member, within)
			}
		case map[string]any:
			soft = soft || within && (v["loss"] != nil || v["holdup"] != nil)
			for key, member := range v {
				walk(member, within || key == "unless")
			}
		}
	}
	walk(map[string]any(doc), false)
	return soft
}

// RestsByAccess says whether some part is held down, directly or through others, by an
// unless that its own access node has a say in.
func RestsByAccess(doc Doc) bool {
	m := newModel(doc)
	return slices.ContainsFunc(m.vertices(), func(part string) bool {
		_, access := split(part)
		return access != "" && slices.ContainsFunc(m.vertices(), func(other string) bool {
			return (other == part || m.needed[part][other]) && slices.ContainsFunc(unwanted(m.needs(other)), func(name string) bool {
				down := m.resolve(other, name)
				return down == access || m.needed[down][access]
			})
		})
	})
}
