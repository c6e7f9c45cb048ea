package picture

import (
	"github.com/meoktong/meoktong/graph/result"
)

// legend explains the states, changes and lines that the picture has. It counts all nodes
// of the model; around a focus, those that are shown.
func (b *builder) legend(p *plan, pic result.Picture) []result.PictureLegend {
	count, before := map[result.State]int{}, map[result.State]int{}
	for i := range b.w.Nodes {
		n := &b.w.Nodes[i]
		if !b.counts(p, i) {
			continue
		}
		if n.AsBefore() && !n.HeldDown {
			before[n.State()]++
		} else {
			count[n.State()]++
		}
	}
	text := map[result.State]string{result.StateFailed: b.t.LegendFailed, result.StateDown: b.t.LegendDown, result.StatePartial: b.t.LegendPartial,
		result.StateDegraded: b.t.LegendDegraded, result.StateAtRisk: b.t.LegendAtRisk, result.StateStarted: b.t.LegendStarted, result.StateHeld: b.t.LegendHeld, result.StateUp: b.t.LegendUp}
	if len(b.circling()) > 0 {
		text[result.StateAtRisk] += ", " + b.t.RankSustained
	}
	var out []result.PictureLegend
	for _, s := range states() {
		if count[s] > 0 {
			out = append(out, result.PictureLegend{State: s, Text: text[s], Count: count[s]})
		}
		if before[s] > 0 {
			out = append(out, result.PictureLegend{State: s, Text: b.t.LegendBefore, Count: before[s]})
		}
	}
	changed := map[result.Change]int{}
	for i, c := range b.changes {
		if b.counts(p, i) {
			changed[c]++
		}
	}
	for _, c := range changes() {
		if changed[c] > 0 {
			out = append(out, result.PictureLegend{Change: c, Text: b.changeText(c), Count: changed[c]})
		}
	}
	return append(out, b.edgeLegend(pic.Edges)...)
}

// counts says whether the legend counts a node.
func (b *builder) counts(p *plan, node int) bool { return b.far == nil || p.boxOf[node] >= 0 }

func (b *builder) changeText(c result.Change) string {
	switch c {
	case result.ChangeSaved:
		return b.t.LegendSaved
	case result.ChangeStill:
		return b.t.LegendStill
	}
	return b.t.LegendNewly
}

// edgeLegend explains the lines.
func (b *builder) edgeLegend(edges []result.PictureEdge) []result.PictureLegend {
	direct, carried, indirect := map[result.EdgeStyle]bool{}, false, false
	for _, e := range edges {
		direct[e.Style] = direct[e.Style] || !e.Indirect && !drawnAsCarried(e)
		carried = carried || e.Carried
		indirect = indirect || e.Indirect
	}
	text := map[result.EdgeStyle]string{result.EdgeHard: b.t.EdgeHard, result.EdgeAlternative: b.t.EdgeAlternative, result.EdgeSoft: b.t.EdgeSoft, result.EdgeUnless: b.t.EdgeUnless}
	var out []result.PictureLegend
	for _, s := range styles() {
		if direct[s] {
			out = append(out, result.PictureLegend{Edge: s, Text: text[s]})
		}
	}
	if carried {
		out = append(out, result.PictureLegend{Edge: result.EdgeHard, Carried: true, Text: b.t.EdgeCarried})
	}
	if indirect {
		out = append(out, result.PictureLegend{Edge: result.EdgeHard, Indirect: true, Text: b.t.EdgeIndirect})
	}
	return out
}

// drawnAsCarried says whether a line is the one that stands for what carried a failure in
// the legend: of others the style still shows.
func drawnAsCarried(e result.PictureEdge) bool { return e.Style == result.EdgeHard && e.Carried }
