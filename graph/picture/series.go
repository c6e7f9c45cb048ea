package picture

import "github.com/meoktong/meoktong/graph/result"

// foldSeries folds what follows each other in a row.
const foldSeries result.Fold = "series"

// leastInSeries is how many nodes in a row are worth a box.
const leastInSeries = 4

// bySeries folds rows of nodes: each needs the one before alone, is needed by the one
// after alone, and all fare alike. The ends of a chain, which others join or nothing
// does, stay.
func (b *builder) bySeries(shown []bool) folding {
	head := b.rows(shown)
	return func(v int32) (result.Fold, string) {
		if head[v] < 0 {
			return "", ""
		}
		return foldSeries, b.w.Nodes[head[v]].ID
	}
}

// rows returns for each node the first of the row that it is in, or -1.
func (b *builder) rows(shown []bool) []int32 {
	head := make([]int32, len(shown))
	for v := range head {
		head[v] = -1
	}
	for v := range head {
		if !b.between(int32(v), shown) || b.follows(int32(v), shown) {
			continue
		}
		row := []int32{int32(v)}
		for at := b.after(int32(v)); b.between(at, shown) && b.follows(at, shown); at = b.after(at) {
			row = append(row, at)
		}
		if len(row) >= leastInSeries {
			for _, at := range row {
				head[at] = int32(v)
			}
		}
	}
	return head
}

// between says whether a node stands between two others that are shown, and nothing
// else joins it.
func (b *builder) between(v int32, shown []bool) bool {
	into := b.net.into(v)
	return shown[v] && !b.always(v) && len(into) == 1 && b.net.dependents(v) == 1 && shown[into[0].from] && shown[b.after(v)]
}

// after is the one node that needs another.
func (b *builder) after(v int32) int32 { return b.net.links[b.net.out[b.net.outAt[v]]].to }

// follows says whether what a node needs is in the same row: between two others, too,
// and faring like it.
func (b *builder) follows(v int32, shown []bool) bool {
	before := b.net.into(v)[0].from
	x, y := &b.w.Nodes[before], &b.w.Nodes[v]
	return b.between(before, shown) && x.State() == y.State() && b.note(x) == b.note(y)
}
