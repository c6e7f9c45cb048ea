package redact

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// nameOf returns the pseudonym of a split or a line. What access stands for keeps its
// name: it is a word of the language.
func (p *pseudonyms) nameOf(c class, name string) string {
	if name == models.LineAccess {
		return name
	}
	return p.of(c, name)
}

// partTerm returns what stands for a term of the name of a part: "node", "line:node",
// "line:-" or "split:value".
func (p *pseudonyms) partTerm(term string) string {
	name, value, named := strings.Cut(term, ":")
	if !named {
		return p.nodes[term]
	}
	node, isNode := p.nodes[value]
	if value == "-" {
		node, isNode = value, true
	}
	if _, isLine := p.words[classLine][name]; isNode && (isLine || name == models.LineAccess) {
		return p.nameOf(classLine, name) + ":" + node
	}
	return p.nameOf(classSplit, name) + ":" + p.of(classValue, value)
}

// people puts pseudonyms into the splits and lines of a copy of a population. Templates
// would tell the names of nodes: lines go by the values of splits then, one after
// another.
func (p *pseudonyms) people(m *models.Model, of, out *models.Population) {
	e := ender{p, m, map[string][]string{}}
	e.learn(of)
	if of.History == nil {
		e.rewrite(of, out)
		return
	}
	for _, d := range of.History.Dated {
		e.learn(d.As.(*models.Population))
	}
	e.rewrite(of, out)
	for i := range out.History.Dated { // which are copies
		d := &out.History.Dated[i]
		e.rewrite(of.History.Dated[i].As.(*models.Population), d.As.(*models.Population))
		for k, key := range d.Keys {
			if name, is := strings.CutPrefix(key, "by."); is {
				d.Keys[k] = "by." + p.nameOf(classSplit, name)
			} else if name, is := strings.CutPrefix(key, "line."); is {
				d.Keys[k] = "line." + p.nameOf(classLine, name)
			}
		}
		slices.Sort(d.Keys)
	}
}

// rewrite puts pseudonyms into what a population says, or says by date.
func (e *ender) rewrite(of, out *models.Population) {
	p := e.p
	out.By = each(of.By, func(s *models.Split) {
		name := s.Name
		s.Name, s.Values = p.nameOf(classSplit, name), each(s.Values, func(v *models.Share) { v.ID = e.value(name, v.ID) })
		slices.SortFunc(s.Values, func(a, b models.Share) int { return strings.Compare(a.ID, b.ID) })
	})
	out.Line = each(of.Line, func(l *models.Line) {
		l.Name = p.nameOf(classLine, l.Name)
		l.End, _ = e.end(l.End)
	})
	out.Joint = each(of.Joint, func(j *models.Joint) {
		j.Values = each(j.Values, func(v *models.SplitValue) {
			v.Split, v.Value = p.nameOf(classSplit, v.Split), e.value(v.Split, v.Value)
		})
		slices.SortFunc(j.Values, func(a, b models.SplitValue) int { return strings.Compare(a.Split, b.Split) })
	})
	slices.SortFunc(out.Line, func(a, b models.Line) int { return strings.Compare(a.Name, b.Name) })
	slices.SortFunc(out.By, func(a, b models.Split) int { return strings.Compare(a.Name, b.Name) })
}

// ender writes where lines of one population end without the names of nodes.
type ender struct {
	p      *pseudonyms
	m      *models.Model
	values map[string][]string // by split
}

// learn notes the values of the splits that a population has, or has by date.
func (e *ender) learn(of *models.Population) {
	for _, s := range of.Splits() {
		for _, v := range s.Values {
			if !slices.Contains(e.values[s.Name], v.ID) {
				e.values[s.Name] = append(e.values[s.Name], v.ID)
			}
		}
	}
}

// value returns what stands for a value of a split: those of access are nodes.
func (e *ender) value(split, value string) string {
	if split == models.LineAccess && e.m.Has(value) {
		return e.p.ref(value)
	}
	return e.p.of(classValue, value)
}

// end returns where a line ends by values of splits alone; false where it ends nowhere.
func (e *ender) end(end models.End) (out models.End, ok bool) {
	out.By = end.By
	below := end.Of
	if end.By == "" {
		before, rest, found := strings.Cut(end.Template, "{")
		if !found {
			return models.End{Template: e.p.ref(end.Template)}, e.m.Has(end.Template)
		}
		split, after, _ := strings.Cut(rest, "}")
		out.By = split
		for _, v := range e.values[split] {
			all := before + v + strings.ReplaceAll(after, "{"+split+"}", v)
			below = append(below, models.EndOf{Value: v, End: models.End{Template: all}})
		}
	}
	split := out.By
	out.By = e.p.nameOf(classSplit, split)
	for _, x := range below {
		if to, ends := e.end(x.End); ends {
			out.Of = append(out.Of, models.EndOf{Value: e.value(split, x.Value), End: to})
		}
	}
	return out, len(out.Of) > 0
}
