package draw

import (
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// A box that lists nodes that it stands for is a card: a quiet ground with a small node
// for each of them, in its state.
const (
	rowPadding = 2.0 // within a row, above and below its text
	rowInset   = 7.0 // left and right of it
	rowSpace   = 2.5 // between rows
	rowsAbove  = 6.0 // between the card's own words and the rows
	noteSpace  = 10.0
	rowBand    = 9.0 // the hatched side of a partial row
)

var (
	rowFace  = typeface{part: "other", size: 11, maxWidth: 150, maxLines: 1}
	noteFace = typeface{part: "note", size: 11, bold: true, maxWidth: 110, maxLines: 1}
	moreFace = typeface{part: "other", size: 10.5, maxWidth: 168, maxLines: 1}
)

// memberRow is a node of a card before it has a place.
type memberRow struct {
	state      result.State
	name, note label
}

// card is the list of a box.
type card struct {
	rows          []memberRow
	more          label
	width, height float64 // with what is between it and the words above
}

// sizeCard measures the list of a node's box.
func sizeCard(r *font.Ruler, n result.PictureNode) card {
	var c card
	for _, m := range n.Members {
		row := memberRow{state: knownState(m.State)}
		row.name.add(r, rowFace, clean(m.Name))
		row.note.add(r, noteFace, clean(m.Note))
		c.rows = append(c.rows, row)
		c.width = max(c.width, rowBand+row.name.width+noteSpace+row.note.width+2*rowInset)
		c.height += row.height() + rowSpace
	}
	if len(c.rows) == 0 {
		return card{}
	}
	c.more.add(r, moreFace, clean(n.More))
	c.width = max(c.width, c.more.width+2*rowInset)
	c.height += rowsAbove - rowSpace + c.more.height
	return c
}

// is says whether there is a list.
func (c card) is() bool { return len(c.rows) > 0 }

func (r memberRow) height() float64 { return max(r.name.height, r.note.height) + 2*rowPadding }

// draw draws the list with its upper left corner at (x, y), as wide as the box has room.
func (c card) draw(g *group, x, y, width float64, look string) {
	y += rowsAbove
	for _, row := range c.rows {
		row.draw(g, rect{X: x, Y: y, W: width, H: row.height()})
		y += row.height() + rowSpace
	}
	c.more.write(g, x+rowBand+rowInset, y-rowSpace, false, func(part string) string { return look + "-" + part })
}

func (r memberRow) draw(g *group, at rect) {
	state := string(r.state)
	outline := roundedRect(at, 4)
	g.draw(state+"-body", outline)
	if r.state == result.StatePartial {
		g.draw(state+"-hatch", hatch(outline.flatten(), at.X+rowBand, hatchGap))
	}
	style := func(part string) string { return state + "-" + part }
	r.name.write(g, at.X+rowBand+rowInset, at.Y+(at.H-r.name.height)/2, false, style)
	r.note.write(g, at.X+at.W-rowInset-r.note.width, at.Y+(at.H-r.note.height)/2, false, style)
}

// addCardStyles: a card is as quiet as a frame, and its outline tells the worst state
// in it.
func addCardStyles(p map[string]style, state string, look stateLook) {
	card := "card-" + state
	body := card + "-body"
	p[body] = style{fill: frameInk, stroke: look.line, width: look.width}
	p[card+"-sheet"] = style{fill: frameInk, stroke: look.line, width: 1}
	p[card+"-name"] = style{fill: textInk, bold: true, on: body}
	p[card+"-other"] = style{fill: quietInk, on: body}
	p[card+"-note"] = style{fill: textInk, bold: true, on: body}
}
