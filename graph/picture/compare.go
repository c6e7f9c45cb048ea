package picture

import (
	"cmp"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// compare finds how each node fares beside how it fared without the overlays.
func (b *builder) compare() {
	if b.d.Before == nil {
		return
	}
	before := make(map[string]*result.NodeState, len(b.d.Before.Nodes))
	for i := range b.d.Before.Nodes {
		before[b.d.Before.Nodes[i].ID] = &b.d.Before.Nodes[i]
	}
	b.before = make([]*result.NodeState, len(b.w.Nodes))
	b.changes = make([]result.Change, len(b.w.Nodes))
	for i := range b.w.Nodes {
		b.before[i] = before[b.w.Nodes[i].ID]
		b.changes[i] = changeOf(b.before[i], &b.w.Nodes[i])
	}
}

// added says whether a node is there with the overlays only.
func (b *builder) added(i int32) bool { return b.before != nil && b.before[i] == nil }

// changeOf compares a node before and after. One that was not there before
// counts as one that was up.
func changeOf(before, after *result.NodeState) result.Change {
	if before == nil {
		before = &result.NodeState{Level: "up"}
	}
	switch d := worse(after, before); {
	case after.Failed:
		return ""
	case d > 0:
		return result.ChangeNewly
	case d < 0:
		return result.ChangeSaved
	case after.State() != result.StateUp:
		return result.ChangeStill
	}
	return ""
}

// worse is positive if x fares worse than y: in a worse state, or with more of
// its users down in the same.
func worse(x, y *result.NodeState) int {
	const rounding = 1e-6
	byShare := shareDown(x) - shareDown(y)
	if math.Abs(byShare) < rounding {
		byShare = 0
	}
	return cmp.Or(severity(x.State())-severity(y.State()), cmp.Compare(byShare, 0))
}

func shareDown(n *result.NodeState) float64 {
	if n.ShareDown == nil {
		return 0
	}
	return *n.ShareDown
}

// severity orders states: the worst has the largest.
func severity(s result.State) int { return len(states()) - slices.Index(states(), s) }

// states lists the states, worst first.
func states() []result.State {
	return []result.State{result.StateFailed, result.StateDown, result.StatePartial, result.StateDegraded, result.StateAtRisk, result.StateStarted, result.StateHeld, result.StateUp}
}

// changes lists the changes in the order of the legend, which is also that of
// what a box of several nodes is marked with, last first.
func changes() []result.Change {
	return []result.Change{result.ChangeSaved, result.ChangeStill, result.ChangeNewly}
}
