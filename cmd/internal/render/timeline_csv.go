package render

import (
	"io"
	"slices"
	"strconv"

	"github.com/meoktong/meoktong/graph/result"
)

// csvSpan is a span as a row of a table: of what was held down those times in which it is
// better than that.
type csvSpan struct {
	result.Span
	started, sometimes bool // sometimes: it is none without trials
}

// csvSpans returns the rows, what starts last.
func (p Timeline) csvSpans() []csvSpan {
	var out []csvSpan
	add := func(s result.Span, started, sometimes bool) {
		if !s.Held {
			out = append(out, csvSpan{s, started, sometimes})
		}
	}
	for _, s := range p.Answer.Spans {
		add(s, false, false)
	}
	for _, s := range p.Answer.Sometimes {
		add(s, false, true)
	}
	for _, s := range p.Answer.Started {
		add(s.Span, true, s.Sometimes)
	}
	return out
}

// CSV writes a row a span; where anything starts that was held down, a column says which
// spans are of that.
func (p Timeline) CSV(w io.Writer) error {
	head := []string{"node", "level", "from_s", "to_s"}
	if p.Answer.Trials != nil {
		head = append(head, "in_trials")
		for _, of := range []string{"from_s", "to_s", "lasts_s"} {
			head = append(head, of+"_p5", of+"_p50", of+"_p95")
		}
	}
	if p.Answer.Finds != "" {
		head = append(head, shareHead...)
		if p.Answer.Trials != nil {
			head = append(head, "share_down_p5", "share_down_p50", "share_down_p95")
		}
	}
	if len(p.Answer.Started) > 0 {
		head = append(head, "started")
	}
	var rows [][]string
	for _, s := range p.csvSpans() {
		rows = append(rows, p.csvRow(&s))
	}
	return writeCSV(w, head, rows)
}

func (p Timeline) csvRow(s *csvSpan) []string {
	row := []string{s.Node, string(s.Level), "", ""}
	if !s.sometimes { // what is none without trials has no other figures
		if row[2] = strconv.FormatInt(s.FromS, 10); s.ToS != nil {
			row[3] = strconv.FormatInt(*s.ToS, 10)
		}
	}
	if p.Answer.Trials != nil {
		row = append(row, drawnCells(s)...)
	}
	if p.Answer.Finds != "" {
		row = append(row, sharesOf(&s.Span)...)
		if p.Answer.Trials != nil {
			row = append(row, percentiles(s.DownRange)...)
		}
	}
	if len(p.Answer.Started) > 0 {
		row = append(row, strconv.FormatBool(s.started))
	}
	return row
}

// drawnCells says in how many trials a span is, and when.
func drawnCells(s *csvSpan) []string {
	in := int64(0)
	if s.FromRange != nil {
		in = s.FromRange.In
	}
	return slices.Concat([]string{strconv.FormatInt(in, 10)}, percentiles(s.FromRange), percentiles(s.ToRange), percentiles(s.LastsRange))
}

// percentiles writes the 5th, the 50th and the 95th; nothing of what is in no trial.
func percentiles(of *result.Percentiles) []string {
	if of == nil {
		of = &result.Percentiles{}
	}
	return []string{figure(of.P5), figure(of.P50), figure(of.P95)}
}
