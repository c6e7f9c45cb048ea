package tables

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/language"
)

// listing is where a node was listed first, and what its row said.
type listing struct {
	at  format.Span
	sum uint64
}

// seed is of sums of rows, which are compared within one reading.
var seed = maphash.MakeSeed()

// cellOf returns the cell of a key, an empty one where the row has none.
func (l *list) cellOf(row Row, key string) Cell {
	if i, ok := l.at[key]; ok && i < len(row.Cells) {
		return row.Cells[i]
	}
	return Cell{At: row.At}
}

// names returns by what a row calls its element, and what people call it.
func (l *list) names(row Row) (key, name string) {
	key, name = l.cellOf(row, "id").Text, l.cellOf(row, "name").Text
	for _, or := range []string{"name.en", "name.ko"} {
		if name == "" {
			name = l.cellOf(row, or).Text
		}
	}
	if key == "" {
		return name, name
	}
	return key, name
}

// node reads a row of a list of nodes.
func (r *Reader) node(l *list, row Row) {
	key, name := l.names(row)
	if key == "" {
		r.draft.Leave(format.OfNode, row.At, "rows that name no node", firstText(row))
		return
	}
	defer r.needsOf(l, row, key)
	sum := l.sum(row)
	if first, twice := r.first[key]; twice {
		if first.sum != sum {
			r.draft.Wrong(format.Flaw{At: row.At, Code: "duplicate", Message: "node " + quoted(key) + " is listed twice, and not alike", First: &first.at})
			return
		}
		if !l.has("needs") {
			r.draft.Leave(format.OfNode, row.At, "nodes listed once more", key)
		}
		return
	}
	r.first[key] = listing{row.At, sum}
	n := draft.Node{Key: key, Name: name, At: row.At, Kind: kind(l.cellOf(row, "kind"))}
	r.attributes(l, row, &n)
	r.draft.Node(n)
}

// sum is one of all that a row says of its node beside what that needs.
func (l *list) sum(row Row) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for i, c := range row.Cells {
		if needs, ok := l.at["needs"]; !ok || needs != i {
			h.WriteString(c.Text)
			h.WriteByte(0)
		}
	}
	return h.Sum64()
}

// kind returns the kind of the model language that a cell names, or a name of its own.
func kind(c Cell) string {
	text, ok := said(c)
	if !ok {
		return ""
	}
	for _, k := range language.BuiltinKinds() {
		if slices.Contains([]string{plainWord(k.ID), plainWord(k.Called.EN), plainWord(k.Called.KO)}, strings.TrimSuffix(plainWord(text), "s")) {
			return k.ID
		}
	}
	return text
}

// attributes reads all that a row says of its node.
func (r *Reader) attributes(l *list, row Row, n *draft.Node) {
	for key, i := range l.at {
		k := wordsOf(nodes).places[key]
		if k == nil || key == "name" || i >= len(row.Cells) || row.Cells[i].Text == "" {
			continue
		}
		c := row.Cells[i]
		if into := text(n, key); into != nil {
			if text, ok := said(c); ok {
				*into = text
			}
			continue
		}
		if key == "criticality" && !strings.ContainsAny(c.Text, "0123456789") {
			if _, ok := said(c); ok {
				r.draft.Leave(format.OfOther, c.At, "criticalities in words, where the model has a factor", c.Text)
			}
			continue
		}
		if v, ok := r.value(l, k, c); ok {
			set(n, key, v)
			if k.Services && n.Kind == "" {
				n.Kind = language.Service
			}
		}
	}
	r.twoNames(l, row, n)
}

// text is where the draft keeps a text of a node, nil of other keys.
func text(n *draft.Node, key string) *string {
	return map[string]*string{"description": &n.Description, "operator": &n.Operator, "vendor": &n.Vendor, "site": &n.Site, "region": &n.Region, "sector": &n.Sector}[key]
}

func set(n *draft.Node, key string, v any) {
	if n.Keys == nil {
		n.Keys = map[string]any{}
	}
	n.Keys[key] = v
}

// twoNames reads names by language.
func (r *Reader) twoNames(l *list, row Row, n *draft.Node) {
	names := map[string]any{}
	for _, lang := range []string{"en", "ko"} {
		if name := l.cellOf(row, "name."+lang).Text; name != "" {
			names[lang] = name
		}
	}
	if len(names) > 0 {
		set(n, "name", names)
	}
}

// needsOf reads what a list of nodes says that one needs: several in a cell.
func (r *Reader) needsOf(l *list, row Row, key string) {
	c := l.cellOf(row, "needs")
	if text, ok := said(c); ok {
		for _, to := range split(text, ",;\n") {
			r.edges = append(r.edges, &edge{to: to.(string), need: draft.Need{From: key, At: c.At}, book: l.Book})
		}
	}
}
