package models

import (
	"strings"
)

// maxSelectorCost bounds how many comparisons a selector may take, and all those
// in a model's files together: some seconds.
const maxSelectorCost = 20_000_000

// selectorCost returns about how many nodes and parts a selector is compared
// with.
func (m *Model) selectorCost(selector string) int {
	cost, parts := 0, -1
	for term := range strings.SplitSeq(selector, ",") {
		switch {
		case !strings.ContainsAny(term, ":*?["):
			cost++
		case !strings.Contains(term, "@"):
			cost += len(m.Nodes)
		default:
			if parts < 0 {
				parts = m.countParts()
			}
			cost += len(m.Nodes) + parts
		}
		cost += len(term) / 100 * len(m.Nodes) // a mismatch, too, reads the whole pattern
	}
	return cost
}

// nameCost returns about how many names the terms of a selector are compared with that
// are no ids.
func (x matcher) nameCost(selector string) int {
	cost := 0
	for term := range strings.SplitSeq(selector, ",") {
		id, _, _ := strings.Cut(strings.TrimLeft(term, "! "), "@")
		if x.byName && !strings.ContainsAny(term, ":*?[") && !x.m.Has(strings.TrimSpace(id)) {
			cost += 2 * len(x.m.Nodes)
		}
	}
	return cost
}

func (m *Model) countParts() int {
	parts := 0
	for i := range m.Nodes {
		if p := m.PartsOf(i); p != nil {
			parts += p.Len()
		}
	}
	return parts
}
