package draw

import (
	"slices"

	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

// diagram is the laid-out graph with everything at its place on the page.
type diagram struct {
	page    rect   // what labels may stand on
	frames  []rect // of clusters
	nodes   []group
	boxes   []rect
	splines [][]point // of edges, from outline to outline
}

// locate gives the laid-out graph its place, with its corner at (x, y).
func (p *placer) locate(l layout.Layout, x, y float64) diagram {
	at := func(r rect) rect { return rect{X: r.X + x, Y: r.Y + y, W: r.W, H: r.H} }
	d := diagram{page: grown(rect{X: x, Y: y, W: l.Width, H: l.Height}, labelMargin), nodes: make([]group, len(p.nodes))}
	for _, r := range l.Clusters {
		d.frames = append(d.frames, at(r))
	}
	corners := make([][]point, len(p.nodes))
	for i, n := range p.nodes {
		d.boxes = append(d.boxes, at(l.Nodes[i]))
		d.nodes[i], corners[i] = n.at(d.boxes[i], documentID("node", n.node.ID, i))
	}
	for i, e := range p.pic.Edges {
		spline := make([]point, len(l.Edges[i]))
		for k, q := range l.Edges[i] {
			spline[k] = point{X: q.X + x, Y: q.Y + y}
		}
		d.splines = append(d.splines, joined(spline, corners[p.index[e.From]], corners[p.index[e.To]]))
	}
	return d
}

// drawDiagram draws the laid-out graph, from back to front.
func (p *placer) drawDiagram(s *scene, d diagram) {
	for i, c := range p.clusters {
		s.groups = append(s.groups, c.frame(d.frames[i]))
	}
	// What the failure took comes last, over what it did not.
	for _, carried := range []bool{false, true} {
		for i, e := range p.pic.Edges {
			if e.Carried == carried {
				s.groups = append(s.groups, drawEdge(e, d.splines[i], p.edgeTitle(e)))
			}
		}
	}
	s.groups = append(s.groups, p.drawLabels(d)...)
	for i, c := range p.clusters {
		s.groups = append(s.groups, c.heading(d.frames[i]))
	}
	s.groups = append(s.groups, d.nodes...)
}

// drawLabels finds places for the labels of edges, and draws them.
func (p *placer) drawLabels(d diagram) []group {
	if !slices.ContainsFunc(p.labels, func(l label) bool { return len(l.lines) > 0 }) {
		return nil
	}
	places := labelPlacer{page: d.page}
	for _, r := range d.boxes {
		places.solid.add(obstacle{rect: r, owner: -1})
	}
	for i, c := range p.clusters {
		at := c.labelPlace(d.frames[i])
		places.solid.add(obstacle{rect: rect{X: at.X, Y: at.Y, W: c.label.width, H: c.label.height}, owner: -1})
	}
	for i, e := range p.pic.Edges {
		places.addLine(i, d.splines[i])
		if at, _ := alongSpline(d.splines[i], 0.5); e.Indirect {
			places.solid.add(obstacle{rect: grown(rect{X: at.X, Y: at.Y}, breakHalf), owner: i})
		}
	}
	var out []group
	for i, e := range p.pic.Edges {
		if l := p.labels[i]; len(l.lines) > 0 {
			out = append(out, drawLabel(e, l, places.place(i, d.splines[i], l.width, l.height), p.edgeTitle(e)))
		}
	}
	return out
}

// edgeTitle is an edge's tooltip.
func (p *placer) edgeTitle(e result.PictureEdge) string {
	if e.Title != "" {
		return clean(e.Title)
	}
	from, to := p.pic.Nodes[p.index[e.From]], p.pic.Nodes[p.index[e.To]]
	return clean(from.Name) + " → " + clean(to.Name)
}
