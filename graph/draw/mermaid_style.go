package draw

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// maxMermaidNote is how many bytes of a note or a legend's line are shown.
const maxMermaidNote = 400

// mermaidCarried is seen on light and dark pages, which Mermaid cannot tell
// apart.
const mermaidCarried = "#c24a00"

// writeStyles writes a class for each state, and the look of what carried.
func (w *mermaidWriter) writeStyles() {
	for _, state := range []result.State{result.StateFailed, result.StateDown, result.StatePartial, result.StateDegraded, result.StateAtRisk, result.StateUp} {
		w.writeState(state)
	}
	for _, state := range []result.State{result.StateStarted, result.StateHeld} { // few pictures have them
		if slices.ContainsFunc(w.pic.Nodes, func(n result.PictureNode) bool { return n.State == state }) ||
			slices.ContainsFunc(w.pic.Legend, func(l result.PictureLegend) bool { return l.State == state }) {
			w.writeState(state)
		}
	}
	w.b.WriteString("classDef remark fill:none,stroke:none\n")
	if len(w.carried) > 0 {
		fmt.Fprintf(&w.b, "linkStyle %s stroke:%s,stroke-width:3px\n", strings.Join(w.carried, ","), mermaidCarried)
	}
}

// writeState writes the class of a state.
func (w *mermaidWriter) writeState(state result.State) {
	body := w.palette[string(state)+"-body"]
	if state == result.StateFailed {
		body.width *= 2 // it has no second outline
	}
	fmt.Fprintf(&w.b, "classDef %s %s\n", state, w.look(body, w.palette[string(state)+"-name"]))
}

// look is a style in Mermaid's words.
func (w *mermaidWriter) look(body, text style) string {
	s := fmt.Sprintf("fill:%s,stroke:%s,stroke-width:%spx,color:%s", body.fill.light, body.stroke.light, number(body.width), text.fill.light)
	if body.round { // Mermaid has no round ends, without which the dots are nothing
		body.dash = []float64{2, 3}
	}
	for i, d := range body.dash {
		s += []string{",stroke-dasharray:", " "}[min(i, 1)] + number(d)
	}
	return s
}

// mermaidText makes clean text mean itself in a quoted label. Mermaid looks for
// entities, directives (%%{), Markdown between backquotes, HTML and, in any line
// with the word style, colons and number signs.
func mermaidText(text string) string {
	return strings.NewReplacer(`"`, "#quot;", "#", "#35;", "&", "#amp;", "<", "#lt;", ">", "#gt;",
		"%", "#37;", "`", "#96;", `\`, "#92;", ":", "#58;", ";", "#59;", "*", "#42;", "_", "#95;", "~", "#126;", "$", "#36;").Replace(text)
}

// mermaidLines is a label as Mermaid takes it.
func mermaidLines(l label) string {
	lines := make([]string, len(l.lines))
	for i, line := range l.lines {
		lines[i] = mermaidText(line.text)
	}
	return strings.Join(lines, "<br/>")
}

// mermaidQuote puts a label between quotes, which must not be empty.
func mermaidQuote(label string) string {
	if label == "" {
		label = " "
	}
	return `"` + label + `"`
}
