package models

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/language"
)

// measures says whether the key has a duration or a number, of which somebody may
// write a range.
func (s *slot) measures() bool {
	switch s.Type {
	case language.Duration, language.Instant, language.Horizon, language.Number, language.Whole:
		return true
	}
	return false
}

// readRange reads a range of durations into the element that keeps it.
func (d *decoder) readRange(s *slot, element any, text string) {
	r, err := parseRange(text, false, func(end string) (float64, error) {
		t, err := ParseDuration(end)
		return t.Seconds(), err
	})
	switch {
	case !s.Ranges:
		d.errorf("no-range", "", "%s takes no range: %s", s.Name, exact(s))
		putDuration(s.in(element), time.Duration(r.Likeliest)*time.Second) // so that nothing else is said to be missing
		return
	case err != nil:
		d.errorf("duration", err.Error(), `%s is not a range of durations, such as "2h..10h" or "2h..4h..10h"`, quote(text))
		return
	case r.Least == 0 && s.Range.Above:
		d.errorf("range", "", "this duration must be longer than 0s, at the least end too")
	}
	putDuration(s.in(element), time.Duration(r.Likeliest)*time.Second)
	list := rangesOf(element)
	*list = append(*list, KeyRange{s.Name, r})
}

// exact says why a key takes no range.
func exact(s *slot) string {
	if s.Exact != "" {
		return s.Exact
	}
	return "only durations, the shares of a population, and those that nodes serve, may be ranges"
}

// shares reads a table of numbers by id, in order of ids.
func (d *decoder) shares(s *slot, into, v any) {
	list, sum, wrong := d.figures(v, s, nil)
	switch p := into.(type) {
	case *[]Access:
		if d.scale(list) {
			wrong = true // that has been checked
		}
		for _, x := range list {
			*p = append(*p, Access{x.ID, x.Share, x.Range})
		}
	case *[]Spill:
		for _, x := range list {
			*p = append(*p, Spill{x.ID, x.Share})
		}
	case *[]Setting:
		for _, x := range list {
			*p = append(*p, Setting{x.ID, x.Share, x.Range})
		}
	}
	if _, ok := v.(map[string]any); ok && s.Type == language.Shares {
		d.checkSum(s, sum, wrong)
	}
}

// scale makes shares of one whole, some of which are ranges, sum to 1, and says whether
// there are any.
func (d *decoder) scale(list []Share) (any bool) {
	ranges, figures := make([]*Range, len(list)), make([]float64, len(list))
	for i := range list {
		figures[i] = list[i].Share
		if ranges[i] = list[i].Range; ranges[i] == nil {
			ranges[i] = &Range{Least: figures[i], Likeliest: figures[i], Most: figures[i], Share: true, Scaled: true}
		} else {
			any = true
		}
	}
	if !any {
		return false
	}
	if text, sum := checkRanges(ranges); text != "" {
		d.keyErrorf("shares", "", text, sum)
	}
	for i, x := range Scale(figures, ranges) {
		list[i].Share, list[i].Range = x, ranges[i]
	}
	return true
}

// figures reads a table of numbers by id, in order of ids, of which each may be a range
// where the key says so: its share is then the likeliest. It returns what they sum to,
// and whether one is 0, as what is wrong is. Each may look at an entry where it stands.
func (d *decoder) figures(v any, s *slot, each func(id string)) (out []Share, sum float64, wrong bool) {
	t, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table of numbers by id")
		return nil, 0, true
	}
	for _, id := range slices.Sorted(maps.Keys(t)) {
		d.in(id, func() {
			if each != nil {
				each(id)
			}
			x := Share{ID: id}
			if text, ok := t[id].(string); ok && isRange(text) {
				r := d.shareRange(s, text)
				x.Share, x.Range = r.Likeliest, &r
			} else {
				x.Share = d.number(t[id], s)
			}
			out = append(out, x)
			sum, wrong = sum+x.Share, wrong || x.Share == 0
		})
	}
	return out, sum, wrong
}

// shareRange reads a range of shares. What is wrong is said, and 0.
func (d *decoder) shareRange(s *slot, text string) Range {
	if !s.Ranges {
		d.errorf("no-range", "", "%s takes no range: %s", s.Name, exact(s))
		return Range{Share: true}
	}
	r, err := parseRange(text, true, shareText)
	switch {
	case err != nil:
		d.errorf("share", err.Error(), `%s is not a range of shares, such as "0.3..0.45" or "0.3..0.35..0.45"`, quote(text))
		return Range{Share: true}
	case !s.admits(r.Least) || r.Most > 1:
		d.errorf("range", "", "both ends of this range must be %s", either(s.Range.Above, "more than 0 and at most 1", "from 0 to 1"))
		return Range{Share: true}
	}
	return r
}

// shareText reads an end of a range of shares.
func shareText(end string) (float64, error) {
	x, err := strconv.ParseFloat(end, 64)
	if err != nil || strings.Trim(end, "0123456789.eE+-") != "" {
		return 0, errors.New("each figure is a number, such as 0.3")
	}
	return x, nil
}
