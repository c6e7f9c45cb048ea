package picture

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// sector returns which of the answer's sectors a box is, or -1.
func (b *builder) sector(x *box) int {
	for i := range b.w.Sectors {
		if x.by == result.FoldSector && b.w.Sectors[i].ID == x.value {
			return i
		}
	}
	return -1
}

// boxName names a box in both languages. Boxes that were one are numbered.
func (b *builder) boxName(x *box) (name, other string) {
	if name, other = b.foldName(x); x.part > 0 {
		name = fmt.Sprintf("%s (%d)", name, x.part)
	}
	return name, other
}

func (b *builder) foldName(x *box) (name, other string) {
	switch x.by {
	case result.FoldSector:
		if i := b.sector(x); i >= 0 {
			names := b.w.Sectors[i].Names
			return names.In(b.t.Lang, x.value), names.Other(b.t.Lang)
		}
	case foldSpared:
		if x.value == "*" {
			return b.t.SparedNodes, ""
		}
		fallthrough
	case result.FoldKind:
		for _, k := range b.m.AllKinds() {
			if names := result.Names(k.Name); k.ID == x.value {
				return names.In(b.t.Lang, k.ID), names.Other(b.t.Lang)
			}
		}
	case foldOthers:
		return b.t.OtherNodes, ""
	case foldUnseen:
		return b.t.NotShown, ""
	case foldEqual:
		most := slices.MinFunc(x.members, b.moreTelling)
		return b.nameOf(b.w.Nodes[most].ID), b.t.Alike.With(len(x.members) - 1)
	case foldSeries:
		first, last := b.ends(x)
		return b.nameOf(first) + " … " + b.nameOf(last), b.t.InARow
	}
	return x.value, ""
}

// ends are the ids of the first and the last node of a row.
func (b *builder) ends(x *box) (first, last string) {
	inside := map[int32]bool{}
	for _, v := range x.members {
		inside[v] = true
	}
	for _, v := range x.members {
		if !inside[b.net.into(v)[0].from] {
			first = b.w.Nodes[v].ID
		}
		if !inside[b.after(v)] {
			last = b.w.Nodes[v].ID
		}
	}
	return first, last
}
