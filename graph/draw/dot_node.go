package draw

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// writeNode writes a node with its label and look.
func (w *dotWriter) writeNode(n result.PictureNode) {
	state := knownState(n.State)
	s := sizedNode{node: n, state: state, label: nodeLabel(w.ruler, n)}
	label := dotLines(s.label)
	for _, more := range extraLines(w.pic, n) {
		label += `\n` + dotText(more)
	}
	shape := n.Shape
	if n.Folded > 0 {
		shape = "box3d"
	}
	attrs := append(w.nodeLook(state, shape),
		dotAttr{"label", label}, dotAttr{"tooltip", dotTip(s.title())}, dotAttr{"class", "node " + string(state)})
	w.line(dotQuote(w.names[n.ID]), attrs...)
}

// nodeLook is how a node in a state looks. Graphviz has no hatching: a partial
// node has a dark edge instead.
func (w *dotWriter) nodeLook(state result.State, shape string) []dotAttr {
	body, name := w.palette[string(state)+"-body"], w.palette[string(state)+"-name"]
	style, fill := "filled", body.fill.light
	if _, known := forms()[shape]; !known && shape != "box3d" {
		shape = "box"
	}
	if shape == "rounded" {
		shape, style = "box", style+",rounded"
	}
	switch {
	case body.round:
		style += ",dotted"
	case body.dash != nil:
		style += ",dashed"
	}
	if state == result.StatePartial {
		fill = body.stroke.light + ";0.06:" + fill
	}
	attrs := []dotAttr{{"shape", shape}, {"style", style}, {"fillcolor", fill}, {"color", body.stroke.light},
		{"fontcolor", name.fill.light}, {"penwidth", number(body.width)}}
	if state == result.StateFailed {
		attrs = append(attrs, dotAttr{"peripheries", "2"})
	}
	return attrs
}

// writeEdge writes an edge, unless an end is missing.
func (w *dotWriter) writeEdge(e result.PictureEdge) {
	from, okFrom := w.names[e.From]
	to, okTo := w.names[e.To]
	if !okFrom || !okTo {
		return
	}
	attrs := w.edgeLook(e.Style, e.Carried, e.Indirect)
	if l := edgeLabel(w.ruler, e); len(l.lines) > 0 {
		attrs = append(attrs, dotAttr{"label", dotLines(l)})
	}
	if t := clean(e.Title); t != "" {
		attrs = append(attrs, dotAttr{"tooltip", dotTip(t)})
	}
	if w.failed[e.To] {
		// What feeds a failed node has no claim to be left of it.
		attrs = append(attrs, dotAttr{"constraint", "false"})
	}
	w.line(dotQuote(from)+" -> "+dotQuote(to), attrs...)
}

// edgeLook is how an edge looks.
func (w *dotWriter) edgeLook(kind result.EdgeStyle, carried, indirect bool) []dotAttr {
	look, class := "edge", "edge "+string(knownEdge(kind))
	if carried {
		look, class = "carried", class+" carried"
	}
	s := w.palette[look+"-"+string(knownEdge(kind))]
	style := map[result.EdgeStyle]string{result.EdgeHard: "solid", result.EdgeAlternative: "dashed", result.EdgeSoft: "dotted", result.EdgeUnless: "dashed"}[knownEdge(kind)]
	if indirect {
		class += " indirect"
	}
	attrs := []dotAttr{{"style", style}, {"color", s.stroke.light}, {"penwidth", number(s.width)}, {"class", class}}
	switch {
	case knownEdge(kind) == result.EdgeUnless:
		attrs = append(attrs, dotAttr{"arrowhead", "tee"})
	case indirect:
		attrs = append(attrs, dotAttr{"arrowhead", "empty"})
	}
	return attrs
}

// writeLegend writes a cluster with a node for each state, and a short edge for
// each kind of edge.
func (w *dotWriter) writeLegend() {
	if len(w.pic.Legend) == 0 {
		return
	}
	w.b.WriteString("subgraph cluster_legend {\n")
	w.line("graph", dotAttr{"label", ""}, dotAttr{"style", "rounded"}, dotAttr{"color", w.palette["rule"].stroke.light})
	for _, l := range w.pic.Legend {
		text := dotText(firstLine(w, clean(l.Text)))
		name := w.freeName("legend")
		if l.State != "" {
			attrs := append(w.nodeLook(knownState(l.State), "rounded"), dotAttr{"label", fmt.Sprintf("%s: %d", text, l.Count)})
			w.line(dotQuote(name), attrs...)
			continue
		}
		if c := knownChange(l.Change); c != "" {
			w.line(dotQuote(name), dotAttr{"shape", "plaintext"}, dotAttr{"label", changeSigns()[c] + " " + text})
			continue
		}
		end := w.freeName("legend")
		w.line(dotQuote(name), dotAttr{"shape", "point"})
		w.line(dotQuote(end), dotAttr{"shape", "plaintext"}, dotAttr{"label", text})
		w.line(dotQuote(name)+" -> "+dotQuote(end), w.edgeLook(l.Edge, l.Carried, l.Indirect)...)
	}
	w.b.WriteString("}\n")
}

// firstLine cuts a legend's text to a line.
func firstLine(w *dotWriter, text string) string {
	lines, _ := paragraph{width: measure(w.ruler, legendFace), maxWidth: legendFace.maxWidth, maxLines: 1}.set(text)
	return strings.Join(lines, "")
}
