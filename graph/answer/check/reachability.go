package check

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/models"
)

// plainReachability warns of a model in which every failure takes down all that leads to
// it: none of its requirements has an alternative, only degrades or rides through anything.
// Models that were imported are so until somebody says more. One requirement alone is left
// in peace.
func plainReachability(m *models.Model) []models.Warning {
	first, count := -1, 0
	for i := range m.Nodes {
		needs := m.Nodes[i].Needs
		if slices.ContainsFunc(needs, func(r models.Requirement) bool { return milder(&r) }) {
			return nil
		}
		if count += len(needs); first < 0 && len(needs) > 0 {
			first = i
		}
	}
	if count < 2 {
		return nil
	}
	return []models.Warning{{Node: m.Nodes[first].ID, Need: 0, Code: "plain-reachability",
		Message: fmt.Sprintf("none of the %d requirements has an alternative, or only degrades: whatever fails takes down all that leads to it", count),
		Hint:    `say what is so, as { any = ["a", "b"] }, { on = "a", loss = "degraded" } or { on = "a", holdup = "4h" }`}}
}

// milder says whether a requirement, or one within it, is more than all of some nodes.
func milder(r *models.Requirement) bool {
	if r.Form == models.Unless || len(r.Of) > 0 && r.K < len(r.Of) {
		return true
	}
	if m := r.Mods; m != nil && (m.Loss || m.Accepts || m.Holdup > 0) {
		return true
	}
	return slices.ContainsFunc(r.Of, func(r models.Requirement) bool { return milder(&r) })
}
