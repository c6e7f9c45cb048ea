package zbdd

import (
	"github.com/meoktong/meoktong/graph/faulttree/bdd"
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// With returns the sets of a root that hold the element of a level, without that
// element. Nodes before from are other families'. Cost: linear in the nodes from
// there to the root.
func (z *Table) With(from, root diagram.Ref, level int32) diagram.Ref {
	if root < from {
		return diagram.Zero
	}
	used := z.Reach(from, root)
	out := make([]diagram.Ref, len(used))
	at := func(r diagram.Ref) diagram.Ref {
		if r < from {
			return diagram.Zero
		}
		return out[r-from]
	}
	for i, is := range used {
		if !is || z.Stopped() {
			continue
		}
		switch n := z.At(from + diagram.Ref(i)); {
		case n.Level == level:
			out[i] = n.Hi
		case n.Level < level:
			out[i] = z.Node(n.Level, at(n.Lo), at(n.Hi))
		}
	}
	return out[root-from]
}

// Unions turns families into the functions that are true where some set of the
// family is.
type Unions struct {
	z  *Table
	b  *bdd.Table
	of []diagram.Ref // node of z -> function
}

// NewUnions returns a Unions that makes its functions in b.
func NewUnions(z *Table, b *bdd.Table) *Unions {
	return &Unions{z: z, b: b, of: []diagram.Ref{diagram.Zero, diagram.One}}
}

// Of returns the function of a family. It does the nodes below one by one, those
// first that others stand on. Cost: one Or for each node that it has not met
// before.
func (u *Unions) Of(from, root diagram.Ref) diagram.Ref {
	if root <= diagram.One {
		return root
	}
	for len(u.of) <= int(root) {
		u.of = append(u.of, diagram.Zero)
	}
	for i, used := range u.z.Reach(from, root) {
		r := from + diagram.Ref(i)
		if !used || u.of[r] != diagram.Zero || u.b.Stopped() {
			continue
		}
		n := u.z.At(r)
		u.of[r] = u.b.Node(n.Level, u.of[n.Lo], u.b.Or(u.of[n.Lo], u.of[n.Hi]))
	}
	return u.of[root]
}
