package hindsight

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// need returns what is left of a requirement of a node, false if nothing is, and notes what
// was taken.
func (t *taker) need(n *models.Node, r *models.Requirement) (left models.Requirement, stays bool) {
	p := n.Grounds(r)
	if why := t.why(p); why != "" && !(t.split[n.ID] && speaksOfLine(r)) {
		t.note(n, "needs", r.String(), why, p)
		return left, false
	}
	if t.namesGone(n, r) {
		t.note(n, "needs", r.String(), Names, p)
	}
	return t.within(n, r)
}

// speaksOfLine says whether a requirement names a line.
func speaksOfLine(r *models.Requirement) bool {
	return strings.HasPrefix(r.On, "@") || slices.ContainsFunc(r.Of, func(of models.Requirement) bool { return speaksOfLine(&of) })
}

// namesGone says whether a requirement names something that is gone.
func (t *taker) namesGone(n *models.Node, r *models.Requirement) bool {
	return r.On != "" && t.isGone(n, r.On) || slices.ContainsFunc(r.Of, func(of models.Requirement) bool { return t.namesGone(n, &of) })
}

// within returns what is left of a requirement that was known itself.
func (t *taker) within(n *models.Node, r *models.Requirement) (left models.Requirement, stays bool) {
	left = *r
	switch {
	case r.On != "":
		if t.isGone(n, r.On) {
			left.On = t.standIn(r.On)
		}
		return left, true
	case r.Form == models.Unless && t.namesGone(n, r):
		return left, false // what nothing breaks would break it
	}
	left.Of = nil
	for i := range r.Of {
		of := &r.Of[i]
		if p := own(of); p != nil && !t.known(p) {
			t.note(n, "needs", of.String(), t.why(p), p)
		} else if x, ok := t.within(n, of); ok {
			left.Of = append(left.Of, x)
		}
	}
	if left.K = min(left.K, len(left.Of)); left.Form == models.All {
		left.K = len(left.Of)
	}
	return left, len(left.Of) > 0
}

// own returns what a requirement itself says that it rests on, or nil.
func own(r *models.Requirement) *models.Provenance {
	if r.Mods == nil {
		return nil
	}
	return r.Mods.Provenance
}

// isGone says whether a node, a part, or a line of a node's population is gone.
func (t *taker) isGone(n *models.Node, ref string) bool {
	line, isLine := strings.CutPrefix(ref, "@")
	if !isLine {
		id, _, _ := strings.Cut(ref, "@")
		return t.gone[id] || t.broken[ref]
	}
	if n.Use == nil || n.Use.Population == "" {
		return true
	}
	return !slices.ContainsFunc(t.population(n.Use.Population).Lines(), func(l models.Line) bool { return l.Name == line })
}

// standIn returns the id of a node that nothing can break, in place of what is gone: the
// node itself, by its name alone, or one for the part or the line.
func (t *taker) standIn(ref string) string {
	if !strings.Contains(ref, "@") {
		t.stubs[ref] = true
		return ref
	}
	id := "gone:" + strings.ReplaceAll(strings.TrimPrefix(ref, "@"), "@", ":")
	t.stubs[id] = true
	return id
}
