package models

import (
	"math"
	"time"

	"github.com/meoktong/meoktong/models/language"
)

// read reads the value of a key into the element that keeps it.
func (d *decoder) read(s *slot, element, v any) {
	if n, ok := element.(*Node); ok && s.Services {
		d.serviceOnly(n, s.Name)
	}
	switch s.Type {
	case language.Needs, language.Need, language.List, language.Changes, language.Moment, language.Splits, language.Lines, language.Rows:
		d.readOwn(s, element, v)
	case language.Numbers, language.Shares:
		d.shares(s, s.in(element), v)
	default:
		if text, ok := v.(string); ok && isRange(text) && s.measures() {
			d.readRange(s, element, text)
			return
		}
		d.readValue(s, s.in(element), v)
		if n, ok := element.(*Node); ok && s.twin {
			n.Chance.complement = s.Complement
		}
	}
}

// readValue reads a single value, or a list of texts, which is appended.
func (d *decoder) readValue(s *slot, into, v any) {
	switch s.Type {
	case language.String:
		*into.(*string) = d.attribute(v)
	case language.Date:
		*into.(*string) = d.asof(v)
	case language.Name:
		*into.(*Text) = d.name(v)
	case language.Prose:
		*into.(*Text) = d.text(v)
	case language.Word:
		setWord(into, d.oneOf(v, s.Words))
	case language.Bool:
		putBool(into, d.boolean(v))
	case language.Number:
		d.setNumber(s, into, v)
	case language.Whole:
		*into.(*int) = d.whole(v, s)
	case language.Duration:
		d.setDuration(s, into, v)
	case language.Instant:
		putDuration(into, d.instant(v))
	case language.Horizon:
		*into.(*time.Duration) = d.parse(v, ParseHorizon)
	case language.Strings:
		list := into.(*[]string)
		*list = append(*list, d.strings(v)...)
	}
}

// readOwn reads what has a reader of its own for each element.
func (d *decoder) readOwn(s *slot, element, v any) {
	switch x := element.(type) {
	case *Node:
		d.needs(x, v)
	case *Requirement:
		if s.Type == language.Need {
			d.inhibitor(x, v)
		} else {
			d.members(s, x, v)
		}
	case *Option:
		x.changes = append(x.changes, d.optionChanges(x.ID, v, s.Merge == language.Append)...)
	case *Population:
		d.readPopulation(s, x, v)
	case *Terms:
		d.list(v, func(v any) { x.Bands = append(x.Bands, d.band(v)) })
	case *Incident:
		switch s.Of {
		case language.Event:
			d.list(v, func(v any) { x.Events = append(x.Events, d.event(v)) })
		case language.Observation:
			d.list(v, func(v any) { x.Observed = append(x.Observed, d.observation(v)) })
		default:
			x.Start, x.DateOnly = d.moment(v)
		}
	}
}

// setWord fills in a word, or that one was said where there is one only.
func setWord(into any, word string) {
	switch p := into.(type) {
	case *string:
		*p = word
	case *bool:
		*p = word != ""
	}
}

func putBool(into any, b bool) {
	switch p := into.(type) {
	case *bool:
		*p = b
	case **bool:
		*p = &b
	}
}

func (d *decoder) setNumber(s *slot, into, v any) {
	x := d.number(v, s)
	if s.Complement {
		x = 1 - x
	}
	switch p := into.(type) {
	case *float64:
		*p = x
	case **float64:
		*p = &x
	}
}

func (d *decoder) setDuration(s *slot, into, v any) {
	t := d.duration(v)
	if text, ok := v.(string); ok && t == 0 && s.Range.Above {
		if _, err := ParseDuration(text); err == nil {
			d.errorf("range", "", "this duration must be longer than 0s")
		}
	}
	putDuration(into, t)
}

func putDuration(into any, t time.Duration) {
	switch p := into.(type) {
	case *time.Duration:
		*p = t
	case **time.Duration:
		*p = &t
	}
}

// shareTolerance is how far shares may be from summing to 1.
const shareTolerance = 0.001

// checkSum compares what shares sum to with what they may. A share that is wrong has
// been said already.
func (d *decoder) checkSum(s *slot, sum float64, wrong bool) {
	switch {
	case s.Sum == language.AtMostOne && sum > 1+shareTolerance:
		d.keyErrorf("shares", "", "the shares of %s sum to %.4g, which is more than all of the demand", s.Name, sum)
	case s.Sum == language.WholeSum && !wrong && math.Abs(sum-1) > shareTolerance+1e-9:
		d.keyErrorf("shares", "", "the shares sum to %.4g, not to 1", sum)
	}
}
