package picture

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// title says what was asked.
func (b *builder) title() string {
	title := b.t.WholeModel
	if len(b.w.Failed) > 0 {
		title = b.failedTitle()
	}
	if b.d.Focus != "" {
		name := b.w.Nodes[b.m.Index(b.d.Focus)].Names.In(b.t.Lang, b.d.Focus)
		focus := fmt.Sprintf(b.t.Focus, name)
		if b.d.Depth > 0 {
			focus += fmt.Sprintf(b.t.FocusDepth, b.d.Depth)
		}
		if len(b.w.Failed) == 0 {
			title = focus
		} else {
			title += "; " + focus
		}
	}
	if len(b.d.Overlays) > 0 {
		title += fmt.Sprintf(b.t.WithOverlays, strings.Join(b.d.Overlays, ", "))
	}
	return title
}

func (b *builder) failedTitle() string {
	var names []string
	const most = 4
	for _, ref := range b.w.Failed[:min(most, len(b.w.Failed))] {
		id, access, isPart := strings.Cut(ref, "@")
		name := b.nameOf(id)
		if isPart {
			name += " @ " + result.PartLabel(access, b.nameOf)
		}
		names = append(names, name)
	}
	if more := len(b.w.Failed) - most; more > 0 {
		names = append(names, fmt.Sprintf(b.t.AndMore, more))
	}
	return b.t.IfFails.With(len(b.w.Failed), strings.Join(names, ", "), b.w.After)
}

// nameOf returns the name of a node.
func (b *builder) nameOf(id string) string {
	if i := b.m.Index(id); i >= 0 {
		return b.w.Nodes[i].Names.In(b.t.Lang, id)
	}
	return id
}

// sectorLabel names a sector and says how much of it is down.
func (b *builder) sectorLabel(s *result.Sector) string {
	name := s.Names.In(b.t.Lang, s.ID)
	if s.ShareDown > 0 && b.far == nil { // of what is around a focus nothing follows for the sector
		return fmt.Sprintf(b.t.SectorShare, name, b.t.Percent(s.ShareDown))
	}
	return name
}

// notes say what was compared, left out and folded, and how to see it.
func (b *builder) notes(p *plan) []string {
	var out []string
	if b.d.Before != nil {
		t, u := b.d.Before.Totals, b.w.Totals
		out = append(out, fmt.Sprintf(b.t.Compared, t.ServicesHit, u.ServicesHit, b.t.Lost(t.UsersDown, t.AtLeast(), t.Uncounted), b.t.Lost(u.UsersDown, u.AtLeast(), u.Uncounted)))
	}
	if ids := b.circling(); len(ids) > 0 {
		out = append(out, circleNote(ids, b.t))
	}
	left, others := 0, false
	for v, at := range p.boxOf {
		if at < 0 {
			left++
			others = others || b.far != nil && b.far[v] < 0
		}
	}
	switch {
	case left > 0 && others:
		out = append(out, fmt.Sprintf(b.t.LeftOutOfFocus, left))
	case left > 0:
		out = append(out, b.t.LeftOut.With(left, "--all"))
	}
	return append(out, b.foldNotes(p)...)
}

// circling returns what is self-sustained, by id.
func (b *builder) circling() []string {
	var out []string
	for i := range b.w.Nodes {
		if b.w.Nodes[i].SelfSustained {
			out = append(out, b.w.Nodes[i].ID)
		}
	}
	return out
}

// foldNotes say what shares a box and why, and what could not.
func (b *builder) foldNotes(p *plan) []string {
	var out []string
	if b.d.Fold != result.FoldAuto && b.d.Fold != result.FoldNone && !b.anyHas(p, b.d.Fold) {
		out = append(out, fmt.Sprintf(b.t.FoldsNothing, b.d.Fold))
	}
	nodes, boxes, asked := p.folded(b.d.Fold)
	if boxes == 0 {
		return out
	}
	note := fmt.Sprintf(b.t.FoldedNote, nodes, boxes, "--fold none", "--focus NODE")
	if !asked {
		boxes, lines := aimBoxes, aimLines
		if b.d.Fold != result.FoldAuto {
			boxes, lines = MaxBoxes, MaxLines
		}
		note = fmt.Sprintf(b.t.Budget, boxes, lines) + " " + note
	}
	return append(out, note)
}

// anyHas says whether some shown node could be folded that way.
func (b *builder) anyHas(p *plan, by result.Fold) bool {
	for v, at := range p.boxOf {
		if at >= 0 && b.value(int32(v), by) != "" {
			return true
		}
	}
	return false
}

// folded counts the nodes that share a box, and these boxes; and says whether
// all of them were asked for.
func (p *plan) folded(asked result.Fold) (nodes, boxes int, all bool) {
	all = true
	for i := range p.boxes {
		if p.boxes[i].by != "" {
			nodes += len(p.boxes[i].members)
			boxes++
			all = all && p.boxes[i].by == asked
		}
	}
	return nodes, boxes, all
}

// change returns the word for a change.
func (b *builder) change(c result.Change) string {
	switch c {
	case result.ChangeSaved:
		return b.t.Saved
	case result.ChangeStill:
		return b.t.Still
	}
	return b.t.Newly
}
