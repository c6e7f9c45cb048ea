package render

import (
	"math"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// barWidth is that of a bar in a table, in columns.
const barWidth = 21

// barScale is where figures stand on the bars of a table: the least of all at the left, the
// most at the right.
type barScale struct {
	least, most float64
	base        result.Quantity
}

func newBarScale(a *result.Sensitivity) barScale {
	s := barScale{least: math.Inf(1), most: math.Inf(-1), base: a.Base}
	take := func(q result.Quantity) {
		if q.Value != nil {
			s.least, s.most = min(s.least, *q.Value), max(s.most, *q.Value)
		}
	}
	take(a.Base)
	for i := range a.Swings {
		take(a.Swings[i].Least)
		take(a.Swings[i].Most)
	}
	return s
}

// column is where a figure stands; what has no end beyond the last, and what is not known
// before the first.
func (s barScale) column(q result.Quantity) int {
	switch {
	case q.Endless:
		return barWidth
	case q.Value == nil:
		return -1
	case s.most == s.least:
		return 0
	}
	return int(math.Round((*q.Value - s.least) / (s.most - s.least) * (barWidth - 1)))
}

// bar draws from the least to the most, with a line at the answer as it is and an arrow where
// there is no end.
func (s barScale) bar(x *result.Swing) string {
	from, to, base := s.column(x.Least), s.column(x.Most), s.column(s.base)
	var b strings.Builder
	for i := range barWidth {
		switch {
		case i == base:
			b.WriteRune('|')
		case i == barWidth-1 && to == barWidth:
			b.WriteRune('>')
		case from >= 0 && i >= from && i <= to:
			b.WriteRune('█')
		default:
			b.WriteRune('·')
		}
	}
	return b.String()
}
