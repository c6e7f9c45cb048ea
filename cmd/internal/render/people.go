package render

import (
	"github.com/meoktong/meoktong/graph/i18n"
)

// usersDown writes how many users lose something, and how many services that are hit
// are in no figure; nil: nothing is known.
func usersDown(x *float64, uncounted int, t *i18n.Catalogue) string {
	text := t.Users(x)
	if uncounted > 0 {
		text += "; " + t.Uncounted.With(uncounted)
	}
	return text
}
