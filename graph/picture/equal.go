package picture

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// foldEqual folds what looks the same and has the same place.
const foldEqual result.Fold = "equal"

// byEqual folds nodes that look the same and are joined, by lines that look the same,
// to what looks the same, and so on: of any two of them a reader could not say which
// is which but by their names.
func (b *builder) byEqual(shown []bool) folding {
	alike := b.equals(shown)
	count := map[int32]int{}
	for v, first := range alike {
		if shown[v] {
			count[first]++
		}
	}
	return func(v int32) (result.Fold, string) {
		if first := alike[v]; count[first] > 1 {
			return foldEqual, b.w.Nodes[first].ID
		}
		return "", ""
	}
}

// equals returns for each node the first of those that are equal to it. They are
// found by refining colours (Weisfeiler and Leman, 1968): at first those of equal looks
// have the same, then only those whose neighbours have the same colours, until nothing
// changes; on very large models, for a few rounds. Cost: for each round a pass over the
// links.
func (b *builder) equals(shown []bool) []int32 {
	if b.alike != nil {
		return b.alike
	}
	colour, n := b.looks(shown)
	labels := b.lineLooks(shown)
	const work = 20_000_000
	for rounds := max(2, work/(len(b.net.links)+len(colour))); rounds > 0; rounds-- {
		next, more := b.refined(colour, labels)
		if colour = next; more == n {
			break
		}
		n = more
	}
	first := make([]int32, n)
	for i := range first {
		first[i] = -1
	}
	b.alike = make([]int32, len(colour))
	for v, c := range colour {
		if first[c] < 0 {
			first[c] = int32(v)
		}
		b.alike[v] = first[c]
	}
	return b.alike
}

// numbers gives equal keys equal numbers, from 0 on.
type numbers map[string]int32

func (n numbers) of(key []byte) int32 {
	if x, seen := n[string(key)]; seen {
		return x
	}
	x := int32(len(n))
	n[string(key)] = x
	return x
}

// looks numbers nodes by how they look but for their names. What always has a box of
// its own is like nothing else.
func (b *builder) looks(shown []bool) (colour []int32, n int) {
	known := numbers{}
	colour = make([]int32, len(b.w.Nodes))
	for v := range colour {
		x := &b.w.Nodes[v]
		var change result.Change
		if b.changes != nil {
			change = b.changes[v]
		}
		key := fmt.Sprintf("%v %s %s %s %s %s", shown[v], x.Kind, x.Sector, x.State(), b.note(x), change)
		if b.always(int32(v)) {
			key = fmt.Sprintf("alone %d", v)
		}
		colour[v] = known.of([]byte(key))
	}
	return colour, len(known)
}

// lineLooks numbers links by what is written on their lines.
func (b *builder) lineLooks(shown []bool) []int32 {
	known := numbers{}
	out := make([]int32, len(b.net.links))
	known.of(nil) // nothing
	for to := range b.w.Nodes {
		if !shown[to] || b.net.first[to] == b.net.first[to+1] {
			continue
		}
		said := b.sayings(int32(to))
		for i := b.net.first[to]; i < b.net.first[to+1]; i++ {
			if s := said[b.w.Nodes[b.net.links[i].from].ID]; s != nil {
				out[i] = known.of([]byte(s.label))
			}
		}
	}
	return out
}

// refined tells nodes of one colour apart whose neighbours differ in theirs.
func (b *builder) refined(colour, labels []int32) (next []int32, n int) {
	known := numbers{}
	next = make([]int32, len(colour))
	var key []byte
	var around []uint64
	side := func(links []int32, end func(link) int32) {
		around = around[:0]
		for _, i := range links {
			l := b.net.links[i]
			look := uint64(labels[i])<<4 | uint64(l.strength)<<1 | uint64(boolean(l.carried))
			around = append(around, look<<32|uint64(colour[end(l)]))
		}
		slices.Sort(around)
		key = binary.AppendUvarint(key, uint64(len(around)))
		for _, x := range around {
			key = binary.AppendUvarint(key, x)
		}
	}
	var into []int32
	for v := range colour {
		key = binary.AppendUvarint(key[:0], uint64(colour[v]))
		into = into[:0]
		for i := b.net.first[v]; i < b.net.first[v+1]; i++ {
			into = append(into, i)
		}
		side(into, func(l link) int32 { return l.from })
		side(b.net.out[b.net.outAt[v]:b.net.outAt[v+1]], func(l link) int32 { return l.to })
		next[v] = known.of(key)
	}
	return next, len(known)
}
