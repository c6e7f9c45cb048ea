package draw

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

// DOT writes the picture for a Graphviz of one's own, with labels, colours and
// legend. The same picture gives the same bytes.
func DOT(pic result.Picture) []byte {
	w := &dotWriter{ruler: font.NewRuler(), pic: pic, palette: palette()}
	w.nameNodes()
	w.b.WriteString("digraph meoktong {\n")
	w.writeDefaults()
	w.writeClusters()
	for _, e := range pic.Edges {
		w.writeEdge(e)
	}
	w.writeFirst()
	w.writeLegend()
	w.b.WriteString("}\n")
	return w.b.Bytes()
}

// dotWriter writes one picture.
type dotWriter struct {
	b       bytes.Buffer
	ruler   *font.Ruler
	pic     result.Picture
	palette map[string]style
	names   map[string]string // of nodes, by id
	taken   map[string]bool   // names in use
	failed  map[string]bool   // nodes, by id
}

// Graphviz's scanner refuses a string of more than 16 KiB, escapes included: an
// ampersand takes five bytes.
const (
	maxDOTTip  = 2000  // bytes of a tooltip before escaping
	maxDOTName = 1000  // of a node's name
	maxDOTHead = 12000 // of the graph's label after escaping
)

// dotAttr is an attribute; its value is written between quotes, as it is.
type dotAttr struct{ key, value string }

// nameNodes gives each node its id as its name, where that is harmless:
// Graphviz writes names into its SVG without escaping what looks like an entity.
func (w *dotWriter) nameNodes() {
	w.names, w.taken, w.failed = map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, n := range w.pic.Nodes {
		w.failed[n.ID] = knownState(n.State) == result.StateFailed
		w.names[n.ID] = w.freeName(dotName(n.ID))
	}
}

// dotName is an id if it is plain, and a made-up name otherwise.
func dotName(id string) string {
	for _, c := range id {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-_.@", c) {
			return "node"
		}
	}
	return firstBytes(id, maxDOTName)
}

// freeName returns a name like the wanted one that nothing has yet.
func (w *dotWriter) freeName(wanted string) string {
	name := wanted
	for i := 1; name == "" || w.taken[name]; i++ {
		name = wanted + "#" + strconv.Itoa(i)
	}
	w.taken[name] = true
	return name
}

// writeDefaults writes what holds for all, with title and notes as the graph's
// own label.
func (w *dotWriter) writeDefaults() {
	var head strings.Builder
	for _, line := range append([]string{w.pic.Title, w.pic.Subtitle}, w.pic.Notes...) {
		if line = clean(line); line != "" {
			lines, _ := paragraph{width: measure(w.ruler, remarkFace), maxWidth: remarkFace.maxWidth, maxLines: 3}.set(line)
			for _, l := range lines {
				if l = dotText(l) + `\l`; head.Len()+len(l) <= maxDOTHead {
					head.WriteString(l)
				}
			}
		}
	}
	w.line("graph",
		dotAttr{"rankdir", "LR"}, dotAttr{"newrank", "true"}, dotAttr{"nodesep", "0.3"}, dotAttr{"ranksep", "1"},
		dotAttr{"charset", "UTF-8"}, dotAttr{"fontname", "Noto Sans KR"}, dotAttr{"fontsize", "16"},
		dotAttr{"labelloc", "t"}, dotAttr{"labeljust", "l"}, dotAttr{"bgcolor", pageInk.light},
		dotAttr{"tooltip", dotTip(clean(w.pic.Title))}, dotAttr{"label", head.String()})
	if limit := strconv.Itoa(layout.SearchLimit); len(w.pic.Nodes) > layout.LargeGraph {
		w.line("graph", dotAttr{"nslimit", limit}, dotAttr{"nslimit1", limit})
	}
	w.line("node", dotAttr{"fontname", "Noto Sans KR"}, dotAttr{"fontsize", "12"}, dotAttr{"margin", "0.18,0.09"})
	w.line("edge", dotAttr{"fontname", "Noto Sans KR"}, dotAttr{"fontsize", "11"})
}

// writeClusters writes the nodes, those of a cluster inside it.
func (w *dotWriter) writeClusters() {
	members, loose := clusterMembers(w.pic)
	for i, c := range w.pic.Clusters {
		if len(members[i]) == 0 {
			continue
		}
		look := "cluster-" + string(knownClusterState(c.State))
		label := dotLines(sizeCluster(w.ruler, c).label)
		attrs := append(w.frame(look), dotAttr{"label", label}, dotAttr{"tooltip", dotTip(clean(c.Label))}, dotAttr{"class", "cluster " + string(knownClusterState(c.State))})
		fmt.Fprintf(&w.b, "subgraph cluster_%d {\n", i)
		w.line("graph", attrs...)
		for _, n := range members[i] {
			w.writeNode(n)
		}
		w.b.WriteString("}\n")
	}
	for _, n := range loose {
		w.writeNode(n)
	}
}

// frame is how a cluster looks.
func (w *dotWriter) frame(look string) []dotAttr {
	s := w.palette[look]
	style := "filled,rounded"
	if s.dash != nil {
		style += ",dashed"
	}
	return []dotAttr{{"style", style}, {"fillcolor", s.fill.light}, {"color", s.stroke.light}, {"penwidth", number(s.width)},
		{"fontcolor", w.palette[look+"-label"].fill.light}, {"fontsize", "13"}}
}

// writeFirst puts the failed nodes into the leftmost column.
func (w *dotWriter) writeFirst() {
	var failed []string
	for _, n := range w.pic.Nodes {
		if w.failed[n.ID] {
			failed = append(failed, dotQuote(w.names[n.ID]))
		}
	}
	if len(failed) > 0 {
		fmt.Fprintf(&w.b, "{ rank=min; %s }\n", strings.Join(failed, "; "))
	}
}

// line writes a statement with attributes.
func (w *dotWriter) line(what string, attrs ...dotAttr) {
	w.b.WriteString(what + " [")
	for i, a := range attrs {
		if i > 0 {
			w.b.WriteString(", ")
		}
		fmt.Fprintf(&w.b, `%s="%s"`, a.key, a.value)
	}
	w.b.WriteString("]\n")
}

// dotText makes clean text mean itself inside the quotes of a label: Graphviz
// knows escapes such as \N, and decodes entities such as &#60; there.
func dotText(text string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;").Replace(text)
}

// dotLines is a label as Graphviz takes it.
func dotLines(l label) string {
	lines := make([]string, len(l.lines))
	for i, line := range l.lines {
		lines[i] = dotText(line.text)
	}
	return strings.Join(lines, `\n`)
}

// dotTip is dotText for a tooltip, which may be long.
func dotTip(text string) string {
	return dotText(cutText(text, maxDOTTip))
}

// dotQuote writes a name, which has nothing to be escaped.
func dotQuote(name string) string { return `"` + name + `"` }
