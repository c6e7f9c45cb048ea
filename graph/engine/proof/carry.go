package proof

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// By is how a gate stands although members of it are lost.
type By uint8

// The ways to stand.
const (
	Redundancy By = iota // enough other members are up
	Holdup               // it rides through at the horizon
	Accepts              // a degraded value is good enough
	Unless               // nothing of it is lost: what had to be down for it is
)

// Carried is a gate that stands although members of it are lost: there the
// failure ends.
type Carried struct {
	Gate    int32
	By      By
	Lost    []int32 // slots of lost members, groups within the gate included
	Holding []int32 // slots of the others
	Down    []int32 // slots of members that had to be down for it, and are, and were not with nothing failed
	Path    []int32 // vertices from the gate's own to the one in question, each needed by the next
}

// Carry returns the gates that end the failure on its way to the given vertices,
// which are up after the cascade's last run: nearest first. Empty if nothing
// that failed reaches them. At most limit gates are returned; more says whether
// there are others. Cost: that of all that the vertices need, over what is up. The
// error is the context's.
func Carry(ctx context.Context, g *graph.Graph, c *cascade.Cascade, vertices []int32, limit int) (out []Carried, more bool, err error) {
	const asked, often = -1, 1024
	looks := 0
	dependent := map[int32]int32{} // of what was seen: through which
	queue := slices.Clone(vertices)
	for _, v := range queue {
		dependent[v] = asked
	}
	for ; len(queue) > 0; queue = queue[1:] {
		if looks++; looks%often == 0 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		from, to := g.Gates(queue[0])
		for gate := from; gate < to; gate++ {
			for i, m := range g.Members(gate) {
				if m < 0 || c.Level(m) != graph.Up || g.Inverted(g.FirstSlot(gate)+int32(i)) {
					continue
				}
				if _, seen := dependent[m]; !seen {
					dependent[m] = queue[0]
					queue = append(queue, m)
				}
			}
			if g.Parent(gate) >= 0 {
				continue
			}
			if x := carried(g, c, gate); len(x.Lost)+len(x.Down) == 0 {
				continue
			} else if len(out) == limit {
				return out, true, nil
			} else {
				for v := queue[0]; v != asked; v = dependent[v] {
					x.Path = append(x.Path, v)
				}
				out = append(out, x)
			}
		}
	}
	return out, false, nil
}

func carried(g *graph.Graph, c *cascade.Cascade, top int32) Carried {
	out := Carried{Gate: top}
	for gates := []int32{top}; len(gates) > 0; gates = gates[1:] {
		first := g.FirstSlot(gates[0])
		for i, m := range g.Members(gates[0]) {
			switch slot := first + int32(i); {
			case m < 0:
				gates = append(gates, ^m)
			case g.Inverted(slot) && c.Level(m) == graph.Down && c.Before(m) > graph.Down:
				out.Down = append(out.Down, slot)
			case g.Inverted(slot), len(g.Unless()) > 0 && c.Level(m) < graph.Up && c.Level(m) == c.Before(m): // as before
			case c.Level(m) == graph.Up:
				out.Holding = append(out.Holding, slot)
			default:
				out.Lost = append(out.Lost, slot)
			}
		}
	}
	if len(out.Lost) == 0 {
		if out.By = Unless; c.Before(g.Owner(top)) == graph.Up {
			out.Down = nil // it has held all the time
		}
		return out
	}
	switch f, ok := c.Fall(top, graph.Degraded); {
	case !ok:
		out.By = Holdup
	case g.Mods(top).Accepts && c.LostMembers(top, graph.Degraded) >= f.End-f.First-g.K(top)+1:
		out.By = Accepts
	}
	return out
}
