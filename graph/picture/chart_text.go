package picture

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

func (b *charter) title() string {
	if b.a.Incident != "" {
		return b.a.Names.In(b.t.Lang, b.a.Incident)
	}
	if len(b.a.Events) == 0 {
		return ""
	}
	e := b.a.Events[0]
	if e.ForS == 0 {
		return b.t.IfFailsForGood.With(len(e.Fail), b.named(e.Fail))
	}
	return b.t.IfFailsFor.With(len(e.Fail), b.named(e.Fail), result.Lasting(e.ForS))
}

// subtitle names the model, the day if that is all that is known of the start,
// and the end.
func (b *charter) subtitle() string {
	text := modelLine(b.m, b.t)
	if b.a.Start != "" && b.start.IsZero() {
		text += " · " + b.a.Start
	}
	if b.a.EndS == nil {
		return text + " · " + b.t.NeverOver
	}
	over := b.t.OverAt
	if len(b.a.HeldDown) > 0 {
		over = b.t.OverAtButStays
	}
	return text + " · " + fmt.Sprintf(over, result.Moment(b.start, *b.a.EndS))
}

// legend explains the states that the rows have, with how many were in them.
func (b *charter) legend(rows []result.ChartRow) []result.PictureLegend {
	count := map[result.State]int{}
	for _, row := range rows {
		seen := map[result.State]bool{}
		for _, s := range row.Spans {
			if !seen[s.State] {
				seen[s.State] = true
				count[s.State]++
			}
		}
	}
	var out []result.PictureLegend
	for _, l := range []result.PictureLegend{{State: result.StateFailed, Text: b.t.LegendStruck}, {State: result.StateDown, Text: b.t.LegendDown},
		{State: result.StatePartial, Text: b.t.LegendPartial}, {State: result.StateDegraded, Text: b.t.LegendDegraded}, {State: result.StateStarted, Text: b.t.LegendStarted}} {
		if l.Count = count[l.State]; l.Count > 0 {
			out = append(out, l)
		}
	}
	return out
}

// marks returns what happened.
func (b *charter) marks() []result.ChartMark {
	var out []result.ChartMark
	for _, e := range b.a.Events {
		add := func(word string, ids []string) {
			if len(ids) == 0 {
				return
			}
			text := word + ": " + b.named(ids)
			if e.ForS > 0 && word != b.t.Repaired {
				text += " (" + result.Lasting(e.ForS) + ")"
			}
			out = append(out, result.ChartMark{AtS: e.AtS, Text: text, Title: e.Reason})
		}
		add(b.t.Failed, e.Fail)
		add(b.t.Degraded, e.Degrade)
		add(b.t.Repaired, e.Repair)
		set := func(format string, values map[string]float64, written func(float64) string) {
			for _, id := range slices.Sorted(maps.Keys(values)) {
				out = append(out, result.ChartMark{AtS: e.AtS, Text: fmt.Sprintf(format, b.name(id), written(values[id])), Title: e.Reason})
			}
		}
		set(b.t.ServeIs, e.Serve, b.t.Percent)
		set(b.t.DemandIs, e.Demand, b.t.Number)
		set(b.t.CapacityIs, e.Capacity, b.t.Number)
	}
	return out
}

// sentence describes a span.
func (b *charter) sentence(name string, s *result.ChartSpan, down []string) string {
	text := fmt.Sprintf("%s: %s, %s – ", name, b.t.State(s.State), result.Moment(b.start, s.FromS))
	if s.ToS == nil {
		text += b.t.NoEnd
	} else {
		text += fmt.Sprintf("%s (%s)", result.Moment(b.start, *s.ToS), result.Lasting(*s.ToS-s.FromS))
	}
	if s.Note != "" {
		text += "; " + fmt.Sprintf(b.t.DownFor, s.Note)
	}
	slices.Sort(down)
	if down = slices.Compact(down); len(down) > 0 {
		text += "; " + fmt.Sprintf(b.t.PartsDown, b.named(down))
	}
	return text
}

// named lists a few nodes and parts by their names.
func (b *charter) named(ids []string) string {
	const most = 4
	var out []string
	for _, ref := range ids[:min(most, len(ids))] {
		id, access, isPart := strings.Cut(ref, "@")
		name := b.name(id)
		if isPart {
			name += " @ " + result.PartLabel(access, b.name)
		}
		out = append(out, name)
	}
	if more := len(ids) - most; more > 0 {
		out = append(out, fmt.Sprintf(b.t.AndMore, more))
	}
	return strings.Join(out, ", ")
}

func (b *charter) name(id string) string {
	n := b.m.Node(id)
	if n == nil {
		return id
	}
	return result.Names(n.Name).In(b.t.Lang, id)
}
