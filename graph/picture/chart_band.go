package picture

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// bands returns between what the spans of a line begin and end in most trials. Of a
// service with parts that are those of the whole, and where it has none, of its parts.
func (b *charter) bands(l *line) []result.ChartBand {
	own := slices.DeleteFunc(slices.Clone(l.spans), func(s result.Span) bool { return s.Node != l.id })
	if len(own) == 0 {
		own = l.spans
	}
	var out []result.ChartBand
	for _, s := range own {
		for _, p := range []*result.Percentiles{s.FromRange, s.ToRange} {
			if p == nil || p.P5 == nil || p.P95 != nil && *p.P5 == *p.P95 {
				continue
			}
			band := result.ChartBand{FromS: int64(*p.P5)}
			until := b.t.NoEnd
			if p.P95 != nil {
				to := int64(*p.P95)
				band.ToS, until = &to, result.Moment(b.start, to)
			}
			band.Title = fmt.Sprintf("%s: %s – %s", l.names.In(b.t.Lang, l.id), result.Moment(b.start, band.FromS), until)
			out = append(out, band)
		}
	}
	slices.SortStableFunc(out, func(x, y result.ChartBand) int {
		return cmp.Or(cmp.Compare(x.FromS, y.FromS), cmp.Compare(end(x.ToS), end(y.ToS)))
	})
	return slices.CompactFunc(out, func(x, y result.ChartBand) bool { return x.FromS == y.FromS && end(x.ToS) == end(y.ToS) })
}
