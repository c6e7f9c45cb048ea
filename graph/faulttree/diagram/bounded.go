package diagram

// Product returns the minimal ones among the unions of a set of p with one of q,
// of size at most order.
func (z *ZBDD) Product(p, q Ref, order int) Ref {
	switch {
	case p == Zero || q == Zero:
		return Zero
	case p == One || p == q:
		return z.Limit(q, order)
	case q == One:
		return z.Limit(p, order)
	}
	if p > q {
		p, q = q, p
	}
	if c := z.of(&z.products, order).at(p, q); c.a == p && c.b == q {
		return c.value
	}
	if z.stopped() {
		return Zero
	}
	level := min(z.nodes[p].level, z.nodes[q].level)
	p0, p1 := z.cofactors(p, level)
	q0, q1 := z.cofactors(q, level)
	lo, hi := z.Product(p0, q0, order), Zero
	if rest, fits := z.rest(order, level); fits {
		hi = z.Union(z.Product(p1, z.Union(q0, q1), rest), z.Product(p0, q1, rest))
	}
	r := z.Node(level, lo, z.Without(hi, lo))
	c := z.of(&z.products, order)
	*c.at(p, q) = result{p, q, r}
	c.grow()
	return r
}

// Limit returns the sets of p of size at most order.
func (z *ZBDD) Limit(p Ref, order int) Ref {
	if order == Unbounded || p <= One {
		return p
	}
	if c := z.of(&z.limits, order).at(p, 0); c.a == p {
		return c.value
	}
	if z.stopped() {
		return Zero
	}
	n := z.nodes[p]
	hi := Zero
	if rest, fits := z.rest(order, n.level); fits {
		hi = z.Limit(n.hi, rest)
	}
	r := z.Node(n.level, z.Limit(n.lo, order), hi)
	c := z.of(&z.limits, order)
	*c.at(p, 0) = result{p, 0, r}
	c.grow()
	return r
}

// of returns the cache for results under an order.
func (z *ZBDD) of(caches *[]cache, order int) *cache {
	for len(*caches) <= order+1 {
		*caches = append(*caches, newCache())
	}
	return &(*caches)[order+1]
}

// rest returns the order that is left once the element of a level is in, and
// whether it fits at all.
func (z *ZBDD) rest(order int, level int32) (rest int, fits bool) {
	if order == Unbounded {
		return Unbounded, true
	}
	rest = order - z.weight(level)
	return max(rest, 0), rest >= 0
}

func (z *ZBDD) cofactors(p Ref, level int32) (p0, p1 Ref) {
	if n := z.nodes[p]; n.level == level {
		return n.lo, n.hi
	}
	return p, Zero
}

// AtLeast returns the minimal unions of k of the families, of size at most
// order, by the same recursion as that of BDD.
func (z *ZBDD) AtLeast(k int, ps []Ref, order int) Ref {
	have := make([]Ref, k+1)
	have[0] = One
	for i := len(ps) - 1; i >= 0; i-- {
		for j := min(k, len(ps)-i); j > 0; j-- {
			have[j] = z.choose(ps[i], have[j-1], have[j], order)
		}
	}
	return have[k]
}

// choose returns the sets of p each united with one of hi, and those of lo; lo
// implies hi.
func (z *ZBDD) choose(p, hi, lo Ref, order int) Ref {
	if n := z.nodes[p]; n.lo == Zero && n.hi == One && n.level < min(z.nodes[hi].level, z.nodes[lo].level) {
		rest, fits := z.rest(order, n.level)
		if !fits {
			return lo
		}
		return z.Node(n.level, lo, z.Without(z.Limit(hi, rest), lo))
	}
	return z.Union(z.Product(p, hi, order), lo)
}
