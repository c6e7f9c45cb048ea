package layout

import "math"

// placed says what of a graph an answer gave a place.
type placed struct {
	nodes, clusters []bool
}

// mend gives a place to what the answer gave none.
func (l *Layout) mend(g Graph, found placed) {
	l.mendNodes(g, found.nodes)
	for c, ok := range found.clusters {
		if !ok {
			l.Clusters[c] = l.around(g, c)
		}
	}
	for i, e := range g.Edges {
		if l.Edges[i] == nil {
			l.Edges[i] = straight(l.Nodes[e.From], l.Nodes[e.To])
			l.Straight = append(l.Straight, i)
		}
	}
}

// mendNodes puts nodes without a place below all others, side by side.
func (l *Layout) mendNodes(g Graph, found []bool) {
	left, bottom := math.Inf(1), math.Inf(-1)
	for i, ok := range found {
		if ok {
			left, bottom = min(left, l.Nodes[i].X), max(bottom, l.Nodes[i].Y+l.Nodes[i].H)
		}
	}
	for _, c := range l.Clusters {
		bottom = max(bottom, c.Y+c.H)
	}
	for i, ok := range found {
		if !ok {
			n := g.Nodes[i]
			l.Nodes[i] = Rect{X: left, Y: bottom + rankGap/2, W: n.Width, H: n.Height}
			left += n.Width + rankGap/2
		}
	}
}

// around is the frame around a cluster's nodes, with room for its label.
func (l *Layout) around(g Graph, cluster int) Rect {
	left, top := math.Inf(1), math.Inf(1)
	right, bottom := math.Inf(-1), math.Inf(-1)
	for i, n := range g.Nodes {
		if r := l.Nodes[i]; n.Cluster == cluster {
			left, top = min(left, r.X), min(top, r.Y)
			right, bottom = max(right, r.X+r.W), max(bottom, r.Y+r.H)
		}
	}
	c := g.Clusters[cluster]
	top -= c.LabelHeight
	right = max(right, left+c.LabelWidth)
	const m = clusterMargin
	return Rect{X: left - m, Y: top - m, W: right - left + 2*m, H: bottom - top + 2*m}
}

// straight is the line between the middles of two boxes, as far as it is outside
// them; of a box to itself, a loop at its right side.
func straight(from, to Rect) []Point {
	a, b := Point{from.X + from.W/2, from.Y + from.H/2}, Point{to.X + to.W/2, to.Y + to.H/2}
	if a == b {
		x, reach := from.X+from.W, rankGap/2
		return []Point{{x, a.Y - from.H/4}, {x + reach, a.Y - from.H/2}, {x + reach, a.Y + from.H/2}, {x, a.Y + from.H/4}}
	}
	s, e := leaving(from, a, b), leaving(to, b, a)
	third := Point{(e.X - s.X) / 3, (e.Y - s.Y) / 3}
	return []Point{s, {s.X + third.X, s.Y + third.Y}, {e.X - third.X, e.Y - third.Y}, e}
}

// leaving is where the way from the middle of a box to another point meets its rim.
func leaving(r Rect, middle, other Point) Point {
	dx, dy := other.X-middle.X, other.Y-middle.Y
	share := 1.0
	if dx != 0 {
		share = min(share, r.W/2/math.Abs(dx))
	}
	if dy != 0 {
		share = min(share, r.H/2/math.Abs(dy))
	}
	return Point{middle.X + dx*share, middle.Y + dy*share}
}
