package picture

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// mostListed is how many of a box's nodes are listed in it, mostNamed how many are named
// where they are only named.
const (
	mostListed = 8
	mostNamed  = 12
)

// list lists in a box those of its nodes that are affected, the worst first, and names
// those of a box in which none is, where the box has no other name.
func (b *builder) list(out *result.PictureNode, x *box) {
	hit := slices.DeleteFunc(slices.Clone(x.members), func(v int32) bool { return !b.affected(int(v)) })
	slices.SortFunc(hit, b.moreTelling)
	for _, v := range hit[:min(mostListed, len(hit))] {
		n := &b.w.Nodes[v]
		out.Members = append(out.Members, result.PictureMember{Name: n.Names.In(b.t.Lang, n.ID), Note: b.short(n), State: n.State()})
	}
	if more := len(hit) - mostListed; more > 0 {
		out.More = fmt.Sprintf(b.t.AndMore, more)
	}
	if len(hit) == 0 && (x.by == foldSpared || x.by == foldUnseen || x.by == foldOthers) {
		out.Other = b.names(x.members)
	}
}

// short is what a line of a list says of how a node fares.
func (b *builder) short(n *result.NodeState) string {
	if n.State() == result.StatePartial && n.ShareDown != nil {
		return b.t.Percent(*n.ShareDown)
	}
	return b.note(n)
}

// names are those of the first few of some nodes.
func (b *builder) names(nodes []int32) string {
	var out []string
	for _, v := range nodes[:min(mostNamed, len(nodes))] {
		out = append(out, b.w.Nodes[v].Names.In(b.t.Lang, b.w.Nodes[v].ID))
	}
	if more := len(nodes) - mostNamed; more > 0 {
		out = append(out, fmt.Sprintf(b.t.AndMore, more))
	}
	return strings.Join(out, ", ")
}

// moreTelling orders nodes: what is always shown, what is nearest to the focus, the
// worst hit, those with most users down, those that most nodes name, by id.
func (b *builder) moreTelling(x, y int32) int {
	n, o := &b.w.Nodes[x], &b.w.Nodes[y]
	return cmp.Or(boolean(b.always(y))-boolean(b.always(x)), cmp.Compare(b.distance(x), b.distance(y)), severity(o.State())-severity(n.State()),
		cmp.Compare(b.usersDown(y), b.usersDown(x)), cmp.Compare(b.net.dependents(y), b.net.dependents(x)), cmp.Compare(x, y))
}

// usersDown is how many users of a node are down, 0 where that is not known.
func (b *builder) usersDown(v int32) float64 {
	if u := b.w.Nodes[v].UsersDown.Number(); u != nil {
		return *u
	}
	return 0
}
