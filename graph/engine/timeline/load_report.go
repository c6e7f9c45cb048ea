package timeline

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/engine/load"
)

// Runs that go together bear the same loads: of each what its users ask, by their share
// of all.

// present returns the loads of this moment.
func (l *loading) present() []float64 {
	sum := make([]float64, len(l.net.Nodes))
	for _, s := range l.runs {
		view := s.present()
		arrivals, err := s.arrivals(view)
		for i := 0; i < len(sum) && err == nil; i++ {
			var x float64
			x, err = l.flow.Load(view, i, arrivals)
			sum[i] += x
		}
		if err != nil {
			l.err = err
			break
		}
	}
	return sum
}

// arrivals returns what those bring of whom a run tells.
func (s *simulation) arrivals(w *asView) (load.Arrivals, error) {
	all, err := s.load.flow.Arrivals(w, s.load.demand.now)
	for i := range all {
		if s.share != nil {
			all[i].Amount *= s.share(all[i].Vertex)
		}
	}
	return all, err
}

// wouldBe returns the load that a node would get without its mark, with the
// waits for recovery and the switches over of all that need it: else a standby
// that is too small would be let go, switched to and tripped for ever.
func (l *loading) wouldBe(i int) float64 {
	marked := l.marked[i]
	l.marked[i] = false
	defer func() { l.marked[i] = marked }()
	sum := 0.0
	for _, s := range l.runs {
		x, err := s.wouldBe(i)
		if err != nil {
			l.err = err
			return 0
		}
		sum += x
	}
	return sum
}

// report notes the loads, in the first run, and in each what its users lose, where they
// changed.
func (l *loading) report(loads []float64) {
	for i := range loads {
		if l.marked[i] && l.net.Nodes[i].Overload == load.Trip {
			loads[i] = l.wouldBe(i) // what needs it is down, and its demand is offered all the same
		}
	}
	out, now := &l.runs[0].out, l.runs[0].now
	for i, x := range loads {
		if first := len(out.Loads) < len(loads); first || x != l.loads[i] || l.marked[i] != l.over[i] || l.capacity.now[i] != l.capacities[i] {
			out.Loads = append(out.Loads, LoadChange{now, i, x, l.peak[i], l.capacity.now[i], l.marked[i], l.marked[i] && l.times[i] == lockout})
		}
	}
	l.loads, l.over, l.capacities = loads, slices.Clone(l.marked), slices.Clone(l.capacity.now)
	for _, s := range l.runs {
		s.reportSheds(s.shed(loads))
	}
}

// reportSheds notes what share of whose users this moment sheds, where that changed.
func (s *simulation) reportSheds(sheds map[int32]float64) {
	if s.load.err != nil {
		return
	}
	vertices := slices.AppendSeq(slices.Collect(maps.Keys(sheds)), maps.Keys(s.sheds))
	slices.Sort(vertices)
	for _, v := range slices.Compact(vertices) {
		if sheds[v] != s.sheds[v] {
			s.out.Sheds = append(s.out.Sheds, ShedChange{s.now, v, sheds[v]})
		}
	}
	s.sheds = sheds
}

// shed returns, by vertex, the share of its users that loads of this moment lose, and
// remembers what hold-ups have to know of it.
func (s *simulation) shed(loads []float64) map[int32]float64 {
	l := s.load
	losses, err := l.flow.Lost(s.present(), l.net.ShedShares(loads, l.capacity.now, l.marked))
	if err != nil {
		l.err = err
		return nil
	}
	s.rememberLosses(losses)
	return losses.Of
}
