package layout

import (
	"math"
	"strings"
)

// readSplines reads the position of an edge: splines with semicolons between them,
// each of points with spaces between them. Graphviz gives an edge several where it
// takes it for several edges between the same nodes (seen with clusters and
// edges that have no say in the ranks). What is no spline is left out.
func readSplines(pos string, flip func(x, y float64) Point) [][]Point {
	var out [][]Point
	for _, part := range strings.Split(pos, ";") {
		if spline, ok := readSpline(part, flip); ok {
			out = append(out, spline)
		}
	}
	return out
}

func readSpline(part string, flip func(x, y float64) Point) ([]Point, bool) {
	var spline []Point
	for _, field := range strings.Fields(part) {
		if strings.HasPrefix(field, "s,") || strings.HasPrefix(field, "e,") {
			continue // where an arrowhead's point is: tips are drawn at the rims
		}
		at, ok := parseNumbers(field, 2)
		if !ok {
			return nil, false
		}
		spline = append(spline, flip(at[0], at[1]))
	}
	return spline, len(spline) >= 4 && len(spline)%3 == 1
}

// touching is how far from the rim of its box a line may end, in points: boxes are
// padded, and Graphviz rounds.
const touching = nodePadding + 4

// chosen makes one line of an edge's splines: the only one; of several the shortest
// that leads from the one box to the other, else all of them where each begins at
// the end of the one before. It returns nil for none.
func chosen(splines [][]Point, from, to Rect) []Point {
	if len(splines) == 1 {
		return splines[0]
	}
	best, least := []Point(nil), math.Inf(1)
	for _, s := range splines {
		if n := roughLength(s); joins(s, from, to) && n < least {
			best, least = s, n
		}
	}
	if best != nil {
		return best
	}
	if whole := chained(splines); whole != nil && joins(whole, from, to) {
		return whole
	}
	return nil
}

// joins says whether a spline leads from one box to another.
func joins(s []Point, from, to Rect) bool {
	return outside(s[0], from) <= touching && outside(s[len(s)-1], to) <= touching
}

// outside is how far a point is from a rectangle, 0 inside it.
func outside(p Point, r Rect) float64 {
	dx := max(r.X-p.X, 0, p.X-r.X-r.W)
	dy := max(r.Y-p.Y, 0, p.Y-r.Y-r.H)
	return math.Hypot(dx, dy)
}

// chained joins splines end to end; nil where one does not begin where the one
// before ends.
func chained(splines [][]Point) []Point {
	const near = 1.0
	var out []Point
	for i, s := range splines {
		if i == 0 {
			out = append(out, s...)
			continue
		}
		if end := out[len(out)-1]; math.Hypot(end.X-s[0].X, end.Y-s[0].Y) > near {
			return nil
		}
		out = append(out, s[1:]...)
	}
	return out
}

// roughLength is the length along a spline's control points.
func roughLength(s []Point) float64 {
	n := 0.0
	for i := 1; i < len(s); i++ {
		n += math.Hypot(s[i].X-s[i-1].X, s[i].Y-s[i-1].Y)
	}
	return n
}
