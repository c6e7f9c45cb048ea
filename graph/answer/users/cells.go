package users

import (
	"encoding/binary"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// segments are the people of a population by what they have alike: how many there
// are, their shares, and to which part of a service each belongs (-1: to none).
type segments struct {
	n     int
	share func(segment int) float64
	whole float64 // what the shares sum to
}

// segmentsOf returns the segments of a population, by its position.
func segmentsOf(m *models.Model, population int) segments {
	of := m.SegmentsOf(population)
	return segments{n: of.Len(), share: of.Share, whole: of.Whole()}
}

// partOf tells to which part of a service each segment belongs; -1: to none, for want of
// a line.
func partOf(c *compile.Compiled, service int32) func(segment int) int32 {
	p := c.Model.PartsOf(int(service))
	return func(segment int) int32 { return int32(p.Of(segment)) }
}

// cells are segments that have the same parts of all services: whoever is in one of
// them loses what the others lose.
type cells struct {
	share []float64
	of    [][][]int32 // service, part -> its cells
}

// newCells puts segments together that all services tell alike; parts tells of each
// service to which part a segment belongs. It costs the segments times the services.
func newCells(s segments, parts []func(segment int) int32) cells {
	out := cells{of: make([][][]int32, len(parts))}
	found, key := map[string]int32{}, make([]byte, 0, 4*len(parts))
	for i := range s.n {
		key = key[:0]
		for _, part := range parts {
			key = binary.LittleEndian.AppendUint32(key, uint32(part(i)))
		}
		cell, seen := found[string(key)]
		if !seen {
			cell = int32(len(out.share))
			found[string(key)] = cell
			out.share = append(out.share, 0)
			for k, part := range parts {
				out.of[k] = withCell(out.of[k], part(i), cell)
			}
		}
		out.share[cell] += s.share(i) / s.whole
	}
	return out
}

// withCell adds a cell to a part; -1: to none.
func withCell(of [][]int32, part, cell int32) [][]int32 {
	if part < 0 {
		return of
	}
	for int(part) >= len(of) {
		of = append(of, nil)
	}
	of[part] = append(of[part], cell)
	return of
}
