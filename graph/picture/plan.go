package picture

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// What a picture that nobody told how to fold aims at: about as much as a slide shows
// in letters that can be read from the back of the room. MaxBoxes and MaxLines are what
// it may take where that cannot be had.
const (
	aimBoxes = 30
	aimLines = 80
)

// tellsLittle is how many boxes an automatic fold must leave, lest everything
// that there is to see is inside them.
const tellsLittle = 8

// attempt is a way to put nodes into boxes.
type attempt struct {
	fold   folding
	unseen bool // the nodes that are not shown share boxes, too
	least  int  // boxes that it must leave
}

// arrange puts the shown nodes into as few boxes as the question and the budget
// ask for: the first of its attempts that is as small as a picture should be, else the
// smallest that is as small as it must be.
func (b *builder) arrange(shown []bool) (*plan, error) {
	if b.d.Fold == result.FoldNone {
		return b.unfolded(shown)
	}
	var best *plan
	for _, a := range b.attempts(shown) {
		p, fits, err := b.try(a, shown, MaxBoxes, MaxLines)
		switch {
		case err != nil:
			return nil, err
		case fits && (b.d.Fold != result.FoldAuto || p.size() <= 1):
			return p, nil
		case fits && (best == nil || p.size() < best.size()):
			best = p
		}
	}
	if best != nil {
		return best, nil
	}
	return b.worstFirst(shown)
}

// size is how large a plan is beside what a picture aims at.
func (p *plan) size() float64 {
	return max(float64(len(p.boxes))/aimBoxes, float64(len(p.edges)+p.loose)/aimLines)
}

// mostIndirect bounds the lines of a picture that is told never to fold: past
// it nodes that are not shown share a box after all, and its lines are direct.
const mostIndirect = 6000

// unfolded gives each shown node a box of its own.
func (b *builder) unfolded(shown []bool) (p *plan, err error) {
	for _, unseen := range []bool{false, true} {
		var fits bool
		p, fits, err = b.try(attempt{fold: b.by(), unseen: unseen}, shown, len(shown), mostIndirect)
		if fits || err != nil {
			return p, err
		}
	}
	return p, nil
}

// attempts lists the ways from the plainest to the coarsest.
func (b *builder) attempts(shown []bool) []attempt {
	var out []attempt
	add := func(least int, ways ...folding) {
		out = append(out, attempt{fold: firstOf(ways...), least: least})
		if slices.Contains(shown, false) {
			out = append(out, attempt{fold: firstOf(ways...), unseen: true, least: least})
		}
	}
	if b.d.Fold != result.FoldAuto {
		add(0, b.by(b.d.Fold))
		add(tellsLittle, b.by(b.d.Fold, result.FoldKind))
		add(tellsLittle, b.by(result.FoldKind))
		return out
	}
	equal, series := later(shown, b.byEqual), later(shown, b.bySeries)
	add(0, b.by())
	add(0, equal)
	add(0, series, equal)
	for _, spared := range []folding{b.bySpared(false), b.bySpared(true)} {
		add(0, spared, series, equal)
	}
	if b.far != nil { // what is near the focus is what was asked for
		return out
	}
	add(tellsLittle, b.by(result.FoldSector), b.bySpared(true), series, equal)
	add(tellsLittle, b.by(result.FoldSector, result.FoldKind))
	add(tellsLittle, b.by(result.FoldKind))
	return out
}

// later makes a folding of the shown nodes once it is asked for.
func later(shown []bool, of func(shown []bool) folding) folding {
	var f folding
	return func(v int32) (result.Fold, string) {
		if f == nil {
			f = of(shown)
		}
		return f(v)
	}
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
	all, err := b.untangle(all)
	if err != nil || len(all) > boxes {
		return nil, false, err
	}
	return b.join(all, lines)
}

// rest is the box of all nodes that are not shown; none where all are.
func (b *builder) rest(shown []bool) []box {
	out := box{id: string(foldUnseen) + ":*", by: foldUnseen, value: "*"}
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
		for alone := aimBoxes - len(b.group(shown, rest)) - 1; alone >= tellsLittle; alone = alone * 3 / 4 {
			for _, unseen := range []bool{false, true} {
				var fits bool
				p, fits, err = b.try(attempt{fold: b.worst(ranked, alone, rest), unseen: unseen}, shown, MaxBoxes, MaxLines)
				if fits || err != nil {
					return p, err
				}
			}
		}
	}
	return b.layers(ranked[:min(tellsLittle, len(ranked))])
}

// layers gives a few nodes boxes of their own, and puts all others, shown or not, into
// one for each of the layers between them: what lies deeper than as many of the few.
// So nothing goes in a circle, and there is always room for the lines.
func (b *builder) layers(alone []int32) (*plan, error) {
	o, err := b.ordered()
	if err != nil {
		return nil, err
	}
	parts := make([]box, len(alone)+1)
	for i := range parts {
		parts[i] = box{by: foldOthers, value: "*"}
	}
	var boxes []box
	for v := range b.w.Nodes {
		if slices.Contains(alone, int32(v)) {
			boxes = append(boxes, b.alone(int32(v)))
			continue
		}
		above := 0
		for _, a := range alone {
			above += boolean(o.depth[a] < o.depth[v])
		}
		parts[above].members = append(parts[above].members, int32(v))
	}
	parts = slices.DeleteFunc(parts, func(x box) bool { return len(x.members) == 0 })
	boxes = append(boxes, b.named(parts)...)
	slices.SortFunc(boxes, func(x, y box) int { return strings.Compare(x.id, y.id) })
	p, _, err := b.join(boxes, MaxLines)
	return p, err
}

// ranked returns the shown nodes, the most telling first.
func (b *builder) ranked(shown []bool) []int32 {
	var out []int32
	for i, ok := range shown {
		if ok {
			out = append(out, int32(i))
		}
	}
	slices.SortFunc(out, b.moreTelling)
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
