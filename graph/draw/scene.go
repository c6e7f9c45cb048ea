package draw

// scene is a placed picture: everything has coordinates, and nothing is left to
// decide but the file format. Lengths are in pixels of CSS, 96 to an inch; y grows
// downwards.
type scene struct {
	lang          string
	title         string // clean, whole
	about         string // for those who cannot see the picture
	width, height float64
	groups        []group // in the order of drawing
}

// group is one thing of the picture: a node, an edge, a line of the legend.
type group struct {
	class string // space-separated words for scripts: "node down"
	id    string // unique in the picture, or empty
	data  []datum
	role  string // for screen readers, if it is a thing of its own
	title string // tooltip, clean
	about string // more for those who cannot see it, clean
	marks []mark
}

// datum is a data- attribute.
type datum struct{ key, value string }

// mark is a path or a line of text, in a style of the palette.
type mark struct {
	style string
	shape path
	text  *textLine // if set, there is no shape
}

// textLine is a piece of text that fits on its line.
type textLine struct {
	text   string // clean
	x, y   float64
	size   float64
	width  float64 // measured, and to be kept; 0 where it is a guess
	middle bool    // x is the middle, not the left end
}

func (g *group) draw(style string, shape path) {
	g.marks = append(g.marks, mark{style: style, shape: shape})
}

func (g *group) write(style string, line textLine) {
	g.marks = append(g.marks, mark{style: style, text: &line})
}
