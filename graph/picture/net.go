package picture

import (
	"context"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// link leads from a dependency to what depends on it, both by their position in
// the model. There is one for each pair, in its strongest style.
type link struct {
	from, to int32
	strength int8 // as of strength
	carried  bool // the failure travelled along it
}

// net is who needs whom in a model, node by node: parts count as their service.
type net struct {
	links []link  // by to
	first []int32 // node -> its first link; one more at the end
	out   []int32 // positions of links, by from
	outAt []int32 // node -> its first entry in out; one more at the end
}

// newNet reads a model and the reasons of an answer. Cost: a map look-up for
// each member and each reason. The error is the context's.
func newNet(ctx context.Context, m *models.Model, w *result.WhatIf) (*net, error) {
	const often = 1024
	n := &net{first: make([]int32, 1, len(m.Nodes)+1)}
	blamed := make([]int32, len(m.Nodes)) // node -> the last node that it broke, counted from 1
	found := make([]int32, len(m.Nodes))  // node -> its last link, counted from 1
	for i := range m.Nodes {
		if i%often == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, ref := range w.Nodes[i].Because {
			if w.Nodes[i].AsBefore() || w.Nodes[i].State() == result.StateStarted {
				break // no failure travelled there
			}
			id, _, _ := strings.Cut(ref, "@")
			blamed[m.Index(id)] = int32(i + 1)
		}
		start := int32(len(n.links))
		eachMention(m, &m.Nodes[i], func(x mention) {
			from := int32(m.Index(x.node))
			s := int8(strength(x.style))
			switch at := found[from]; {
			case int(from) == i:
			case at > start:
				n.links[at-1].strength = min(n.links[at-1].strength, s)
			default:
				n.links = append(n.links, link{from, int32(i), s, blamed[from] == int32(i+1)})
				found[from] = int32(len(n.links))
			}
		})
		n.first = append(n.first, int32(len(n.links)))
	}
	n.turn()
	return n, nil
}

// turn fills out and outAt by counting.
func (n *net) turn() {
	n.outAt = make([]int32, len(n.first))
	for _, l := range n.links {
		n.outAt[l.from+1]++
	}
	for v := 1; v < len(n.outAt); v++ {
		n.outAt[v] += n.outAt[v-1]
	}
	n.out = make([]int32, len(n.links))
	next := append([]int32(nil), n.outAt...)
	for i, l := range n.links {
		n.out[next[l.from]] = int32(i)
		next[l.from]++
	}
}

// into returns the links to a node.
func (n *net) into(v int32) []link { return n.links[n.first[v]:n.first[v+1]] }

// dependents returns how many nodes name a node.
func (n *net) dependents(v int32) int32 { return n.outAt[v+1] - n.outAt[v] }

// around returns how many steps each node is from a given one: along what it
// needs, or along what needs it, never first one and then the other. Nodes that
// are further than depth (0: any), or not to be reached at all, have -1.
func (n *net) around(v int32, depth int) []int32 {
	far := make([]int32, len(n.first)-1)
	for i := range far {
		far[i] = -1
	}
	n.walk(v, depth, far, func(v int32, visit func(int32)) {
		for _, l := range n.into(v) {
			visit(l.from)
		}
	})
	n.walk(v, depth, far, func(v int32, visit func(int32)) {
		for _, i := range n.out[n.outAt[v]:n.outAt[v+1]] {
			visit(n.links[i].to)
		}
	})
	return far
}

// walk is a breadth-first search from v that notes the distances in far, which
// it lowers where it is nearer.
func (n *net) walk(v int32, depth int, far []int32, neighbours func(int32, func(int32))) {
	seen := make([]bool, len(far))
	seen[v] = true
	ring := []int32{v}
	for d := int32(0); len(ring) > 0; d++ {
		var next []int32
		for _, x := range ring {
			if far[x] < 0 || far[x] > d {
				far[x] = d
			}
			if depth > 0 && int(d) == depth {
				continue
			}
			neighbours(x, func(y int32) {
				if !seen[y] {
					seen[y] = true
					next = append(next, y)
				}
			})
		}
		ring = next
	}
}
