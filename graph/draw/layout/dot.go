package layout

import (
	"bytes"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

const (
	pointsPerInch = 72
	lineGap       = 4.0  // between lines that pass through a column side by side, points
	nodePadding   = 8.0  // kept free above and below a box, points
	rankGap       = 84.0 // between columns, points: room for a line to be followed
	clusterMargin = 11   // between a cluster's frame and its nodes
	clusterGap    = 5    // by which each frame is drawn smaller, as Graphviz packs them tightly
)

// LargeGraph is the number of nodes above which SearchLimit bounds Graphviz's
// search for a better ranking (nslimit and nslimit1, in passes over the nodes):
// unlimited, 400 nodes with 800 edges at random take half a minute, and 3000 in
// layers minutes, and look no better.
const (
	LargeGraph  = 120
	SearchLimit = 2
)

// writeDOT puts the graph into Graphviz's language, with made-up names. Each edge is so
// many columns longer than one.
// Orthogonal lines are not an option: 20 s at 1000 nodes.
func writeDOT(g Graph, longer []int) []byte {
	var b bytes.Buffer
	b.WriteString("digraph {\n")
	// newrank: a cluster's columns are those of the whole picture, so that effects
	// are right of causes everywhere.
	fmt.Fprintf(&b, "graph [rankdir=LR, splines=true, newrank=true, nodesep=%.4f, ranksep=%.4f]\n",
		lineGap/pointsPerInch, columnGap(g)/pointsPerInch)
	if len(g.Nodes) > LargeGraph {
		fmt.Fprintf(&b, "graph [nslimit=%d, nslimit1=%d]\n", SearchLimit, SearchLimit)
	}
	// A label that is not empty: go-graphviz gives each node without one its name,
	// one call after another, a tenth of the whole time.
	b.WriteString("node [shape=box, fixedsize=true, label=\" \"]\n")
	// Lines leave at the right and arrive at the left: the eye can follow them.
	b.WriteString("edge [arrowhead=none, tailport=e, headport=w]\n")
	// Invisible, see writeRoot; and the first node, whose rank Graphviz is careless about.
	b.WriteString("root [style=invis, width=0.01, height=0.01]\n")
	writeNodes(&b, g)
	writeEdges(&b, g, longer)
	b.WriteString("}\n")
	return b.Bytes()
}

// columnGap is how far apart columns are.
func columnGap(g Graph) float64 { return max(rankGap, g.ColumnGap) }

// writeNodes writes the nodes of no cluster and the clusters with theirs, last
// ones first: where nothing else decides, Graphviz stacks columns upwards.
func writeNodes(b *bytes.Buffer, g Graph) {
	members := make([][]int, len(g.Clusters)+1) // of none: the last
	for i, n := range g.Nodes {
		c := n.Cluster
		if c < 0 {
			c = len(g.Clusters)
		}
		members[c] = append(members[c], i)
	}
	writeBoxes(b, g, members[len(g.Clusters)])
	for c, cl := range slices.Backward(g.Clusters) {
		fmt.Fprintf(b, "subgraph cluster_%d {\n", c)
		// An empty table of a fixed size: room for text that Graphviz never sees.
		fmt.Fprintf(b, "graph [labeljust=l, margin=%d, label=<<TABLE FIXEDSIZE=\"TRUE\" WIDTH=\"%.0f\" HEIGHT=\"%.0f\" BORDER=\"0\"><TR><TD></TD></TR></TABLE>>]\n",
			clusterMargin+clusterGap, cl.LabelWidth+0.5, cl.LabelHeight+clusterGap+0.5)
		writeBoxes(b, g, members[c])
		b.WriteString("}\n")
	}
}

// writeBoxes writes nodes with their sizes. They bring the gap between them
// along, so that lines, which get the same gap from Graphviz, can lie closer.
func writeBoxes(b *bytes.Buffer, g Graph, nodes []int) {
	for _, i := range slices.Backward(nodes) {
		n := g.Nodes[i]
		fmt.Fprintf(b, "n%d [width=%.4f, height=%.4f]\n", i, n.Width/pointsPerInch, (n.Height+2*nodePadding)/pointsPerInch)
	}
}

// writeEdges writes the edges. Those into a first node have no say in what goes
// left of what.
func writeEdges(b *bytes.Buffer, g Graph, longer []int) {
	hasDependency := make([]bool, len(g.Nodes))
	feedsFirst := make([]bool, len(g.Nodes))
	for i, e := range g.Edges {
		fmt.Fprintf(b, "n%d -> n%d [id=e%d", e.From, e.To, i)
		if longer[i] > 0 {
			fmt.Fprintf(b, ", minlen=%d", longer[i]+1)
		}
		if g.Nodes[e.To].First {
			b.WriteString(", constraint=false, tailport=_, headport=_")
			feedsFirst[e.From] = true
		} else {
			hasDependency[e.To] = true
		}
		b.WriteString("]\n")
	}
	circling := inCircles(g)
	writeRoot(b, g, func(i int) (weight int, tied bool) {
		switch {
		case g.Nodes[i].First:
			return 20, true
		case circling[i]: // Graphviz turns an edge of a circle around, and may so pull a node to the left of all
			return 0, true
		case hasDependency[i]:
			return 0, false
		case feedsFirst[i]:
			return 5, true // in the same column, or near
		}
		return 0, true
	})
}

// inCircles says which nodes are in circles of edges that have a say in the columns.
func inCircles(g Graph) map[int]bool {
	d := simple.NewDirectedGraph()
	for i := range g.Nodes {
		d.AddNode(simple.Node(i))
	}
	for _, e := range g.Edges {
		if e.From != e.To && !g.Nodes[e.To].First {
			d.SetEdge(simple.Edge{F: simple.Node(e.From), T: simple.Node(e.To)})
		}
	}
	out := map[int]bool{}
	for _, component := range topo.TarjanSCC(d) { // it recurses, no deeper than MaxNodes
		for _, n := range component {
			out[int(n.ID())] = len(component) > 1
		}
	}
	return out
}

// writeRoot ties nodes to the invisible one that is left of everything: the
// first ones closely, others that need nothing loosely. So there is a leftmost
// column, and it is the first ones'.
func writeRoot(b *bytes.Buffer, g Graph, tie func(node int) (weight int, tied bool)) {
	if !slices.ContainsFunc(g.Nodes, func(n Node) bool { return n.First }) {
		return
	}
	for i := range g.Nodes {
		if weight, tied := tie(i); tied {
			fmt.Fprintf(b, "root -> n%d [style=invis, weight=%d]\n", i, weight)
		}
	}
}
