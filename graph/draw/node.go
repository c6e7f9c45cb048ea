package draw

import (
	"math"
	"strconv"
	"strings"

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
	node   result.PictureNode
	state  result.State
	change result.Change
	form   form
	label  label
	tag    label // how many nodes it stands for, if it is a stack
	card   card  // of the nodes that it lists
	block  rect  // of label and padding, as seen from the shape's corner
	shape  rect  // at 0,0
	inner  float64
	outer  float64 // from the body to the outline of a failed node, and to the outermost one
	stack  float64 // room for further sheets, right and below
}

// sizeNode measures a node.
func sizeNode(r *font.Ruler, n result.PictureNode) sizedNode {
	s := sizedNode{node: n, state: knownState(n.State), change: knownChange(n.Change), form: formOf(n.Shape),
		label: nodeLabel(r, n), tag: foldedTag(r, n.Folded), card: sizeCard(r, n)}
	w := math.Max(max(s.label.width, s.card.width)+2*paddingX, minWidth)
	h := s.label.height + s.card.height + 2*paddingY
	if s.card.is() {
		s.form = formOf("rounded")
	}
	if s.hatched() {
		w += band
	}
	around := s.form.around(w, h)
	s.block = rect{X: -around.X, Y: -around.Y, W: w, H: h}
	s.shape = rect{W: around.W, H: around.H}
	if s.state == result.StateFailed {
		s.inner = ringSpace
	}
	if s.outer = s.inner; hasRing(s.change) {
		s.outer += changeSpace
	}
	if n.Folded > 0 {
		s.stack = stackSpace
	}
	return s
}

// hatched says whether the box has a hatched side.
func (s sizedNode) hatched() bool { return s.state == result.StatePartial && !s.card.is() }

// look is the first part of the styles of the box.
func (s sizedNode) look() string {
	if s.card.is() {
		return "card-" + string(s.state)
	}
	return string(s.state)
}

// size is the room that the node needs.
func (s sizedNode) size() (w, h float64) {
	return s.shape.W + 2*s.outer + s.stack, s.shape.H + 2*s.outer + s.stack
}

// at draws the node in r. The corners are those of its outermost outline: where
// edges end.
func (s sizedNode) at(r rect, id string) (g group, corners []point) {
	front := rect{X: r.X, Y: r.Y, W: r.W - s.stack, H: r.H - s.stack}
	body := grown(front, -s.outer)
	state := string(s.state)
	g = group{
		class: "node " + state,
		id:    id,
		role:  "img",
		data: []datum{{"id", clean(s.node.ID)}, {"state", state}, {"kind", clean(s.node.Kind)},
			{"change", string(s.change)}, {"folded", countText(s.node.Folded)}, {"nodes", s.nodes()}},
		title: s.title(),
		about: s.names(),
	}
	outline := s.form.outline(front)
	corners = outline.flatten()
	if s.stack > 0 {
		s.drawSheets(&g, front)
		corners = hull(append(corners, outline.moved(s.stack, s.stack).flatten()...))
	}
	s.drawBody(&g, grown(body, s.inner), body)
	x := body.X + s.block.X + s.block.W/2
	if s.hatched() {
		x += band / 2
	}
	y := body.Y + s.block.Y + (s.block.H-s.label.height-s.card.height)/2
	s.label.write(&g, x, y, true, func(part string) string { return s.look() + "-" + part })
	s.card.draw(&g, body.X+s.block.X+paddingX, y+s.label.height, s.block.W-2*paddingX, s.look())
	drawChange(&g, s.change, s.form.outline(grown(front, -1.5)), front, 1)
	if s.stack > 0 {
		s.drawTag(&g, corners, r)
	}
	drawBadge(&g, s.state, badgePlace(outline.flatten(), front), 1)
	return g, corners
}

// drawBody draws everything but text and badge.
func (s sizedNode) drawBody(g *group, ring, body rect) {
	state := string(s.state)
	outline := s.form.outline(body)
	if s.inner > 0 {
		g.draw(state+"-ring", s.form.outline(ring))
	}
	g.draw(s.look()+"-body", outline)
	if s.hatched() {
		limit := body.X + s.block.X + band
		g.draw(state+"-hatch", hatch(outline.flatten(), limit, hatchGap))
	}
	if line, ok := decoration(s.node.Shape, body); ok && !s.card.is() {
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
	switch {
	case title == "":
		return s.names()
	case s.label.cut:
		return title + " · " + s.names()
	}
	return title
}

// names is the whole text of the label, in one line.
func (s sizedNode) names() string {
	var names []string
	for _, text := range []string{s.node.Name, s.node.Other, s.node.Note} {
		if text = clean(text); text != "" {
			names = append(names, text)
		}
	}
	return strings.Join(names, " · ")
}

// nodes are the ids of what the box stands for, for scripts; nothing where they are so
// many that the picture would be little else.
func (s sizedNode) nodes() string {
	const most = 1000
	if len(s.node.Of) > most {
		return ""
	}
	return clean(strings.Join(s.node.Of, " "))
}

// countText is a number for a data- attribute, and nothing for none.
func countText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
