package i18n

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// SwingOf returns the word for what an answer counts.
func (c *Catalogue) SwingOf(m result.SwingOf) string {
	return map[result.SwingOf]string{result.SwingUsers: c.SwingUsers, result.SwingShare: c.SwingShare, result.SwingServices: c.SwingServices, result.SwingSectors: c.SwingSectors,
		result.SwingNodes: c.SwingNodes, result.SwingUserHours: c.SwingUserHours, result.SwingOutage: c.SwingOutage}[m]
}

// Quantity writes a figure of an answer: "1,087,940", "41%", "1h25m", "unknown".
func (c *Catalogue) Quantity(q result.Quantity, of result.SwingOf) string {
	switch {
	case q.Endless:
		return c.EndlessWord
	case q.Value == nil:
		return c.UnknownWord
	case of == result.SwingShare:
		return c.Percent(*q.Value)
	case of == result.SwingOutage:
		return result.Lasting(int64(*q.Value + 0.5))
	}
	return c.Number(*q.Value)
}

// Swings titles an answer: what it counts, of which node, and what happens.
func (c *Catalogue) Swings(a *result.Sensitivity) string {
	of := c.SwingOf(a.Of)
	if a.Node != "" {
		of = fmt.Sprintf(c.SwingOfNode, of, a.NodeNames.In(c.Lang, a.Node))
	}
	n, failed := len(a.Failed), strings.Join(a.Failed, ", ")
	var asked string
	switch {
	case a.Incident != "":
		asked = fmt.Sprintf(c.SwingFails, a.Names.In(c.Lang, a.Incident))
	case a.After != "":
		asked = c.SwingAfter.With(n, failed, a.After)
	case a.ForS == 0:
		asked = c.SwingForGood.With(n, failed)
	default:
		asked = c.SwingFor.With(n, failed, result.Lasting(a.ForS))
	}
	return fmt.Sprintf(c.SwingTitle, of, asked)
}

// Ranged writes a range as the model has it: web: holdup (mains) = "1h..5h".
func (c *Catalogue) Ranged(f *result.Ranged) string {
	key := f.Key
	if f.About != "" {
		key += " (" + f.About + ")"
	}
	return f.Of + ": " + key + " = " + strconv.Quote(f.Range)
}

// Changed says in which way a fact is otherwise.
func (c *Catalogue) Changed(what result.Variation, member, by string) string {
	switch what {
	case result.VariationWithout:
		return fmt.Sprintf(c.WithoutMember, member)
	case result.VariationShare:
		return fmt.Sprintf(c.ShareBy, member, by)
	case result.VariationReach, result.VariationRange:
		return by
	}
	return c.Dropped
}
