package oracle

// UserHours adds up, for each service whose users are known, how many of them
// were cut off and for how long, from the first moment to the end.
func UserHours(doc Doc, s Spans, end int) map[string]float64 {
	m := newModel(doc)
	hours := map[string]float64{}
	for _, node := range m.nodes {
		users, known := m.users(node)
		if m.kind[node] != "service" || !known {
			continue
		}
		population := m.populationOf(node)
		if population == "" {
			hours[node] = users * s.hoursDown(node, end)
			continue
		}
		hours[node] = 0
		for _, part := range m.parts(node) {
			_, access := split(part)
			hours[node] += users * m.access[population][access] * s.hoursDown(part, end)
		}
	}
	return hours
}

// ShedHours adds up, as UserHours does, how many users nodes that shed turned
// away and for how long, while the service was not down: what UserHours leaves out.
func ShedHours(doc Doc, c Course, end int) map[string]float64 {
	m := newModel(doc)
	hours := map[string]float64{}
	for _, node := range m.nodes {
		users, known := m.users(node)
		if m.kind[node] == "service" && known {
			hours[node] = m.overParts(node, func(vertex string) float64 { return users * c.Lost[vertex].area(end) })
		}
	}
	return hours
}

// area is the amount times the hours for which it holds, before the end.
func (s Steps) area(end int) float64 {
	area := 0.0
	for i, step := range s {
		until := end
		if i+1 < len(s) {
			until = min(end, s[i+1].From)
		}
		area += step.Value * float64(max(0, until-step.From)) / 3600
	}
	return area
}

// hoursDown is how long a vertex is down before the end.
func (s Spans) hoursDown(vertex string, end int) float64 {
	total := 0
	for i, span := range s[vertex] {
		until := end
		if i+1 < len(s[vertex]) {
			until = min(end, s[vertex][i+1].From)
		}
		if span.Level == "down" && span.From < until {
			total += until - span.From
		}
	}
	return float64(total) / 3600
}
