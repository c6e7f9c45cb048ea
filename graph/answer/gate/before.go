package gate

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/models"
)

// before is what is not up though nothing has failed, since nothing supplies a loop that
// it lives by, or what is there holds it down: as bad as that it breaks no policy.
type before struct {
	atHorizon map[int32]graph.Level
	downFor   map[int32]bool // down for ever: for outages; nil where they are not looked for
}

// findBefore finds what is not up with these down, and nothing else. Where all is up with
// nothing failed it costs nothing, else a cascade or two. The error is the context's.
func (e *evaluator) findBefore(down []int32, outages bool) error {
	if e.before = (before{}); e.run.HasLoad() {
		e.before.atHorizon = map[int32]graph.Level{}
		for _, v := range e.run.FallenBefore() {
			e.before.atHorizon[v] = e.run.Before(v)
		}
		return nil
	}
	if !e.c.Graph.HasBefore() {
		return nil
	}
	e.before.atHorizon = map[int32]graph.Level{}
	if err := e.run.RunContext(e.ctx, down, nil); err != nil {
		return err
	}
	for _, v := range e.run.Fallen() {
		e.before.atHorizon[v] = e.run.Level(v)
	}
	if !outages {
		return nil
	}
	e.before.downFor = map[int32]bool{}
	ever, err := moment.New(e.ctx, e.c.Times(), models.Forever)
	if err != nil {
		return err
	}
	if err := ever.RunContext(e.ctx, down, nil); err != nil {
		return err
	}
	for _, v := range ever.Fallen() {
		e.before.downFor[v] = ever.Level(v) == graph.Down
	}
	return nil
}

// levelBefore returns a vertex's level with nothing failed.
func (e *evaluator) levelBefore(v int32) graph.Level {
	if l, below := e.before.atHorizon[v]; below {
		return l
	}
	return graph.Up
}

// unharmed returns the first of those protected to whom nothing happens in a failure,
// one that is up where there is any; -1: all are failed themselves.
func (e *evaluator) unharmed(which []int) int {
	first := -1
	for i, v := range e.protect {
		switch {
		case e.own(which, i):
		case e.levelBefore(v) == graph.Up:
			return i
		case first < 0:
			first = i
		}
	}
	return first
}

// notUpBefore returns the protected vertices that are not up with nothing failed.
func (e *evaluator) notUpBefore() []int32 {
	var out []int32
	for _, v := range e.protect {
		if e.levelBefore(v) < graph.Up {
			out = append(out, v)
		}
	}
	return out
}

// names returns the ids of vertices, sorted; nil for none.
func (a answer) names(vertices []int32) []string {
	var out []string
	for _, v := range vertices {
		out = append(out, a.c.Name(v))
	}
	slices.Sort(out)
	return out
}
