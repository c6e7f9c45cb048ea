package draw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// The limits that renderers of Mermaid have unless they are told otherwise:
// maxTextSize and maxEdges of its configuration, which no diagram may change
// itself (https://mermaid.js.org/config/schema-docs/config.html).
const (
	maxMermaidText  = 50000 // UTF-16 units
	maxMermaidEdges = 500
)

// MermaidError says that renderers of Mermaid would refuse the picture.
type MermaidError struct {
	Text, Edges int // what it has: UTF-16 units, and edges with those of the legend
}

// Error implements error.
func (e *MermaidError) Error() string {
	return fmt.Sprintf("a Mermaid flowchart may have %d edges and %d characters, and this one would have %d and %d: "+
		"--fold and --focus make it smaller, and the other formats have more room", maxMermaidEdges, maxMermaidText, e.Edges, e.Text)
}

// Mermaid writes the picture as a Mermaid flowchart, with labels, colours and
// legend. It fails with a [*MermaidError] where renderers would. The same
// picture gives the same bytes.
func Mermaid(pic result.Picture) ([]byte, error) {
	w := &mermaidWriter{ruler: font.NewRuler(), pic: pic, palette: palette()}
	w.writeHead()
	w.writeClusters()
	for _, e := range pic.Edges {
		w.writeEdge(e)
	}
	w.writeLegend()
	w.writeStyles()
	if n := utf16Length(w.b.String()); n > maxMermaidText || w.edges > maxMermaidEdges {
		return nil, &MermaidError{Text: n, Edges: w.edges}
	}
	return w.b.Bytes(), nil
}

// utf16Length is the length that JavaScript gives a text.
func utf16Length(s string) int {
	n := 0
	for _, c := range s {
		if n++; c > 0xFFFF {
			n++
		}
	}
	return n
}

// mermaidWriter writes one picture.
type mermaidWriter struct {
	b       bytes.Buffer
	ruler   *font.Ruler
	pic     result.Picture
	palette map[string]style
	names   map[string]string // of nodes, by id
	edges   int
	carried []string // numbers of edges
}

// writeHead writes the title and the direction. JSON is YAML.
func (w *mermaidWriter) writeHead() {
	if title := clean(w.pic.Title); title != "" {
		// A renderer may take it for HTML, and knows no entities here.
		title = strings.NewReplacer("<", "‹", ">", "›").Replace(cutText(title, maxDOTName))
		quoted, _ := json.Marshal(title) // a string can be marshalled
		fmt.Fprintf(&w.b, "---\ntitle: %s\n---\n", quoted)
	}
	w.b.WriteString("flowchart LR\n")
}

// writeClusters writes the nodes, those of a cluster inside it. Their names are
// numbers: an id could be a word of Mermaid's.
func (w *mermaidWriter) writeClusters() {
	w.names = map[string]string{}
	for i, n := range w.pic.Nodes {
		w.names[n.ID] = "n" + strconv.Itoa(i)
	}
	members, loose := clusterMembers(w.pic)
	for i, c := range w.pic.Clusters {
		if len(members[i]) == 0 {
			continue
		}
		name := "c" + strconv.Itoa(i)
		fmt.Fprintf(&w.b, "subgraph %s[%s]\n", name, mermaidQuote(mermaidLines(sizeCluster(w.ruler, c).label)))
		for _, n := range members[i] {
			w.writeNode(n)
		}
		w.b.WriteString("end\n")
		frame := "cluster-" + string(knownClusterState(c.State))
		fmt.Fprintf(&w.b, "style %s %s\n", name, w.look(w.palette[frame], w.palette[frame+"-label"]))
	}
	for _, n := range loose {
		w.writeNode(n)
	}
}

