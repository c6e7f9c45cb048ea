package picture

import (
	"cmp"
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
		span := result.ChartSpan{State: result.StateUp, FromS: s.FromS, ToS: s.ToS}
		span.Title = b.sentence(row.Name, &span, nil)
		row.Spans = append(row.Spans, span)
	}
	slices.SortStableFunc(row.Spans, func(x, y result.ChartSpan) int { return cmp.Compare(x.FromS, y.FromS) })
}
