package diagram

import "context"

// BDD is a table of binary diagrams.
type BDD struct {
	table
	ands, ors cache
}

// NewBDD returns an empty table.
func NewBDD(ctx context.Context, budget int) *BDD {
	return &BDD{table: newTable(ctx, budget), ands: newCache(), ors: newCache()}
}

// Race bounds the table further: it stops when lost, asked now and then with the
// number of nodes made, says so.
func (b *BDD) Race(lost func(nodes int) bool) { b.limit = lost }

// Node returns the function that is hi where the variable of the level is true,
// and lo where it is false. Both must be of later levels.
func (b *BDD) Node(level int32, lo, hi Ref) Ref {
	if lo == hi {
		return lo
	}
	return b.find(level, lo, hi)
}

// Var returns the variable of a level.
func (b *BDD) Var(level int32) Ref { return b.Node(level, Zero, One) }

// Or returns f or g. Cost: at most the product of their sizes.
func (b *BDD) Or(f, g Ref) Ref { return b.combine(f, g, One, Zero, &b.ors) }

// And returns f and g. Cost: at most the product of their sizes.
func (b *BDD) And(f, g Ref) Ref { return b.combine(f, g, Zero, One, &b.ands) }

// combine applies an operation that either order of operands serves: wins
// decides it whatever the other is, yields leaves it to the other.
func (b *BDD) combine(f, g, wins, yields Ref, done *cache) Ref {
	switch {
	case f == wins || g == wins:
		return wins
	case f == yields || f == g:
		return g
	case g == yields:
		return f
	}
	if f > g {
		f, g = g, f
	}
	if c := done.at(f, g); c.a == f && c.b == g {
		return c.value
	}
	if b.stopped() {
		return Zero
	}
	level, f0, f1, g0, g1 := b.split(f, g)
	lo := b.combine(f0, g0, wins, yields, done)
	r := b.Node(level, lo, b.combine(f1, g1, wins, yields, done))
	*done.at(f, g) = result{f, g, r}
	done.grow()
	return r
}

// split returns the cofactors of two functions at the upper of their levels.
func (b *BDD) split(f, g Ref) (level int32, f0, f1, g0, g1 Ref) {
	nf, ng := &b.nodes[f], &b.nodes[g]
	f0, f1, g0, g1 = f, f, g, g
	level = min(nf.level, ng.level)
	if nf.level == level {
		f0, f1 = nf.lo, nf.hi
	}
	if ng.level == level {
		g0, g1 = ng.lo, ng.hi
	}
	return level, f0, f1, g0, g1
}

// AtLeast returns the function that is true if at least k of the functions are.
// It is a recursion over what is left to find among those left to look at: k
// times their number of steps, never the sum of all products.
func (b *BDD) AtLeast(k int, fs []Ref) Ref {
	// have[j]: at least j of those looked at so far, from the last to the first
	have := make([]Ref, k+1)
	have[0] = One
	for i := len(fs) - 1; i >= 0; i-- {
		for j := min(k, len(fs)-i); j > 0; j-- {
			have[j] = b.choose(fs[i], have[j-1], have[j])
		}
	}
	return have[k]
}

// choose returns hi where f is true, else lo; lo implies hi.
func (b *BDD) choose(f, hi, lo Ref) Ref {
	if n := b.nodes[f]; n.lo == Zero && n.hi == One && n.level < min(b.nodes[hi].level, b.nodes[lo].level) {
		return b.Node(n.level, lo, hi)
	}
	return b.Or(b.And(f, hi), lo)
}

// Reach marks the nodes from one reference up to a root that the root leads to,
// by their distance from the first. Cost: linear in that range.
func (t *table) Reach(from, root Ref) []bool {
	if root < from {
		return nil
	}
	used := make([]bool, root-from+1)
	used[root-from] = true
	for r := root; r >= from; r-- {
		if !used[r-from] {
			continue
		}
		for _, child := range [2]Ref{t.nodes[r].lo, t.nodes[r].hi} {
			if child >= from {
				used[child-from] = true
			}
		}
	}
	return used
}
