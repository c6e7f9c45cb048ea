package tables

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
)

// layout is what the columns of a list hold.
type layout struct {
	role    role
	at      map[string]int // by key the column
	unknown map[int]Cell   // headers that name no key
}

// musts are the columns without which a list is none, any of each.
var musts = map[role][][]string{
	nodes: {{"id", "name", "name.en", "name.ko"}}, requirements: {{"from"}, {"to"}},
	populations: {{"id", "name"}}, options: {{"id", "name"}}, sources: {{"id", "name"}},
}

// marks are columns that no other list has.
var marks = []struct {
	key string
	of  role
}{{"cost", options}, {"size", populations}, {"access", populations}, {"url", sources}}

// isMust says whether a column is one that every row has.
func (l *layout) isMust(column int) bool {
	for _, any := range musts[l.role] {
		for _, key := range any {
			if i, ok := l.at[key]; ok && i == column {
				return true
			}
		}
	}
	return false
}

// recognise returns the layout of a list with that title whose header is a row.
func (r *Reader) recognise(title string, row Row) (layout, bool) {
	if l, ok := r.as(requirements, row); ok {
		return l, true
	}
	ends := r.columns["id"] == "" && r.columns["name"] == "" && looksLikeEnds(row) != nil
	if of, said := roleOf(title); said && !ends {
		if l, ok := r.as(of, row); ok {
			return l, true
		}
	}
	for _, m := range marks {
		if l, ok := r.as(m.of, row); ok && l.has(m.key) {
			return l, true
		}
	}
	if l, ok := r.as(nodes, row); ok && !ends {
		return l, true
	}
	return layout{}, false
}

func (l *layout) has(key string) bool { _, ok := l.at[key]; return ok }

// as returns the layout of a row as the header of a list, where it has what that must.
// What the user says of a column goes before what its header says.
func (r *Reader) as(of role, row Row) (layout, bool) {
	l, words, taken := layout{of, map[string]int{}, map[int]Cell{}}, wordsOf(of), map[int]bool{}
	for key, header := range r.columns {
		if !words.knows(key) {
			continue
		}
		if i := slices.IndexFunc(row.Cells, func(c Cell) bool { return same(c.Text, header) }); i >= 0 {
			l.at[key], taken[i] = i, true
		}
	}
	for i, c := range row.Cells {
		key := words.key(c.Text)
		switch _, has := l.at[key]; {
		case c.Text == "" || taken[i]:
		case key == "" || has:
			l.unknown[i] = c
		default:
			l.at[key] = i
		}
	}
	if of == requirements {
		l.weakFrom(row)
	}
	for _, any := range musts[of] {
		if !slices.ContainsFunc(any, l.has) {
			return layout{}, false
		}
	}
	return l, true
}

// weakFrom finds who needs by headers that say so only beside others.
func (l *layout) weakFrom(row Row) {
	if l.has("from") || !slices.ContainsFunc([]string{"group", "k", "loss", "failover", "holdup"}, l.has) {
		return
	}
	for i, c := range row.Cells {
		if _, free := l.unknown[i]; free && slices.Contains(strings.Fields(weak), plainWord(c.Text)) {
			l.at["from"] = i
			delete(l.unknown, i)
			return
		}
	}
}

// same says whether a header is the one that the user names.
func same(header, said string) bool {
	return header == said || plainWord(said) != "" && plainWord(header) == plainWord(said)
}

// byNumber returns the layout of a table without a header, whose columns the user says by
// their numbers.
func (r *Reader) byNumber(l *list, row Row) (layout, bool) {
	out := layout{nodes, map[string]int{}, map[int]Cell{}}
	for key, column := range r.columns {
		n, err := strconv.Atoi(column)
		if err != nil || n < 1 || n > len(row.Cells) {
			return layout{}, false
		}
		out.at[key] = n - 1
	}
	switch {
	case out.has("from") && out.has("to"):
		out.role = requirements
	case !out.has("id") && !out.has("name"):
		return layout{}, false
	}
	return out, true
}

// sides are words by which headers tell the two ends of a connection, without saying
// which of them needs the other.
var sides = [][2]string{{"source", "target"}, {"source", "destination"}, {"source", "dest"}, {"src", "dst"}, {"src", "dest"}, {"parent", "child"}, {"upstream", "downstream"},
	{"local", "remote"}, {"left", "right"}, {"start", "end"}, {"a", "b"}, {"a", "z"}, {"1", "2"}, {"client", "server"}, {"출발지", "목적지"}, {"상위", "하위"}, {"소스", "타겟"}}

