package result

import (
	"strconv"
	"strings"
	"time"
)

// Chart is a Gantt chart of a timeline before it is placed: who was in which
// state from when to when. Times are seconds from the start.
// Text in it is whatever the model says and must be escaped by the writer.
type Chart struct {
	Lang     string      // "ko" or "en", the language of the program's own words in it
	Title    string      // what happened, one line
	Subtitle string      // the model and its digest, one line
	Start    time.Time   // what the clock showed at the start; zero if that is not known
	EndS     *int64      // when everything is back up; nil if that never is
	Rows     []ChartRow  // in the order of showing, those of a group together
	Marks    []ChartMark // by time
	Legend   []PictureLegend
	Notes    []string // what was left out, one line each
	Words    PictureWords
}

// ChartRow is a node's line of the chart.
type ChartRow struct {
	ID    string // unique among rows
	Name  string // in the language asked for
	Other string // in the other language, or empty
	Group string // the heading above the row and its neighbours of the same group, or empty
	Spans []ChartSpan
	Bands []ChartBand // between what its spans begin and end in most trials, where ranges were drawn
}

// ChartBand is where a moment that is not known exactly lies in most trials: between
// the 5th and the 95th percentile.
type ChartBand struct {
	FromS int64
	ToS   *int64 // nil: in some it does not come
	Title string // a sentence
}

// ChartSpan is a time in one state.
type ChartSpan struct {
	State State
	FromS int64
	ToS   *int64 // nil if it does not end
	Title string // a sentence for a tooltip and for screen readers
	Note  string // a word to stand in it before how long it lasts, or empty
}

// ChartMark is an event.
type ChartMark struct {
	AtS   int64
	Text  string // a few words, without the time
	Title string // a sentence for a tooltip, or empty
}

// Lasting writes seconds as a duration of the model language: "1h25m".
func Lasting(seconds int64) string {
	var b strings.Builder
	for _, u := range []struct {
		length int64
		letter byte
	}{{86400, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}} {
		if n := seconds / u.length; n > 0 {
			b.WriteString(strconv.FormatInt(n, 10))
			b.WriteByte(u.letter)
			seconds %= u.length
		}
	}
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}

// Moment writes a time of an outage: as clock time where the start is known,
// with the date on other days than the start's, else as "+1h25m".
func Moment(start time.Time, seconds int64) string {
	if start.IsZero() {
		return "+" + Lasting(seconds)
	}
	at := After(start, seconds)
	layout := "15:04"
	if at.Second() != 0 {
		layout = "15:04:05"
	}
	if at.Year() != start.Year() {
		layout = "2006-01-02 " + layout
	} else if at.YearDay() != start.YearDay() {
		layout = "01-02 " + layout
	}
	return at.Format(layout)
}

// After returns the time that is so many seconds after start, on a clock that
// nobody sets meanwhile.
func After(start time.Time, seconds int64) time.Time {
	name, offset := start.Zone()
	return time.Unix(start.Unix()+seconds, 0).In(time.FixedZone(name, offset))
}
