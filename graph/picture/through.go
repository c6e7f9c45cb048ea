package picture

import (
	"context"
	"math/bits"

	"github.com/meoktong/meoktong/graph"
)

// pairs says for each box which boxes reach it, a bit for each.
type pairs struct {
	words int      // a row's length
	rows  []uint64 // box by box
}

func newPairs(boxes int) pairs {
	words := (boxes + 63) / 64
	return pairs{words, make([]uint64, boxes*words)}
}

func (p pairs) has(from, to int32) bool {
	return p.rows[int(to)*p.words+int(from)/64]>>(uint(from)%64)&1 != 0
}

func (p pairs) clear(from, to int32) {
	p.rows[int(to)*p.words+int(from)/64] &^= 1 << (uint(from) % 64)
}

func (p pairs) count() int {
	n := 0
	for _, w := range p.rows {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f for every pair, by to, then by from.
func (p pairs) each(f func(from, to int32)) {
	for i, w := range p.rows {
		for ; w != 0; w &= w - 1 {
			f(int32(i%p.words*64+bits.TrailingZeros64(w)), int32(i/p.words))
		}
	}
}

// passage finds the boxes that are joined by paths all of whose inner nodes,
// one or more, are in no box, over such links as follow says. boxOf gives each
// node's box, or -1.
//
// A search from each box would cost links times boxes. So the nodes in no box
// are condensed into their strongly connected components, which are then passed
// once, dependencies first, for 64 boxes in the bits of a word: linear for each
// 64 boxes. The error is that the graph would be too large, or the context's.
func passage(ctx context.Context, n *net, boxOf []int32, boxes int, follow func(link) bool) (pairs, error) {
	out := newPairs(boxes)
	h, err := condense(n, boxOf, follow)
	if err != nil || len(h.nodes) == 0 {
		return out, err
	}
	component := make([]uint64, h.g.Components())
	for block := range out.words {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		clear(component)
		for _, x := range h.order { // by component
			c := h.g.Component(x)
			for _, l := range n.into(h.nodes[x]) {
				switch box := boxOf[l.from]; {
				case !follow(l):
				case box < 0:
					component[c] |= component[h.g.Component(h.number[l.from])]
				case int(box)/64 == block:
					component[c] |= 1 << (uint(box) % 64)
				}
			}
		}
		for _, l := range n.links {
			if to := boxOf[l.to]; to >= 0 && boxOf[l.from] < 0 && follow(l) {
				out.rows[int(to)*out.words+block] |= component[h.g.Component(h.number[l.from])]
			}
		}
	}
	for box := range int32(boxes) {
		out.clear(box, box)
	}
	return out, nil
}

// hidden is the graph of the nodes that are in no box.
type hidden struct {
	g      *graph.Graph
	nodes  []int32 // of the graph -> of the model
	number []int32 // of the model -> of the graph
	order  []int32 // of the graph, by component
}

func condense(n *net, boxOf []int32, follow func(link) bool) (*hidden, error) {
	h := &hidden{number: make([]int32, len(boxOf))}
	for v, box := range boxOf {
		h.number[v] = int32(len(h.nodes))
		if box < 0 {
			h.nodes = append(h.nodes, int32(v))
		}
	}
	b := graph.NewBuilder(len(h.nodes), 0)
	for _, v := range h.nodes {
		for _, l := range n.into(v) {
			if boxOf[l.from] < 0 && follow(l) {
				b.Need(h.number[l.from])
			}
		}
		b.Next()
	}
	var err error
	if h.g, err = b.Graph(); err != nil {
		return nil, err
	}
	h.sort()
	return h, nil
}

// sort puts the nodes in the order of their components, by counting.
func (h *hidden) sort() {
	next := make([]int32, h.g.Components()+1)
	for x := range h.nodes {
		next[h.g.Component(int32(x))+1]++
	}
	for c := 1; c < len(next); c++ {
		next[c] += next[c-1]
	}
	h.order = make([]int32, len(h.nodes))
	for x := range h.nodes {
		c := h.g.Component(int32(x))
		h.order[next[c]] = int32(x)
		next[c]++
	}
}
