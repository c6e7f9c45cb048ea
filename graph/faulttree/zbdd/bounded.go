package zbdd

import (
	"github.com/meoktong/meoktong/graph/faulttree/diagram"
)

// Product returns the minimal ones among the unions of a set of p with one of q,
// of size at most order.
func (z *Table) Product(p, q diagram.Ref, order int) diagram.Ref {
	switch {
	case p == diagram.Zero || q == diagram.Zero:
		return diagram.Zero
	case p == diagram.One || p == q:
		return z.Limit(q, order)
	case q == diagram.One:
		return z.Limit(p, order)
	}
	if p > q {
		p, q = q, p
	}
	if c := z.of(&z.products, order).At(p, q); c.A == p && c.B == q {
		return c.Value
	}
	if z.Stopped() {
		return diagram.Zero
	}
	level := min(z.Level(p), z.Level(q))
	p0, p1 := z.cofactors(p, level)
	q0, q1 := z.cofactors(q, level)
	lo, hi := z.Product(p0, q0, order), diagram.Zero
	if rest, fits := z.Rest(order, level); fits {
		hi = z.Union(z.Product(p1, z.Union(q0, q1), rest), z.Product(p0, q1, rest))
	}
	r := z.Node(level, lo, z.Without(hi, lo))
	c := z.of(&z.products, order)
	*c.At(p, q) = diagram.Entry{A: p, B: q, Value: r}
	c.Stored()
	return r
}

// Limit returns the sets of p of size at most order.
func (z *Table) Limit(p diagram.Ref, order int) diagram.Ref {
	if order == Unbounded || p <= diagram.One {
		return p
	}
	if c := z.of(&z.limits, order).At(p, 0); c.A == p {
		return c.Value
	}
	if z.Stopped() {
		return diagram.Zero
	}
	n := z.At(p)
	hi := diagram.Zero
	if rest, fits := z.Rest(order, n.Level); fits {
		hi = z.Limit(n.Hi, rest)
	}
	r := z.Node(n.Level, z.Limit(n.Lo, order), hi)
	c := z.of(&z.limits, order)
	*c.At(p, 0) = diagram.Entry{A: p, B: 0, Value: r}
	c.Stored()
	return r
}

// of returns the cache for results under an order.
func (z *Table) of(caches *[]diagram.Cache, order int) *diagram.Cache {
	for len(*caches) <= order+1 {
		*caches = append(*caches, diagram.NewCache())
	}
	return &(*caches)[order+1]
}

// Rest returns the order that is left once the element of a level is in, and
// whether it fits at all.
func (z *Table) Rest(order int, level int32) (rest int, fits bool) {
	if order == Unbounded {
		return Unbounded, true
	}
	rest = order - z.weight(level)
	return max(rest, 0), rest >= 0
}

func (z *Table) cofactors(p diagram.Ref, level int32) (p0, p1 diagram.Ref) {
	if n := z.At(p); n.Level == level {
		return n.Lo, n.Hi
	}
	return p, diagram.Zero
}

// AtLeast returns the minimal unions of k of the families, of size at most
// order, by the same recursion as that of BDD.
func (z *Table) AtLeast(k int, ps []diagram.Ref, order int) diagram.Ref {
	have := make([]diagram.Ref, k+1)
	have[0] = diagram.One
	for i := len(ps) - 1; i >= 0; i-- {
		for j := min(k, len(ps)-i); j > 0; j-- {
			have[j] = z.choose(ps[i], have[j-1], have[j], order)
		}
	}
	return have[k]
}

// choose returns the sets of p each united with one of hi, and those of lo; lo
// implies hi.
func (z *Table) choose(p, hi, lo diagram.Ref, order int) diagram.Ref {
	if n := z.At(p); n.Lo == diagram.Zero && n.Hi == diagram.One && n.Level < min(z.Level(hi), z.Level(lo)) {
		rest, fits := z.Rest(order, n.Level)
		if !fits {
			return lo
		}
		return z.Node(n.Level, lo, z.Without(z.Limit(hi, rest), lo))
	}
	return z.Union(z.Product(p, hi, order), lo)
}
