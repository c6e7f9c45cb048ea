package tables

import (
	"cmp"
	"fmt"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/id"
	"github.com/meoktong/meoktong/models/language"
)

// group is what the rows of lists of one kind say, by what they call their elements:
// several rows may speak of one.
type group struct {
	order []string
	by    map[string]*other
}

// other is an element that is no node.
type other struct {
	at     format.Span
	keys   map[string]any
	shares []share
}

// share is a row that says how large a part of a population is, or where a line ends.
type share struct {
	split, value, line, access, ends string
	part                             any
}

// of returns the element that a row speaks of, and whether it is the first to do so.
func (g *group) of(key string, at format.Span) (o *other, first bool) {
	if g.by == nil {
		g.by = map[string]*other{}
	}
	if o = g.by[key]; o != nil {
		return o, false
	}
	o = &other{at: at, keys: map[string]any{}}
	g.by[key], g.order = o, append(g.order, key)
	return o, true
}

// element reads what a row says of an element that is no node, and returns it.
func (r *Reader) element(l *list, row Row, g *group) *other {
	key, name := l.names(row)
	if key == "" {
		r.draft.Leave(format.OfOther, row.At, "rows that name nothing", firstText(row))
		return nil
	}
	o, _ := g.of(key, row.At)
	if name != "" && name != key {
		o.keys["name"] = name
	}
	for column, i := range l.at {
		k := wordsOf(l.role).places[column]
		if k == nil || column == "name" || i >= len(row.Cells) {
			continue
		}
		v, ok := r.value(l, k, row.Cells[i])
		if before, said := o.keys[column]; ok && said && before != v {
			r.wrong(row.Cells[i].At, "duplicate", fmt.Sprintf("%s of %s is given twice, and not alike", column, quoted(key)), "")
		} else if ok {
			o.keys[column] = v
		}
	}
	two := draft.Node{}
	if r.twoNames(l, row, &two); two.Keys != nil {
		o.keys["name"] = two.Keys["name"]
	}
	return o
}

func (r *Reader) source(l *list, row Row) { r.element(l, row, &r.sources) }

// option reads a row of a list of options. What one adds stands in the list of
// requirements.
func (r *Reader) option(l *list, row Row) { r.element(l, row, &r.options) }

// population reads a row of a list of populations: of one of its access nodes, of a value
// of one of its splits, of the end of a line, or of the population alone.
func (r *Reader) population(l *list, row Row) {
	o := r.element(l, row, &r.populations)
	if o == nil {
		return
	}
	s := share{split: l.cellOf(row, "split").Text, value: l.cellOf(row, "value").Text, line: l.cellOf(row, "line").Text,
		access: l.cellOf(row, "access").Text, ends: l.cellOf(row, "ends").Text}
	if c := l.cellOf(row, "share"); c.Text != "" {
		s.part, _ = r.number(l, &language.Key{Name: "share"}, c, c.Text)
	}
	if s != (share{}) {
		o.shares = append(o.shares, s)
	}
}

// idsOf gives ids to what the rows of lists of one kind speak of.
func (g *group) idsOf(what string) map[string]string {
	return id.Assign(g.order, func(int) string { return what })
}

// finish adds what is no node to the draft.
func (r *Reader) finish() {
	ids := r.populations.idsOf("population")
	for _, n := range r.draft.Nodes() {
		rename(n.Keys, "population", ids)
		rename(n.Keys, "source", r.sourceIDs)
	}
	for _, key := range r.populations.order {
		o := r.populations.by[key]
		rename(o.keys, "of", ids)
		r.put(o, "population", ids[key], func(ids func(string) string, _ draft.Added) { o.split(ids) })
	}
	for _, key := range r.sources.order {
		r.put(r.sources.by[key], "source", r.sourceIDs[key], nil)
	}
	optionIDs := r.options.idsOf("option")
	for _, key := range r.options.order {
		o := r.options.by[key]
		r.put(o, "option", optionIDs[key], func(_ func(string) string, add draft.Added) {
			if list := add(key); list != nil {
				o.keys["add"] = list
			}
		})
	}
}

// put adds an element to the draft; more completes it once nodes have ids.
func (r *Reader) put(o *other, table, id string, more func(ids func(string) string, add draft.Added)) {
	rename(o.keys, "source", r.sourceIDs)
	r.draft.Other(func(ids func(string) string, add draft.Added) format.Element {
		if more != nil {
			more(ids, add)
		}
		return format.Element{Table: table, ID: id, Keys: o.keys, At: o.at}
	})
}

// rename puts the id of what a key names in place of what the tables call it.
func rename(keys map[string]any, key string, ids map[string]string) {
	if name, _ := keys[key].(string); ids[name] != "" {
		keys[key] = ids[name]
	}
}

// split writes the shares and lines of a population.
func (o *other) split(ids func(string) string) {
	node := func(name string) string { return cmp.Or(ids(name), name) }
	for _, s := range o.shares {
		switch {
		case s.line != "" && s.split != "":
			below(o.keys, "line", s.line, s.split)[s.value] = node(s.ends)
		case s.line != "":
			below(o.keys, "line")[s.line] = node(s.ends)
		case s.split != "":
			below(o.keys, "by", s.split)[s.value] = s.part
		case s.access != "":
			below(o.keys, "access")[node(s.access)] = s.part
		}
	}
}

// below returns the table below some keys, making those that are not there.
func below(keys map[string]any, path ...string) map[string]any {
	for _, step := range path {
		next, _ := keys[step].(map[string]any)
		if next == nil {
			next = map[string]any{}
			keys[step] = next
		}
		keys = next
	}
	return keys
}
