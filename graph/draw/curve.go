package draw

import "math"

// bezier is the point at t (0 to 1) of a cubic curve.
func bezier(c [4]point, t float64) point {
	u := 1 - t
	a, b, d, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return point{
		X: a*c[0].X + b*c[1].X + d*c[2].X + e*c[3].X,
		Y: a*c[0].Y + b*c[1].Y + d*c[2].Y + e*c[3].Y,
	}
}

// before is the part of a cubic curve up to t (de Casteljau).
func before(c [4]point, t float64) [4]point {
	ab, bc, cd := mix(c[0], c[1], t), mix(c[1], c[2], t), mix(c[2], c[3], t)
	abc, bcd := mix(ab, bc, t), mix(bc, cd, t)
	return [4]point{c[0], ab, abc, mix(abc, bcd, t)}
}

// alongSpline is the place at a share (0 to 1) of a spline's length, and the
// direction there, of length 1.
func alongSpline(spline []point, share float64) (at, dir point) {
	corners := splinePath(spline).flatten()
	whole := 0.0
	for i := 1; i < len(corners); i++ {
		whole += distance(corners[i-1], corners[i])
	}
	left := whole * share
	for i := 1; i < len(corners); i++ {
		a, b := corners[i-1], corners[i]
		if d := distance(a, b); d > 0 && (left <= d || i == len(corners)-1) {
			return mix(a, b, min(1, left/d)), point{X: (b.X - a.X) / d, Y: (b.Y - a.Y) / d}
		} else {
			left -= d
		}
	}
	return corners[len(corners)-1], point{X: 1}
}

func mix(a, b point, t float64) point {
	return point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

func distance(a, b point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }

// towards is the point at a distance from a, in the direction of b.
func towards(a, b point, d float64) point {
	whole := distance(a, b)
	if whole == 0 {
		return a
	}
	return mix(a, b, d/whole)
}

// firstHit is where the ray from a through b first meets a convex outline,
// given by its corners.
func firstHit(corners []point, a, b point) (point, bool) {
	best, found := math.Inf(1), false
	dx, dy := b.X-a.X, b.Y-a.Y
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		ex, ey := q.X-p.X, q.Y-p.Y
		cross := dx*ey - dy*ex
		if cross == 0 {
			continue
		}
		along := ((p.X-a.X)*ey - (p.Y-a.Y)*ex) / cross
		side := ((p.X-a.X)*dy - (p.Y-a.Y)*dx) / cross
		if along >= -1e-9 && side >= -1e-9 && side <= 1+1e-9 && along < best {
			best, found = along, true
		}
	}
	return point{X: a.X + dx*best, Y: a.Y + dy*best}, found
}

// contains reports whether a point is inside a convex outline or on it. The
// outlines of shapes run clockwise, with y downwards.
func contains(corners []point, p point) bool {
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if (b.X-a.X)*(p.Y-a.Y)-(b.Y-a.Y)*(p.X-a.X) < 0 {
			return false
		}
	}
	return true
}

// cutEnd shortens a spline so that it ends at a distance from tip.
func cutEnd(spline []point, tip point, d float64) []point {
	for len(spline) >= 7 && distance(spline[len(spline)-4], tip) < d {
		spline = spline[:len(spline)-3] // a whole piece lies within
	}
	n := len(spline)
	c := [4]point{spline[n-4], spline[n-3], spline[n-2], spline[n-1]}
	lo, hi := 0.0, 1.0
	for range 30 {
		if mid := (lo + hi) / 2; distance(bezier(c, mid), tip) > d {
			lo = mid
		} else {
			hi = mid
		}
	}
	short := before(c, lo)
	return append(append([]point{}, spline[:n-4]...), short[:]...)
}
