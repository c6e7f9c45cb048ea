package gen

// layOutNodes decides how many nodes there are and of which kinds. The first
// ones are what populations have as their lines. The very first can always
// fail, so that there is a question to ask.
func (m *maker) layOutNodes() {
	for i := range max(m.size.Nodes, 2) {
		n := node{kind: "carrier", keys: map[string]any{}}
		switch {
		case i == 0:
		case i < m.lines() && m.chance(0.15): // a service that others come in by
			n.kind = "service"
		case i < m.lines() && m.chance(0.15): // a line that several carriers make up
			n.kind = "equipment"
			n.keys["fails"] = false
		case i < m.lines():
		case m.chance(0.55):
			n.kind = "service"
		default:
			n.kind = pick(m.rng, "carrier", "datacentre", "power", "equipment", "platform")
		}
		if i > 0 && m.chance(m.size.Logical) {
			n.keys["fails"] = false
		}
		n.id = numbered(n.kind, i)
		m.nodes = append(m.nodes, n)
	}
}

// lines is how many nodes may be access nodes.
func (m *maker) lines() int { return max(2, m.size.Nodes/2) }

// layOutPopulations draws the populations and gives services one. A service
// stands after all access nodes of its population, and so cannot be its own.
func (m *maker) layOutPopulations() {
	for p := range m.size.Populations {
		count := min(2+m.rng.IntN(3), m.lines())
		access := m.rng.Perm(m.lines())[:count]
		shares := map[string]any{}
		for i, share := range m.shares(count) {
			shares[m.nodes[access[i]].id] = share
		}
		m.populations = append(m.populations, &population{
			id:     numbered("people", p),
			access: access,
			keys:   map[string]any{"size": int64(100 * (1 + m.rng.IntN(50))), "access": shares},
		})
	}
	for i := range m.nodes {
		n := &m.nodes[i]
		if n.kind != "service" || len(m.populations) == 0 || m.chance(0.25) {
			continue
		}
		p := pick(m.rng, m.populations...)
		after := true
		for _, access := range p.access {
			after = after && access < i
		}
		if after {
			n.population = p
			n.keys["population"] = p.id
		}
	}
}

// shares draws positive multiples of a twentieth that sum to one.
func (m *maker) shares(count int) []float64 {
	twentieths := make([]int, count)
	for i := range 20 {
		if i < count {
			twentieths[i]++
		} else {
			twentieths[m.rng.IntN(count)]++
		}
	}
	shares := make([]float64, count)
	for i, n := range twentieths {
		shares[i] = float64(n) / 20
	}
	return shares
}

func (m *maker) layOutSectors() {
	for i := range m.size.Sectors {
		m.sectors = append(m.sectors, numbered("sector", i))
	}
}

// describe gives a node what weighs it in its sector. A sector's services get
// users, weights, both or neither, so that every rule of weighing is met.
func (m *maker) describe(i int) {
	n := &m.nodes[i]
	if m.chance(0.2) {
		n.keys["name"] = pick[any](m.rng, "마디 \""+n.id+"\"", map[string]any{"ko": "마디", "en": "node"})
	}
	if n.kind == "platform" && len(m.sectors) > 0 && m.chance(0.3) {
		n.keys["sector"] = pick(m.rng, m.sectors...) // where it does not count
	}
	if n.kind != "service" {
		return
	}
	if len(m.sectors) > 0 && m.chance(0.8) {
		n.keys["sector"] = pick(m.rng, m.sectors...)
	}
	if n.population != nil && m.chance(0.5) {
		n.keys["reach"] = pick(m.rng, 0.2, 0.5, 0.75, 1.0)
	}
	if n.population == nil && m.chance(0.4) {
		n.keys["users"] = int64(10 * (1 + m.rng.IntN(100)))
	}
	if m.chance(0.25) {
		n.keys["weight"] = pick[any](m.rng, int64(5), 0.5, int64(40), 2.5)
	}
	if m.chance(0.4) {
		n.keys["criticality"] = pick[any](m.rng, int64(1), int64(2), int64(3), 0.5)
	}
}

// recoveries gives nodes a recovery, after all else has been drawn: where none
// is wanted, nothing is.
func (m *maker) recoveries() {
	if m.size.Recovery == 0 {
		return
	}
	for _, n := range m.nodes {
		if m.chance(m.size.Recovery) {
			n.keys["recovery"] = pick(m.rng, durations...)
		}
	}
}
