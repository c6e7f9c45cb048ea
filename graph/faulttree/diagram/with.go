package diagram

// With returns the sets of a root that hold the element of a level, without that
// element. Nodes before from are other families'. Cost: linear in the nodes from
// there to the root.
func (z *ZBDD) With(from, root Ref, level int32) Ref {
	if root < from {
		return Zero
	}
	used := z.Reach(from, root)
	out := make([]Ref, len(used))
	at := func(r Ref) Ref {
		if r < from {
			return Zero
		}
		return out[r-from]
	}
	for i, is := range used {
		if !is || z.stopped() {
			continue
		}
		switch n := z.nodes[from+Ref(i)]; {
		case n.level == level:
			out[i] = n.hi
		case n.level < level:
			out[i] = z.Node(n.level, at(n.lo), at(n.hi))
		}
	}
	return out[root-from]
}

// Unions turns families into the functions that are true where some set of the
// family is.
type Unions struct {
	z  *ZBDD
	b  *BDD
	of []Ref // node of z -> function
}

// NewUnions returns a Unions that makes its functions in b.
func NewUnions(z *ZBDD, b *BDD) *Unions { return &Unions{z: z, b: b, of: []Ref{Zero, One}} }

// Of returns the function of a family. It does the nodes below one by one, those
// first that others stand on. Cost: one Or for each node that it has not met
// before.
func (u *Unions) Of(from, root Ref) Ref {
	if root <= One {
		return root
	}
	for len(u.of) <= int(root) {
		u.of = append(u.of, Zero)
	}
	for i, used := range u.z.Reach(from, root) {
		r := from + Ref(i)
		if !used || u.of[r] != Zero || u.b.stopped() {
			continue
		}
		n := u.z.nodes[r]
		u.of[r] = u.b.Node(n.level, u.of[n.lo], u.b.Or(u.of[n.lo], u.of[n.hi]))
	}
	return u.of[root]
}
