package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// MaxSegments is how many segments a population may have.
const MaxSegments = 100_000

// Segments are the people of a population by what they have alike: one value of each
// split, and so the nodes on which their lines end. Segments that nobody is in are
// left out.
type Segments struct {
	Splits []Split // by name, that of access included
	Lines  []Line  // by name, that of access included

	ended  [][]LineEnd // by line
	share  []float64
	values []int32 // segment by segment, of each split the position of the value
	ends   []int32 // segment by segment, of each line the position in Model.Nodes, or -1
	whole  float64
}

// Len returns how many segments there are.
func (s *Segments) Len() int { return len(s.share) }

// Share returns the share of the population that is in a segment, as the model says
// it: those of a population sum to Whole.
func (s *Segments) Share(i int) float64 { return s.share[i] }

// Whole returns what the shares sum to: 1, nearly.
func (s *Segments) Whole() float64 { return s.whole }

// Value returns the position, in its split, of the value that a segment has.
func (s *Segments) Value(i, split int) int { return int(s.values[i*len(s.Splits)+split]) }

// End returns the node on which a line of a segment ends, by its position in
// Model.Nodes; -1 where the segment has no such line, or there is none at all (line is -1).
func (s *Segments) End(i, line int) int {
	if line < 0 { // a model that names one is wrong, and looked at to the end all the same
		return -1
	}
	return int(s.ends[i*len(s.Lines)+line])
}

// LineEnd is a node on which a line ends, by position in Model.Nodes, and the share of
// the population whose line does, as the model says it.
type LineEnd struct {
	Node  int
	Share float64
}

// Ended returns where a line ends, by node. The slice must not be changed.
func (s *Segments) Ended(line int) []LineEnd { return s.ended[line] }

// Split returns the position of a split, or -1.
func (s *Segments) Split(name string) int {
	for i := range s.Splits {
		if s.Splits[i].Name == name {
			return i
		}
	}
	return -1
}

// Line returns the position of a line, or -1.
func (s *Segments) Line(name string) int {
	for i := range s.Lines {
		if s.Lines[i].Name == name {
			return i
		}
	}
	return -1
}

// newSegments returns the segments of a population without their lines' ends; false
// where there are too many.
func newSegments(p *Population) (s *Segments, ok bool) {
	s = &Segments{Splits: p.Splits(), Lines: p.Lines()}
	blocks := s.blocks(p)
	if blocks == nil {
		return s, false
	}
	at := make([]int32, len(s.Splits))
	s.cross(blocks, at, 1)
	for _, x := range s.share {
		s.whole += x
	}
	return s, true
}

// block is what some splits together say: rows of values, each with its share.
type block struct {
	splits []int
	rows   [][]int32
	share  []float64
}

// blocks returns the splits in blocks that are independent of each other: that of the
// joint shares, and each other split by itself; nil where they have too many segments.
func (s *Segments) blocks(p *Population) []block {
	out, jointly, count := []block{}, map[string]bool{}, 1
	add := func(b block) {
		out = append(out, b)
		count = min(count*len(b.rows), MaxSegments+1)
	}
	if len(p.Joint) > 0 {
		for _, v := range p.Joint[0].Values {
			jointly[v.Split] = true
		}
	}
	for k := range s.Splits {
		split := &s.Splits[k]
		switch {
		case len(p.Joint) > 0 && split.Name == p.Joint[0].Values[0].Split:
			add(s.jointBlock(p))
		case !jointly[split.Name]:
			b := block{splits: []int{k}}
			for x := range split.Values {
				if share := split.Share(x); share > 0 || split.Values[x].Range != nil { // which leaves nothing as it is taken, but may leave some
					b.rows, b.share = append(b.rows, []int32{int32(x)}), append(b.share, share)
				}
			}
			add(b)
		}
	}
	if count > MaxSegments {
		return nil
	}
	return out
}

