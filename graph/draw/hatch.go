package draw

import "sort"

// hatch fills the part of a convex outline left of limit with diagonal lines.
// They are plain lines, not a pattern of the format's, so that every writer and
// viewer shows the same.
func hatch(corners []point, limit, gap float64) path {
	var p path
	lo, hi := diagonalRange(corners)
	for d := lo + gap/2; d < hi; d += gap {
		a, b, ok := chord(corners, d)
		if !ok || a.X >= limit {
			continue
		}
		if b.X > limit {
			b = point{X: limit, Y: d - limit}
		}
		if distance(a, b) > 1 {
			p.move(a.X, a.Y)
			p.line(b.X, b.Y)
		}
	}
	return p
}

// diagonalRange is the range of x+y over the corners.
func diagonalRange(corners []point) (lo, hi float64) {
	lo, hi = corners[0].X+corners[0].Y, corners[0].X+corners[0].Y
	for _, c := range corners {
		lo, hi = min(lo, c.X+c.Y), max(hi, c.X+c.Y)
	}
	return lo, hi
}

// chord is the part inside the outline of the line on which x+y is d, left end
// first.
func chord(corners []point, d float64) (a, b point, ok bool) {
	var cuts []point
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		dp, dq := p.X+p.Y-d, q.X+q.Y-d
		if (dp < 0) != (dq < 0) {
			cuts = append(cuts, mix(p, q, dp/(dp-dq)))
		}
	}
	if len(cuts) < 2 {
		return a, b, false
	}
	sort.Slice(cuts, func(i, j int) bool { return cuts[i].X < cuts[j].X })
	return cuts[0], cuts[len(cuts)-1], true
}
