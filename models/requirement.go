package models

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/language"
)

// String returns the requirement as a model file has it: "kt-internet", or
// { any = ["a", "b"], failover = "10m" }. Where a fact comes from is left out. It
// costs its length.
func (r Requirement) String() string { return r.text(false) }

// WithGrounds is String, with where each fact comes from.
func (r Requirement) WithGrounds() string { return r.text(true) }

func (r *Requirement) text(grounds bool) string {
	says := Says(r)
	if !grounds {
		says = slices.DeleteFunc(says, func(s Saying) bool { return s.Key.IsGround() })
	}
	if len(says) == 1 && r.Form == On {
		return strconv.Quote(r.On)
	}
	return tableOf(says, grounds)
}

// tableOf writes what an element says in braces.
func tableOf(says []Saying, grounds bool) string {
	var b strings.Builder
	for _, s := range says {
		if s.Assumed {
			continue
		}
		b.WriteString(either(b.Len() == 0, "{ ", ", ") + s.Key.Name + " = ")
		if of, ok := s.Value.([]Requirement); ok && s.Key.Type == language.Need {
			b.WriteString(of[0].text(grounds))
		} else if ok {
			b.WriteString(listOf(of, func(r *Requirement) string { return r.text(grounds) }))
		} else {
			b.WriteString(s.TOML())
		}
	}
	return b.String() + " }"
}

func listOf[T any](list []T, text func(*T) string) string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = text(&list[i])
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// TOML returns the value as a model file has it. It costs its length.
func (s Saying) TOML() string {
	switch v := s.Value.(type) {
	case string:
		return strconv.Quote(v)
	case time.Duration:
		return strconv.Quote(FormatDuration(v))
	case Range:
		return v.toml()
	case int:
		return strconv.Itoa(v)
	case Text:
		return v.toml()
	case []string:
		return listOf(v, func(s *string) string { return strconv.Quote(*s) })
	case []Share:
		return tableOfShares(v)
	case []Split:
		return tableOfNames(v, func(x *Split) (string, string) { return x.Name, tableOfShares(x.Values) })
	case []Line:
		return tableOfNames(v, func(x *Line) (string, string) { return x.Name, x.End.toml() })
	case []Joint:
		return listOf(v, (*Joint).toml)
	case []Requirement:
		return listOf(v, func(r *Requirement) string { return r.WithGrounds() })
	case []Event:
		return listOf(v, func(x *Event) string { return Inline(x) })
	case []Observation:
		return listOf(v, func(x *Observation) string { return Inline(x) })
	case []Band:
		return listOf(v, func(x *Band) string { return Inline(x) })
	case []Dated:
		return tableOfDates(v)
	}
	return toml.Value(s.Value) // numbers and booleans
}

// Inline returns an element in braces, as a model file has one that stands in a list:
// an *Event, *Observation or *Band. It costs its length.
func Inline(element any) string { return tableOf(Says(element), true) }

func (t Text) toml() string {
	if plain, ok := t[""]; ok && len(t) == 1 {
		return strconv.Quote(plain)
	}
	var out []string
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		out = append(out, lang+" = "+strconv.Quote(t[lang]))
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

// tableOfDates writes what holds from each day on, each on its day. What held before the
// first is left out: it stands under the keys themselves.
func tableOfDates(list []Dated) string {
	var out []string
	for i := range list {
		if d := &list[i]; d.From != "" {
			out = append(out, strconv.Quote(d.From)+" = "+tableOf(d.Says(), true))
		}
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

func tableOfShares(list []Share) string {
	out := make([]string, len(list))
	for i, s := range list {
		key := s.ID
		if !validID(key) { // a part
			key = strconv.Quote(key)
		}
		out[i] = key + " = " + s.toml()
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

// toml writes a share, of a range in quotes.
func (s *Share) toml() string {
	if s.Range != nil {
		return s.Range.toml()
	}
	return toml.Value(s.Share)
}

// Said returns what the model gives: a number, or a range.
func (s *Share) Said() any {
	switch {
	case s.Range == nil:
		return s.Share
	case s.Range.Scaled:
		return s.Range.Least
	}
	return *s.Range
}

func (r Range) toml() string {
	if r.Scaled {
		return toml.Value(r.Least)
	}
	return strconv.Quote(r.String())
}

// Plain returns the value for people: a text without quotes, a list with commas
// between. It costs its length.
func (s Saying) Plain() string {
	switch v := s.Value.(type) {
	case string:
		return v
	case time.Duration:
		return FormatDuration(v)
	case Range:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []string:
		return strings.Join(v, ", ")
	case Text:
		if plain, ok := v[""]; ok && len(v) == 1 {
			return plain
		}
	}
	return s.TOML()
}
