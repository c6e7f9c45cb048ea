package picture

import "slices"

// edge leads from a box to one that depends on it.
type edge struct {
	from, to int32 // boxes
	strength int8
	carried  bool
	indirect bool
	count    int   // of links that it stands for; 0 if indirect
	link     int32 // one of them
}

// plan is a picture in numbers: boxes, and the lines between them.
type plan struct {
	boxes []box
	boxOf []int32 // node -> box, or -1
	edges []edge
	joins pairs // boxes joined by paths through nodes in no box, and by no line
	loose int   // how many these are
}

// join draws the lines between the boxes. It stops counting links at the lines
// that a picture may have.
func (b *builder) join(boxes []box, most int) (*plan, bool, error) {
	p := &plan{boxes: boxes, boxOf: make([]int32, len(b.w.Nodes))}
	for v := range p.boxOf {
		p.boxOf[v] = -1
	}
	for i := range boxes {
		for _, v := range boxes[i].members {
			p.boxOf[v] = int32(i)
		}
	}
	b.direct(p)
	if len(p.edges) > most {
		return p, false, nil
	}
	if len(boxes) > maxSources {
		return p, slices.Index(p.boxOf, -1) < 0, nil
	}
	var err error
	if p.joins, err = passage(b.ctx, b.net, p.boxOf, len(boxes), func(link) bool { return true }); err != nil {
		return nil, false, err
	}
	for _, e := range p.edges {
		p.joins.clear(e.from, e.to)
	}
	p.loose = p.joins.count()
	return p, len(p.edges)+p.loose <= most, nil
}

// maxSources is how many boxes indirect lines are looked for between: the memory
// for it is their square, in bits.
const maxSources = 4096

// direct merges the links between the same two boxes into one line.
func (b *builder) direct(p *plan) {
	type pair struct{ from, to int32 }
	at := map[pair]int{}
	for i, l := range b.net.links {
		k := pair{p.boxOf[l.from], p.boxOf[l.to]}
		switch {
		case k.from < 0 || k.to < 0:
			continue
		case k.from == k.to:
			p.boxes[k.from].inside++
			continue
		}
		n, seen := at[k]
		if !seen {
			n = len(p.edges)
			at[k] = n
			p.edges = append(p.edges, edge{from: k.from, to: k.to, strength: l.strength, link: int32(i)})
		}
		e := &p.edges[n]
		e.count++
		e.strength = min(e.strength, l.strength)
		e.carried = e.carried || l.carried
	}
}

// indirect draws the lines that stand for paths, each as strong as the strongest
// path is at its weakest link, and carried if the failure travelled all along
// one.
func (b *builder) indirect(p *plan) error {
	if p.loose == 0 {
		return nil
	}
	type way struct {
		follow func(link) bool
		mark   func(*edge)
	}
	ways := []way{
		{func(l link) bool { return l.strength <= 1 }, func(e *edge) { e.strength = 1 }},
		{func(l link) bool { return l.strength <= 0 }, func(e *edge) { e.strength = 0 }},
		{func(l link) bool { return l.carried }, func(e *edge) { e.carried = true }},
	}
	first, weakest := len(p.edges), int8(2)
	if slices.ContainsFunc(b.net.links, func(l link) bool { return l.strength > 2 }) {
		weakest = 3
		ways = slices.Insert(ways, 0, way{func(l link) bool { return l.strength <= 2 }, func(e *edge) { e.strength = 2 }})
	}
	p.joins.each(func(from, to int32) {
		p.edges = append(p.edges, edge{from: from, to: to, strength: weakest, indirect: true, link: -1})
	})
	for _, w := range ways {
		found, err := passage(b.ctx, b.net, p.boxOf, len(p.boxes), w.follow)
		if err != nil {
			return err
		}
		for i := first; i < len(p.edges); i++ {
			if e := &p.edges[i]; found.has(e.from, e.to) {
				w.mark(e)
			}
		}
	}
	return nil
}
