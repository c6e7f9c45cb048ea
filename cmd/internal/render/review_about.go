package render

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// contents says what the model holds, what it leaves out, and what of it was not
// asked.
func (p Review) contents(answers []chapter, t *i18n.Catalogue) chapter {
	confidence := map[string]string{"stated": t.Stated, "reported": t.Reported, "assumed": t.Assumed, "": t.Unsaid}
	c := p.chapter("nodes", report{title: t.ReviewNodes}, t, "list")
	c.sections = []section{
		totalled(section{head: []string{t.Kind, t.CountWord}}, p.Answer.Nodes, func(x *result.CountOf) string { return x.Names.In(p.Lang, x.Of) }, t),
		totalled(section{title: t.ReviewFacts, head: []string{t.Confidence, t.CountWord}}, p.Answer.Facts, func(x *result.CountOf) string { return confidence[x.Of] }, t),
		p.bounds(answers, t),
		{title: t.LeavesOutTitle, notes: []string{t.LeavesOutTime, t.LeavesOutShape, t.LeavesOutLoad, t.LeavesOutFacts}},
	}
	if p.Answer.Description != "" {
		c.sections = append(c.sections, section{title: t.ReviewAuthors, notes: []string{clean(p.Answer.Description)}})
	}
	return c
}

// totalled fills in a row for each sort, and their sum.
func totalled(sec section, counts []result.CountOf, name func(*result.CountOf) string, t *i18n.Catalogue) section {
	sum := 0
	sec.right = []bool{false, true}
	for i := range counts {
		x := &counts[i]
		sum += x.Count
		sec.rows = append(sec.rows, []cell{plainCell(shorten(name(x))), plainCell(t.Number(float64(x.Count)))})
	}
	sec.rows = append(sec.rows, []cell{plainCell(t.TotalWord), plainCell(t.Number(float64(sum)))})
	return sec
}

// bounds says where the answers stop short, and where this document does.
func (p Review) bounds(answers []chapter, t *i18n.Catalogue) section {
	sec := section{title: t.BoundsTitle}
	for _, b := range p.Answer.Bounds {
		line := fmt.Sprintf(t.BoundTruncated, b.Section)
		switch {
		case b.What == result.LimitUntold:
			line = fmt.Sprintf(t.BoundUntold, b.Section)
		case b.What == result.LimitListed:
			line = fmt.Sprintf(t.BoundListed, b.Section, t.Number(float64(b.Limit)), t.Number(float64(b.Of)))
		case b.What == result.LimitFailures:
			line = fmt.Sprintf(t.BoundFailures, b.Section, t.Number(float64(b.Limit)), t.Number(float64(b.Of)))
		case b.What == result.LimitFacts:
			line = fmt.Sprintf(t.BoundFacts, b.Section, t.Number(float64(b.Limit)), t.Number(float64(b.Of)))
		case b.What == result.LimitJoint:
			line = fmt.Sprintf(t.BoundJoint, b.Section, t.Number(float64(b.Limit)), t.Number(float64(b.Of)))
		case b.What == result.LimitLoad:
			line = fmt.Sprintf(t.BoundLoad, b.Section, t.Number(float64(b.Limit)), t.Number(float64(b.Of)))
		case b.What == result.LimitOrder:
			line = t.BoundOrder.With(b.Section, b.Limit)
		case b.What == result.LimitSkipped && b.Limit > 0:
			line = fmt.Sprintf(t.BoundSkipped, b.Section, t.Number(float64(b.Of)), t.Number(float64(b.Limit)))
		case b.What == result.LimitSkipped:
			line = fmt.Sprintf(t.BoundWork, b.Section)
		}
		sec.tree = append(sec.tree, branch{text: line})
	}
	if x := p.Answer.Ranges; x != nil {
		sec.tree = append(sec.tree, branch{text: clean(t.OfRanges(x, false))})
	}
	for _, c := range answers {
		sec.tree = append(sec.tree, p.cuts(c, t)...)
	}
	if len(sec.tree) == 0 {
		sec.notes = []string{t.NoBounds}
	}
	return sec
}

// cuts says in which chapters lists are cut to a readable length.
func (p Review) cuts(c chapter, t *i18n.Catalogue) []branch {
	var out []branch
	if slices.ContainsFunc(c.sections, func(s section) bool { return s.cut }) {
		out = append(out, branch{text: fmt.Sprintf(t.BoundCut, c.title, c.command+" --json")})
	}
	for _, below := range c.below {
		out = append(out, p.cuts(below, t)...)
	}
	return out
}
