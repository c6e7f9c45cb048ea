package draw

import "github.com/meoktong/meoktong/graph/draw/font"

// boldStroke is the width of the stroke around letters that makes them bold, in
// font sizes: browsers do the same where they have no bold font.
const boldStroke = 1.0 / 28

// glyphs sets text as outlines.
type glyphs struct {
	ruler *font.Ruler
	known map[rune]path // of one em
}

func newGlyphs() *glyphs {
	return &glyphs{ruler: font.NewRuler(), known: map[rune]path{}}
}

// line returns the outlines of a line of text, as wide as it is meant to be.
func (g *glyphs) line(t textLine) path {
	stretch := 1.0
	if natural := g.ruler.Width(t.text, t.size); natural > 0 && t.width > 0 {
		stretch = t.width / natural
	}
	x := t.x
	if t.middle {
		x -= g.ruler.Width(t.text, t.size) * stretch / 2
	}
	var out path
	for _, c := range t.text {
		for _, q := range g.letter(c).points {
			out.points = append(out.points, point{X: x + q.X*t.size*stretch, Y: t.y + q.Y*t.size})
		}
		out.ops = append(out.ops, g.letter(c).ops...)
		x += g.ruler.Width(string(c), t.size) * stretch
	}
	return out
}

// letter returns the outline of a character.
func (g *glyphs) letter(c rune) path {
	if p, ok := g.known[c]; ok {
		return p
	}
	var p path
	for _, s := range g.ruler.Outline(c) {
		p.ops = append(p.ops, pathOp(s.Op))
		for _, q := range s.Points {
			p.points = append(p.points, point(q))
		}
	}
	g.known[c] = p
	return p
}
