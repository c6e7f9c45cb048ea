package draw

import "math"

// form is a shape that a kind of node has.
type form struct {
	// around returns the size of the shape around a block of text with padding,
	// and where in it the block's upper left corner goes.
	around func(w, h float64) (shape rect)
	// outline is convex, and reaches the middle of the left and right sides of r
	// or stops short of them by at most slant/2.
	outline func(r rect) path
}

const (
	slant     = 14.0 // of the sides of a parallelogram, a trapezium and a hexagon
	corner    = 9.0  // radius of rounded boxes
	cutCorner = 10.0 // of an octagon
	roof      = 13.0 // height of a house's
	lid       = 7.0  // half height of a cylinder's
)

// forms are the shapes of models.Shapes.
func forms() map[string]form {
	return map[string]form{
		"box":           {around: exactly, outline: func(r rect) path { return roundedRect(r, 2) }},
		"rounded":       {around: exactly, outline: func(r rect) path { return roundedRect(r, corner) }},
		"ellipse":       {around: aroundEllipse, outline: inscribedEllipse},
		"diamond":       {around: aroundDiamond, outline: diamond},
		"hexagon":       {around: aroundSlanted, outline: hexagon},
		"parallelogram": {around: aroundSlanted, outline: parallelogram},
		"trapezium":     {around: aroundSlanted, outline: trapezium},
		"octagon":       {around: aroundOctagon, outline: octagon},
		"house":         {around: aroundHouse, outline: house},
		"cylinder":      {around: aroundCylinder, outline: cylinder},
	}
}

// formOf returns the form of a shape's name; unknown ones are boxes.
func formOf(shape string) form {
	f, ok := forms()[shape]
	if !ok {
		f = forms()["box"]
	}
	return f
}

// The around functions return the shape's rectangle, seen from the block's
// upper left corner.

func exactly(w, h float64) rect { return rect{W: w, H: h} }

// The padding that a block brings along is more than these two need.
const (
	spareX = 6.0
	spareY = 3.0
)

func aroundEllipse(w, h float64) rect {
	const stretch = 1.26 // in width; the height follows
	ew := (w - 2*spareX) * stretch
	eh := (h - 2*spareY) / math.Sqrt(1-1/(stretch*stretch))
	return centredOn(w, h, ew, eh)
}

func aroundDiamond(w, h float64) rect {
	const stretch = 1.7
	dw := (w - 2*spareX) * stretch
	dh := (h - 2*spareY) / (1 - 1/stretch)
	return centredOn(w, h, dw, dh)
}

// centredOn centres a rectangle of the second size on one of the first.
func centredOn(w, h, ow, oh float64) rect {
	return rect{X: (w - ow) / 2, Y: (h - oh) / 2, W: ow, H: oh}
}

func aroundOctagon(w, h float64) rect {
	return rect{X: -cutCorner / 2, W: w + cutCorner, H: h}
}

func aroundSlanted(w, h float64) rect {
	return rect{X: -slant / 2, W: w + slant, H: h}
}

func aroundHouse(w, h float64) rect {
	return rect{Y: -roof + 4, W: w, H: h + roof - 4}
}

func aroundCylinder(w, h float64) rect {
	return rect{Y: -lid, W: w, H: h + 2*lid - 4}
}

func inscribedEllipse(r rect) path {
	return ellipse(r.X+r.W/2, r.Y+r.H/2, r.W/2, r.H/2)
}

func diamond(r rect) path {
	cx, cy := r.X+r.W/2, r.Y+r.H/2
	return polygon(point{X: r.X, Y: cy}, point{X: cx, Y: r.Y}, point{X: r.X + r.W, Y: cy}, point{X: cx, Y: r.Y + r.H})
}

func hexagon(r rect) path {
	cy, right, bottom := r.Y+r.H/2, r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X, Y: cy}, point{X: r.X + slant, Y: r.Y}, point{X: right - slant, Y: r.Y},
		point{X: right, Y: cy}, point{X: right - slant, Y: bottom}, point{X: r.X + slant, Y: bottom})
}

func parallelogram(r rect) path {
	right, bottom := r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X + slant, Y: r.Y}, point{X: right, Y: r.Y},
		point{X: right - slant, Y: bottom}, point{X: r.X, Y: bottom})
}

func trapezium(r rect) path {
	right, bottom := r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X + slant, Y: r.Y}, point{X: right - slant, Y: r.Y},
		point{X: right, Y: bottom}, point{X: r.X, Y: bottom})
}

func octagon(r rect) path {
	const c = cutCorner
	right, bottom := r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X, Y: r.Y + c}, point{X: r.X + c, Y: r.Y}, point{X: right - c, Y: r.Y},
		point{X: right, Y: r.Y + c}, point{X: right, Y: bottom - c}, point{X: right - c, Y: bottom},
		point{X: r.X + c, Y: bottom}, point{X: r.X, Y: bottom - c})
}

func house(r rect) path {
	right, bottom := r.X+r.W, r.Y+r.H
	return polygon(point{X: r.X, Y: r.Y + roof}, point{X: r.X + r.W/2, Y: r.Y}, point{X: right, Y: r.Y + roof},
		point{X: right, Y: bottom}, point{X: r.X, Y: bottom})
}

func cylinder(r rect) path {
	right, bottom := r.X+r.W, r.Y+r.H
	var p path
	p.move(r.X, r.Y+lid)
	p.arc(r.X+r.W/2, r.Y, false)
	p.arc(right, r.Y+lid, true)
	p.line(right, bottom-lid)
	p.arc(r.X+r.W/2, bottom, false)
	p.arc(r.X, bottom-lid, true)
	p.close()
	return p
}

// decoration is a line inside a shape that makes it what it is, if it has one.
func decoration(shape string, r rect) (path, bool) {
	if shape != "cylinder" {
		return path{}, false
	}
	var p path
	p.move(r.X, r.Y+lid)
	p.arc(r.X+r.W/2, r.Y+2*lid, false)
	p.arc(r.X+r.W, r.Y+lid, true)
	return p, true
}

// grown is r with d more on every side.
func grown(r rect, d float64) rect {
	return rect{X: r.X - d, Y: r.Y - d, W: r.W + 2*d, H: r.H + 2*d}
}
