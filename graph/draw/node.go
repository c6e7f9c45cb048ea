package draw

import (
	"math"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	paddingX  = 13.0 // around a node's label
	paddingY  = 8.0
	minWidth  = 84.0
	band      = 15.0 // the hatched side of a partial node
	hatchGap  = 6.5
	ringSpace = 4.5 // between the two outlines of a failed node
)

// sizedNode is a node before it has a place.
type sizedNode struct {
	node  result.PictureNode
	state result.State
	form  form
	label label
	block rect // of label and padding, as seen from the shape's corner
	shape rect // at 0,0
	outer float64
}

// sizeNode measures a node.
func sizeNode(r *font.Ruler, n result.PictureNode) sizedNode {
	s := sizedNode{node: n, state: knownState(n.State), form: formOf(n.Shape), label: nodeLabel(r, n)}
	w := math.Max(s.label.width+2*paddingX, minWidth)
	h := s.label.height + 2*paddingY
	if s.state == result.StatePartial {
		w += band
	}
	around := s.form.around(w, h)
	s.block = rect{X: -around.X, Y: -around.Y, W: w, H: h}
	s.shape = rect{W: around.W, H: around.H}
	if s.state == result.StateFailed {
		s.outer = ringSpace
	}
	return s
}

// at draws the node with its outermost outline in r. The corners are those of
// that outline: where edges end.
func (s sizedNode) at(r rect, id string) (g group, corners []point) {
	body := grown(r, -s.outer)
	state := string(s.state)
	g = group{
		class: "node " + state,
		id:    id,
		data:  []datum{{"id", clean(s.node.ID)}, {"state", state}, {"kind", clean(s.node.Kind)}},
		title: s.title(),
	}
	corners = s.form.outline(r).flatten()
	s.drawBody(&g, r, body)
	x := body.X + s.block.X + s.block.W/2
	if s.state == result.StatePartial {
		x += band / 2
	}
	y := body.Y + s.block.Y + (s.block.H-s.label.height)/2
	s.label.write(&g, x, y, true, func(part string) string { return state + "-" + part })
	drawBadge(&g, s.state, badgePlace(corners, r), 1)
	return g, corners
}

// drawBody draws everything but text and badge.
func (s sizedNode) drawBody(g *group, ring, body rect) {
	state := string(s.state)
	outline := s.form.outline(body)
	if s.outer > 0 {
		g.draw(state+"-ring", s.form.outline(ring))
	}
	g.draw(state+"-body", outline)
	if s.state == result.StatePartial {
		limit := body.X + s.block.X + band
		g.draw(state+"-hatch", hatch(outline.flatten(), limit, hatchGap))
	}
	if line, ok := decoration(s.node.Shape, body); ok {
		g.draw(state+"-line", line)
	}
}

// drawBadge draws the symbol of a state, in its size or smaller.
func drawBadge(g *group, s result.State, at point, size float64) {
	if plate, sign, ok := badge(s, point{}); ok {
		g.draw(string(s)+"-plate", plate.scaled(size).moved(at.X, at.Y))
		g.draw(string(s)+"-sign", sign.scaled(size).moved(at.X, at.Y))
	}
}

// title is the tooltip: the sentence of the picture, and what had to be cut.
func (s sizedNode) title() string {
	title := clean(s.node.Title)
	if title != "" && !s.label.cut {
		return title
	}
	for _, text := range []string{s.node.Name, s.node.Other, s.node.Note} {
		if text = clean(text); text != "" {
			if title != "" {
				title += " · "
			}
			title += text
		}
	}
	return title
}
