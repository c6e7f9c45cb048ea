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
