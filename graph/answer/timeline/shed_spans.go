package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
)

// told returns the times in which a vertex is not up for all who use it: its spans, cut where
// the share of those whom load turns away changes. Whoever is turned away of a vertex that is
// up, since it accepts what is degraded, finds it down: for some it is not up.
func (s *Simulation) told(v int32) []span {
	spans, sheds := s.spans[v], s.sheds[v]
	if len(sheds) == 0 || !s.used(v) {
		return spans
	}
	var out []span
	at := cuts(spans, sheds)
	for i, from := range at {
		to := never
		if i+1 < len(at) {
			to = at[i+1]
		}
		if sp, any := piece(spans, sheds, from, to); any {
			if n := len(out); n > 0 && out[n-1].to == from && out[n-1].like(sp.level, sp.of) {
				out[n-1].to = to
				continue
			}
			out = append(out, sp)
		}
	}
	return out
}

// cuts returns the moments at which spans or sheds begin or end, sorted.
func cuts(spans []span, sheds []shed) (out []time.Duration) {
	note := func(from, to time.Duration) {
		if out = append(out, from); to != never {
			out = append(out, to)
		}
	}
	for _, sp := range spans {
		note(sp.from, sp.to)
	}
	for _, sh := range sheds {
		note(sh.from, sh.to)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// piece returns how a vertex is between two moments at which nothing changes, and whether it
// is then down or degraded for anyone.
func piece(spans []span, sheds []shed, from, to time.Duration) (span, bool) {
	lasts := func(a, b time.Duration) bool { return a <= from && (b == never || from < b) }
	out, share := span{level: graph.Up, from: from, to: to}, 0.0
	for _, sp := range spans {
		if lasts(sp.from, sp.to) {
			out.level, out.of = sp.level, sp.of
		}
	}
	for _, sh := range sheds {
		if lasts(sh.from, sh.to) {
			share = users.Share(sh.share)
		}
	}
	if share > 0 && out.level > graph.Down && out.of == nil {
		out.of = &shares{down: share}
		if out.level == graph.Degraded {
			out.of.degraded = users.Share(1 - share)
		}
		out.level = graph.Degraded
	}
	return out, out.level < graph.Up
}

// all yields the vertices of which there is any time to tell, in no order.
func (s *Simulation) all() map[int32]bool {
	out := map[int32]bool{}
	for v := range s.spans {
		out[v] = true
	}
	for v := range s.sheds {
		out[v] = true
	}
	return out
}
