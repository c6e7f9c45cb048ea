package gen

import "slices"

// lines gives a population one to three lines, and now and then access nodes as well.
func (m *splitter) lines(c *crowd) {
	line := map[string]any{}
	names := []string{"data", "voice", "fixed"}[:1+m.rng.IntN(3)]
	for _, name := range names {
		line[name] = m.line(c)
		c.lines = append(c.lines, name)
	}
	c.keys["line"] = line
	if m.chance(0.1) {
		access := map[string]any{}
		for i, n := range m.twentieths(2) {
			access[m.end(numbered("way", i))] = float64(n) / 20
		}
		c.keys["access"] = access
		c.lines = append(c.lines, "access")
	}
}

// line draws where a line ends: by template, or for some values of a split by one each.
func (m *splitter) line(c *crowd) any {
	if m.chance(0.5) {
		return m.template(c)
	}
	split := pick(m.rng, c.splits...)
	of := map[string]any{}
	for i, value := range c.by[split] {
		if i == 0 || m.chance(0.5) {
			of[value] = m.template(c)
			if m.chance(0.3) {
				of[value] = m.end(pick(m.rng, "shared-1", "shared-2"))
			}
		}
	}
	return map[string]any{split: of}
}

// template draws one of one or two splits, and makes all nodes that it may mean.
func (m *splitter) template(c *crowd) string {
	one := pick(m.rng, c.splits...)
	ending := pick(m.rng, "net", "net", "line")
	for _, value := range c.by[one] {
		m.end(value + "-" + ending)
	}
	if other := pick(m.rng, c.splits...); other != one && m.chance(0.4) {
		for _, value := range c.by[one] {
			for _, more := range c.by[other] {
				m.end(value + "-" + more)
			}
		}
		return "{" + one + "}-{" + other + "}"
	}
	return "{" + one + "}-" + ending
}

// end makes a node on which a line may end, unless it is there.
func (m *splitter) end(id string) string {
	if slices.Contains(m.ends, id) {
		return id
	}
	m.ends = append(m.ends, id)
	keys := map[string]any{}
	if m.chance(0.3) {
		keys["needs"] = []any{pick(m.rng, m.cores...)}
	} else if m.chance(0.2) {
		keys["needs"] = []any{map[string]any{"on": pick(m.rng, m.cores...), "loss": "degraded"}}
	}
	m.put(pick(m.rng, "carrier", "carrier", "equipment"), id, keys)
	return id
}
