package draw

import "github.com/meoktong/meoktong/graph/result"

// changeSpace is the room around a node for the ring of its change.
const changeSpace = 5.0

// hasRing reports whether a change is worth a ring: what stays as it is, is not.
func hasRing(c result.Change) bool { return c == result.ChangeSaved || c == result.ChangeNewly }

// drawChange draws the mark of a change at the upper left corner of an outline,
// which is in r. Colour, ring and badge each tell the changes apart.
func drawChange(g *group, c result.Change, outline path, r rect, size float64) {
	if c == "" {
		return
	}
	if hasRing(c) {
		g.draw(string(c)+"-ring", outline)
	}
	centre := point{X: r.X + r.W/2, Y: r.Y + r.H/2}
	at, ok := firstHit(outline.flatten(), centre, point{X: r.X + 4, Y: r.Y})
	if !ok {
		at = point{X: r.X, Y: r.Y}
	}
	at = towards(at, centre, -badgeOut)
	plate, sign := changeBadge(c)
	g.draw(string(c)+"-plate", plate.scaled(size).moved(at.X, at.Y))
	g.draw(string(c)+"-sign", sign.scaled(size).moved(at.X, at.Y))
}

// changeBadge returns the symbol of a change around the origin: its plate and
// the sign on it.
func changeBadge(c result.Change) (plate, sign path) {
	switch c {
	case result.ChangeSaved:
		return ellipse(0, 0, badgeRadius, badgeRadius), checkSign()
	case result.ChangeNewly:
		const r = badgeRadius + 2
		return diamond(rect{X: -r, Y: -r, W: 2 * r, H: 2 * r}), plusSign()
	}
	const r = badgeRadius - 1.5
	return roundedRect(rect{X: -r, Y: -r, W: 2 * r, H: 2 * r}, 2), equalsSign()
}

func checkSign() path {
	return polygon(point{X: -5, Y: 0.4}, point{X: -3.4, Y: -1.2}, point{X: -1.4, Y: 0.8}, point{X: 3.6, Y: -4.2},
		point{X: 5.2, Y: -2.6}, point{X: -1.4, Y: 4})
}

func plusSign() path {
	const r, w = 5.2, 1.3
	return polygon(point{X: -w, Y: -r}, point{X: w, Y: -r}, point{X: w, Y: -w}, point{X: r, Y: -w}, point{X: r, Y: w}, point{X: w, Y: w},
		point{X: w, Y: r}, point{X: -w, Y: r}, point{X: -w, Y: w}, point{X: -r, Y: w}, point{X: -r, Y: -w}, point{X: -w, Y: -w})
}

func equalsSign() path {
	p := roundedRect(rect{X: -4.2, Y: -3.6, W: 8.4, H: 2.3}, 0)
	p.append(roundedRect(rect{X: -4.2, Y: 1.3, W: 8.4, H: 2.3}, 0))
	return p
}
