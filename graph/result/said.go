package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
)

// Said is what a model says under one key of its language: one of the values.
type Said struct {
	Key    string
	Within string             // InLoad, or "": the object that it stands in as JSON
	Text   string             // a word, an id, a date or a duration ("1h25m") as well
	Names  Names              // of a text by language
	Named  string             `in:"Names"`
	Number *float64           // in the unit that the language says
	Flag   *bool              //
	Words  []string           // nil: it is no list of texts
	Shares map[string]float64 // by the id of what each belongs to
	Needs  []Requirement      // nil: it is no list of requirements
	Dates  []SaidFrom         // nil: nothing is by date
}

// SaidFrom is what a model says of a thing from a day on.
type SaidFrom struct {
	From string // "2025-12-31"; "": before the first
	Said Sayings
}

// Sayings are what a model says of one thing, in the order of its language's table of
// keys. As JSON they are fields of their own: "recovery": "1h25m". A text by language
// has two: "description" in one language, and "descriptions" in all.
type Sayings []Said

// InLoad is the object that has what is said of load.
const InLoad = "load"

// Of returns what is said under a key, or nil.
func (s Sayings) Of(key string) *Said {
	for i := range s {
		if s[i].Key == key {
			return &s[i]
		}
	}
	return nil
}

// Text returns the text under a key, or "".
func (s Sayings) Text(key string) string {
	if x := s.Of(key); x != nil {
		return x.Text
	}
	return ""
}

// In returns a text in a language, as far as there is one.
func (x *Said) In(lang string) string {
	if x.Names == nil {
		return x.Text
	}
	return x.Names.In(lang, "")
}

// namesOf is the field that has a text in all languages.
func namesOf(key string) string { return key + "s" }

// MarshalJSON writes an object with a field a key.
func (s Sayings) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	err := s.appendTo(&b)
	if b.Len() == 0 {
		b.WriteByte('{')
	}
	b.WriteByte('}')
	return b.Bytes(), err
}

// appendTo writes the fields behind those of an object that is not closed yet.
func (s Sayings) appendTo(b *bytes.Buffer) error {
	for len(s) > 0 {
		n := 1
		for n < len(s) && s[n].Within == s[0].Within {
			n++
		}
		same := s[:n]
		s = s[n:]
		if in := same[0].Within; in != "" {
			same = slices.Clone(same)
			for i := range same {
				same[i].Within = ""
			}
			if err := appendField(b, in, same); err != nil {
				return err
			}
			continue
		}
		for i := range same {
			for _, f := range same[i].fields() {
				if err := appendField(b, f.key, f.value); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

type field struct {
	key   string
	value any
}

func (x *Said) fields() []field {
	switch {
	case x.Names != nil:
		return []field{{x.Key, x.Named}, {namesOf(x.Key), x.Names}}
	case x.Number != nil:
		return []field{{x.Key, *x.Number}}
	case x.Flag != nil:
		return []field{{x.Key, *x.Flag}}
	case x.Words != nil:
		return []field{{x.Key, x.Words}}
	case x.Shares != nil:
		return []field{{x.Key, x.Shares}}
	case x.Needs != nil:
		return []field{{x.Key, x.Needs}}
	case x.Dates != nil:
		return []field{{x.Key, byDate(x.Dates)}}
	}
	return []field{{x.Key, x.Text}}
}

// byDate are values by date as JSON has them: an object with a field a day.
type byDate []SaidFrom

// MarshalJSON writes the days in their order.
func (d byDate) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	var err error
	for i := range d {
		err = errors.Join(err, appendField(&b, d[i].From, d[i].Said))
	}
	b.WriteByte('}')
	return b.Bytes(), err
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *byDate) UnmarshalJSON(data []byte) error {
	return eachField(data, func(day string, value json.RawMessage) error {
		x := SaidFrom{From: day}
		err := json.Unmarshal(value, &x.Said)
		*d = append(*d, x)
		return err
	})
}

// appendField writes a field behind those of an object that is not closed yet.
func appendField(b *bytes.Buffer, key string, value any) error {
	if b.Len() == 0 {
		b.WriteByte('{')
	} else {
		b.WriteByte(',')
	}
	for i, v := range []any{key, value} {
		if i > 0 {
			b.WriteByte(':')
		}
		text, err := plainJSON(v)
		if err != nil {
			return err
		}
		b.Write(text)
	}
	return nil
}

// plainJSON writes a value as presenters write documents: "<" stays "<".
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// UnmarshalJSON reads an object, its fields in their order.
func (s *Sayings) UnmarshalJSON(data []byte) error {
	*s = nil
	return eachField(data, func(key string, value json.RawMessage) error { return s.read(key, value) })
}

// read reads one field.
func (s *Sayings) read(key string, value json.RawMessage) error {
	if key == InLoad {
		var load Sayings
		err := json.Unmarshal(value, &load)
		for i := range load {
			load[i].Within = key
		}
		*s = append(*s, load...)
		return err
	}
	x := Said{Key: key}
	var err error
	switch value[0] {
	case '"':
		err = json.Unmarshal(value, &x.Text)
	case 't', 'f':
		err = json.Unmarshal(value, &x.Flag)
	case '[':
		if err = json.Unmarshal(value, &x.Words); err != nil {
			x.Words, err = nil, json.Unmarshal(value, &x.Needs)
		}
	case '{':
		if n := len(*s); n > 0 && key == namesOf((*s)[n-1].Key) {
			last := &(*s)[n-1]
			last.Named, last.Text = last.Text, ""
			return json.Unmarshal(value, &last.Names)
		}
		if err = json.Unmarshal(value, &x.Shares); err != nil {
			x.Shares = nil
			err = json.Unmarshal(value, (*byDate)(&x.Dates))
		}
	default:
		err = json.Unmarshal(value, &x.Number)
	}
	*s = append(*s, x)
	return err
}

// withSaid writes a struct, in which nothing is said, and behind its fields what is.
func withSaid(plain any, said Sayings) ([]byte, error) {
	text, err := plainJSON(plain)
	if err != nil || len(said) == 0 {
		return text, err
	}
	b := bytes.NewBuffer(bytes.TrimSuffix(text, []byte("}")))
	if b.Len() == len("{") {
		b.Reset()
	}
	err = said.appendTo(b)
	b.WriteByte('}')
	return b.Bytes(), err
}

// readSaid reads the fields of an object that a struct does not have.
func readSaid(data []byte, known reflect.Type) (Sayings, error) {
	var out Sayings
	err := eachField(data, func(key string, value json.RawMessage) error {
		for i := range known.NumField() {
			if name, _, _ := strings.Cut(known.Field(i).Tag.Get("json"), ","); name == key {
				return nil
			}
		}
		return out.read(key, value)
	})
	return out, err
}

var errNoObject = errors.New("this is no object")

// eachField calls f for each field of an object, in their order.
func eachField(data []byte, f func(key string, value json.RawMessage) error) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return errNoObject
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := f(key.(string), value); err != nil {
			return err
		}
	}
	return nil
}
