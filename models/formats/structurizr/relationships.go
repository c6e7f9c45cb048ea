package structurizr

import (
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// relationship is one of a workspace: its source uses its destination.
type relationship struct {
	data     *tree.Value
	from, to *element
	copies   bool // it is a copy of a finer one, or of one between what instances are of
}

// relationships reads those of all elements.
func (w *workspace) relationships() {
	ids := map[string]bool{}
	for _, e := range w.list {
		for _, x := range w.r.Tables(e.data, "relationships") {
			ids[w.r.Text(x, "id")] = true
			w.links = append(w.links, &relationship{data: x, from: e, to: w.byID[w.r.Text(x, "destinationId")]})
		}
	}
	for _, l := range w.links {
		original := w.r.Text(l.data, "linkedRelationshipId")
		l.copies = original != "" && ids[original]
	}
	w.ask()
}

// pair is two elements, the first of which uses the second.
type pair struct{ from, to *element }

// ask finds the groups that are used, or use something, as a whole: in no relationship of
// which another says more exactly which part.
func (w *workspace) ask() {
	finer := map[pair]bool{}
	for _, l := range w.links {
		if l.copies || l.to == nil || l.from.deployed() || l.to.deployed() {
			continue
		}
		for from := l.from; from != nil; from = from.parent {
			for to := l.to; to != nil; to = to.parent {
				if from != l.from || to != l.to {
					finer[pair{from, to}] = true
				}
			}
		}
	}
	for _, l := range w.links {
		if l.to == nil || l.from.kind == person || l.to.kind == person || l.copies {
			continue
		}
		if finer[pair{l.from, l.to}] && (l.from.group(w.level) || l.to.group(w.level)) {
			l.copies = true
			continue
		}
		l.from.asked = l.from.asked || l.from.group(w.level)
		l.to.asked = l.to.asked || l.to.group(w.level)
	}
	for _, l := range w.links {
		if l.from.kind == person && l.to != nil && !l.to.group(w.level) {
			l.to.stands(w.level).used = true
		}
	}
}

// needs makes requirements of relationships, of parts and of deployments.
func (w *workspace) needs() {
	for _, l := range w.links {
		if why := w.relate(l); why != "" {
			w.d.Leave(format.OfEdge, l.data.At, why, l.from.path()+" -> "+w.nameOf(l))
		}
	}
	for _, e := range w.list {
		if e.key == "" || w.held >= maxHeld {
			continue
		}
		if e.group(w.level) {
			w.hold(e, e.parts(w.level), "")
		}
		if e.deployed() && e.parent != nil {
			w.hold(e, []*element{e.parent}, "")
		}
		if e.kind == deployment {
			for _, user := range w.byID[e.of].stands(w.level).parts(w.level) {
				w.hold(user, []*element{e}, "instances of "+e.of)
			}
		}
	}
}

func (w *workspace) nameOf(l *relationship) string {
	if l.to == nil {
		return w.r.Text(l.data, "destinationId")
	}
	return l.to.path()
}

// maxHeld bounds the requirements that nesting implies.
const maxHeld = 500_000

// hold adds requirements that the nesting of elements implies.
func (w *workspace) hold(from *element, on []*element, group string) {
	for _, to := range on {
		if w.held++; w.held == maxHeld {
			w.r.Wrong(format.Flaw{At: from.at, Code: "large", Message: "parts and instances imply more requirements than can be read"})
		}
		if from.key != "" && to.key != "" && w.held < maxHeld {
			w.d.Need(draft.Need{From: from.key, To: to.key, Group: group, Implied: true, At: from.at})
		}
	}
}

// relate adds the requirement of a relationship, or says why it is left out.
func (w *workspace) relate(l *relationship) string {
	if l.to == nil {
		return "relationships with what the model does not have"
	}
	from, to := l.from.stands(w.level), l.to.stands(w.level)
	switch {
	case from.kind == person || to.kind == person:
		return "relationships of people, who are no part of what fails"
	case l.copies && from.kind != deployment:
		return "implied relationships, which others say of the parts"
	case from == to && l.from != l.to:
		return "relationships within what is one node at the level that is read"
	case from.key == "" && from.deployed() || to.key == "" && to.deployed():
		return "relationships of deployments that are left out"
	}
	n := draft.Need{From: from.key, To: to.key, At: l.data.At, Source: w.d.Place(l.data.At)}
	if what := strings.TrimSpace(w.r.Text(l.data, "description")); what != "" {
		n.Source += ": " + what
	}
	switch {
	case l.copies && to.kind == deployment:
		n.Group = "instances of " + to.of // any of those that may be reached
	case from.kind == place && to.kind == place: // a line between two that run alone
		n.Soft = true
	}
	n.Soft = n.Soft || strings.EqualFold(w.r.Text(l.data, "interactionStyle"), "asynchronous")
	w.d.Need(n)
	return ""
}
