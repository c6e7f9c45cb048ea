package models

import (
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/formats/toml"
)

// Split is one way in which the people of a population differ: each has one of its
// values.
type Split struct {
	Name   string
	Values []Share // by value: shares that sum to 1, or counts
	Whole  float64 // how many there are in all, where Values are counts; else 0
}

// Share returns the share of the people that have the i-th value, 0 to 1.
func (s *Split) Share(i int) float64 {
	if s.Whole > 0 {
		return s.Values[i].Share / s.Whole
	}
	return s.Values[i].Share
}

// isRanged says whether some of its shares are ranges.
func (s *Split) isRanged() bool {
	return slices.ContainsFunc(s.Values, func(x Share) bool { return x.Range != nil })
}

// Value returns the position of a value, or -1.
func (s *Split) Value(name string) int {
	for i := range s.Values {
		if s.Values[i].ID == name {
			return i
		}
	}
	return -1
}

// Line is a line that people have, and where it ends.
type Line struct {
	Name string
	End  End
}

// End says on which node a line ends: by a template in which "{SPLIT}" stands for the
// value of a split, or by the value of one split: who has none of those has no line.
type End struct {
	Template string
	By       string // a split; "" where there is a template
	Of       []EndOf
}

// EndOf is where a line ends for those who have one value of a split.
type EndOf struct {
	Value string
	End   End
}

// Joint is the share of the people who have some values, one of each split that is
// named.
type Joint struct {
	Values []SplitValue // by split
	Share  float64
}

// SplitValue is one value of a split.
type SplitValue struct{ Split, Value string }

func (e *End) toml() string {
	if e.By == "" {
		return strconv.Quote(e.Template)
	}
	values := tableOfNames(e.Of, func(x *EndOf) (string, string) { return x.Value, x.End.toml() })
	return "{ " + keyOf(e.By) + " = " + values + " }"
}

func (j *Joint) toml() string {
	out := tableOfNames(j.Values, func(x *SplitValue) (string, string) { return x.Split, strconv.Quote(x.Value) })
	return strings.TrimSuffix(out, " }") + ", share = " + toml.Value(j.Share) + " }"
}

// tableOfNames writes a table in braces, key by key.
func tableOfNames[T any](list []T, entry func(*T) (key, value string)) string {
	out := make([]string, len(list))
	for i := range list {
		key, value := entry(&list[i])
		out[i] = keyOf(key) + " = " + value
	}
	return "{ " + strings.Join(out, ", ") + " }"
}

func keyOf(name string) string {
	if !validID(name) {
		return strconv.Quote(name)
	}
	return name
}

// LineAccess is the name of the split and of the line that access stands for.
const LineAccess = "access"

// Splits returns the splits of a population by name, that of access included.
func (p *Population) Splits() []Split {
	if len(p.Access) == 0 {
		return p.By
	}
	access := Split{Name: LineAccess, Values: make([]Share, len(p.Access))}
	for i, a := range p.Access {
		access.Values[i] = Share{a.Node, a.Share, a.Range}
	}
	return insertByName(p.By, access, func(s *Split) string { return s.Name })
}

// Lines returns the lines of a population by name, that of access included.
func (p *Population) Lines() []Line {
	if len(p.Access) == 0 {
		return p.Line
	}
	access := Line{Name: LineAccess, End: End{Template: "{" + LineAccess + "}"}}
	return insertByName(p.Line, access, func(l *Line) string { return l.Name })
}

// insertByName returns a list with one more in its place.
func insertByName[T any](list []T, one T, name func(*T) string) []T {
	out := make([]T, 0, len(list)+1)
	for i := range list {
		if len(out) == i && name(&list[i]) > name(&one) {
			out = append(out, one)
		}
		out = append(out, list[i])
	}
	if len(out) == len(list) {
		out = append(out, one)
	}
	return out
}

// Jointly says whether joint shares fix those of a split.
func (p *Population) Jointly(split string) bool {
	return len(p.Joint) > 0 && slices.ContainsFunc(p.Joint[0].Values, func(v SplitValue) bool { return v.Split == split })
}

// Independence returns on what rests that the splits of a population are taken as
// independent: an assumption. It is nil where joint shares say how they go together, or
// there is nothing to say.
func (p *Population) Independence() *Provenance {
	apart := 0
	for _, s := range p.Splits() {
		if len(s.Values) > 1 && !p.Jointly(s.Name) {
			apart++
		}
	}
	if apart+min(1, len(p.Joint)) < 2 {
		return nil
	}
	return &Provenance{Confidence: "assumed"}
}
