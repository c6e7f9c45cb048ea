package timeline

import (
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// broke says whether a gate is at most at a level while its members are at theirs, as if
// nothing had switched; where it waits for something to be down, that is judged by the
// best levels ever, as if all had.
func (t *trace) broke(gate int32, at graph.Level, level func(int32) graph.Level) bool {
	of := reading{g: t.s.c.Graph, horizon: cascade.AtWorst, level: level}
	best := reading{g: of.g, horizon: ever, level: func(v int32) graph.Level { return t.best[v] }, inverse: &of}
	of.inverse = &best
	return of.broke(gate, at)
}

// highest returns the best level that a vertex ever has for anyone.
func (s *Simulation) highest(v int32) graph.Level {
	out := s.levelBefore(v)
	for _, c := range s.coursesOf(v) {
		at := time.Duration(0)
		for _, sp := range c.spans {
			if sp.from > at {
				return graph.Up
			}
			out, at = max(out, sp.level), sp.to
			if at == never {
				break
			}
		}
		if at != never {
			return graph.Up
		}
	}
	return out
}
