package tables

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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
