package layout

import "slices"

// A failure often fans out: one network takes down forty services, and all of
// them would stand in one column, a picture like a ribbon. So leaves (what
// nothing else depends on) are moved right, some by a column, some by two.

const (
	maxSpread  = 6    // columns that leaves may take
	goodAspect = 0.45 // height over width to be reached, if it can be: with title and legend, 16:9
)

// A graph of so many nodes and edges is laid out in several ways, as that takes no
// time to speak of: which columns leaves take decides on its shape, and how is hard
// to guess.
const (
	fewNodes = 60
	fewEdges = 150
)

// spreads returns by how many columns more than one each edge is to be long: the way
// that is likely best, and of a small graph the others.
func spreads(g Graph) [][]int {
	s := newSpreader(g)
	ways := [][]int{s.likely()}
	if len(g.Nodes) <= fewNodes && len(g.Edges) <= fewEdges {
		for columns := 1; columns <= maxSpread; columns++ {
			ways = append(ways, s.shifts(columns))
		}
	}
	var out [][]int
	for _, shifts := range ways {
		extra := make([]int, len(g.Edges))
		for i, e := range g.Edges {
			extra[i] = shifts[e.To]
		}
		if !slices.ContainsFunc(out, func(other []int) bool { return slices.Equal(other, extra) }) {
			out = append(out, extra)
		}
	}
	return out
}

// likely returns by how many columns each node moves in the way that is likely best.
func (s *spreader) likely() []int {
	best, shifts := 0.0, s.shifts(1)
	for columns := 1; columns <= maxSpread; columns++ {
		try := s.shifts(columns)
		w, h := s.size(try)
		if larger := max(w, h/goodAspect); columns == 1 || larger < best {
			best, shifts = larger, try
		}
		if h <= goodAspect*w {
			break
		}
	}
	return shifts
}

// spreader knows roughly which column each node will be in.
type spreader struct {
	graph  Graph
	column []int
	isLeaf []bool
}

func newSpreader(g Graph) *spreader {
	s := &spreader{graph: g, column: make([]int, len(g.Nodes)), isLeaf: make([]bool, len(g.Nodes))}
	for i, n := range g.Nodes {
		s.isLeaf[i] = !n.First
	}
	for _, e := range g.Edges {
		s.isLeaf[e.From] = false
	}
	// Longest paths. Loops would go on for ever: so many rounds are enough for
	// a guess.
	const rounds = 30
	for changed, round := true, 0; changed && round < rounds; round++ {
		changed = false
		for _, e := range g.Edges {
			if next := s.column[e.From] + 1; next > s.column[e.To] && !g.Nodes[e.To].First {
				s.column[e.To], changed = next, true
			}
		}
	}
	return s
}

// shifts returns by how many columns each node moves if the leaves of each
// cluster and column are dealt out to so many columns.
func (s *spreader) shifts(columns int) []int {
	type place struct{ cluster, column int }
	dealt := map[place]int{}
	out := make([]int, len(s.graph.Nodes))
	for i, n := range s.graph.Nodes {
		if s.isLeaf[i] && s.column[i] > 0 {
			at := place{n.Cluster, s.column[i]}
			out[i] = dealt[at] % columns
			dealt[at]++
		}
	}
	return out
}

// size guesses the size of the picture with the nodes moved so.
func (s *spreader) size(shifts []int) (width, height float64) {
	var widths, heights []float64
	for i, n := range s.graph.Nodes {
		c := s.column[i] + shifts[i]
		for len(widths) <= c {
			widths, heights = append(widths, 0), append(heights, 0)
		}
		widths[c] = max(widths[c], n.Width)
		heights[c] += n.Height + 2*nodePadding + lineGap
	}
	for c := range widths {
		width += widths[c] + columnGap(s.graph)
		height = max(height, heights[c])
	}
	return width, height
}
