package picture

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
)

// untangle takes boxes apart that would go in a circle that the model does not go in:
// of two services that stand on each other's neighbours, say, the one box of a sector
// would need the other and be needed by it. What a box held is put into as few boxes
// as do not, by how deep it lies: nodes that lie equally deep need each other in no
// circle but the model's own. Nodes in no box count each for itself.
func (b *builder) untangle(boxes []box) ([]box, error) {
	t, err := b.tangles(boxes)
	if err != nil || !slices.Contains(t, true) {
		return boxes, err
	}
	o, err := b.ordered()
	if err != nil {
		return nil, err
	}
	var whole []box
	var parts [][]box
	for i := range boxes {
		if t[i] && len(boxes[i].members) > 1 {
			parts = append(parts, o.slices(&boxes[i]))
		} else {
			whole = append(whole, boxes[i])
		}
	}
	return b.rejoin(whole, parts)
}

// slices takes a box apart by depth and, where the model itself goes in circles, by
// these. The slices of a box are in order.
func (o *order) slices(x *box) []box {
	members := slices.Clone(x.members)
	slices.SortStableFunc(members, func(v, w int32) int {
		return cmp.Or(cmp.Compare(o.depth[v], o.depth[w]), cmp.Compare(o.circle(v), o.circle(w)))
	})
	var out []box
	for i, v := range members {
		if last := i - 1; i == 0 || o.depth[v] != o.depth[members[last]] || o.circle(v) != o.circle(members[last]) {
			out = append(out, box{by: x.by, value: x.value})
		}
		at := &out[len(out)-1]
		at.members = append(at.members, v)
	}
	return out
}

// circle is the component of a node that others share, or -1.
func (o *order) circle(v int32) int32 {
	if c := o.component[v]; o.several[c] {
		return c
	}
	return -1
}

// rejoinWork bounds how many links are looked at while slices are put together again.
const rejoinWork = 20_000_000

// rejoin puts slices that follow each other into one box as long as nothing goes in a
// circle for it, as often as there is time to try.
func (b *builder) rejoin(whole []box, parts [][]box) ([]box, error) {
	tries := rejoinWork / max(1, len(b.net.links)+len(b.w.Nodes))
	for i, slices := range parts {
		for k := 0; k+1 < len(slices) && tries > 0; tries-- {
			together := append(append([]box{}, slices[:k]...), box{by: slices[k].by, value: slices[k].value, members: merged(slices[k].members, slices[k+1].members)})
			together = append(together, slices[k+2:]...)
			all := append([]box{}, whole...)
			for n, others := range parts {
				if n == i {
					others = together
				}
				all = append(all, others...)
			}
			t, err := b.tangles(all)
			if err != nil {
				return nil, err
			}
			if anyOf(t) {
				k++
				continue
			}
			slices = together
			parts[i] = slices
		}
	}
	for _, slices := range parts {
		whole = append(whole, b.named(slices)...)
	}
	slices.SortFunc(whole, func(x, y box) int { return strings.Compare(x.id, y.id) })
	return whole, nil
}

func anyOf(all []bool) bool { return slices.Contains(all, true) }

// merged are the members of two boxes, ascending.
func merged(x, y []int32) []int32 {
	out := append(slices.Clone(x), y...)
	slices.Sort(out)
	return out
}

// named gives the boxes that one was taken apart into their ids: numbered, or that of
// the node where it is only one.
func (b *builder) named(parts []box) []box {
	n := 0
	for i := range parts {
		x := &parts[i]
		slices.Sort(x.members)
		if len(x.members) == 1 {
			*x = b.alone(x.members[0])
			continue
		}
		n++
		x.part, x.id = n, fmt.Sprintf("%s:%s.%d", x.by, x.value, n)
	}
	if n == 1 {
		for i := range parts {
			if x := &parts[i]; x.by != "" {
				x.part, x.id = 0, fmt.Sprintf("%s:%s", x.by, x.value)
			}
		}
	}
	return parts
}

// tangles says which boxes are in a circle that the model does not go in: boxes that
// reach each other, by lines not all of which stand for links of one and the same
// component of the model. Cost: linear.
func (b *builder) tangles(boxes []box) ([]bool, error) {
	q, err := b.quotient(boxes)
	if err != nil {
		return nil, err
	}
	o, err := b.ordered()
	if err != nil {
		return nil, err
	}
	type pair struct{ from, to int32 }
	own := map[int32]int32{} // component of boxes -> the model's that it stands for
	lines := map[pair]bool{} // lines in circles -> whether a link of that is among what they stand for
	inside := func(l link) (pair, int32, bool) {
		p := pair{q.vertex[l.from], q.vertex[l.to]}
		c := q.g.Component(p.from)
		return p, c, p.from != p.to && c == q.g.Component(p.to)
	}
	for _, l := range b.net.links {
		if _, c, ok := inside(l); ok && o.component[l.from] == o.component[l.to] {
			if _, seen := own[c]; !seen {
				own[c] = o.component[l.from]
			}
		}
	}
	for _, l := range b.net.links {
		if p, c, ok := inside(l); ok {
			of, has := own[c]
			lines[p] = lines[p] || has && of == o.component[l.from] && of == o.component[l.to]
		}
	}
	bad := map[int32]bool{}
	for p, ok := range lines {
		if !ok {
			bad[q.g.Component(p.from)] = true
		}
	}
	out := make([]bool, len(boxes))
	for i := range boxes {
		out[i] = bad[q.g.Component(int32(i))]
	}
	return out, nil
}

// quotient is the graph of boxes, and of nodes that are in none.
type quotient struct {
	g      *graph.Graph
	vertex []int32 // node -> its vertex: its box, or one after the boxes
}

func (b *builder) quotient(boxes []box) (*quotient, error) {
	q := &quotient{vertex: make([]int32, len(b.w.Nodes))}
	for v := range q.vertex {
		q.vertex[v] = -1
	}
	members := make([][]int32, len(boxes), len(boxes)+len(q.vertex))
	for i := range boxes {
		members[i] = boxes[i].members
		for _, v := range boxes[i].members {
			q.vertex[v] = int32(i)
		}
	}
	for v, at := range q.vertex {
		if at < 0 {
			q.vertex[v] = int32(len(members))
			members = append(members, []int32{int32(v)})
		}
	}
	var err error
	q.g, err = b.graphOf(members, q.vertex)
	return q, err
}

// graphOf is the graph of sets of nodes that the model's links make, each line once.
func (b *builder) graphOf(members [][]int32, vertex []int32) (*graph.Graph, error) {
	build := graph.NewBuilder(len(members), 0)
	seen := make([]int32, len(members)) // vertex -> the last that needs it, counted from 1
	for to, nodes := range members {
		for _, v := range nodes {
			for _, l := range b.net.into(v) {
				if from := vertex[l.from]; int(from) != to && seen[from] != int32(to+1) {
					seen[from] = int32(to + 1)
					build.Need(from)
				}
			}
		}
		build.Next()
	}
	return build.Graph()
}
