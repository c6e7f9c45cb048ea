package timeline

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// At returns where delays stand a while after these vertices failed and were impaired, all
// at once and for good, with all that happens at that moment done: given that, a cascade
// finds the levels of the moment. Cost and errors are those of Run.
func At(ctx context.Context, in Input, down, degraded []int32, after time.Duration) (*cascade.Delays, error) {
	s := newSimulation(ctx, in, nil, []Event{{Fail: down, Degrade: degraded}})
	if err := run(ctx, []*simulation{s}, nil, after); err != nil {
		return nil, err
	}
	out := &cascade.Delays{Held: map[int32][2]bool{}, AtHand: map[int32]int32{}}
	for gate, m := range s.memory {
		mods := s.g.Mods(gate)
		if mods.Holdup > 0 {
			out.Held[gate] = [2]bool{m.lasts(0, after, mods.Holdup), m.lasts(1, after, mods.Holdup)}
		}
		if mods.Failover > 0 {
			out.AtHand[gate] = m.hand
		}
	}
	for _, v := range slices.Sorted(maps.Keys(s.wait)) {
		if s.wait[v].needs {
			out.Recovering = append(out.Recovering, v)
		}
	}
	return out, nil
}

// lasts says whether a hold-up gives a bit that is lost.
func (m *memory) lasts(bit int, now, holdup time.Duration) bool {
	return m.since[bit] != never && m.held(bit, now, holdup)
}

// Before returns what is below up before anything happens, and has been so for ever.
func Before(ctx context.Context, in Input) (map[int32]graph.Level, error) {
	r, err := Run(ctx, in, nil, 0)
	return r.Before, err
}
