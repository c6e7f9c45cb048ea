package layout

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// answer is the part of Graphviz's JSON that matters.
type answer struct {
	BB      string `json:"bb"`
	Objects []struct {
		Name string `json:"name"`
		BB   string `json:"bb"`
		Pos  string `json:"pos"`
	} `json:"objects"`
	Edges []struct {
		ID  string `json:"id"`
		Pos string `json:"pos"`
	} `json:"edges"`
}

var errBadAnswer = errors.New("layout: the worker's answer makes no sense")

// best reads the answers for several ways to lay out g, and returns the layout whose
// page, with what stands around, is seen largest on a screen of 16:9. A way that cannot
// be read does not count.
func best(g Graph, data []byte, around float64) (found Layout, err error) {
	least := math.Inf(1)
	answers := json.NewDecoder(bytes.NewReader(data))
	for {
		var one json.RawMessage
		if why := answers.Decode(&one); why != nil {
			if math.IsInf(least, 1) && err == nil {
				err = fmt.Errorf("%w: %w", errBadAnswer, why)
			}
			break
		}
		l, why := readLayout(g, one)
		if why != nil {
			err = cmp.Or(err, why)
		} else if size := max(l.Width/16, (l.Height+around)/9); size < least {
			least, found = size, l
		}
	}
	if !math.IsInf(least, 1) {
		return found, nil
	}
	return Layout{}, err
}

// readLayout turns a worker's answer into a layout of g. What of it cannot be read
// costs no more than that: an edge is straight, a frame is drawn around its nodes,
// and a node stands below the others. The error is an answer that places no node.
func readLayout(g Graph, data []byte) (Layout, error) {
	var a answer
	if err := json.Unmarshal(data, &a); err != nil {
		return Layout{}, fmt.Errorf("%w: %w", errBadAnswer, err)
	}
	canvas, _ := parseBox(a.BB) // all is moved to the corner in the end, wherever it was
	l := Layout{
		Nodes:    make([]Rect, len(g.Nodes)),
		Clusters: make([]Rect, len(g.Clusters)),
		Edges:    make([][]Point, len(g.Edges)),
	}
	flip := flipper(canvas)
	found := placed{nodes: make([]bool, len(g.Nodes)), clusters: make([]bool, len(g.Clusters))}
	for _, o := range a.Objects {
		if i, ok := l.placeCluster(o.Name, o.BB, flip); ok {
			found.clusters[i] = true
		}
		if i, ok := l.placeNode(g, o.Name, o.Pos, flip); ok {
			found.nodes[i] = true
		}
	}
	if !slices.Contains(found.nodes, true) {
		return Layout{}, fmt.Errorf("%w: it places none of %d nodes", errBadAnswer, len(g.Nodes))
	}
	for _, e := range a.Edges {
		l.placeEdge(g, e.ID, e.Pos, flip)
	}
	l.mend(g, found)
	l.trim()
	return l, nil
}

// flipper turns Graphviz's upward y into a downward one.
func flipper(canvas [4]float64) func(x, y float64) Point {
	return func(x, y float64) Point { return Point{X: x - canvas[0], Y: canvas[3] - y} }
}

func (l *Layout) placeCluster(name, bb string, flip func(x, y float64) Point) (int, bool) {
	i, ok := indexOf(name, "cluster_", len(l.Clusters))
	box, okBox := parseBox(bb)
	if !ok || !okBox {
		return 0, false
	}
	corner := flip(box[0]+clusterGap, box[3]-clusterGap)
	l.Clusters[i] = Rect{X: corner.X, Y: corner.Y, W: box[2] - box[0] - 2*clusterGap, H: box[3] - box[1] - 2*clusterGap}
	return i, true
}

func (l *Layout) placeNode(g Graph, name, pos string, flip func(x, y float64) Point) (int, bool) {
	i, ok := indexOf(name, "n", len(l.Nodes))
	at, okAt := parseNumbers(pos, 2)
	if !ok || !okAt {
		return 0, false
	}
	c, n := flip(at[0], at[1]), g.Nodes[i]
	l.Nodes[i] = Rect{X: c.X - n.Width/2, Y: c.Y - n.Height/2, W: n.Width, H: n.Height}
	return i, true
}

// placeEdge reads the line of an edge. What it cannot read it leaves out.
func (l *Layout) placeEdge(g Graph, id, pos string, flip func(x, y float64) Point) {
	if i, ok := indexOf(id, "e", len(l.Edges)); ok {
		e := g.Edges[i]
		l.Edges[i] = chosen(readSplines(pos, flip), l.Nodes[e.From], l.Nodes[e.To])
	}
}

// indexOf reads a made-up name back.
func indexOf(name, prefix string, count int) (int, bool) {
	digits, ok := strings.CutPrefix(name, prefix)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(digits)
	return i, err == nil && i >= 0 && i < count
}

// parseBox reads "left,bottom,right,top".
func parseBox(s string) (box [4]float64, ok bool) {
	v, ok := parseNumbers(s, 4)
	if !ok {
		return box, false
	}
	copy(box[:], v)
	return box, true
}

// parseNumbers reads exactly n finite numbers with commas between them.
func parseNumbers(s string, n int) ([]float64, bool) {
	parts := strings.Split(s, ",")
	if len(parts) != n {
		return nil, false
	}
	out := make([]float64, n)
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}