// looksLikeEnds returns two headers that are alike but for such words, or nil.
func looksLikeEnds(row Row) []string {
	if len(row.Cells) > 1000 {
		return nil
	}
	has := map[string]string{}
	for _, c := range row.Cells {
		has[strings.Join(parts(c.Text), " ")] = c.Text
	}
	for _, c := range row.Cells {
		for _, s := range sides {
			for i, part := range parts(c.Text) {
				if part != s[0] {
					continue
				}
				other := parts(c.Text)
				other[i] = s[1]
				if end, ok := has[strings.Join(other, " ")]; ok {
					return []string{c.Text, end}
				}
			}
		}
	}
	return nil
}

// parts are the words of a header.
func parts(header string) []string {
	return strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return strings.ContainsRune(" _-./()", r) })
}

// noHeader says that a table has no header that tells what its columns hold.
func (r *Reader) noHeader(l *list) {
	if len(l.above) == 0 {
		r.wrong(l.At, "no-header", "the table is empty", "its first row names its columns: from and to, or id and name")
		return
	}
	row := l.above[0]
	if i := slices.IndexFunc(l.above, func(x Row) bool { return looksLikeEnds(x) != nil }); i >= 0 {
		row = l.above[i]
	}
	var headers []string
	for _, c := range row.Cells {
		if c.Text != "" && len(headers) < 12 {
			headers = append(headers, c.Text)
		}
	}
	message := "no row names the columns of a list: from and to, or id and name (in Korean 부터 and 까지, 식별자 and 이름)"
	r.wrong(row.At, "no-header", message, mapHint(headers, looksLikeEnds(row)))
}

// mapHint says which --map to give.
func mapHint(headers, ends []string) string {
	switch {
	case numbers(headers):
		return "where it has no header, say the columns by their numbers: --map 1=from --map 2=to where the first needs the second"
	case ends != nil:
		return fmt.Sprintf("say which end needs the other: --map %s --map %s where %[3]s needs %[4]s, else the other way round",
			shellQuoted(ends[0]+"=from"), shellQuoted(ends[1]+"=to"), ends[0], ends[1])
	}
	const edges = "--map %s --map %s for requirements (the first needs the second), --map %s for nodes"
	first, second := "COLUMN", "COLUMN"
	if len(headers) > 1 {
		first, second = headers[0], headers[1]
	} else if len(headers) == 1 {
		first = headers[0]
	}
	return "say which columns hold them, by header or by number: " + fmt.Sprintf(edges, shellQuoted(first+"=from"), shellQuoted(second+"=to"), shellQuoted(first+"=id"))
}

// numbers says whether a row has nothing but numbers, as one that is no header.
func numbers(row []string) bool {
	all := strings.Fields(strings.Join(row, " "))
	return len(all) > 1 && !slices.ContainsFunc(all, func(h string) bool { _, err := strconv.ParseFloat(h, 64); return err != nil })
}

// shellQuoted puts quotation marks around an argument that a shell would split.
func shellQuoted(arg string) string {
	if strings.ContainsAny(arg, " \t'\"$&|;<>()*?#~!\\`") {
		return "'" + strings.ReplaceAll(arg, "'", `'\''`) + "'"
	}
	return arg
}

// knows says whether a list has a column of that key.
func (w *words) knows(key string) bool {
	return w.places[key] != nil || slices.Contains(slices.Collect(maps.Values(w.keys)), key)
}

// known says whether all keys that the user maps columns to are keys of some list.
func (r *Reader) known() bool {
	for _, key := range slices.Sorted(maps.Keys(r.columns)) {
		ok := false
		var all []string
		for of := range places {
			ok = ok || wordsOf(of).knows(key)
			all = append(all, slices.Collect(maps.Values(wordsOf(of).keys))...)
		}
		if !ok {
			slices.Sort(all)
			r.wrong(format.Span{}, "unknown-column", fmt.Sprintf("--map: no column holds %q", key), "--map is HEADER=KEY, where KEY is one of "+strings.Join(slices.Compact(all), ", "))
			return false
		}
	}
	return true
}

// allMapped says which header that the user names no table has.
func (r *Reader) allMapped(sheets []Sheet) {
	for _, key := range slices.Sorted(maps.Keys(r.columns)) {
		if len(r.sheets) > 0 && len(r.sheets)+len(r.bare) == len(sheets) && !slices.ContainsFunc(r.sheets, func(l *list) bool { return l.has(key) }) {
			r.wrong(sheets[0].At, "unknown-column", fmt.Sprintf("--map: no list has a column %q that could hold %s", r.columns[key], key), "")
		}
	}
}

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }
