package models

import (
	"time"
)

// began is when the incident in hand began, as far as it says so.
type began struct {
	said   bool      // it has a start, right or wrong
	at     time.Time // zero: none that could be read
	day    bool      // at is a day: the incident is timed from its midnight
	offset *int      // of the first time of day that it gives, in seconds
}

// moment reads a date or a time with its offset.
func (d *decoder) moment(v any) (t time.Time, dateOnly bool) {
	t, dateOnly, wrong := readMoment(v)
	if wrong != "" {
		d.errorf("date", "", "%s", wrong)
	}
	return t, dateOnly
}

// readMoment reads a date or a time with its offset, and says what is wrong with it.
func readMoment(v any) (t time.Time, dateOnly bool, wrong string) {
	switch t := v.(type) {
	case time.Time:
		switch t.Location().String() {
		case localTime:
			wrong = "this is a time without its date"
		case "datetime-local":
			wrong = "this time has no offset: write 2021-10-25T11:20:00+09:00"
		}
		return t, t.Location().String() == "date-local", wrong
	case string:
		if t, err := time.Parse(time.RFC3339, t); err == nil {
			return t, false, ""
		}
		if t, err := time.Parse(time.DateOnly, t); err == nil {
			return t, true, ""
		}
	}
	return time.Time{}, false, "a start is written 2021-10-25T11:20:00+09:00, or 2021-10-25 for a day"
}

// instant reads a duration after the start, or a time with its offset.
func (d *decoder) instant(v any) time.Duration {
	_, isTime := v.(time.Time)
	t, dateOnly, wrong := readMoment(v)
	switch {
	case !isTime && wrong != "":
		return d.duration(v)
	case wrong != "":
		d.errorf("date", "", "%s", wrong)
	case dateOnly:
		d.errorf("date", "write 2021-10-25T11:20:00+09:00, or how long after the start", "this is a day without its time")
	default:
		return d.sinceStart(t)
	}
	return 0
}

// sinceStart returns how long after the start of the incident in hand a time is, in
// whole seconds. A start that is a day is the midnight of where the times are told.
func (d *decoder) sinceStart(t time.Time) time.Duration {
	b := &d.began
	if b.at.IsZero() {
		if !b.said {
			d.errorf("date", "give it a start, such as start = "+t.Format(time.RFC3339), "this incident has no start, and so this is no time after it")
		}
		return 0
	}
	start := b.at
	if b.day {
		_, offset := t.Zone()
		if b.offset == nil {
			b.offset = &offset
		} else if *b.offset != offset {
			d.errorf("date", "give the start its time, or all times one offset", "this incident starts with a day, whose midnight is another by this time than by those before it")
		}
		start = time.Date(start.Year(), start.Month(), start.Day(), 0, 0, 0, 0, t.Location())
	}
	switch since := t.Sub(start).Round(time.Second); {
	case since < 0:
		d.errorf("date", "an incident starts with the first that is told of it", "this is before the incident's start, %s", start.Format(time.RFC3339))
	case since > maxDuration:
		d.errorf("date", "", "this is more than a hundred years after the incident's start, %s", start.Format(time.RFC3339))
	default:
		return since
	}
	return 0
}
