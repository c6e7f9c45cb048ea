package render

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// started lists when what was held down is better than that, with what each waited for.
func (v *timelineView) started() section {
	var spans []result.Span
	for _, s := range v.Answer.Started {
		spans = append(spans, s.Span)
	}
	sec := v.table(v.t.Started, spans)
	for i := range min(len(sec.rows), len(spans)) {
		if down := spans[i].ShareDown; down != nil {
			sec.rows[i][0] = plainCell(fmt.Sprintf(v.t.UpFor, v.t.Percent(1-*down)))
		}
		if how := v.waited(v.Answer.Started[i].Waited, v.Answer.Started[i].On); how != "" {
			name := &sec.rows[i][1]
			name.detail = strings.TrimPrefix(name.detail+"; "+how, "; ")
		}
	}
	return sec
}
