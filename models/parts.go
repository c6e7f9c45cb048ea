package models

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// Parts are what a service can tell apart of its population: segments with the same
// lines among those that it speaks of, directly or through others of its population,
// and with the same values of the splits by which names tell it apart.
type Parts struct {
	Segments *Segments
	Lines    []int // by which they are told apart: positions in Segments.Lines
	Splits   []int // likewise in Segments.Splits, beside those lines

	of    []int32   // segment -> part, or -1: it cannot have the service
	first []int32   // part -> one of its segments
	share []float64 // part -> its share of those who have a part
	lines []int32   // positions in Model.Nodes at which the lines of the parts end, part by part
	all   float64   // the share of the population that has a part
	value []int32   // part by part, of each split of the segments the value that all of it have, or -1
	said  []float64 // part -> what the shares of its segments sum to, as the model says them
}

// Len returns how many parts there are.
func (p *Parts) Len() int { return len(p.first) }

// Of returns the part that a segment belongs to, or -1: for want of lines it could not
// have the service even with everything up.
func (p *Parts) Of(segment int) int { return int(p.of[segment]) }

// Segment returns a segment of a part: all of them have the same lines among Lines,
// and the same values of Splits.
func (p *Parts) Segment(part int) int { return int(p.first[part]) }

// Share returns the share of a part among those who have one, 0 to 1.
func (p *Parts) Share(part int) float64 { return p.share[part] }

// ShareSaid is Share where the shares of the population are as the model says them:
// they sum to 1 within a tolerance only.
func (p *Parts) ShareSaid(part int) float64 { return p.said[part] / p.all }

// Plain says whether the people differ in nothing but their access node.
func (p *Parts) Plain() bool {
	return len(p.Segments.Lines) == 1 && len(p.Segments.Splits) == 1 && p.Segments.Lines[0].Name == LineAccess && p.Segments.Splits[0].Name == LineAccess
}

// Common returns, for each split of the segments, the position of the value that all
// people of a part have, or -1. The slice must not be changed.
func (p *Parts) Common(part int) []int32 {
	splits := len(p.Segments.Splits)
	return p.value[part*splits : (part+1)*splits]
}

// All returns the share of the population that has a part, 0 to 1.
func (p *Parts) All() float64 { return p.all }

// Ends returns the nodes on which Lines of a part end, by position in Model.Nodes, -1
// for a line that its people do not have. The slice must not be changed.
func (p *Parts) Ends(part int) []int32 {
	return p.lines[part*len(p.Lines) : (part+1)*len(p.Lines)]
}

// layout is what follows from a model's populations. It is worked out when it is
// first asked for.
type layout struct {
	once     sync.Once
	segments []*Segments // by population
	parts    []*Parts    // by node; nil for one without a population
}

// maxLines bounds the lines of a population, and its splits: they are told apart bit
// by bit.
const maxLines = 64

// told are lines and splits, bit by bit.
type told struct{ lines, splits uint64 }

func (t told) or(o told) told { return told{t.lines | o.lines, t.splits | o.splits} }

// SegmentsOf returns the segments of a population, by its position. It costs nothing
// but the first time.
func (m *Model) SegmentsOf(population int) *Segments { return m.laidOut().segments[population] }

// PartsOf returns the parts of a node, by its position; nil for one without a
// population. It costs nothing but the first time.
func (m *Model) PartsOf(node int) *Parts { return m.laidOut().parts[node] }

func (m *Model) laidOut() *layout {
	lay := m.lay
	if lay == nil { // of a model that was not loaded
		lay = &layout{}
	}
	lay.once.Do(func() { m.layOut(lay) })
	return lay
}

// layOut finds all segments and parts.
func (m *Model) layOut(out *layout) {
	out.segments = make([]*Segments, len(m.Populations))
	for i := range m.Populations {
		if out.segments[i] = (&Segments{}); !m.Populations[i].wrong {
			out.segments[i], _ = newSegments(&m.Populations[i])
			out.segments[i].findEnds(m.Index, func(int, int, string) {})
		}
	}
	out.parts = make([]*Parts, len(m.Nodes))
	of := make([][]int, len(m.Populations))
	for i := range m.Nodes {
		if p := m.PopulationIndex(m.Nodes[i].populationID()); p >= 0 && !m.Populations[p].wrong {
			of[p] = append(of[p], i)
		}
	}
	apart := m.apart()
	for p, services := range of {
		d := &divider{m: m, segments: out.segments[p], services: services, parts: out.parts, apart: apart, access: len(m.Populations[p].Access) > 0}
		d.divide()
	}
}

// divider finds the parts of the services of one population.
type divider struct {
	m        *Model
	segments *Segments
	services []int
	parts    []*Parts
	apart    map[string][]string // service -> splits by which names tell it apart
	access   bool
	tells    map[int]told
	classes  map[told]*Parts // services that tell alike have parts alike, before any is left out
}

// divide finds the parts. Where people differ in one line alone, and all have it, all
// services tell alike.
func (d *divider) divide() {
	if s := d.segments; len(s.Lines) == 1 && len(s.Splits) == 1 && d.access {
		alike := d.classify(told{lines: 1})
		for _, i := range d.services {
			d.parts[i] = alike
		}
		return
	}
	d.tell()
	d.classes = map[told]*Parts{}
	for _, i := range d.services {
		t := d.tells[i]
		if d.classes[t] == nil {
			d.classes[t] = d.classify(t)
		}
		d.parts[i] = d.classes[t]
	}
	d.leaveOut()
}

