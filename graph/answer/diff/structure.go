package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// element is an element with its fields, in the order in which they are listed.
type element struct {
	result.Element
	fields []result.Field // New is the value
	needs  []string
}

// compare sorts elements, both by id, into those added, removed and changed.
func compare(old, new []element) result.Changes {
	out := result.Changes{Added: []result.Element{}, Removed: []result.Element{}, Changed: []result.Changed{}}
	for i, j := 0, 0; i < len(old) || j < len(new); {
		switch {
		case j == len(new) || i < len(old) && old[i].ID < new[j].ID:
			out.Removed = append(out.Removed, old[i].Element)
			i++
		case i == len(old) || new[j].ID < old[i].ID:
			out.Added = append(out.Added, new[j].Element)
			j++
		default:
			if fields := fieldsChanged(&old[i], &new[j]); len(fields) > 0 {
				out.Changed = append(out.Changed, result.Changed{Element: new[j].Element, Fields: fields})
			}
			i, j = i+1, j+1
		}
	}
	return out
}

// fieldsChanged returns the fields of which two elements differ, those that only
// one has included.
func fieldsChanged(old, new *element) []result.Field {
	var out []result.Field
	was := map[string]string{}
	for _, f := range old.fields {
		was[f.Name] = f.New
	}
	for _, f := range new.fields {
		if was[f.Name] != f.New {
			out = append(out, result.Field{Name: f.Name, Old: was[f.Name], New: f.New})
		}
		delete(was, f.Name)
	}
	for _, f := range old.fields {
		if x, left := was[f.Name]; left && x != "" {
			out = append(out, result.Field{Name: f.Name, Old: x})
		}
	}
	return append(out, needsChanged(old.needs, new.needs)...)
}

// needsChanged lists requirements that went and came, each as often as it did.
func needsChanged(old, new []string) []result.Field {
	var out []result.Field
	rest := slices.Clone(new)
	for _, r := range old {
		if i := slices.Index(rest, r); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		} else {
			out = append(out, result.Field{Name: "needs", Old: r})
		}
	}
	for _, r := range rest {
		out = append(out, result.Field{Name: "needs", New: r})
	}
	return out
}

// list gathers fields that are given.
type list []result.Field

func (l *list) add(name, value string) {
	if value != "" {
		*l = append(*l, result.Field{Name: name, New: value})
	}
}

func (l *list) number(name string, x *float64) {
	if x != nil {
		l.add(name, strconv.FormatFloat(*x, 'f', -1, 64))
	}
}

func (l *list) duration(name string, d time.Duration) {
	if d > 0 {
		l.add(name, models.FormatDuration(d))
	}
}

func nodes(old, new *models.Model) result.Changes {
	of := func(m *models.Model) []element {
		var out []element
		for i := range m.Nodes {
			n := &m.Nodes[i]
			e := element{Element: result.Element{ID: n.ID, Kind: result.Kind(n.Kind), Names: result.Names(n.Name)}, fields: nodeFields(n)}
			for _, r := range n.Needs {
				e.needs = append(e.needs, r.String())
			}
			out = append(out, e)
		}
		return out
	}
	return compare(of(old), of(new))
}

// nodeFields returns what a node says, apart from names and remarks.
func nodeFields(n *models.Node) []result.Field {
	var l list
	l.add("kind", n.Kind)
	l.add("operator", n.Operator)
	l.add("vendor", n.Vendor)
	l.add("site", n.Site)
	l.add("region", n.Region)
	l.add("tags", strings.Join(n.Tags, ", "))
	l.add("sector", n.Sector)
	l.number("criticality", &n.Criticality)
	l.add("fails", strconv.FormatBool(n.Fails))
	if u := n.Use; u != nil {
		l.add("population", u.Population)
		l.number("reach", &u.Reach)
		l.number("users", u.Users)
		l.number("weight", u.Weight)
	}
	if t := n.Time; t != nil {
		l.duration("recovery", t.Recovery)
		l.duration("tolerance", t.Tolerance)
		l.duration("tolerance_degraded", t.ToleranceDegraded)
	}
	if x := n.Load; x != nil {
		l.number("demand", x.Demand)
		l.number("capacity", x.Capacity)
		l.add("unit", x.Unit)
		l.add("overload", x.Overload)
		for _, s := range x.SpillsTo {
			l.number("spills to "+s.To, &s.Share)
		}
	}
	if c := n.Chance; c != nil {
		l.number("unavailability", c.Unavailability)
		l.duration("mtbf", c.MTBF)
		l.duration("mttr", c.MTTR)
	}
	return l
}

func populations(old, new *models.Model) result.Changes {
	of := func(m *models.Model) []element {
		var out []element
		for i := range m.Populations {
			p := &m.Populations[i]
			var l list
			l.number("size", p.Size)
			for _, a := range p.Access {
				l.number(fmt.Sprintf("share of %s", a.Node), &a.Share)
			}
			out = append(out, element{Element: result.Element{ID: p.ID, Names: result.Names(p.Name)}, fields: l})
		}
		return out
	}
	return compare(of(old), of(new))
}

func sectors(old, new *models.Model) result.Changes {
	of := func(m *models.Model) []element {
		var out []element
		for i := range m.Sectors {
			s := &m.Sectors[i]
			var l list
			l.number("fails_at", &s.FailsAt)
			out = append(out, element{Element: result.Element{ID: s.ID, Names: result.Names(s.Name)}, fields: l})
		}
		return out
	}
	return compare(of(old), of(new))
}
