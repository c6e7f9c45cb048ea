package render

import (
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// usersBand is usersDown with the percentiles of trials, where there are any.
func usersBand(x *float64, p *result.Percentiles, uncounted int, t *i18n.Catalogue) string {
	if p == nil {
		return usersDown(x, uncounted, t)
	}
	text := band(p, t, func(x float64) string { return t.Users(&x) }, "", "")
	if uncounted > 0 {
		text += "; " + t.Uncounted.With(uncounted)
	}
	return text
}

// usersDown writes how many users lose something, and how many services that are hit
// are in no figure; nil: nothing is known.
func usersDown(x *float64, uncounted int, t *i18n.Catalogue) string {
	text := t.Users(x)
	if uncounted > 0 {
		text += "; " + t.Uncounted.With(uncounted)
	}
	return text
}
