package gen

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// TOML writes a document as a model file: a table for each element, its keys
// one a line, everything in the order of names.
func TOML(doc oracle.Doc) []byte {
	var out bytes.Buffer
	doc = oracle.Plain(doc)
	for _, table := range sortedKeys(doc) {
		elements := doc[table].(map[string]any)
		if table == "model" {
			writeTable(&out, table, elements)
			continue
		}
		for _, id := range sortedKeys(elements) {
			writeTable(&out, table+"."+id, elements[id].(map[string]any))
		}
	}
	return out.Bytes()
}

func writeTable(out *bytes.Buffer, name string, keys map[string]any) {
	fmt.Fprintf(out, "[%s]\n", name)
	for _, key := range sortedKeys(keys) {
		fmt.Fprintf(out, "%s = %s\n", key, inline(keys[key]))
	}
	out.WriteByte('\n')
}

// inline writes a value on one line.
func inline(value any) string {
	switch v := value.(type) {
	case string:
		return quoted(v)
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0" // or it would come back as an integer
		}
		return text
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, inline(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		var items []string
		for _, key := range slices.SortedFunc(slices.Values(sortedKeys(v)), formFirst) {
			items = append(items, bare(key)+" = "+inline(v[key]))
		}
		return "{ " + strings.Join(items, ", ") + " }"
	case bool, int64:
		return fmt.Sprint(v)
	}
	panic(fmt.Sprintf("gen: there is no TOML for %T", value))
}

// bare writes a key as it is, or quoted where it is the name of a part.
func bare(key string) string {
	if strings.Contains(key, "@") {
		return quoted(key)
	}
	return key
}

// formFirst puts the form of a requirement before its modifiers, as a person
// would write it, and leaves other keys in the order of names.
func formFirst(a, b string) int {
	form := func(key string) int { return slices.Index([]string{"of", "at_least", "all", "any", "on"}, key) }
	if form(a) != form(b) {
		return form(b) - form(a)
	}
	return strings.Compare(a, b)
}

// quoted writes a basic string. Quotes, backslashes and control characters are
// the only ones that need escaping, and Go's own escapes are not all TOML's.
func quoted(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
