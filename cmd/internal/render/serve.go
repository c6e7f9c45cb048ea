package render

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// shareHead heads the columns of for how many of those who come a span is.
var shareHead = []string{"share_down", "share_degraded"}

// sharesOf writes for how many it is down, and degraded, for programs; nothing where it is
// the same for all.
func sharesOf(s *result.Span) []string {
	if s.ShareDown == nil {
		return []string{"", ""}
	}
	return []string{number(*s.ShareDown), number(*s.ShareDegraded)}
}

// finds says what is assumed where nodes serve some only.
func (r *report) finds(of result.Finds, t *i18n.Catalogue) {
	if of != "" {
		r.lead = append(r.lead, t.FindsNote)
	}
}

// degraded writes how a node is that is not down: for how many of those who come, where
// that is not the same for all.
func (v *timelineView) degraded(s *result.Span) string {
	if s.ShareDown == nil {
		return v.t.Degraded
	}
	var words []string
	if *s.ShareDown > 0 {
		words = append(words, fmt.Sprintf(v.t.DownFor, band(s.DownRange, v.t, v.t.Percent, "", v.t.Percent(*s.ShareDown))))
	}
	if *s.ShareDegraded > 0 {
		words = append(words, fmt.Sprintf(v.t.DegradedFor, band(s.DegradedRange, v.t, v.t.Percent, "", v.t.Percent(*s.ShareDegraded))))
	}
	return strings.Join(words, ", ")
}
