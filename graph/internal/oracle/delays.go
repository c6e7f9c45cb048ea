package oracle

import (
	"maps"
	"slices"
)

// want is an entry or a member of the needs of one vertex. Each part of a
// service has wants of its own, with a memory of their own.
type want struct {
	vertex  string // the vertex that a bare name means, "" where it is a table
	supply  bool   // whether the list or the group that a bare name stands in is supply
	rule    requirement
	members []*want
}

// understood takes members apart as a speaker means them.
func (m *model) understood(entries []any, speaker string, supply bool) []*want {
	var wants []*want
	for _, entry := range entries {
		if name, ok := entry.(string); ok {
			vertex := m.known(m.resolve(speaker, name))
			wants = append(wants, &want{vertex: vertex, supply: supply})
			continue
		}
		rule := entry.(requirement)
		wants = append(wants, &want{rule: rule, members: m.understood(rule.members, speaker, rule.within(supply))})
	}
	return wants
}

// memory is what of earlier ticks still matters.
type memory struct {
	groups map[*want]group // who serves in groups with a failover
	notUp  map[*want]int   // since when a value with a holdup has not been up
	down   map[*want]int   // since when it has been down
	waits  map[string]wait // the vertices that have to recover
}

func newMemory() memory {
	return memory{groups: map[*want]group{}, notUp: map[*want]int{}, down: map[*want]int{}, waits: map[string]wait{}}
}

// group is the state of a group with a failover. Members go by their numbers.
type group struct {
	use       []int
	switching bool
	target    []int
	due       int
	offered   string // what the target had to offer when the switch began
}

// group is the state of a group; at first its first members are in use.
func (s *simulation) group(w *want) group {
	if g, known := s.memory.groups[w]; known {
		return g
	}
	g := group{}
	for i := range w.rule.k {
		g.use = append(g.use, i)
	}
	return g
}

// value is the level that a member or a requirement offers.
func (s *simulation) value(w *want, levels map[string]string) string {
	if w.vertex != "" {
		return levels[w.vertex]
	}
	input := s.input(w, levels)
	switch {
	case input == "down" && !s.held(w, false):
		return "down"
	case input != "up" && !s.held(w, true):
		return "degraded"
	}
	return "up"
}

// input is the value of a requirement before its holdup.
func (s *simulation) input(w *want, levels map[string]string) string {
	value := s.served(w, s.offers(w, levels))
	if w.rule.unless {
		value = opposite(value)
	}
	if w.rule.accepts && value == "degraded" {
		value = "up"
	}
	if w.rule.loss && value == "down" {
		value = "degraded"
	}
	return value
}

// offers are the values of the members, in their order.
func (s *simulation) offers(w *want, levels map[string]string) []string {
	var offers []string
	for _, member := range w.members {
		offers = append(offers, s.value(member, levels))
	}
	return offers
}

// served is what a requirement has of the offers of its members.
func (s *simulation) served(w *want, offers []string) string {
	return worstOf(s.inUse(w, offers), offers)
}

// inUse are the members that serve a requirement now.
func (s *simulation) inUse(w *want, offers []string) []int {
	if s.atOnce(w) {
		return best(w.rule.k, offers)
	}
	g := s.group(w)
	use := bestOf(w.rule.k, atHand(g.use), offers)
	if g.switching && g.due <= s.now {
		switched := bestOf(w.rule.k, atHand(g.target), offers)
		if rank(worstOf(switched, offers)) > rank(worstOf(use, offers)) {
			use = switched
		}
	}
	return use
}

// atOnce says whether whatever a requirement names can serve it at once.
func (s *simulation) atOnce(w *want) bool {
	return w.rule.failover == 0 || s.switched[w] || s.calm
}

// best are the k members with the best offers, of equal ones the earlier.
func best(k int, offers []string) []int {
	var members []int
	for i := range offers {
		members = append(members, i)
	}
	return bestOf(k, members, offers)
}

// bestOf are those of some members, which stand in their order.
func bestOf(k int, members []int, offers []string) []int {
	members = slices.Clone(members)
	slices.SortStableFunc(members, func(i, j int) int { return bestFirst(offers[i], offers[j]) })
	return members[:k]
}

// atHand are the members that serve without a switch: those up to the last one
// in use, because going back costs nothing.
func atHand(use []int) []int {
	var members []int
	for i := range slices.Max(use) + 1 {
		members = append(members, i)
	}
	return members
}

func worstOf(members []int, offers []string) string {
	var some []string
	for _, i := range members {
		some = append(some, offers[i])
	}
	return worst(some)
}

// remember takes down what the next ticks have to know of this one, all of it
// by what was known before.
func (s *simulation) remember(levels map[string]string) {
	next := newMemory()
	next.waits = maps.Clone(s.memory.waits)
	for _, wants := range s.wants {
		s.rememberAll(wants, levels, next)
	}
	s.memory = next
}

func (s *simulation) rememberAll(wants []*want, levels map[string]string, next memory) {
	for _, w := range wants {
		s.rememberAll(w.members, levels, next)
		if w.rule.failover > 0 {
			next.groups[w] = s.afterwards(w, s.offers(w, levels))
		}
		if w.rule.holdup == 0 {
			continue
		}
		input := s.input(w, levels)
		if without, inLoop := s.without[w]; inLoop {
			input = without
		}
		if input != "up" {
			next.notUp[w] = s.since(w, s.memory.notUp)
		}
		if input == "down" {
			next.down[w] = s.since(w, s.memory.down)
		}
	}
}

// since is when something was lost that is lost now: now, unless known better.
func (s *simulation) since(w *want, lost map[*want]int) int {
	if since, known := lost[w]; known {
		return since
	}
	return s.now
}

// afterwards is the state of a group after this moment's offers: who serves
// now, and what it switches to.
func (s *simulation) afterwards(w *want, offers []string) group {
	offer := func(members []int) int { return rank(worstOf(members, offers)) }
	g := s.group(w)
	back := bestOf(w.rule.k, atHand(g.use), offers)
	if g.switching && g.due <= s.now {
		if switched := bestOf(w.rule.k, atHand(g.target), offers); offer(switched) > offer(back) {
			g, back = group{use: g.target}, switched
		}
	}
	if offer(back) > rank("down") {
		g.use = back // or else there is nothing to go back to
	}
	preferred := best(w.rule.k, offers)
	switch {
	case offer(g.use) >= offer(preferred):
		return group{use: g.use}
	case g.switching && offer(g.target) >= rank(g.offered) && offer(g.target) > offer(g.use):
		return g
	}
	return group{
		use:       g.use,
		switching: true,
		target:    preferred,
		due:       s.now + int(w.rule.failover),
		offered:   worstOf(preferred, offers),
	}
}
