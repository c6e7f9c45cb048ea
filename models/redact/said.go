package redact

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// said rewrites what an element says, key by key as the table of keys has it. The
// element is a pointer to a copy.
func (p *pseudonyms) said(m *models.Model, element any) {
	models.Rewrite(element, func(k *language.Key, value any) {
		switch k.Redact {
		case language.Drop:
			drop(value)
		case language.Rename:
			p.rename(m, k, value)
		default:
			p.within(m, value)
		}
	})
	if in, ok := element.(*models.Incident); ok && in.Start.IsZero() {
		in.DateOnly = false
	}
}

// drop leaves a value out. The day an incident began would name it.
func drop(value any) {
	switch x := value.(type) {
	case *string:
		*x = ""
	case *models.Text:
		*x = nil
	case *time.Time:
		*x = time.Time{}
	}
}

// within rewrites what stands in a list that stays.
func (p *pseudonyms) within(m *models.Model, value any) {
	switch x := value.(type) {
	case *[]models.Event:
		*x = each(*x, func(e *models.Event) { p.said(m, e) })
	case *[]models.Observation:
		*x = each(*x, func(o *models.Observation) { p.said(m, o) })
	case *[]models.Dated:
		*x = each(*x, func(d *models.Dated) { d.Detach(); p.said(m, d.As) })
	case *[]models.Band:
		*x = each(*x, func(b *models.Band) { p.said(m, b) })
	}
}

// rename puts pseudonyms in place of what a value names. Requirements are followed no
// deeper than files may nest.
func (p *pseudonyms) rename(m *models.Model, k *language.Key, value any) {
	switch x := value.(type) {
	case *string:
		*x = p.name(m, k.Names, *x)
	case *[]string:
		*x = each(*x, func(s *string) { *s = p.name(m, k.Names, *s) })
	case *[]models.Requirement:
		*x = each(*x, func(r *models.Requirement) { p.said(m, r) })
	case *[]models.Setting:
		*x = each(*x, func(s *models.Setting) { s.Node = p.name(m, k.Names, s.Node) })
	case *[]models.Access:
		*x = each(*x, func(a *models.Access) { a.Node = p.ref(a.Node) })
		slices.SortFunc(*x, func(a, b models.Access) int { return strings.Compare(a.Node, b.Node) })
	case *[]models.Spill:
		*x = each(*x, func(s *models.Spill) { s.To = p.ref(s.To) })
		slices.SortFunc(*x, func(a, b models.Spill) int { return strings.Compare(a.To, b.To) })
	}
}

// name returns what stands for a name: a thing's class is called like it.
func (p *pseudonyms) name(m *models.Model, of language.Thing, name string) string {
	switch of {
	case language.APart, language.ANode:
		return p.ref(name)
	case language.ASelector:
		return p.selector(m, name)
	}
	return p.of(class(of), name)
}
