package models

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/language"
)

// slot is a key of the language together with where the model keeps its value.
type slot struct {
	*language.Key
	path []step // of struct fields; empty for what only a reader of its own can fill
	want string // what a number must be, in words

	assumed any  // what is taken where it is not given; nil: nothing
	twin    bool // another key fills the same field
}

// step leads to a field of a struct, and through it where it points to a struct.
type step struct {
	field int
	fresh reflect.Value // what the struct that it points to says of itself
}

// bound are the keys of one place.
type bound struct {
	place language.Place
	slots []*slot // in the order of the table
	named map[string]*slot
	plain any // a pointer to an element that says nothing of itself
}

// holders are the types that keep what stands at each place.
func holders() map[language.Place]reflect.Type {
	return map[language.Place]reflect.Type{
		language.Model: reflect.TypeFor[Model](), language.Kind: reflect.TypeFor[Kind](),
		language.Node: reflect.TypeFor[Node](), language.Requirement: reflect.TypeFor[Requirement](),
		language.Population: reflect.TypeFor[Population](), language.Sector: reflect.TypeFor[Sector](),
		language.Source:   reflect.TypeFor[Source](),
		language.Overlay:  reflect.TypeFor[Overlay](),
		language.Incident: reflect.TypeFor[Incident](), language.Event: reflect.TypeFor[Event](), language.Observation: reflect.TypeFor[Observation](),
		language.Terms: reflect.TypeFor[Terms](), language.Band: reflect.TypeFor[Band](),
		language.Policy: reflect.TypeFor[Policy](), language.Option: reflect.TypeFor[Option](),
	}
}

// bindings are the keys of every place. They follow from the table and never change.
var bindings = bind()

func bind() map[language.Place]*bound {
	out := map[language.Place]*bound{}
	for place, holder := range holders() {
		plain := reflect.New(holder)
		b := &bound{place: place, named: map[string]*slot{}, plain: plain.Interface()}
		fresh := map[reflect.Type]reflect.Value{} // of the structs that are pointed to
		for _, k := range language.KeysOn(place) {
			s := &slot{Key: k, want: RangeInWords(k)}
			if k.Type != language.Changes {
				s.path = pathTo(holder, k, fresh)
				s.assume(plain.Elem())
			}
			for _, other := range b.slots {
				if s.path != nil && slices.EqualFunc(s.path, other.path, func(a, b step) bool { return a.field == b.field }) {
					s.twin, other.twin = true, true
				}
			}
			b.slots, b.named[k.Name] = append(b.slots, s), s
		}
		out[place] = b
	}
	return out
}

// pathTo finds the field that keeps a key: a field of the holder, or of what one of
// its fields points to.
func pathTo(holder reflect.Type, k *language.Key, fresh map[reflect.Type]reflect.Value) []step {
	name := k.Field
	if name == "" {
		name = k.Name
	}
	var out []step
	for t := holder; ; {
		first, rest, deeper := strings.Cut(name, ".")
		called := strings.ReplaceAll(first, "_", "")
		f, ok := t.FieldByNameFunc(func(s string) bool { return strings.EqualFold(s, called) })
		if !ok {
			panic(fmt.Sprintf("%s has no field for key %s", holder, k.Name)) // the table is wrong, and every test says so
		}
		if !deeper {
			return append(out, step{field: f.Index[0]})
		}
		t, name = f.Type.Elem(), rest
		if _, made := fresh[t]; !made {
			fresh[t] = reflect.New(t).Elem()
		}
		out = append(out, step{field: f.Index[0], fresh: fresh[t]})
	}
}

// assume puts the key's default into an element that says nothing of itself, or
// into the struct that it would point to.
func (s *slot) assume(plain reflect.Value) {
	if s.Default == "" {
		return
	}
	last := len(s.path) - 1
	if last > 0 {
		plain = s.path[last-1].fresh
	}
	field := plain.Field(s.path[last].field)
	defer func() { s.assumed = field.Interface() }()
	switch p := field.Addr().Interface().(type) {
	case *string:
		*p = s.Default
	case *bool:
		*p = s.Default == "true"
	case *int:
		*p, _ = strconv.Atoi(s.Default)
	case *float64:
		*p, _ = strconv.ParseFloat(s.Default, 64)
	default:
		t, _ := ParseDuration(s.Default)
		putDuration(p, t)
	}
}

// of returns a pointer to where an element (itself a pointer) keeps the value of the
// key, or nil where what the way leads through is not there.
func (s *slot) of(element any) any {
	v := reflect.ValueOf(element).Elem()
	last := len(s.path) - 1
	for _, step := range s.path[:last] {
		if v = v.Field(step.field); v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	return v.Field(s.path[last].field).Addr().Interface()
}

// in returns a pointer to where an element (itself a pointer) keeps the value of the
// key. What the way leads through is made.
func (s *slot) in(element any) any {
	v := reflect.ValueOf(element).Elem()
	last := len(s.path) - 1
	for _, step := range s.path[:last] {
		f := v.Field(step.field)
		if f.IsNil() {
			f.Set(reflect.New(f.Type().Elem()))
			f.Elem().Set(step.fresh)
		}
		v = f.Elem()
	}
	return v.Field(s.path[last].field).Addr().Interface()
}

// slot returns the key of that name, or of which it names an entry: "by.mobile".
func (b *bound) slot(key string) *slot {
	if s := b.named[key]; s != nil {
		return s
	}
	name, _, entry := strings.Cut(key, ".")
	if s := b.named[name]; entry && s != nil && s.ByName() {
		return s
	}
	return nil
}

// saysNothing returns an element of a place that says nothing of itself.
func saysNothing[T any](place language.Place) T { return *bindings[place].plain.(*T) }

// RangeInWords says what a number of a key must be: "more than 0 and at most 1".
func RangeInWords(k *language.Key) string {
	r := k.Range
	least, most := strconv.FormatFloat(r.Min, 'f', -1, 64), strconv.FormatFloat(r.Max, 'f', -1, 64)
	switch whole := k.Type == language.Whole; {
	case r.Above && r.Max > 0:
		return fmt.Sprintf("more than %s and at most %s", least, most)
	case r.Above:
		return "more than " + least
	case whole && r.Max == r.Min+1:
		return fmt.Sprintf("%s or %s", least, most)
	case r.Max > 0:
		return fmt.Sprintf("from %s to %s", least, most)
	case whole:
		return least + " or more"
	}
	return least + " or more (and at most 1e15)"
}

// admits says whether a number is in the range of the key.
func (s *slot) admits(x float64) bool {
	r := s.Range
	return (x > r.Min || x == r.Min && !r.Above) && (r.Max == 0 || x <= r.Max)
}
