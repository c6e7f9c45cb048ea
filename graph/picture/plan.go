package picture

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// tellsLittle is how many boxes an automatic fold must leave, lest everything
// that there is to see is inside them.
const tellsLittle = 10

// attempt is a way to put nodes into boxes.
type attempt struct {
	fold   folding
	unseen bool // the nodes that are not shown share a box, too
	least  int  // boxes that it must leave
}

// arrange puts the shown nodes into as few boxes as the question and the budget
// ask for: the first of its attempts that fits.
func (b *builder) arrange(shown []bool) (*plan, error) {
	boxes, lines := MaxBoxes, MaxLines
	if b.d.Fold == result.FoldNone {
		boxes, lines = len(shown), mostIndirect
	}
	var p *plan
	for _, a := range b.attempts(shown) {
		var fits bool
		var err error
		if p, fits, err = b.try(a, shown, boxes, lines); fits || err != nil {
			return p, err
		}
	}
	if b.d.Fold == result.FoldNone {
		return p, nil
	}
	return b.worstFirst(shown)
}

// mostIndirect bounds the lines of a picture that is told never to fold: past
// it nodes that are not shown share a box after all, and its lines are direct.
const mostIndirect = 6000

// attempts lists the ways from the plainest to the coarsest.
func (b *builder) attempts(shown []bool) []attempt {
	var out []attempt
	add := func(least int, folds ...result.Fold) {
		out = append(out, attempt{fold: b.by(folds...), least: least})
		if slices.Contains(shown, false) {
			out = append(out, attempt{fold: b.by(folds...), unseen: true, least: least})
		}
	}
	switch b.d.Fold {
	case result.FoldNone:
		add(0)
	case result.FoldAuto:
		add(0)
		if b.far != nil { // what is near the focus is what was asked for
			return out
		}
		add(tellsLittle, result.FoldSector)
		add(tellsLittle, result.FoldSector, result.FoldKind)
		add(tellsLittle, result.FoldKind)
	default:
		add(0, b.d.Fold)
		add(tellsLittle, b.d.Fold, result.FoldKind)
		add(tellsLittle, result.FoldKind)
	}
	return out
}

// try carries out an attempt and says whether it fits.
func (b *builder) try(a attempt, shown []bool, boxes, lines int) (*plan, bool, error) {
	if err := b.ctx.Err(); err != nil {
		return nil, false, err
	}
	all := b.group(shown, a.fold)
	if a.unseen {
		all = append(all, b.rest(shown)...)
	}
	if len(all) > boxes || len(all) < a.least {
		return nil, false, nil
	}
	p, fits, err := b.join(all, lines)
	return p, fits, err
}

// rest is the box of all nodes that are not shown; none where all are.
func (b *builder) rest(shown []bool) []box {
	out := box{id: string(foldUnseen) + ":*", by: foldUnseen}
	for i, ok := range shown {
		if !ok {
			out.members = append(out.members, int32(i))
		}
	}
	switch len(out.members) {
	case 0:
		return nil
	case 1:
		return []box{b.alone(out.members[0])}
	}
	return []box{out}
}

// worstFirst gives the most telling nodes boxes of their own, as many as there
// is room for, and folds all others: by sector, else by kind; by kind; or into
// one box, where the finer ones leave no room for a few.
func (b *builder) worstFirst(shown []bool) (p *plan, err error) {
	ranked := b.ranked(shown)
	for _, rest := range []folding{b.any(result.FoldSector, result.FoldKind), b.any(result.FoldKind), b.any(foldOthers)} {
		for alone := MaxBoxes - len(b.group(shown, rest)) - 1; alone >= tellsLittle; alone = alone * 3 / 4 {
			for _, unseen := range []bool{false, true} {
				var fits bool
				p, fits, err = b.try(attempt{fold: b.worst(ranked, alone, rest), unseen: unseen}, shown, MaxBoxes, MaxLines)
				if fits || err != nil {
					return p, err
				}
			}
		}
	}
	return p, nil // not reached: 20 boxes, one of them for all that is not shown, always have room for their lines
}

// ranked returns the shown nodes, the most telling first: those that are always
// shown, what is nearest to the focus, the worst hit, those with most users
// down, those that most nodes name, by id.
func (b *builder) ranked(shown []bool) []int32 {
	var out []int32
	for i, ok := range shown {
		if ok {
			out = append(out, int32(i))
		}
	}
	users := func(v int32) float64 {
		if u := b.w.Nodes[v].UsersDown.Number(); u != nil {
			return *u
		}
		return 0
	}
	slices.SortFunc(out, func(x, y int32) int {
		n, o := &b.w.Nodes[x], &b.w.Nodes[y]
		return cmp.Or(boolean(b.always(y))-boolean(b.always(x)), cmp.Compare(b.distance(x), b.distance(y)), severity(o.State())-severity(n.State()),
			cmp.Compare(users(y), users(x)), cmp.Compare(b.net.dependents(y), b.net.dependents(x)), cmp.Compare(x, y))
	})
	return out
}

// distance is how far a node is from the focus: 0 without one, and for what
// failed outside its surroundings.
func (b *builder) distance(v int32) int32 {
	if b.far == nil {
		return 0
	}
	return max(0, b.far[v])
}

func boolean(x bool) int {
	if x {
		return 1
	}
	return 0
}
