package picture

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// addStarts adds to a row when what was held down is there, where the row says nothing else of
// that time.
func (b *charter) addStarts(row *result.ChartRow, l *line) {
	for _, s := range l.started {
		overlaps := func(x result.ChartSpan) bool { return x.FromS < end(s.ToS) && s.FromS < end(x.ToS) }
		if slices.ContainsFunc(row.Spans, overlaps) {
			continue
		}
		span := result.ChartSpan{State: result.StateStarted, FromS: s.FromS, ToS: s.ToS}
		if down := s.ShareDown; down != nil && *down > 0 {
			span.Note = fmt.Sprintf(b.t.UpFor, b.t.Percent(1-*down))
		}
		span.Title = b.sentence(row.Name, &span, nil)
		row.Spans = append(row.Spans, span)
	}
	slices.SortStableFunc(row.Spans, func(x, y result.ChartSpan) int { return cmp.Compare(x.FromS, y.FromS) })
}
