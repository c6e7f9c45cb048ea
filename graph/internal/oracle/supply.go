package oracle

import "maps"

// What a model says of supply: what a requirement brings is then nothing that
// can arise in a loop. Levels are found as they are defined, in two questions
// with yes or no for an answer: who is not down, and then who is up.

// readSupply takes down which nodes bring supply by all that they require, and
// whether anything in the document does.
func (m *model) readSupply(kinds map[string]any) {
	m.supply = map[string]bool{}
	for _, node := range m.nodes {
		kind, _ := kinds[m.kind[node]].(map[string]any)
		m.supply[node], _ = kind["supply"].(bool)
		if says, ok := m.keys[node]["supply"].(bool); ok {
			m.supply[node] = says
		}
		m.supplied = m.supplied || m.supply[node] || saysSupply(m.keys[node]["needs"])
	}
}

// saysSupply says whether a requirement or a list of them marks anything as supply.
func saysSupply(value any) bool {
	says := false
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			says = says || saysSupply(member)
		}
	case map[string]any:
		for key, member := range v {
			says = says || key == "supply" && member == true || saysSupply(member)
		}
	}
	return says
}

// brings says whether a vertex's requirements are supply where they say nothing
// of it themselves.
func (m *model) brings(vertex string) bool {
	node, _ := split(vertex)
	return m.supply[node]
}

// within says whether a requirement is supply, in a group or a list that is, or
// is not.
func (r requirement) within(supply bool) bool {
	if r.supply != nil {
		return *r.supply
	}
	return supply
}

// set is some vertices.
type set map[string]bool

// reading is what one knows where one asks whether a vertex is not down, or,
// if up, whether it is up.
type reading struct {
	up    bool
	lives set  // the answer to the first question, where the second is asked
	x, y  set  // the members of what is not supply, and of what is
	all   bool // everything is taken as supply

	kept map[string]string // what every unless reads in place of the answer to the first question
}

// reaches says whether a level is a yes.
func (r reading) reaches(level string) bool { return level == "up" || !r.up && level == "degraded" }

// first is how the second question reads the answer to the first.
func (r reading) first() reading {
	return reading{x: r.lives, y: r.lives, kept: r.kept}
}

// has says whether a member is read as a yes. A service with parts is no hop of
// its own: what it is, its parts are.
func (r reading) has(m *model, vertex string, supply bool) bool {
	in := r.x
	if supply || r.all {
		in = r.y
	}
	parts := m.parts(vertex)
	if parts == nil {
		return in[vertex]
	}
	some, every := false, true
	for _, part := range parts {
		some, every = some || in[part], every && in[part]
	}
	if r.up {
		return every
	}
	return some
}

// judge says whether a vertex without parts is a yes to a question, as one reads
// all others.
type judge func(vertex string, r reading) bool

// hops are those of some vertices that have no parts.
func (m *model) hops(vertices []string) []string {
	var hops []string
	for _, vertex := range vertices {
		if m.parts(vertex) == nil {
			hops = append(hops, vertex)
		}
	}
	return hops
}

// nested gives some vertices their levels. Whatever else they need has its level
// already.
func (m *model) nested(vertices []string, levels map[string]string, all bool, yes judge) {
	hops := m.hops(vertices)
	for _, hop := range hops {
		delete(levels, hop)
	}
	r := reading{all: all}
	r.lives = greatest(hops, r, levels, yes)
	r.up = true
	up := greatest(hops, r, levels, yes)
	for _, hop := range hops {
		levels[hop] = levelOf(r.lives[hop], up[hop])
	}
	for _, vertex := range vertices {
		if parts := m.parts(vertex); parts != nil {
			levels[vertex] = wholeOf(parts, levels)
		}
	}
}

// levelOf is the level by the answers to the two questions.
func levelOf(lives, up bool) string {
	switch {
	case up && !lives:
		panic("oracle: up, and down")
	case up:
		return "up"
	case lives:
		return "degraded"
	}
	return "down"
}

// greatest is the greatest X with X = μY.F(X, Y): from everything downwards,
// because no X makes a smaller one grow.
func greatest(hops []string, r reading, levels map[string]string, yes judge) set {
	x := known(r, levels)
	for _, hop := range hops {
		x[hop] = true
	}
	for {
		r.x = x
		next := least(hops, r, levels, yes)
		if maps.Equal(next, x) {
			return x
		}
		x = next
	}
}

// least is μY.F(X, Y): from nothing upwards.
func least(hops []string, r reading, levels map[string]string, yes judge) set {
	y := known(r, levels)
	for {
		r.y = y
		next := once(hops, r, levels, yes)
		if maps.Equal(next, y) {
			return y
		}
		y = next
	}
}

// once is F(X, Y).
func once(hops []string, r reading, levels map[string]string, yes judge) set {
	next := known(r, levels)
	for _, hop := range hops {
		next[hop] = yes(hop, r)
	}
	return next
}

// known are the answers for those whose levels are known.
func known(r reading, levels map[string]string) set {
	s := set{}
	for vertex, level := range levels {
		s[vertex] = r.reaches(level)
	}
	return s
}
