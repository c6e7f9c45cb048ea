package render

import (
	"fmt"
	"strconv"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// factName names a fact that may be otherwise: a requirement, the shares of a population, the
// reach of a service, or a range.
func factName(b *result.Blame, population, service string, figure *result.Ranged, t *i18n.Catalogue) string {
	switch {
	case b != nil:
		return b.Node + " " + blame(b, t) + place(b)
	case service != "":
		return fmt.Sprintf(t.ReachOf, service)
	case figure != nil:
		return clean(t.Ranged(figure))
	}
	return fmt.Sprintf(t.SharesOf, population)
}

// factCells are the columns of a fact in CSV: fact, need, file, line, confidence, asof.
func factCells(b *result.Blame, population, service string, figure *result.Ranged) []string {
	switch {
	case b != nil:
		return []string{b.Node, strconv.Itoa(b.Need), b.File, strconv.Itoa(b.Line), b.Confidence, b.Asof}
	case figure != nil:
		return []string{i18n.In("en").Ranged(figure), "", "", "", "", ""}
	}
	return []string{population + service, "", "", "", "", ""}
}
