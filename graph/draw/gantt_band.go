package draw

import "github.com/meoktong/meoktong/graph/result"

const (
	bandCap  = 4.0 // half the height of what a band ends with
	bandDrop = 3.0 // from the foot of a bar to its band
)

// bands draws, below a row's bars, between what they begin and end in most trials.
func (g *gantt) bands(r *sizedRow) []group {
	var out []group
	for _, band := range r.row.Bands {
		out = append(out, g.band(band, r.y+barHeight/2+bandDrop))
	}
	return out
}

func (g *gantt) band(b result.ChartBand, y float64) group {
	out := group{class: "band", role: "img", title: clean(b.Title)}
	from, to := g.axis.at(bounded(b.FromS)), g.axis.right()+plotInset-2
	var p path
	p.move(from, y-bandCap)
	p.line(from, y+bandCap)
	if b.ToS != nil {
		to = max(from, g.axis.at(bounded(*b.ToS)))
		p.move(to, y-bandCap)
		p.line(to, y+bandCap)
	}
	p.move(from, y)
	p.line(to, y)
	out.draw("band", p)
	return out
}
