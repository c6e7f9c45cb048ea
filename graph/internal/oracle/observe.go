package oracle

import "slices"

// Observation is what somebody saw of a node or part: all in all, from some
// time, until some time, or at a moment. Times are seconds.
type Observation struct {
	Node, Level  string
	From, To, At *int
	Within       int
}

// Verdict holds an observation against a course of levels, looked at minute by
// minute until the end: "matched", "missed" or "contradicted".
func Verdict(doc Doc, s Spans, end int, o Observation) string {
	seen := s.labels(newModel(doc).parts(o.Node), o.Node, end)
	var matched, up bool
	switch {
	case o.At != nil:
		label := seen[min(*o.At/minute, len(seen)-1)]
		matched, up = isAt(label, o.Level), label == "up"
	case o.From != nil || o.To != nil:
		matched, up = spelled(seen, o), !slices.ContainsFunc(seen, func(label string) bool { return label != "up" })
	default:
		worst := worstLabel(seen, o.Within/minute)
		matched, up = isAt(worst, o.Level), worst == "up"
	}
	switch {
	case matched:
		return "matched"
	case up && o.Level != "up":
		return "missed"
	}
	return "contradicted"
}

const minute = 60

// labels are what a node is at every minute: its level, or "partial".
func (s Spans) labels(parts []string, node string, end int) []string {
	var labels []string
	for at := 0; at <= end; at += minute {
		label := s.At(node, at)
		down := func(part string) bool { return s.At(part, at) == "down" }
		if label != "down" && slices.ContainsFunc(parts, down) {
			label = "partial"
		}
		labels = append(labels, label)
	}
	return labels
}

// isAt says whether a label is a level: what is partial is degraded.
func isAt(label, level string) bool {
	return label == level || label == "partial" && level == "degraded"
}

// spelled says whether a spell starts and ends when it was seen to.
func spelled(seen []string, o Observation) bool {
	near := func(minutes int, at *int) bool {
		return at == nil || max(minutes*minute-*at, *at-minutes*minute) <= o.Within
	}
	for first := range seen {
		if !isAt(seen[first], o.Level) || first > 0 && isAt(seen[first-1], o.Level) {
			continue // no spell starts here
		}
		end := first
		for end < len(seen) && isAt(seen[end], o.Level) {
			end++
		}
		endless := end == len(seen)
		if near(first, o.From) && (near(end, o.To) && !endless || o.To == nil) {
			return true
		}
	}
	return false
}

// worstLabel is the worst label that lasts for some minutes, worse ones counting
// as it. One that does not end lasts long enough.
func worstLabel(seen []string, minutes int) string {
	order := []string{"down", "partial", "degraded"}
	for i, label := range order {
		lasts := 0
		for _, l := range seen {
			if lasts++; !slices.Contains(order[:i+1], l) {
				lasts = 0
			} else if lasts >= max(minutes, 1) {
				return label
			}
		}
		if lasts > 0 {
			return label
		}
	}
	return "up"
}
