package render

import (
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// usersBand is usersDown with the percentiles of trials, where there are any.
func usersBand(x *float64, p *result.Percentiles, uncounted int, t *i18n.Catalogue) string {
	if p == nil {
		return usersDown(x, nil, uncounted, t)
	}
	text := band(p, t, func(x float64) string { return t.Users(&x) }, "", "")
	if uncounted > 0 {
		text += "; " + t.Uncounted.With(uncounted)
	}
	return text
}

// hoursBand writes user-hours that end, or their percentiles, of which some may not.
func hoursBand(h *result.Hours, t *i18n.Catalogue) string {
	if h.DownRange == nil {
		return usersDown(h.Down, nil, h.Uncounted, t)
	}
	text := band(h.DownRange, t, func(x float64) string { return t.Users(&x) }, t.ForGood, "")
	if h.Uncounted > 0 {
		text += "; " + t.Uncounted.With(h.Uncounted)
	}
	return text
}

// usersDown writes how many users lose something, the lower end where that is known to be
// another, and how many services that are hit are in no figure; nil: nothing is known.
func usersDown(x, least *float64, uncounted int, t *i18n.Catalogue) string {
	text := t.Lost(x, least, uncounted)
	if uncounted > 0 {
		text += "; " + t.Uncounted.With(uncounted)
	}
	return text
}

// usersFigure writes a number of users for programs: of what has users it is never nothing.
func usersFigure(x *float64) string {
	if x == nil {
		return unknownFigure
	}
	return figure(x)
}

// usersOf writes users for programs: nothing for what has none.
func usersOf(x result.Users) string {
	if x.IsZero() {
		return ""
	}
	return usersFigure(x.Number())
}

// unknownFigure is a number of users that nobody knows, for programs, in every language.
const unknownFigure = "unknown"
