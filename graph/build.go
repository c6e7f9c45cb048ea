package graph

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/meoktong/meoktong/models/work/pace"
)

// MaxMembers is how many members a graph may have in all.
const MaxMembers = 50_000_000

// Spec is a requirement to be compiled: a vertex, or at least K of the
// requirements Of.
type Spec struct {
	Vertex int32 // where Of is empty
	Of     []Spec
	K      int
	Mods   Mods
	Mark   bool // the slot that Vertex fills is to be marked
}

// Builder makes a Graph, vertex by vertex.
type Builder struct {
	g       Graph
	modsIDs map[Mods]int32
	queue   []pending
	marked  map[int32]bool
}

// pending is a group that is still to be written out: the members of one gate
// have to be neighbours, so groups within it follow later.
type pending struct {
	spec *Spec
	slot int32
}

// NewBuilder returns a builder with room for so many vertices and members. It
// may be given 0 where that is not known.
func NewBuilder(vertices, members int) *Builder {
	b := &Builder{modsIDs: map[Mods]int32{}, marked: map[int32]bool{}}
	b.g.vertexGate = append(make([]int32, 0, vertices+1), 0)
	b.g.gateFirst = append(make([]int32, 0, members+1), 0)
	for _, s := range []*[]int32{&b.g.gateK, &b.g.gateSlot, &b.g.gateOwner, &b.g.gateMods, &b.g.members, &b.g.slotGate} {
		*s = make([]int32, 0, members)
	}
	return b
}

// Need adds a requirement of one plain member to the current vertex.
func (b *Builder) Need(vertex int32) {
	b.gate(1, -1, -1)
	b.slot(vertex)
	b.close()
}

// Require adds a requirement to the current vertex.
func (b *Builder) Require(s *Spec) {
	b.queue = append(b.queue[:0], pending{s, -1})
	for i := 0; i < len(b.queue); i++ {
		b.group(b.queue[i])
	}
}

// Whole makes the current vertex the whole of which the members are the parts.
func (b *Builder) Whole(parts []int32) {
	b.gate(int32(len(parts)), -1, b.modsID(Mods{Whole: true}))
	for _, p := range parts {
		b.slot(p)
	}
	b.close()
}

// Next ends the current vertex. Vertices are numbered in the order of calls.
func (b *Builder) Next() { b.g.vertexGate = append(b.g.vertexGate, int32(len(b.g.gateK))) }

func (b *Builder) group(p pending) {
	gate := int32(len(b.g.gateK))
	if p.slot >= 0 {
		b.g.members[p.slot] = ^gate
	}
	b.gate(int32(max(1, p.spec.K)), p.slot, b.modsID(p.spec.Mods))
	if len(p.spec.Of) == 0 {
		b.mark(p.spec)
		b.slot(p.spec.Vertex)
	}
	for i := range p.spec.Of {
		m := &p.spec.Of[i]
		if len(m.Of) == 0 && m.Mods == (Mods{Supply: p.spec.Mods.Supply}) {
			b.mark(m)
			b.slot(m.Vertex)
			continue
		}
		b.queue = append(b.queue, pending{m, int32(len(b.g.members))})
		b.slot(-1) // filled when the group is written
	}
	b.close()
}

func (b *Builder) gate(k, slot, mods int32) {
	b.g.gateK = append(b.g.gateK, k)
	b.g.gateSlot = append(b.g.gateSlot, slot)
	b.g.gateMods = append(b.g.gateMods, mods)
	b.g.gateOwner = append(b.g.gateOwner, int32(len(b.g.vertexGate)-1))
}

func (b *Builder) slot(member int32) {
	b.g.members = append(b.g.members, member)
	b.g.slotGate = append(b.g.slotGate, int32(len(b.g.gateK)-1))
}

// mark notes the next slot where a member is to be marked.
func (b *Builder) mark(s *Spec) {
	if s.Mark {
		b.marked[int32(len(b.g.members))] = true
	}
}

// Marked returns the slots of the members that were marked.
func (b *Builder) Marked() map[int32]bool { return b.marked }

func (b *Builder) close() { b.g.gateFirst = append(b.g.gateFirst, int32(len(b.g.members))) }

func (b *Builder) modsID(m Mods) int32 {
	if m == (Mods{}) {
		return -1
	}
	id, ok := b.modsIDs[m]
	if !ok {
		id = int32(len(b.g.mods))
		b.g.mods = append(b.g.mods, m)
		b.modsIDs[m] = id
	}
	return id
}

// Graph returns the finished graph; the builder is used up. Cost: linear in
// vertices and members.
func (b *Builder) Graph() (*Graph, error) { return b.GraphContext(context.Background()) }

// GraphContext is Graph that ends soon after its context does, with its error.
func (b *Builder) GraphContext(ctx context.Context) (*Graph, error) {
	g := b.g
	if len(g.members) > MaxMembers || g.Len() > math.MaxInt32/2 {
		return nil, fmt.Errorf("the model has more than %d members", MaxMembers)
	}
	p := pace.New(ctx)
	g.reverse(p)
	g.component, g.compSize = g.components(p)
	if !p.Over() {
		g.feed(p)
	}
	g.findUnless(p)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &g, nil
}

// findUnless finds the gates that hold while their member is down.
func (g *Graph) findUnless(p *pace.Pace) {
	if !slices.ContainsFunc(g.mods, func(m Mods) bool { return m.Unless }) {
		return
	}
	for gate := range int32(g.NumGates()) {
		if p.Over() {
			return
		}
		if g.Mods(gate).Unless {
			g.unless = append(g.unless, gate)
		}
	}
}

// feed finds the components round which a supply may go.
func (g *Graph) feed(p *pace.Pace) {
	if !g.allFlows && !slices.ContainsFunc(g.mods, func(m Mods) bool { return m.Supply }) {
		return
	}
	fed := make([]bool, len(g.compSize))
	for s, m := range g.members {
		if p.Over() {
			return
		}
		gate := g.slotGate[s]
		if c := g.component[g.gateOwner[gate]]; m >= 0 && g.component[m] == c && (g.allFlows || g.Mods(gate).Supply) {
			fed[c] = true
		}
	}
	if g.loop = nil; !slices.Contains(fed, true) {
		return
	}
	g.loop = make([][]int32, len(fed))
	for v, c := range g.component {
		if fed[c] {
			g.loop[c] = append(g.loop[c], int32(v))
		}
	}
}

// reverse fills revFirst and revSlot by counting.
func (g *Graph) reverse(p *pace.Pace) {
	g.revFirst = make([]int32, g.Len()+1)
	for _, m := range g.members {
		if p.Over() {
			return
		}
		if m >= 0 {
			g.revFirst[m+1]++
		}
	}
	for v := range g.Len() {
		g.revFirst[v+1] += g.revFirst[v]
	}
	g.revSlot = make([]int32, g.revFirst[g.Len()])
	next := append([]int32(nil), g.revFirst...)
	for s, m := range g.members {
		if p.Over() {
			return
		}
		if m >= 0 {
			g.revSlot[next[m]] = int32(s)
			next[m]++
		}
	}
}