// mermaidForms are the brackets around the label of a shape. Mermaid has no
// octagon and no house.
func mermaidForms() map[string][2]string {
	return map[string][2]string{
		"box": {"[", "]"}, "rounded": {"(", ")"}, "ellipse": {"([", "])"}, "diamond": {"{", "}"}, "hexagon": {"{{", "}}"},
		"parallelogram": {"[/", "/]"}, "trapezium": {"[/", `\]`}, "cylinder": {"[(", ")]"}, "octagon": {"{{", "}}"}, "house": {">", "]"},
	}
}

// writeNode writes a node. One that stands for several has double sides.
func (w *mermaidWriter) writeNode(n result.PictureNode) {
	form, ok := mermaidForms()[n.Shape]
	if !ok {
		form = mermaidForms()["box"]
	}
	if n.Folded > 0 {
		form = [2]string{"[[", "]]"}
	}
	text := mermaidLines(nodeLabel(w.ruler, n))
	for _, more := range extraLines(w.pic, n) {
		text += "<br/>" + mermaidText(more)
	}
	w.node(w.names[n.ID], form, text, string(knownState(n.State)))
}

func (w *mermaidWriter) node(name string, form [2]string, text, class string) {
	fmt.Fprintf(&w.b, "%s%s%s%s:::%s\n", name, form[0], mermaidQuote(text), form[1], class)
}

// writeEdge writes an edge, unless an end is missing.
func (w *mermaidWriter) writeEdge(e result.PictureEdge) {
	from, okFrom := w.names[e.From]
	to, okTo := w.names[e.To]
	if okFrom && okTo {
		w.edge(from, to, e.Style, e.Carried, e.Indirect, mermaidLines(edgeLabel(w.ruler, e)))
	}
}

// edge writes an edge with an escaped text: dots where others can stand in, a disc at the end where
// nothing worse than degradation follows, dots and a cross where it is waited for until it is down.
func (w *mermaidWriter) edge(from, to string, kind result.EdgeStyle, carried, indirect bool, text string) {
	arrow := map[result.EdgeStyle]string{result.EdgeHard: "-->", result.EdgeAlternative: "-.->", result.EdgeSoft: "--o", result.EdgeUnless: "-.-x"}[knownEdge(kind)]
	if indirect {
		text = strings.TrimSpace(viaOthers + " " + text)
	}
	if text != "" {
		arrow += "|" + mermaidQuote(text) + "|"
	}
	if carried {
		w.carried = append(w.carried, strconv.Itoa(w.edges))
	}
	w.edges++
	fmt.Fprintf(&w.b, "%s %s %s\n", from, arrow, to)
}

// writeLegend writes a cluster with a node for each state, an edge for each
// kind, and what is said below the picture.
func (w *mermaidWriter) writeLegend() {
	if len(w.pic.Legend) == 0 && clean(w.pic.Subtitle) == "" && len(w.pic.Notes) == 0 {
		return
	}
	w.b.WriteString("subgraph legend[\" \"]\ndirection LR\n")
	for i, l := range w.pic.Legend {
		name, text := "l"+strconv.Itoa(i), mermaidText(cutText(clean(l.Text), maxMermaidNote))
		switch {
		case l.State != "":
			w.node(name, [2]string{"(", ")"}, fmt.Sprintf("%s#58; %d", text, l.Count), string(knownState(l.State)))
		case l.Change != "":
			w.node(name, [2]string{"(", ")"}, mermaidText(changeSigns()[knownChange(l.Change)])+" "+text, "remark")
		default:
			w.node(name, [2]string{"[", "]"}, " ", "remark")
			w.node(name+"e", [2]string{"[", "]"}, text, "remark")
			w.edge(name, name+"e", l.Edge, l.Carried, l.Indirect, "")
		}
	}
	for i, note := range append([]string{w.pic.Subtitle}, w.pic.Notes...) {
		if note = clean(note); note != "" {
			w.node("r"+strconv.Itoa(i), [2]string{"[", "]"}, mermaidText(cutText(note, maxMermaidNote)), "remark")
		}
	}
	fmt.Fprintf(&w.b, "end\nstyle legend fill:none,stroke:%s\n", w.palette["rule"].stroke.light)
}
