package diff

import (
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
	"github.com/meoktong/meoktong/models/work/pace"
)

// structure compares all that two models say. What elements say is asked of the table
// of keys, so that nothing of them can be left out here. The error is the context's.
func structure(ctx context.Context, old, new *models.Model, d *result.Diff) error {
	over := pace.New(ctx)
	d.Nodes = compare(over, nodes(over, old), nodes(over, new))
	d.Populations = compare(over, elements(over, old.Populations, population), elements(over, new.Populations, population))
	d.Sectors = compare(over, elements(over, old.Sectors, sector), elements(over, new.Sectors, sector))
	for _, x := range []struct {
		of       language.Place
		old, new []element
	}{
		{language.Model, elements(over, []models.Model{*old}, model), elements(over, []models.Model{*new}, model)},
		{language.Overlay, overlays(over, old), overlays(over, new)},
		{language.Kind, elements(over, old.Kinds, kind), elements(over, new.Kinds, kind)},
		{language.Source, elements(over, old.Sources, cited), elements(over, new.Sources, cited)},
		{language.Incident, elements(over, old.Incidents, incident), elements(over, new.Incidents, incident)},
		{language.Terms, elements(over, old.Terms, terms), elements(over, new.Terms, terms)},
		{language.Policy, elements(over, old.Policies, policy), elements(over, new.Policies, policy)},
		{language.Option, elements(over, old.Options, option), elements(over, new.Options, option)},
	} {
		if c := compare(over, x.old, x.new); c.Count() > 0 {
			d.Others = append(d.Others, result.ChangesOf{Sort: string(x.of), Changes: c})
		}
	}
	return ctx.Err()
}

func nodes(over *pace.Pace, m *models.Model) []element {
	out := elements(over, m.Nodes, func(n *models.Node) (string, models.Text) { return n.ID, n.Name })
	for i := range out {
		kind := m.Nodes[i].Kind
		out[i].Kind = result.Kind(kind)
		out[i].fields = slices.Insert(out[i].fields, 0, result.Field{Name: "kind", New: kind})
	}
	return out
}

// overlays returns those that always apply, by their files.
func overlays(over *pace.Pace, m *models.Model) []element {
	byFile := slices.SortedFunc(slices.Values(m.Always), func(a, b models.Overlay) int { return strings.Compare(a.File, b.File) })
	return elements(over, byFile, func(x *models.Overlay) (id string, name models.Text) { return x.File, x.Name })
}

func population(x *models.Population) (id string, name models.Text) { return x.ID, x.Name }
func sector(x *models.Sector) (id string, name models.Text)         { return x.ID, x.Name }
func model(*models.Model) (id string, name models.Text)             { return "", nil }
func kind(x *models.Kind) (id string, name models.Text)             { return x.ID, x.Name }
func cited(x *models.Source) (id string, name models.Text)          { return x.ID, x.Name }
func incident(x *models.Incident) (id string, name models.Text)     { return x.ID, x.Name }
func terms(x *models.Terms) (id string, name models.Text)           { return x.ID, x.Name }
func policy(x *models.Policy) (id string, name models.Text)         { return x.ID, x.Name }
func option(x *models.Option) (id string, name models.Text)         { return x.ID, x.Name }

// saying is how many steps it takes to say all of an element.
const saying = 100

// elements returns elements of one sort with all that they say; of some nothing, once
// it is over.
func elements[T any](over *pace.Pace, list []T, called func(*T) (id string, name models.Text)) []element {
	out := make([]element, len(list))
	for i := range list {
		if over.OverAfter(saying) {
			break
		}
		id, name := called(&list[i])
		out[i] = element{Element: result.Element{ID: id, Names: result.Names(name)}}
		for _, s := range models.Says(&list[i]) {
			out[i].say(s)
		}
	}
	return out
}

// say notes what is said under a key.
func (e *element) say(s models.Saying) {
	name, add := s.Key.Name, func(name, value string) { e.fields = append(e.fields, result.Field{Name: name, New: value}) }
	switch v := s.Value.(type) {
	case []models.Share:
		for _, x := range v {
			add(strings.Replace(s.Key.Each.EN, "%s", x.ID, 1), models.Saying{Value: x.Said()}.Plain())
		}
	case []models.Requirement:
		e.list(name, items(v, func(r *models.Requirement) item { return item{r.String(), r.WithGrounds()} }))
	case []models.Event:
		e.list(name, items(v, whole))
	case []models.Observation:
		e.list(name, items(v, whole))
	case []models.Dated:
		e.dated(v)
	case []models.Band:
		e.list(name, items(v, whole))
	case []string:
		if s.Key.Type == language.Changes {
			e.list(name, items(v, func(line *string) item { return item{*line, *line} }))
		} else {
			add(name, s.Plain())
		}
	case float64:
		if s.Key.Complement { // both keys say the same
			name, s.Value = "unavailability", 1-v
		}
		add(name, s.Plain())
	default:
		add(name, s.Plain())
	}
}

// dated notes what is said by date: "size from 2025-12-31".
func (e *element) dated(by []models.Dated) {
	for i := range by {
		when := " from " + by[i].From
		if by[i].From == "" {
			when = " at first"
		}
		for _, s := range by[i].Says() {
			e.fields = append(e.fields, result.Field{Name: s.Key.Name + when, New: s.TOML()})
		}
	}
}

func (e *element) list(name string, items []item) { e.lists = append(e.lists, list{name, items}) }

func items[T any](of []T, text func(*T) item) []item {
	out := make([]item, len(of))
	for i := range of {
		out[i] = text(&of[i])
	}
	return out
}

func whole[T any](x *T) item { s := models.Inline(x); return item{s, s} }
