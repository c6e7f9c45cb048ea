package picture

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// foldRows puts the rows of a proof that is more than a slide shows into boxes: what
// follows one another, alike, with nothing else joined to it.
func (p *proofPicture) foldRows(pic *result.Picture) {
	if len(pic.Nodes) <= aimBoxes {
		return
	}
	r := newRows(pic, idOf(p.w.Node))
	boxOf := map[string]string{}
	for _, row := range r.all() {
		first, last := pic.Nodes[r.index[row[0]]], pic.Nodes[r.index[row[len(row)-1]]]
		box := first
		box.ID, box.Folded, box.Of = string(foldSeries)+":"+first.ID, len(row), row
		box.Name, box.Other = first.Name+" … "+last.Name, p.t.InARow
		box.Note = joined(": ", p.t.Nodes.With(len(row)), first.Note)
		box.Title = box.Name + ": " + box.Note
		pic.Nodes = append(pic.Nodes, box)
		for _, id := range row {
			boxOf[id] = box.ID
		}
	}
	pic.Nodes = slices.DeleteFunc(pic.Nodes, func(n result.PictureNode) bool { return boxOf[n.ID] != "" })
	for i := range pic.Edges {
		e := &pic.Edges[i]
		e.From, e.To = cmp.Or(boxOf[e.From], e.From), cmp.Or(boxOf[e.To], e.To)
	}
	pic.Edges = slices.DeleteFunc(pic.Edges, func(e result.PictureEdge) bool { return e.From == e.To })
	slices.SortFunc(pic.Nodes, byID)
	slices.SortFunc(pic.Edges, byEnds)
}

// rows finds the rows of a picture.
type rows struct {
	pic     *result.Picture
	index   map[string]int   // of nodes, by id
	in, out map[string][]int // edges
	apart   string           // id of a node that is in none
}

func newRows(pic *result.Picture, apart string) *rows {
	r := &rows{pic, map[string]int{}, map[string][]int{}, map[string][]int{}, apart}
	for i, n := range pic.Nodes {
		r.index[n.ID] = i
	}
	for i, e := range pic.Edges {
		r.in[e.To], r.out[e.From] = append(r.in[e.To], i), append(r.out[e.From], i)
	}
	return r
}

// inner says whether a box stands between two others.
func (r *rows) inner(id string) bool {
	return id != r.apart && len(r.in[id]) == 1 && len(r.out[id]) == 1 && r.pic.Nodes[r.index[id]].State != result.StateFailed
}

// before and after are the boxes next to an inner one.
func (r *rows) before(id string) string { return r.pic.Edges[r.in[id][0]].From }
func (r *rows) after(id string) string  { return r.pic.Edges[r.out[id][0]].To }

// follows says whether an inner box is in one row with the one before.
func (r *rows) follows(id string) bool {
	before := r.before(id)
	x, y := r.pic.Nodes[r.index[before]], r.pic.Nodes[r.index[id]]
	return r.inner(before) && x.State == y.State && x.Note == y.Note
}

// all returns the rows worth a box, each from its first to its last.
func (r *rows) all() [][]string {
	var out [][]string
	for _, n := range r.pic.Nodes {
		if !r.inner(n.ID) || r.follows(n.ID) {
			continue
		}
		row := []string{n.ID}
		for at := r.after(n.ID); r.inner(at) && r.follows(at); at = r.after(at) {
			row = append(row, at)
		}
		if len(row) >= leastInSeries {
			out = append(out, row)
		}
	}
	return out
}
