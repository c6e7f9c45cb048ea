package models

import (
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/language"
)

// Saying is what an element of a model says under one key.
type Saying struct {
	Key *language.Key
	// Value is a string (dates and words too), a Text, a bool, a float64, an int, a
	// time.Duration, a Range, or a list: of string, Share, Split, Line, Joint, Requirement, Event,
	// Observation, Band or Dated.
	Value any
	// Assumed says that this is what is taken where an element says nothing.
	Assumed bool
}

// Share is a number by the id of what it belongs to.
type Share struct {
	ID    string
	Share float64
	Range *Range // where it, or one beside it, is a range
}

// Says returns all that an element says, in the order of the table of keys, and what
// is taken where it says nothing. The element is a pointer to a Node, Requirement,
// Population, Sector, Kind, Incident, Event, Observation, Terms, Band, Policy, Option
// or Model; lists are its own, not to be written into. It costs a look at every key
// that such an element may have.
func Says(element any) []Saying {
	var out []Saying
	for _, s := range boundTo[reflect.TypeOf(element).Elem()].slots {
		if value, said := s.value(element); said {
			out = append(out, Saying{Key: s.Key, Value: value, Assumed: value == s.assumed})
		}
	}
	return out
}

// boundTo are the keys of each place by the type that holds them.
var boundTo = func() map[reflect.Type]*bound {
	out := map[reflect.Type]*bound{}
	for place, holder := range holders() {
		out[holder] = bindings[place]
	}
	return out
}()

// value returns what an element says under a key, or what is taken instead; false
// where that is nothing.
func (s *slot) value(element any) (value any, said bool) {
	switch x := element.(type) {
	case *Requirement:
		isMember, isCount := s.Names == language.APart, s.Type == language.Whole
		if isMember && s.Name != memberKey(x.Form) || isCount && x.Form != AtLeast {
			return nil, false // the program's own, of a requirement of another form
		}
	case *Node:
		if s.twin && x.Chance != nil && x.Chance.complement != s.Complement {
			return nil, false // it says so under the other key
		}
	case *Incident:
		if s.Type == language.Moment {
			return x.startText(), !x.Start.IsZero()
		}
	case *Option:
		if s.Type == language.Changes {
			lines := x.lines(s.Merge == language.Append)
			return lines, len(lines) > 0
		}
	}
	if s.path == nil {
		return nil, false // reserved
	}
	p := s.of(element)
	if p == nil {
		return nil, false
	}
	if r, ok := rangeOf(element, s.Name); ok {
		return r, true
	}
	return s.held(p)
}

// held returns the value that a pointer leads to.
func (s *slot) held(p any) (value any, said bool) {
	v := reflect.ValueOf(p).Elem()
	said = !v.IsZero() || s.assumed != nil || s.Required
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil, false
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case bool:
		if s.Type == language.Word {
			return s.Words[0], x
		}
		return x, said
	case float64:
		if s.Complement {
			x = 1 - x
		}
		return x, said
	case []Access:
		return sharesOf(x, func(a Access) Share { return Share{a.Node, a.Share, a.Range} }), said
	case []Spill:
		return sharesOf(x, func(s Spill) Share { return Share{s.To, s.Share, nil} }), said
	case []Setting:
		return sharesOf(x, func(s Setting) Share { return Share{s.Node, s.Value, s.Range} }), said
	default:
		return x, said
	}
}

func sharesOf[T any](list []T, share func(T) Share) []Share {
	out := make([]Share, len(list))
	for i := range list {
		out[i] = share(list[i])
	}
	return out
}

// lines writes what an option appends, or what it replaces, a line a key.
func (o *Option) lines(add bool) []string {
	var out []string
	for _, c := range o.changes {
		if c.Add != add {
			continue
		}
		line := c.Table + "." + c.ID
		if c.From != "" {
			line += ".at." + strconv.Quote(c.From)
		}
		if c.Key != "" {
			line += "." + c.Key + " = " + toml.Value(c.Val)
		}
		out = append(out, line)
	}
	return out
}

// startText writes when an incident began, as a model file does.
func (in *Incident) startText() string {
	if in.DateOnly {
		return in.Start.Format(time.DateOnly)
	}
	return in.Start.Format(time.RFC3339)
}

// Rewrite calls f for each key that an element says something under, with a pointer to
// where the value is kept: an element that is a copy of another gets other words so. It
// takes what Says takes. What pointers of the element lead to is copied first, lists are
// not. It costs what Says costs.
func Rewrite(element any, f func(k *language.Key, value any)) {
	own(reflect.ValueOf(element).Elem())
	for _, s := range boundTo[reflect.TypeOf(element).Elem()].slots {
		if s.path == nil {
			continue
		}
		if _, said := s.value(element); said {
			f(s.Key, s.of(element))
		}
	}
}

// Unsay has an element say nothing under those of its keys that f names, as if its file did
// not: it takes a pointer to a copy, as Rewrite does, and costs what that costs.
func Unsay(element any, f func(k *language.Key) bool) {
	own(reflect.ValueOf(element).Elem())
	b := boundTo[reflect.TypeOf(element).Elem()]
	for _, s := range b.slots {
		if s.path == nil || s.of(element) == nil || !f(s.Key) {
			continue
		}
		value := reflect.ValueOf(s.of(element)).Elem()
		if value.SetZero(); s.assumed != nil {
			value.Set(reflect.ValueOf(s.assumed))
		}
		if n, ok := element.(*Node); ok {
			n.Ranges = slices.DeleteFunc(slices.Clone(n.Ranges), func(r KeyRange) bool { return r.Key == s.Name })
		}
	}
}

// own copies what the exported fields of a struct point to.
func own(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() != reflect.Pointer || f.IsNil() || !f.CanSet() || f.Elem().Kind() != reflect.Struct {
			continue
		}
		copied := reflect.New(f.Type().Elem())
		copied.Elem().Set(f.Elem())
		f.Set(copied)
		own(copied.Elem())
	}
}
