package tables

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
)

// edge is a requirement whose ends are still called as the tables call them.
type edge struct {
	to   string
	need draft.Need // From is called likewise
	book bool
}

// requirement reads a row of a list of requirements.
func (r *Reader) requirement(l *list, row Row) {
	from, to := l.cellOf(row, "from"), l.cellOf(row, "to")
	for _, end := range []struct {
		c    Cell
		what string
	}{{from, "from"}, {to, "to"}} {
		if _, ok := said(end.c); !ok {
			kind := "rows without " + end.what
			if l.Book {
				kind += " (a merged cell counts for its first row alone)"
			}
			r.draft.Leave(format.OfEdge, row.At, kind, firstText(row))
			return
		}
	}
	n := draft.Need{From: from.Text, At: row.At, Group: l.cellOf(row, "group").Text, Option: l.cellOf(row, "option").Text}
	r.softness(l, row, &n)
	r.members(l, row, &n)
	r.further(l, row, &n)
	if !strings.ContainsAny(to.Text, ";\n") {
		r.edges = append(r.edges, &edge{to.Text, n, l.Book})
		return
	}
	for _, end := range split(to.Text, ";\n") {
		r.edges = append(r.edges, &edge{end.(string), n, l.Book})
	}
}

// What people write of the loss of what is only nice to have, and of what is not.
var (
	softWords = []string{"degraded", "degrades", "degrade", "soft", "optional", "weak", "저하", "선택", "약함"}
	hardWords = []string{"down", "hard", "required", "mandatory", "strong", "중단", "필수", "강함", "needs", "need", "requires", "dependson", "dependency", "uses", "runson", "hostedon",
		"의존", "필요", "사용", "stops", "all", "any", "atleast"}
)

// softness reads what the loss of it does, by "loss" or by the type.
func (r *Reader) softness(l *list, row Row, n *draft.Need) {
	if c := l.cellOf(row, "loss"); c.Text != "" {
		text, ok := said(c)
		switch word := plainWord(text); {
		case !ok || slices.Contains(hardWords, word):
		case slices.Contains(softWords, word):
			n.Soft = true
		default:
			r.wrong(c.At, "unknown-word", fmt.Sprintf("loss is degraded, or the cell is empty, not %s", quoted(text)), "")
		}
	}
	if c := l.cellOf(row, "type"); c.Text != "" {
		switch word := plainWord(c.Text); {
		case slices.Contains(softWords, word):
			n.Soft = true
		case !slices.Contains(hardWords, word) && !l.types[c.Text]:
			if l.types == nil {
				l.types = map[string]bool{}
			}
			l.types[c.Text] = true
			r.draft.Leave(format.OfOther, c.At, "types of requirements that say nothing to the model; the requirements were read", c.Text)
		}
	}
}

// members reads how many of its group are needed.
func (r *Reader) members(l *list, row Row, n *draft.Need) {
	c := l.cellOf(row, "k")
	text, ok := said(c)
	if !ok {
		return
	}
	f, ok := figure(text, l.DecimalComma)
	if k := int(f); ok && f >= 1 && f < 1e6 && float64(k) == f {
		n.AtLeast = k
		return
	}
	r.wrong(c.At, "type", fmt.Sprintf("k is how many of the group are needed, a whole number from 1, not %s", quoted(text)), "")
}

// further reads the other keys of a requirement.
func (r *Reader) further(l *list, row Row, n *draft.Need) {
	for _, key := range l.others() {
		c := l.cellOf(row, key)
		if c.Text == "" {
			continue
		}
		v, ok := r.value(l, wordsOf(requirements).places[key], c)
		if !ok {
			continue
		}
		switch key {
		case "failover":
			n.Failover, _ = v.(string)
		case "holdup":
			n.HoldUp, _ = v.(string)
		case "confidence":
			n.Confidence, _ = v.(string)
		case "source":
			n.Source, _ = v.(string)
		default:
			if n.Keys == nil {
				n.Keys = map[string]any{}
			}
			n.Keys[key] = v
		}
	}
}

// others are the columns of a list of requirements that hold keys of the model language.
func (l *list) others() []string {
	if l.rest == nil {
		l.rest = []string{}
		for key := range l.at {
			if k := wordsOf(requirements).places[key]; k != nil && key != "loss" {
				l.rest = append(l.rest, key)
			}
		}
		slices.Sort(l.rest)
	}
	return l.rest
}

// resolve gives requirements the nodes that their ends name, by id, else by name.
func (r *Reader) resolve() {
	r.nameNodes()
	r.sourceIDs = r.sources.idsOf("source")
	for i, e := range r.edges {
		r.edges[i] = nil // they are many
		from, ok := r.end(e.need.From, e)
		if !ok {
			continue
		}
		if e.need.From = from; strings.Contains(e.to, "@") && r.draft.Find(e.to) == nil {
			e.need.Ref = e.to
		} else if e.need.To, ok = r.end(e.to, e); !ok {
			continue
		}
		e.need.Source = cmp.Or(r.sourceIDs[e.need.Source], e.need.Source)
		if e.need.Option != "" {
			r.options.of(e.need.Option, e.need.At) // one that is not listed lacks a cost, which its reader says
		}
		r.draft.Need(e.need)
	}
}

// nameNodes notes the names of listed nodes.
func (r *Reader) nameNodes() {
	r.names = map[string]string{}
	for _, n := range r.draft.Nodes() {
		for _, name := range []string{fold(n.Name), fold(n.Key)} {
			if other, taken := r.names[name]; name != "" && taken && other != n.Key {
				r.names[name] = ""
			} else if name != "" {
				r.names[name] = n.Key
			}
		}
	}
}

// fold is a name without what people write unlike: capital letters and spaces.
func fold(name string) string { return strings.Join(strings.Fields(strings.ToLower(name)), " ") }

// end returns the key of the node that an end of a requirement names. Where no list has
// it, it becomes one, but in a workbook that lists nodes: there it is a mistake.
func (r *Reader) end(name string, e *edge) (key string, ok bool) {
	if n := r.draft.Find(name); n != nil {
		return n.Key, true // the same text for all
	}
	key, called := r.names[fold(name)]
	if key != "" && r.listed {
		return key, true
	}
	switch {
	case r.listed && e.book:
		at, _ := r.cell(e.need.At, "to")
		if name != e.to {
			at, _ = r.cell(e.need.At, "from")
		}
		r.draft.Wrong(format.Flaw{At: at, Code: "unknown-id", Message: "no list has a node " + quoted(name), Unknown: name})
		return "", false
	case called && r.listed:
		r.draft.Leave(format.OfOther, e.need.At, "names of several nodes, each made a node of its own since requirements do not say which", name)
	case r.listed:
		r.draft.Leave(format.OfOther, e.need.At, "nodes that no list has, made since requirements name them", name)
	}
	r.draft.Node(draft.Node{Key: name, At: e.need.At, Implied: r.listed})
	return name, true
}

func quoted(text string) string {
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:80]) + "…"
	}
	return strconv.Quote(text)
}