// tell finds by what each service tells people apart: by the lines that it speaks of
// itself and those splits, then by those of all that it needs of the population.
func (d *divider) tell() {
	d.tells = map[int]told{}
	follows := map[int][]int{}
	for _, i := range d.services {
		t := d.ownTells(i)
		walkMembers(d.m.Nodes[i].Needs, func(ref string) {
			if j := d.m.Index(ref); j >= 0 && d.m.Nodes[j].populationID() == d.m.Nodes[i].populationID() {
				follows[i] = append(follows[i], j)
			}
		})
		d.tells[i] = t
	}
	for changed := true; changed; {
		changed = false
		for _, i := range d.services {
			t := d.tells[i]
			for _, j := range follows[i] {
				t = t.or(d.tells[j])
			}
			if t != d.tells[i] {
				d.tells[i], changed = t, true
			}
		}
	}
}

func (d *divider) ownTells(i int) told {
	var t told
	n := &d.m.Nodes[i]
	walkMembers(n.Needs, func(ref string) {
		if name, isLine := strings.CutPrefix(ref, "@"); isLine {
			if l := d.segments.Line(name); l >= 0 {
				t.lines |= 1 << l
			}
		}
	})
	if line := d.m.ImplicitLine(n); line != "" {
		t.lines |= 1 << d.segments.Line(line)
	}
	if d.access {
		t.lines |= 1 << d.segments.Line(LineAccess)
	}
	if n.AccessFree && len(d.segments.Lines) == 1 {
		t.lines |= 1
	}
	for _, name := range d.apart[n.ID] {
		if k := d.segments.Split(name); k >= 0 && !(d.access && name == LineAccess) {
			t.splits |= 1 << k
		}
	}
	return t
}

// walkMembers calls f for every member that requirements name, at any nesting.
func walkMembers(rs []Requirement, f func(ref string)) {
	for i := range rs {
		if rs[i].On != "" {
			f(rs[i].On)
		}
		walkMembers(rs[i].Of, f)
	}
}

// walkReached is walkMembers but for what has to be down.
func walkReached(rs []Requirement, f func(ref string)) {
	for i := range rs {
		if rs[i].On != "" {
			f(rs[i].On)
		}
		if rs[i].Form != Unless {
			walkReached(rs[i].Of, f)
		}
	}
}

// classify puts segments together that cannot be told apart. Parts stand in order of
// the nodes on which their lines end, then of the values of splits.
func (d *divider) classify(t told) *Parts {
	s := d.segments
	p := &Parts{Segments: s, Lines: positions(t.lines), Splits: positions(t.splits), of: make([]int32, s.Len())}
	width := len(p.Lines) + len(p.Splits)
	keys, number := make([]int32, 0, width), map[string]int32{}
	row := make([]int32, width)
	text := make([]byte, 0, 4*width)
	for i := range s.Len() {
		for k, l := range p.Lines {
			row[k] = int32(s.End(i, l))
		}
		for k, x := range p.Splits {
			row[len(p.Lines)+k] = int32(s.Value(i, x))
		}
		text = text[:0]
		for _, x := range row {
			text = append(text, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
		}
		c, seen := number[string(text)]
		if !seen {
			c = int32(len(p.first))
			number[string(text)] = c
			p.first, keys = append(p.first, int32(i)), append(keys, row...)
		}
		p.of[i] = c
	}
	order := make([]int32, len(p.first))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return slices.Compare(keys[int(a)*width:int(a+1)*width], keys[int(b)*width:int(b+1)*width])
	})
	p.renumber(order)
	return p
}

// renumber keeps some parts, in that order, and leaves the others out.
func (p *Parts) renumber(order []int32) {
	to := make([]int32, len(p.first))
	for i := range to {
		to[i] = -1
	}
	first := make([]int32, len(order))
	for now, was := range order {
		to[was], first[now] = int32(now), p.first[was]
	}
	of := make([]int32, len(p.of))
	p.share, p.all = make([]float64, len(order)), 0
	for i, was := range p.of {
		if of[i] = -1; was >= 0 {
			of[i] = to[was]
		}
		if of[i] >= 0 {
			p.share[of[i]] += p.Segments.share[i]
			p.all += p.Segments.share[i]
		}
	}
	p.said = slices.Clone(p.share)
	for i := range p.share {
		p.share[i] /= p.all
	}
	p.all /= p.Segments.whole
	p.of, p.first = of, first
	p.findCommon()
	p.lines = make([]int32, 0, len(first)*len(p.Lines))
	for _, i := range first {
		for _, l := range p.Lines {
			p.lines = append(p.lines, int32(p.Segments.End(int(i), l)))
		}
	}
}

// findCommon finds the values that all people of a part have.
func (p *Parts) findCommon() {
	s := p.Segments
	splits := len(s.Splits)
	p.value = make([]int32, len(p.first)*splits)
	for part, i := range p.first {
		copy(p.value[part*splits:(part+1)*splits], s.values[int(i)*splits:])
	}
	for i, part := range p.of {
		for k := 0; part >= 0 && k < splits; k++ {
			if at := &p.value[int(part)*splits+k]; *at != s.values[i*splits+k] {
				*at = -1
			}
		}
	}
}

func positions(bitset uint64) []int {
	var out []int
	for ; bitset != 0; bitset &= bitset - 1 {
		out = append(out, bits.TrailingZeros64(bitset))
	}
	return out
}

// ImplicitLine returns the line that a service needs though its needs name none: the
// only one of its population; "" where they do, or there is no such line.
func (m *Model) ImplicitLine(n *Node) string {
	if p := m.PopulationOf(n); p != nil && !n.SpeaksOfLines() {
		return p.OnlyLine()
	}
	return ""
}

// OnlyLine returns the line that a population has, or "" where it has several.
func (p *Population) OnlyLine() string {
	switch {
	case len(p.Access) > 0 && len(p.Line) == 0:
		return LineAccess
	case len(p.Access) == 0 && len(p.Line) == 1:
		return p.Line[0].Name
	}
	return ""
}
