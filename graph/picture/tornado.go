package picture

import (
	"fmt"
	"math"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// maxSwings is how many bars a tornado chart has: those below are short.
const maxSwings = 40

// detailed is how many changes of a fact are told.
const detailed = 2

// OfSensitivity returns the tornado chart of an answer, with the facts that move it most.
func OfSensitivity(a *result.Sensitivity, lang string) result.Tornado {
	t := i18n.In(lang)
	c := result.Tornado{Lang: t.Lang, Title: t.Swings(a), Subtitle: t.Model(a.Model), Base: a.Base.Value, Words: wordsOf(t)}
	if a.Base.Value != nil {
		c.BaseText = t.Quantity(a.Base, a.Of)
	}
	lower, higher := 0, 0
	for i := range a.Swings {
		x := &a.Swings[i]
		if i < maxSwings {
			c.Rows = append(c.Rows, tornadoRow(a, x, t))
		}
		if a.Base.Endless || a.Base.Value != nil && x.Least.Value != nil && *x.Least.Value < *a.Base.Value {
			lower++
		}
		if a.Base.Value != nil && (x.Most.Endless || x.Most.Value != nil && *x.Most.Value > *a.Base.Value) {
			higher++
		}
	}
	c.Ticks = tornadoTicks(c, a.Of, t)
	for _, l := range []result.PictureLegend{{State: result.StateStarted, Text: t.SwingLower, Count: lower}, {State: result.StateDown, Text: t.SwingHigher, Count: higher}} {
		if l.Count > 0 {
			c.Legend = append(c.Legend, l)
		}
	}
	c.Notes = tornadoNotes(a, t)
	return c
}

func tornadoNotes(a *result.Sensitivity, t *i18n.Catalogue) []string {
	out := []string{t.SwingNone.With(a.Examined)}
	if len(a.Swings) > 0 {
		out = []string{fmt.Sprintf(t.SwingBase, t.Quantity(a.Base, a.Of)) + " " + t.SwingFound.With(len(a.Swings), a.Examined), t.SwingMeans}
	}
	if a.Uncounted > 0 {
		out = append(out, t.SwingUncounted.With(a.Uncounted))
	}
	if more := len(a.Swings) - maxSwings; more > 0 {
		out = append(out, fmt.Sprintf(t.AndMore, more))
	}
	if a.Truncated {
		out = append(out, t.SwingCut)
	}
	return out
}

func tornadoRow(a *result.Sensitivity, x *result.Swing, t *i18n.Catalogue) result.TornadoRow {
	row := result.TornadoRow{Least: x.Least.Value, Most: x.Most.Value, LeastText: t.Quantity(x.Least, a.Of), MostText: t.Quantity(x.Most, a.Of)}
	switch {
	case x.Blame != nil && x.Needs != nil:
		row.Name = x.Node + " " + t.Needs + " " + asked(x.Needs, t)
	case x.Service != "":
		row.Name = fmt.Sprintf(t.ReachOf, x.Service)
	case x.Figure != nil:
		row.Name = t.Ranged(x.Figure)
	default:
		row.Name = fmt.Sprintf(t.SharesOf, x.Population)
	}
	var of []string
	moving := x.Moving(a.Base)
	for _, c := range moving[:min(detailed, len(moving))] {
		of = append(of, t.Changed(c.What, c.Member, c.By)+": "+t.Quantity(c.Quantity, a.Of))
	}
	row.Detail = strings.Join(of, "; ")
	return row
}

// asked writes whom a requirement asks for: "any of (a, b)".
func asked(r *result.Requirement, t *i18n.Catalogue) string {
	group := func(word string, of []result.Requirement) string {
		var members []string
		for i := range of {
			members = append(members, asked(&of[i], t))
		}
		return word + " (" + strings.Join(members, ", ") + ")"
	}
	switch {
	case r.Any != nil:
		return group(t.AnyOf, r.Any)
	case r.All != nil:
		return group(t.AllOf, r.All)
	case r.Of != nil:
		return group(fmt.Sprintf(t.AtLeastOf, r.AtLeast), r.Of)
	case r.Unless != nil:
		return fmt.Sprintf(t.WhileDown, asked(r.Unless, t))
	}
	return r.On
}

// tornadoTicks are round figures from the least to the most, some five of them.
func tornadoTicks(c result.Tornado, of result.SwingOf, t *i18n.Catalogue) []result.TornadoTick {
	least, most := math.Inf(1), math.Inf(-1)
	take := func(x *float64) {
		if x != nil {
			least, most = min(least, *x), max(most, *x)
		}
	}
	take(c.Base)
	for i := range c.Rows {
		take(c.Rows[i].Least)
		take(c.Rows[i].Most)
	}
	if !(least < most) {
		return nil
	}
	step := roundStep((most-least)/5, of == result.SwingOutage)
	var out []result.TornadoTick
	for k := math.Ceil(least / step); k*step <= most; k++ {
		x := k * step
		out = append(out, result.TornadoTick{At: x, Text: t.Quantity(result.Quantity{Value: &x}, of)})
	}
	return out
}

// roundStep is the smallest round distance that is no less: of numbers 1, 2 or 5 times a power
// of ten, of seconds one that clocks have.
func roundStep(least float64, seconds bool) float64 {
	if seconds {
		for _, s := range []float64{1, 5, 15, 60, 300, 900, 1800, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600} {
			if s >= least {
				return s
			}
		}
		const day = 86400
		return day * math.Ceil(least/day)
	}
	unit := math.Pow(10, math.Floor(math.Log10(least)))
	for _, k := range []float64{1, 2, 5} {
		if k*unit >= least {
			return k * unit
		}
	}
	return 10 * unit
}