func (s *Segments) jointBlock(p *Population) block {
	var b block
	for _, v := range p.Joint[0].Values {
		b.splits = append(b.splits, s.Split(v.Split))
	}
	for i := range p.Joint {
		if p.Joint[i].Share <= 0 {
			continue
		}
		row := make([]int32, len(b.splits))
		for k, v := range p.Joint[i].Values {
			row[k] = int32(s.Splits[b.splits[k]].Value(v.Value))
		}
		b.rows, b.share = append(b.rows, row), append(b.share, p.Joint[i].Share)
	}
	return b
}

// cross adds the segments of all combinations of blocks, the last changing fastest.
func (s *Segments) cross(blocks []block, at []int32, share float64) {
	if len(blocks) == 0 {
		s.share, s.values = append(s.share, share), append(s.values, at...)
		return
	}
	b := &blocks[0]
	for i, row := range b.rows {
		for k, x := range row {
			at[b.splits[k]] = x
		}
		s.cross(blocks[1:], at, share*b.share[i])
	}
}

// findEnds finds the node on which each line of each segment ends. Of an end that is
// no node it tells missing: once for each that differs, with a segment that has it.
func (s *Segments) findEnds(node func(id string) int, missing func(line, segment int, id string)) {
	s.ends = make([]int32, len(s.share)*len(s.Lines))
	for l := range s.Lines {
		splits := s.splitsOf(&s.Lines[l].End, nil)
		found := map[string]int32{}
		key := make([]byte, 0, 4*len(splits))
		for i := range s.share {
			key = key[:0]
			for _, k := range splits {
				x := s.values[i*len(s.Splits)+k]
				key = append(key, byte(x), byte(x>>8), byte(x>>16))
			}
			end, seen := found[string(key)]
			if !seen {
				end = -1
				if id := s.endOf(&s.Lines[l].End, i); id != "" {
					if end = int32(node(id)); end < 0 {
						missing(l, i, id)
					}
				}
				found[string(key)] = end
			}
			s.ends[i*len(s.Lines)+l] = end
		}
	}
	s.ended = make([][]LineEnd, len(s.Lines))
	for l := range s.Lines {
		s.ended[l] = s.addUp(l)
	}
}

// addUp adds up who has a line that ends on the same node.
func (s *Segments) addUp(line int) []LineEnd {
	share := map[int]float64{}
	for i := range s.share {
		if end := s.End(i, line); end >= 0 {
			share[end] += s.share[i]
		}
	}
	out := make([]LineEnd, 0, len(share))
	for _, end := range slices.Sorted(maps.Keys(share)) {
		out = append(out, LineEnd{end, share[end]})
	}
	return out
}

// splitsOf adds the splits that an end goes by, each once.
func (s *Segments) splitsOf(end *End, to []int) []int {
	add := func(name string) {
		k := s.Split(name)
		for _, had := range to {
			if k < 0 || had == k {
				return
			}
		}
		if k >= 0 {
			to = append(to, k)
		}
	}
	for _, name := range templateSplits(end.Template) {
		add(name)
	}
	if end.By != "" {
		add(end.By)
	}
	for i := range end.Of {
		to = s.splitsOf(&end.Of[i].End, to)
	}
	return to
}

// endOf returns the id on which a line of a segment ends, or "".
func (s *Segments) endOf(end *End, segment int) string {
	for end.By != "" {
		k := s.Split(end.By)
		var next *End
		for i := range end.Of {
			if k >= 0 && s.Splits[k].Values[s.Value(segment, k)].ID == end.Of[i].Value {
				next = &end.Of[i].End
			}
		}
		if next == nil {
			return ""
		}
		end = next
	}
	out := end.Template
	for _, name := range templateSplits(end.Template) {
		if k := s.Split(name); k >= 0 {
			out = strings.ReplaceAll(out, "{"+name+"}", s.Splits[k].Values[s.Value(segment, k)].ID)
		}
	}
	return out
}

// describe names a segment by the splits that a line of it goes by.
func (s *Segments) describe(line, segment int) string {
	var out []string
	for _, k := range s.splitsOf(&s.Lines[line].End, nil) {
		out = append(out, fmt.Sprintf("%s = %s", s.Splits[k].Name, s.Splits[k].Values[s.Value(segment, k)].ID))
	}
	return strings.Join(out, ", ")
}
