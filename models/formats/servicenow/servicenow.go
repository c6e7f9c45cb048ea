// Package servicenow reads relations between configuration items as ServiceNow exports
// them: the table cmdb_rel_ci, as CSV or as JSON.
package servicenow

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/csv"
	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
)

// MaxBytes bounds a file.
const MaxBytes = 256 << 20

// MaxRelations bounds those of all files that are read together.
const MaxRelations = 1_000_000

// Format is the export as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "servicenow", Endings: []string{".csv", ".json"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "list of CI relations", Rule: "an export of ServiceNow's table cmdb_rel_ci is a .csv or .json file",
			What: "relations between configuration items, ServiceNow's table cmdb_rel_ci (.csv, .json)"},
		Sniff:  sniff,
		Decode: csv.Decode,
		Read:   read,
		Joins:  true,
	}
}

// sniff says whether a file has parents, children and types of relations.
func sniff(data []byte) bool {
	data, _ = csv.Decode(data)
	if isJSON(data) {
		return bytes.Contains(data, []byte(`"parent`)) && bytes.Contains(data, []byte(`"child`)) && bytes.Contains(data, []byte(`"type`)) &&
			(bytes.Contains(data, []byte("::")) || bytes.Contains(data, []byte("cmdb_rel")))
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	if len(line) > 64<<10 {
		return false
	}
	has := columnsOf(strings.FieldsFunc(string(line), func(r rune) bool { return strings.ContainsRune(",;\t", r) }))
	return has["parent"] != nil && has["child"] != nil && has["type"] != nil
}

func isJSON(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && (data[0] == '{' || data[0] == '[')
}

// fields are what is read of a relation, by the names that exports have for it, the best
// first: what people call it goes before the number that the database has for it.
var fields = map[string][]string{
	"parent": {"parent", "parentname", "parentdisplayvalue"}, "child": {"child", "childname", "childdisplayvalue"},
	"type":        {"typename", "typedisplayvalue", "type"},
	"parent.name": {"parentname", "parentdisplayvalue"}, "child.name": {"childname", "childdisplayvalue"},
	"parent.id": {"parentsysid", "parentvalue"}, "child.id": {"childsysid", "childvalue"},
	"parent.class": {"parentsysclassname", "parentclass"}, "child.class": {"childsysclassname", "childclass"},
}

// columnsOf returns the columns of a header by what they hold.
func columnsOf(header []string) map[string][]int {
	out := map[string][]int{}
	for field, names := range fields {
		for _, name := range names {
			for i, text := range header {
				if plainName(text) == name {
					out[field] = append(out[field], i)
				}
			}
		}
	}
	return out
}

// plainName is a field's name without what stands between its words.
func plainName(name string) string {
	return strings.NewReplacer(" ", "", "_", "", ".", "", `"`, "", "\r", "").Replace(strings.ToLower(name))
}

// read reads files as relations of one CMDB.
func read(files []format.File, _ format.Options) *format.Document {
	r := &reader{Draft: draft.New(files), called: map[string]string{}}
	for i, f := range files {
		if flaw, wrong := csv.Unreadable(i, f.Data); wrong {
			r.Wrong(flaw)
		} else if isJSON(f.Data) {
			r.json(i, f.Data)
		} else {
			r.csv(i, f)
		}
	}
	return r.Document()
}

type reader struct {
	*draft.Draft
	called    map[string]string // by the database's number of an item its key
	relations int
}

// csv reads a file of CSV.
func (r *reader) csv(file int, f format.File) {
	var header map[string][]int
	for row := range csv.Sheet(r.Draft, file, f, format.Options{}).Rows {
		texts := make([]string, len(row.Cells))
		for i, c := range row.Cells {
			texts[i] = c.Text
		}
		if header == nil {
			if header = columnsOf(texts); header["parent"] == nil || header["child"] == nil || header["type"] == nil {
				r.Wrong(format.Flaw{At: row.At, Code: "no-header", Message: "the first row does not name the columns parent, type and child",
					Hint: "export the table cmdb_rel_ci with these columns; other lists are read by import csv"})
				return
			}
			continue
		}
		get := func(field string) string {
			for _, i := range header[field] {
				if i < len(texts) && texts[i] != "" {
					return texts[i]
				}
			}
			return ""
		}
		if !r.relation(row.At, get) {
			return
		}
	}
}

// relation reads one, whose fields get returns; false: there are too many.
func (r *reader) relation(at format.Span, get func(field string) string) bool {
	if r.relations++; r.relations > MaxRelations {
		r.Wrong(format.Flaw{At: at, Code: "too-large", Message: "the files have more than a million relations"})
		return false
	}
	parent, child := r.item(at, "parent", get), r.item(at, "child", get)
	kind := get("type")
	if parent == "" || child == "" || kind == "" {
		r.Leave(format.OfEdge, at, "relations without a parent, a child or a type", strings.TrimSpace(parent+" "+kind+" "+child))
		return true
	}
	n, ok := needOf(kind, parent, child)
	if !ok {
		why := "relations that are no needs: " + kind
		if isNumber(kind) {
			why = "relations whose type is only the database's number (export display values)"
		}
		r.Leave(format.OfEdge, at, why, parent+" "+kind+" "+child)
		return true
	}
	n.At = at
	r.Need(n)
	return true
}

// item adds an end of a relation, and returns its key: its name, with its number where
// another item has the same.
func (r *reader) item(at format.Span, end string, get func(field string) string) string {
	name, number := get(end), get(end+".id")
	if isNumber(name) {
		name, number = cmp.Or(get(end+".name"), name), name
	}
	name = cmp.Or(name, number)
	key := name
	if number != "" && name != "" {
		if known := r.called[number]; known != "" {
			return known
		}
		if r.Find(key) != nil {
			key += " " + number
		}
		r.called[number] = key
	}
	if key != "" && r.Find(key) == nil {
		class := get(end + ".class")
		n := draft.Node{Key: key, Name: name, Kind: kindOf(class), At: at}
		if class != "" {
			n.Tags = []string{class}
		}
		r.Node(n)
	}
	return key
}

// isNumber says whether a text is one of the database's own.
func isNumber(text string) bool {
	return len(text) == 32 && !slices.ContainsFunc([]byte(text), func(b byte) bool { return !strings.ContainsRune("0123456789abcdefABCDEF", rune(b)) })
}
