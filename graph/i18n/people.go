package i18n

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// Users writes how many users lose something; nil: nothing is known.
func (c *Catalogue) Users(x *float64) string {
	if x == nil {
		return c.UsersUnknown
	}
	return c.Number(*x)
}

// Lost writes how many users lose something: most at the most, and least at the least where
// that is known to be another; so many or more where that leaves out services. nil: nothing
// is known.
func (c *Catalogue) Lost(most, least *float64, uncounted int) string {
	switch {
	case most == nil:
		return c.UsersUnknown
	case least == nil:
		least = most
	}
	switch {
	case uncounted == 0:
		return c.Between(least, most)
	case *least < *most: // by the upper end failures are compared
		return fmt.Sprintf(c.FromManyMore, c.Number(*least), c.Number(*most))
	}
	return c.Between(least, nil)
}

// Between writes how many lose something as the two ends of what is known, one number
// where they are the same; nil: nothing is known.
func (c *Catalogue) Between(least, most *float64) string {
	switch {
	case least == nil && most == nil:
		return c.UsersUnknown
	case most == nil:
		return fmt.Sprintf(c.AtLeastMany, c.Number(*least))
	case least == nil || *least == *most:
		return c.Number(*most)
	}
	return fmt.Sprintf(c.FromMany, c.Number(*least), c.Number(*most))
}

// Counted writes how many of each thing lose something, those of which none does left
// out, and how many services are in no figure.
func (c *Catalogue) Counted(rows []result.Counted, uncounted int) string {
	var out []string
	for i := range rows {
		x := &rows[i]
		switch called := x.Things.In(c.Lang, x.Counts); {
		case x.AtLeast == nil:
			out = append(out, fmt.Sprintf(c.UnknownMany, called))
		case x.AtMost == nil || *x.AtMost > 0:
			out = append(out, fmt.Sprintf(c.HowMany, c.Between(x.AtLeast, x.AtMost), called))
		}
	}
	if len(out) == 0 {
		out = append(out, c.Nobody)
	}
	if uncounted > 0 {
		out = append(out, c.Uncounted.With(uncounted))
	}
	return strings.Join(out, "; ")
}
