package render

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// falseRedundancy presents groups that one failure takes.
func falseRedundancy(a *result.FalseRedundancy, lang string) section {
	t := i18n.In(lang)
	sec := section{title: t.FalseRedundancy}
	for i := range a.Findings {
		x := &a.Findings[i]
		shared, m := x.Shared, bad
		if x.Attribute != "" {
			shared, m = withAttribute(x.Attribute, x.Value, t), doubtful
		}
		sec.tree = append(sec.tree, branch{text: x.Node + ": " + t.Takes.With(shared, x.Lost, x.Members, x.Needed), mood: m,
			detail: blame(&x.Blame, t) + place(&x.Blame)})
		for _, path := range paths(x) {
			sec.tree = append(sec.tree, branch{depth: 1, text: path})
		}
		if len(x.Behind) > 0 {
			sec.tree = append(sec.tree, branch{depth: 1, text: fmt.Sprintf(t.BehindIt, shorten(strings.Join(x.Behind, ", ")))})
		}
		if len(sec.tree) > maxRows {
			sec.notes, sec.cut = append(sec.notes, fmt.Sprintf(t.AndMore, len(a.Findings)-i-1)), true
			break
		}
	}
	if len(a.Findings) == 0 {
		sec.notes = append(sec.notes, t.NoFalse.With(a.Groups))
	}
	if a.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	return sec
}

// withAttribute names all that has one site, operator or vendor.
func withAttribute(attribute result.Attribute, value string, t *i18n.Catalogue) string {
	name := map[result.Attribute]string{result.AttributeSite: t.SiteWord, result.AttributeOperator: t.Operator, result.AttributeVendor: t.Vendor}[attribute]
	return fmt.Sprintf(t.WithAttribute, name, shorten(value))
}

func paths(x *result.CommonCause) []string {
	var out []string
	for _, path := range x.Paths {
		out = append(out, shorten(strings.Join(path, " > ")))
	}
	return out
}
