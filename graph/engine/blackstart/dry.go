package blackstart

import (
	"context"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// dry is what does not stand within its component with nothing failed and all else on:
// no loop of supply gives anything by itself. For such a vertex nothing is lost when it
// does not start.
type dry struct {
	g     *graph.Graph
	down  map[int32]bool // they are down
	notUp map[int32]bool // they are at most degraded
	up    bool           // it is asked who is up, not who is not down
}

// dryOf finds them. It costs the fed components, times the depth of loops in loops. The
// error is the context's.
func dryOf(ctx context.Context, g *graph.Graph) (*dry, error) {
	d := &dry{g: g, down: map[int32]bool{}, notUp: map[int32]bool{}}
	if !g.HasFed() {
		return d, nil
	}
	s := supply.New(g)
	for _, d.up = range []bool{false, true} {
		for c := range int32(g.Components()) {
			for more := g.Fed(c); more; {
				if err := s.Start(ctx, c, d); err != nil {
					return d, err
				}
				more = false
				for _, v := range g.Loop(c) {
					if d.Stands(v) && !s.Live(v) {
						d.found()[v], more = true, true
					}
				}
			}
		}
	}
	return d, nil
}

func (d *dry) found() map[int32]bool {
	if d.up {
		return d.notUp
	}
	return d.down
}

// Stands says whether a vertex is none that was found.
func (d *dry) Stands(v int32) bool { return !d.found()[v] }

// Need returns what a gate takes, with every delay over.
func (d *dry) Need(gate int32) supply.Need {
	first, m := d.g.FirstSlot(gate), d.g.Mods(gate)
	n := supply.Need{First: first, End: first + int32(len(d.g.Members(gate))), K: d.g.K(gate)}
	switch {
	case m.Unless: // all else is as it has to be
		n.Settled, n.Holds = true, true
	case !d.up:
		n.Settled, n.Holds = m.Loss, m.Loss
		if m.Whole {
			n.K = 1
		}
	case m.Accepts:
		n.Settled, n.Holds = true, d.notDown(gate) >= n.K
	}
	return n
}

// notDown counts the members of a gate that are not down.
func (d *dry) notDown(gate int32) (n int32) {
	for _, m := range d.g.Members(gate) {
		switch {
		case m >= 0 && !d.down[m], m < 0 && (d.g.Mods(^m).Loss || d.g.Mods(^m).Unless || d.notDown(^m) >= d.g.K(^m)):
			n++
		}
	}
	return n
}
