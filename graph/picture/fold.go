package picture

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// box is what becomes a box of the picture: a node, or several that share one.
type box struct {
	id      string      // a node's id, or a selector: "sector:health"
	by      result.Fold // what is folded by; "" for a node of its own
	value   string      // with by: which sector, site, …
	members []int32     // ascending
	inside  int         // links between its members
	part    int         // which of the boxes that one was taken apart into, from 1; 0: it was not
}

// The folds that nobody asks for by name: whatever is left when the worst have
// boxes of their own, and what is not shown at all.
const (
	foldOthers result.Fold = "others"
	foldUnseen result.Fold = "unseen"
	foldSpared result.Fold = "untouched" // what no failure touches
)

// folding says which box a node goes into: "" for one of its own.
type folding func(node int32) (by result.Fold, value string)

// group puts the shown nodes into boxes, ordered by id. What always has a box of
// its own keeps it; so does a node that would be folded alone.
func (b *builder) group(shown []bool, f folding) []box {
	type key struct {
		by    result.Fold
		value string
	}
	var boxes []box
	at := map[key]int{}
	for i, ok := range shown {
		if !ok {
			continue
		}
		v := int32(i)
		by, value := f(v)
		if by == "" {
			boxes = append(boxes, b.alone(v))
			continue
		}
		k := key{by, value}
		if _, seen := at[k]; !seen {
			at[k] = len(boxes)
			boxes = append(boxes, box{id: string(by) + ":" + value, by: by, value: value})
		}
		boxes[at[k]].members = append(boxes[at[k]].members, v)
	}
	for i := range boxes {
		if boxes[i].by != "" && len(boxes[i].members) == 1 {
			boxes[i] = b.alone(boxes[i].members[0])
		}
	}
	slices.SortFunc(boxes, func(x, y box) int { return strings.Compare(x.id, y.id) })
	return boxes
}

func (b *builder) alone(v int32) box { return box{id: b.w.Nodes[v].ID, members: []int32{v}} }

// by folds all nodes that have a value for one of the folds, by the first that
// they have; none that always has a box of its own.
func (b *builder) by(folds ...result.Fold) folding {
	any := b.any(folds...)
	return func(v int32) (result.Fold, string) {
		if b.always(v) {
			return "", ""
		}
		return any(v)
	}
}

// any is by for all nodes alike.
func (b *builder) any(folds ...result.Fold) folding {
	return func(v int32) (result.Fold, string) {
		for _, by := range folds {
			if value := b.value(v, by); value != "" {
				return by, value
			}
		}
		return "", ""
	}
}

// firstOf folds each node by the first of several ways that folds it.
func firstOf(ways ...folding) folding {
	return func(v int32) (result.Fold, string) {
		for _, f := range ways {
			if by, value := f(v); by != "" {
				return by, value
			}
		}
		return "", ""
	}
}

// bySpared folds what no failure touches, all of a kind or all together: it is there to
// say what else was needed, and the more of it there is, the less each says.
func (b *builder) bySpared(together bool) folding {
	return func(v int32) (result.Fold, string) {
		switch {
		case len(b.w.Failed) == 0 || b.always(v) || b.affected(int(v)) || b.w.Nodes[v].State() != result.StateUp:
			return "", ""
		case together:
			return foldSpared, "*"
		}
		return foldSpared, b.m.Nodes[v].Kind
	}
}

// value returns what a node is folded under.
func (b *builder) value(v int32, by result.Fold) string {
	n := &b.m.Nodes[v]
	switch by {
	case result.FoldSector:
		return n.Sector
	case result.FoldSite:
		return n.Site
	case result.FoldOperator:
		return n.Operator
	case result.FoldKind:
		return n.Kind
	case foldOthers:
		return "*"
	}
	return ""
}

// worst leaves the most telling of the shown nodes alone, and folds the rest.
func (b *builder) worst(ranked []int32, alone int, rest folding) folding {
	keep := map[int32]bool{}
	for _, v := range ranked[:min(alone, len(ranked))] {
		keep[v] = true
	}
	return func(v int32) (result.Fold, string) {
		if keep[v] {
			return "", ""
		}
		return rest(v)
	}
}
