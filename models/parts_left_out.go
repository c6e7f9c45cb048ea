package models

import "strings"

// Best is how well a requirement can do with everything up, for people who may lack
// lines: those that they lack are down.
type Best uint8

// What there can be: as levels, worst first.
const (
	BestDown Best = iota
	BestDegraded
	BestUp
)

// leaveOut takes from the parts of each service those that could not have it even with
// everything up. Services need each other, so it goes on until nothing changes.
func (d *divider) leaveOut() {
	lacks := map[int][]bool{} // service -> by part
	for changed := true; changed; {
		changed = false
		for _, i := range d.services {
			p := d.parts[i]
			for part := range p.Len() {
				if lacks[i] != nil && lacks[i][part] {
					continue
				}
				has := func(ref string) bool { return d.has(ref, i, p.Segment(part), lacks) }
				end := func(line string) int { return d.segments.End(p.Segment(part), d.segments.Line(line)) }
				if d.can(&d.m.Nodes[i], has, end) {
					continue
				}
				if lacks[i] == nil {
					lacks[i] = make([]bool, p.Len())
				}
				lacks[i][part], changed = true, true
			}
		}
	}
	for i, lacking := range lacks {
		var stay []int32
		for part, lacks := range lacking {
			if !lacks {
				stay = append(stay, int32(part))
			}
		}
		own := *d.parts[i]
		own.renumber(stay)
		d.parts[i] = &own
	}
}

// can says whether people for whom members are there, or not, can have a service.
func (d *divider) can(n *Node, has func(ref string) bool, end func(line string) int) bool {
	if line := d.m.ImplicitLine(n); line != "" && end(line) < 0 {
		return false
	}
	for i := range n.Needs {
		if best, _ := n.Needs[i].Best(has, end); best == BestDown {
			return false
		}
	}
	return true
}

// has says whether there is a member for the people of a segment.
func (d *divider) has(ref string, service, segment int, lacks map[int][]bool) bool {
	if name, isLine := strings.CutPrefix(ref, "@"); isLine {
		l := d.segments.Line(name)
		return l >= 0 && d.segments.End(segment, l) >= 0
	}
	j := d.m.Index(ref)
	if j < 0 || lacks[j] == nil || d.m.Nodes[j].populationID() != d.m.Nodes[service].populationID() {
		return true
	}
	return !lacks[j][d.parts[j].Of(segment)]
}

// Best returns how well a requirement can do where some members are not there at all,
// and whether it can do no other.
// end says where a line ends: lines that end on the same node count once.
func (r *Requirement) Best(has func(ref string) bool, end func(line string) int) (best Best, forGood bool) {
	switch {
	case r.Form == Unless:
		if best, forGood = r.Of[0].Best(has, end); forGood && best > BestDown {
			best = BestDown
		} else {
			best = BestUp
		}
	case r.On != "" && has(r.On):
		best = BestUp
	case r.On != "":
		best, forGood = BestDown, true
	default:
		best, forGood = r.bestOfGroup(has, end)
	}
	return r.Mods.Softened(best), forGood
}

// Softened returns what modifiers, which may be nil, make of a level.
func (m *Modifiers) Softened(best Best) Best {
	switch {
	case m == nil:
	case m.Accepts && best == BestDegraded:
		return BestUp
	case m.Loss && best == BestDown:
		return BestDegraded
	}
	return best
}

func (r *Requirement) bestOfGroup(has func(string) bool, end func(string) int) (best Best, forGood bool) {
	var can, must [3]int // by level: how many members can do as well, and do for good
	twins := r.Twins(end)
	if r.Form == All {
		twins = each(len(r.Of))
	}
	for _, together := range twins {
		one, good := BestDown, true
		for _, i := range together {
			b, g := r.Of[i].Best(has, end)
			if b > one || b == one && g {
				one, good = b, g
			}
		}
		can[one]++
		if good {
			must[one]++
		}
	}
	switch {
	case can[BestUp] >= r.K:
		return BestUp, must[BestUp] >= r.K
	case can[BestUp]+can[BestDegraded] >= r.K:
		return BestDegraded, must[BestUp]+must[BestDegraded] >= r.K
	}
	return BestDown, true
}

// each returns every position by itself.
func each(n int) [][]int {
	out := make([][]int, n)
	for i := range out {
		out[i] = []int{i}
	}
	return out
}

// Twins returns the members of a group, by position, those together that are lines
// which end on the same node: they count once.
func (r *Requirement) Twins(end func(line string) int) [][]int {
	out := make([][]int, 0, len(r.Of))
	var on map[int]int // node -> position in out
	for i := range r.Of {
		name, isLine := strings.CutPrefix(r.Of[i].On, "@")
		if !isLine {
			out = append(out, []int{i})
			continue
		}
		at := end(name)
		if first, twice := on[at]; twice && at >= 0 {
			out[first] = append(out[first], i)
			continue
		}
		if on == nil {
			on = map[int]int{}
		}
		on[at] = len(out)
		out = append(out, []int{i})
	}
	return out
}
