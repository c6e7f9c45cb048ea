package draw

import "math"

// grid finds what is near a place without looking at everything.
type grid struct {
	cells map[cell][]int
	all   []obstacle
	seen  []int // the number of the search that met each last
	turn  int
}

type cell struct{ x, y int }

// obstacle is a rectangle that belongs to an edge, or, with -1, to none.
type obstacle struct {
	rect  rect
	owner int
}

const cellSize = 64.0

func (g *grid) add(o obstacle) {
	if g.cells == nil {
		g.cells = map[cell][]int{}
	}
	eachCell(o.rect, func(c cell) { g.cells[c] = append(g.cells[c], len(g.all)) })
	g.all, g.seen = append(g.all, o), append(g.seen, 0)
}

// near calls f once for each that may meet r.
func (g *grid) near(r rect, f func(obstacle)) {
	g.turn++
	eachCell(r, func(c cell) {
		for _, i := range g.cells[c] {
			if g.seen[i] != g.turn {
				g.seen[i] = g.turn
				f(g.all[i])
			}
		}
	})
}

func eachCell(r rect, f func(cell)) {
	at := func(v float64) int { return int(math.Floor(v / cellSize)) }
	for x := at(r.X); x <= at(r.X+r.W); x++ {
		for y := at(r.Y); y <= at(r.Y+r.H); y++ {
			f(cell{x, y})
		}
	}
}
