package montecarlo

import "github.com/meoktong/meoktong/graph"

const none = int32(-1)

// system is one of the two of a component round which a supply goes, in the making.
type system struct {
	component int32
	bit       uint8
	stopped   []lane // vertex: the trials in which it has not started (Y); what stands (X) is in lost
}

// reads says whether a member that flows is to be read in what has started.
func (s *system) reads(g *graph.Graph, m int32, source uint8) bool {
	return source == s.bit && g.Component(m) == s.component
}

// settleBase notes in every trial what is down, or not up, with nothing failed.
func (w *worker) settleBase() {
	if w.base == nil || len(w.g.Unless()) > 0 { // a failure may raise what an unless holds down
		return
	}
	always := lane{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	for _, v := range w.base.FallenBefore() {
		w.lost[v][lostUp] = always
		if w.base.Before(v) == graph.Down {
			w.lost[v][lostNotDown] = always
		}
	}
}

// fed works a component round which a supply goes: in each trial, of each system the
// greatest X = μY.F(X, Y) of levels (see cascade.Cascade.Run). "Not down" comes first,
// as "up" reads it. Cost: one pass over the component for what has started, and a
// further one as often as that leaves less standing.
func (w *worker) fed(vertices []int32) {
	s := &w.system
	s.component = w.g.Component(vertices[0])
	own := make([][2]lane, len(vertices))
	for i, v := range vertices {
		own[i] = w.lost[v]
	}
	place := make(map[int32]int, len(vertices))
	for i, v := range vertices {
		place[v] = i
	}
	for _, s.bit = range []uint8{lostNotDown, lostUp} {
		for more := true; more && w.ctx.Err() == nil; {
			for _, v := range vertices {
				for i := range lanes {
					s.stopped[v][i] = ^uint64(0)
				}
			}
			w.work(vertices, func(v int32) bool { return w.startAgain(v, own[place[v]][s.bit]) })
			more = false
			for _, v := range vertices {
				more = more || w.lost[v][s.bit] != s.stopped[v]
				w.lost[v][s.bit] = s.stopped[v]
			}
		}
	}
	s.component = none
}

// startAgain finds in which trials a vertex has not started, given what has, and says
// whether these are fewer than before.
func (w *worker) startAgain(v int32, own lane) bool {
	bit := w.system.bit
	for _, m := range w.plain[w.plainFirst[v]:w.plainFirst[v+1]] {
		for i := range lanes {
			own[i] |= w.lost[m][bit][i]
		}
	}
	groups := w.groups[w.groupFirst[v]:w.groupFirst[v+1]]
	for j := range groups {
		gr := &groups[j]
		w.inner[j][lostNotDown] = w.group(gr, lostNotDown)
		w.inner[j][lostUp] = w.group(gr, lostUp)
		if gr.top {
			for i := range lanes {
				own[i] |= w.inner[j][bit][i]
			}
		}
	}
	fewer := own != w.system.stopped[v]
	w.system.stopped[v] = own
	return fewer
}
