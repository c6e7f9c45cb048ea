package servicenow

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/meoktong/meoktong/models/formats/format"
)

// json reads a file of JSON: a list of records, or an object that has one, as "records"
// in exports and as "result" in answers of the interface.
func (r *reader) json(file int, data []byte) {
	in := jsontext.NewDecoder(bytes.NewReader(data), jsontext.AllowDuplicateNames(true))
	found, err := r.records(file, in, data)
	if err != nil {
		at := int(in.InputOffset())
		var syntax *jsontext.SyntacticError
		if errors.As(err, &syntax) {
			at, err = int(syntax.ByteOffset), syntax.Err
		}
		at = min(max(at, 0), len(data))
		r.Wrong(format.Flaw{At: format.Span{File: file, Start: at, End: min(at+1, len(data))}, Code: "json", Message: "this is not valid JSON: " + err.Error()})
	} else if !found {
		r.Wrong(format.Flaw{At: format.Span{File: file, End: min(1, len(data))}, Code: "no-records", Message: "there is no list of relations",
			Hint: `an export of cmdb_rel_ci has one as "records" or as "result"`})
	}
}

// records reads the list of records, wherever it stands at the top.
func (r *reader) records(file int, in *jsontext.Decoder, data []byte) (found bool, err error) {
	start, err := in.ReadToken()
	if err != nil {
		return false, err
	}
	if start.Kind() == '[' {
		return true, r.list(file, in, data)
	}
	for in.PeekKind() != '}' {
		name, broken := in.ReadToken()
		if broken != nil {
			return found, broken
		}
		called := name.String()
		if (called == "records" || called == "result") && in.PeekKind() == '[' {
			if _, err = in.ReadToken(); err != nil {
				return found, err
			}
			if found, err = true, r.list(file, in, data); err != nil {
				return found, err
			}
		} else if err = in.SkipValue(); err != nil {
			return found, err
		}
	}
	_, err = in.ReadToken()
	return found, err
}

// list reads records up to the end of their list.
func (r *reader) list(file int, in *jsontext.Decoder, data []byte) error {
	for in.PeekKind() != ']' {
		value, err := in.ReadValue()
		if err != nil {
			return err
		}
		end := int(in.InputOffset())
		at := format.Span{File: file, Start: end - len(value), End: end}
		record := map[string]any{}
		if json.Unmarshal(value, &record, jsontext.AllowDuplicateNames(true)) != nil {
			r.Leave(format.OfEdge, at, "records that are no objects", excerpt(value))
			continue
		}
		if !r.relation(at, fieldsOf(record)) {
			return nil
		}
	}
	_, err := in.ReadToken()
	return err
}

func excerpt(value []byte) string { return string([]rune(string(value[:min(len(value), 80)]))) }

// fieldsOf returns what finds the fields of a record: texts, or tables of what people call
// a value and what the database does.
func fieldsOf(record map[string]any) func(field string) string {
	plain := map[string]any{}
	for name, value := range record {
		plain[plainName(name)] = value
	}
	return func(field string) string {
		for _, name := range fields[field] {
			if text := textOf(plain[name], "display_value", "name", "value"); text != "" {
				return text
			}
		}
		for _, end := range []string{"parent", "child"} {
			if field == end+".id" {
				return textOf(plain[end], "value")
			}
		}
		return ""
	}
}

// textOf returns a text, or the first of some fields of a table. A text that stands alone
// is no field of one.
func textOf(value any, names ...string) string {
	switch v := value.(type) {
	case string:
		if len(names) > 1 {
			return v
		}
	case float64:
		return fmt.Sprint(v)
	case map[string]any:
		for _, name := range names {
			if text, _ := v[name].(string); text != "" {
				return text
			}
		}
	}
	return ""
}
