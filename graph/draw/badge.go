package draw

import "github.com/meoktong/meoktong/graph/result"

// badgeRadius is half the size of the symbol at a node's corner.
const badgeRadius = 8.5

// badge returns the symbol of a state around a centre: its plate and the sign
// on it, both closed shapes. An untouched node has none.
func badge(s result.State, c point) (plate, sign path, ok bool) {
	switch s {
	case result.StateFailed:
		return ellipse(c.X, c.Y, badgeRadius, badgeRadius), crossSign(c), true
	case result.StateDown:
		return ellipse(c.X, c.Y, badgeRadius, badgeRadius), downSign(c), true
	case result.StatePartial:
		return ellipse(c.X, c.Y, badgeRadius, badgeRadius), halfSign(c), true
	case result.StateDegraded:
		return roundedRect(grown(rect{X: c.X, Y: c.Y}, badgeRadius-1), 3), fallingSign(c), true
	case result.StateStarted:
		return ellipse(c.X, c.Y, badgeRadius, badgeRadius), upSign(c), true
	case result.StateHeld:
		return ellipse(c.X, c.Y, badgeRadius, badgeRadius), barSign(c), true
	case result.StateAtRisk:
		return warningPlate(c), exclamationSign(c), true
	}
	return path{}, path{}, false
}

// crossSign is an X.
func crossSign(c point) path {
	const r, w = 4.4, 1.3 // reach, and half the thickness along an axis
	corners := []point{
		{X: 0, Y: -w}, {X: r - w, Y: -r}, {X: r, Y: -r + w}, {X: w, Y: 0},
		{X: r, Y: r - w}, {X: r - w, Y: r}, {X: 0, Y: w}, {X: -r + w, Y: r},
		{X: -r, Y: r - w}, {X: -w, Y: 0}, {X: -r, Y: -r + w}, {X: -r + w, Y: -r},
	}
	return polygon(corners...).moved(c.X, c.Y)
}

// downSign is an arrow down.
func downSign(c point) path {
	return polygon(point{X: -1.3, Y: -5}, point{X: 1.3, Y: -5}, point{X: 1.3, Y: 0}, point{X: 4.6, Y: 0},
		point{X: 0, Y: 5.2}, point{X: -4.6, Y: 0}, point{X: -1.3, Y: 0}).moved(c.X, c.Y)
}

// upSign is an arrow up.
func upSign(c point) path {
	return polygon(point{X: -1.3, Y: 5}, point{X: -1.3, Y: 0}, point{X: -4.6, Y: 0}, point{X: 0, Y: -5.2},
		point{X: 4.6, Y: 0}, point{X: 1.3, Y: 0}, point{X: 1.3, Y: 5}).moved(c.X, c.Y)
}

// barSign is a bar.
func barSign(c point) path {
	return polygon(point{X: -4.4, Y: -1.4}, point{X: 4.4, Y: -1.4}, point{X: 4.4, Y: 1.4}, point{X: -4.4, Y: 1.4}).moved(c.X, c.Y)
}

// halfSign is the left half of a disc.
func halfSign(c point) path {
	const r = badgeRadius - 3
	var p path
	p.move(c.X, c.Y+r)
	p.arc(c.X-r, c.Y, true)
	p.arc(c.X, c.Y-r, false)
	p.close()
	return p
}

// fallingSign is three bars, each shorter than the one before.
func fallingSign(c point) path {
	var p path
	for i, h := range []float64{8.4, 5.6, 2.8} {
		x := -4.6 + 3.4*float64(i)
		bar := polygon(point{X: x, Y: 4.2 - h}, point{X: x + 2.4, Y: 4.2 - h}, point{X: x + 2.4, Y: 4.2}, point{X: x, Y: 4.2}).moved(c.X, c.Y)
		p.append(bar)
	}
	return p
}

// warningPlate is a triangle.
func warningPlate(c point) path {
	return polygon(point{X: 0, Y: -9.5}, point{X: 9.8, Y: 7.5}, point{X: -9.8, Y: 7.5}).moved(c.X, c.Y)
}

// exclamationSign is a bar over a dot.
func exclamationSign(c point) path {
	bar := polygon(point{X: -1.2, Y: -4.4}, point{X: 1.2, Y: -4.4}, point{X: 0.8, Y: 2}, point{X: -0.8, Y: 2}).moved(c.X, c.Y)
	bar.append(ellipse(c.X, c.Y+4.4, 1.25, 1.25))
	return bar
}

// badgeOut is how far a badge's middle is outside the outline: further in, it
// would touch the text.
const badgeOut = 2.0

// badgePlace is where a badge goes: at the outline, towards the upper right.
func badgePlace(corners []point, r rect) point {
	centre := point{X: r.X + r.W/2, Y: r.Y + r.H/2}
	at, ok := firstHit(corners, centre, point{X: r.X + r.W - 4, Y: r.Y})
	if !ok {
		return point{X: r.X + r.W, Y: r.Y}
	}
	return towards(at, centre, -badgeOut)
}
