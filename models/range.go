package models

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Range is what is known of a figure that nobody knows exactly: between which ends it
// lies, and where most likely. Durations are in whole seconds, shares from 0 to 1.
type Range struct {
	Least, Likeliest, Most float64
	Triangle               bool // the likeliest is given; else none is likelier, and it is the middle
	Share                  bool // it is a share, not a duration
	// Scaled marks what is no range, but a share that those beside it scale: all three
	// are what the file gives.
	Scaled bool
}

// Exact says whether there is nothing to draw: both ends are the same.
func (r Range) Exact() bool { return r.Least == r.Most }

// String writes the range as a model file has it, without quotes: "2h..4h..10h",
// "0.3..0.45"; of a scaled share the number.
func (r Range) String() string {
	figure := r.Written
	switch {
	case r.Scaled:
		return figure(r.Least)
	case r.Triangle:
		return strings.Join([]string{figure(r.Least), figure(r.Likeliest), figure(r.Most)}, rangeDots)
	}
	return figure(r.Least) + rangeDots + figure(r.Most)
}

// Written writes a figure of the range, as its ends stand in a model file: "2h", "0.3".
func (r Range) Written(x float64) string {
	if r.Share {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return FormatDuration(time.Duration(x) * time.Second)
}

// rangeDots stand between the ends of a range.
const rangeDots = ".."

// isRange says whether text is meant as a range.
func isRange(text string) bool { return strings.Contains(text, rangeDots) }

// parseRange reads a range, each end of which figure reads.
func parseRange(text string, share bool, figure func(string) (float64, error)) (r Range, err error) {
	ends := strings.Split(text, rangeDots)
	if len(ends) > 3 {
		return r, errors.New(`a range has two ends, or three figures: the least, the likeliest and the most`)
	}
	x := make([]float64, len(ends))
	for i := range ends {
		if x[i], err = figure(ends[i]); err != nil {
			return r, err
		}
		if i > 0 && x[i] < x[i-1] {
			return r, errors.New(either(len(x) == 2, "the least comes first, then the most", "the least comes first, then the likeliest, then the most"))
		}
	}
	r = Range{Least: x[0], Most: x[len(x)-1], Share: share, Triangle: len(x) == 3}
	r.Likeliest = r.middle()
	if r.Triangle {
		r.Likeliest = x[1]
	}
	return r, nil
}

// middle returns what is as far from both ends: of durations the whole second before.
func (r Range) middle() float64 {
	mid := r.Least + (r.Most-r.Least)/2
	if r.Share {
		return mid
	}
	return math.Floor(mid)
}

// KeyRange is a key of an element whose value is a range.
type KeyRange struct {
	Key   string
	Range Range
}

// rangesOf returns where an element keeps the ranges of its keys, or nil where none may
// be. The modifiers of a requirement are there once a key has been put into them.
func rangesOf(element any) *[]KeyRange {
	switch x := element.(type) {
	case *Node:
		return &x.Ranges
	case *Event:
		return &x.Ranges
	case *Requirement:
		if x.Mods != nil {
			return &x.Mods.Ranges
		}
	}
	return nil
}

// rangeOf returns the range that an element gives under a key, if it gives one.
func rangeOf(element any, key string) (r Range, ok bool) {
	if list := rangesOf(element); list != nil {
		for _, x := range *list {
			if x.Key == key {
				return x.Range, true
			}
		}
	}
	return r, false
}
