package picture

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// single is the box of one node.
func (b *builder) single(v int32) result.PictureNode {
	n := &b.w.Nodes[v]
	out := result.PictureNode{ID: n.ID, Kind: string(n.Kind), Shape: b.m.Shape(string(n.Kind)), Name: n.Names.In(b.t.Lang, n.ID), Other: n.Names.Other(b.t.Lang),
		Note: b.note(n), State: n.State(), Cluster: n.Sector, Title: b.sentence(n)}
	if b.changes == nil {
		return out
	}
	out.Change = b.changes[v]
	switch before := b.before[v]; {
	case before == nil:
		out.Note = joined("; ", out.Note, b.t.Added)
		out.Title += "; " + b.t.Added
	case out.Change == result.ChangeSaved || out.Change == result.ChangeNewly:
		was := fmt.Sprintf(b.t.Was, b.level(before))
		out.Note = joined("; ", out.Note, was)
		out.Title += "; " + was
	}
	return out
}

// joined joins what is not empty.
func joined(by string, words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, by)
}

// note returns the few words below a node's name.
func (b *builder) note(n *result.NodeState) string {
	switch n.State() {
	case result.StateAtRisk:
		if n.SelfSustained {
			return b.t.RankSustained
		}
		return b.t.LegendAtRisk
	case result.StateUp:
		return ""
	case result.StateHeld:
		return b.t.HeldWord
	case result.StateStarted:
		return joined("; ", b.t.StartedWord, b.stillOut(n))
	}
	if n.AsBefore() && len(b.w.Failed) > 0 {
		return fmt.Sprintf(b.t.WasBefore, b.level(n))
	}
	return b.level(n)
}

// stillOut says how a node fares that has started, where it is not up for all.
func (b *builder) stillOut(n *result.NodeState) string {
	switch {
	case n.Partial() && n.ShareDown != nil:
		return fmt.Sprintf(b.t.ShareDown, b.t.Percent(*n.ShareDown))
	case n.Level == result.LevelDegraded:
		return b.t.Degraded
	}
	return ""
}

// level says how a node fares in a word or two.
func (b *builder) level(n *result.NodeState) string {
	if n.State() == result.StatePartial && n.ShareDown != nil {
		return fmt.Sprintf(b.t.ShareDown, b.t.Percent(*n.ShareDown))
	}
	return b.t.State(n.State())
}

// sentence describes a node for a tooltip and for screen readers.
func (b *builder) sentence(n *result.NodeState) string {
	s := n.ID + ": " + b.t.State(n.State())
	if n.AsBefore() {
		s += "; " + b.t.LegendBefore
	}
	if n.Started() {
		s += "; " + fmt.Sprintf(b.t.Because, strings.Join(n.StartedBy, ", "))
	}
	if n.SelfSustained {
		s += "; " + b.t.RankSustained
	}
	down := n.UsersDown.Number()
	if down != nil && *down > 0 || down == nil && n.Hit() && n.ShareDown != nil && *n.ShareDown > 0 {
		s += fmt.Sprintf("; %s: %s", b.t.UsersDown, b.t.Users(down))
	}
	for _, x := range []struct {
		format string
		ids    []string
	}{{b.t.Because, n.Others()}, {b.t.HeldBy, n.HeldBy}} {
		if len(x.ids) > 0 {
			s += "; " + fmt.Sprintf(x.format, strings.Join(x.ids, ", "))
		}
	}
	return s
}

// several is the box that nodes share.
func (b *builder) several(x *box) result.PictureNode {
	name, other := b.boxName(x)
	out := result.PictureNode{ID: x.id, Kind: string(x.by), Shape: b.shape(x), Name: name, Other: other, Folded: len(x.members),
		State: result.StateUp, Cluster: b.sectorOf(x), Of: b.idsOf(x)}
	count, changed := map[result.State]int{}, map[result.Change]int{}
	for _, v := range x.members {
		s := b.w.Nodes[v].State()
		count[s]++
		if severity(s) > severity(out.State) {
			out.State = s
		}
		if b.changes != nil {
			changed[b.changes[v]]++
		}
	}
	out.Note = b.t.Nodes.With(len(x.members))
	if x.by == foldSpared && x.value != "*" {
		out.Note += ", " + b.t.LegendUp
	}
	if out.State != result.StateUp {
		out.Note = fmt.Sprintf(b.t.Of, count[out.State], len(x.members)) + " " + b.t.State(out.State)
	}
	if x.by == foldEqual || x.by == foldSeries {
		out.Note = joined(": ", b.t.Nodes.With(len(x.members)), b.note(&b.w.Nodes[x.members[0]]))
	}
	for _, c := range changes() {
		if changed[c] > 0 {
			out.Change = c
			out.Note = joined("; ", out.Note, fmt.Sprintf("%s %d", b.change(c), changed[c]))
		}
	}
	out.Title = b.boxSentence(x, count)
	if x.by != foldEqual && x.by != foldSeries { // there all fare alike
		b.list(&out, x)
	}
	return out
}

// idsOf are the ids of a box's nodes.
func (b *builder) idsOf(x *box) []string {
	out := make([]string, len(x.members))
	for i, v := range x.members {
		out[i] = b.w.Nodes[v].ID
	}
	return out
}

// boxSentence lists how many of a box's nodes are in which state.
func (b *builder) boxSentence(x *box, count map[result.State]int) string {
	name, _ := b.boxName(x)
	if i := b.sector(x); i >= 0 {
		name = b.sectorLabel(&b.w.Sectors[i])
	}
	out := []string{b.t.Nodes.With(len(x.members))}
	for _, s := range states() {
		if count[s] > 0 {
			out = append(out, fmt.Sprintf("%s: %d", b.t.State(s), count[s]))
		}
	}
	if x.inside > 0 {
		out = append(out, fmt.Sprintf(b.t.Inside, x.inside))
	}
	return name + ": " + strings.Join(out, "; ")
}

// shape is that of the members, where they have the same.
func (b *builder) shape(x *box) string {
	shape := b.m.Shape(b.m.Nodes[x.members[0]].Kind)
	for _, v := range x.members {
		if b.m.Nodes[v].Kind != b.m.Nodes[x.members[0]].Kind && b.m.Shape(b.m.Nodes[v].Kind) != shape {
			return "box"
		}
	}
	return shape
}

// sectorOf is the sector that all members have, or "".
func (b *builder) sectorOf(x *box) string {
	sector := b.m.Nodes[x.members[0]].Sector
	for _, v := range x.members {
		if b.m.Nodes[v].Sector != sector {
			return ""
		}
	}
	return sector
}
