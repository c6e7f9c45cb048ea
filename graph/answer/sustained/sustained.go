// Package sustained finds the loops of a model that go on by themselves when what
// supplied them is gone: two routers that take traffic from the core or from each other
// still count as up without the core, unless the model says that it is a supply. Whether
// that is so only its author knows; so they are doubts, for check.
package sustained

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// maxWork bounds the search: how many vertices may fall, over all runs. It is a few
// seconds.
const maxWork = 5_000_000

// Of tries every single failure that can reach a loop in doubt, and every such loop with
// all that its groups have beside it taken as down. It looks at the last moment, as all
// of check does. Cost: two cascades a failure; past a bound the answer says that it is cut
// off. The error is the context's.
func Of(ctx context.Context, c *compile.Compiled) (*result.SelfSustained, error) {
	run, err := moment.New(ctx, c.Times(), models.Forever)
	if err != nil {
		return nil, err
	}
	finder, err := cascade.NewSustain(ctx, run)
	if err != nil {
		return nil, err
	}
	s := &searcher{ctx: ctx, c: c, finder: finder, run: run, out: &result.SelfSustained{Loops: []result.SelfSustainedLoop{}},
		loops: map[string]*result.SelfSustainedLoop{}, shown: map[int32]bool{}}
	s.doubtful = map[int32][]int32{}
	for _, v := range finder.Doubtful() {
		k := c.Graph.Component(v)
		s.doubtful[k] = append(s.doubtful[k], v)
	}
	if err := s.singles(); err != nil {
		return nil, err
	}
	for _, k := range slices.Sorted(maps.Keys(s.doubtful)) {
		if err := s.alone(k); err != nil {
			return nil, err
		}
	}
	for _, nodes := range slices.Sorted(maps.Keys(s.loops)) {
		s.out.Loops = append(s.out.Loops, *s.loops[nodes])
	}
	return s.out, nil
}

type searcher struct {
	ctx      context.Context
	c        *compile.Compiled
	finder   *cascade.Sustain
	run      *cascade.Cascade
	doubtful map[int32][]int32                    // component -> its vertices that are in doubt
	loops    map[string]*result.SelfSustainedLoop // by its nodes
	shown    map[int32]bool                       // components of which a single failure has shown one
	work     int
	out      *result.SelfSustained
}

// try lets vertices fail, and returns what then is self-sustained. more says whether
// there was work left for it.
func (s *searcher) try(down []int32) (found []int32, more bool, err error) {
	if s.work > maxWork {
		s.out.Truncated = true
		return nil, false, s.ctx.Err()
	}
	if err = s.run.RunContext(s.ctx, down, nil); err != nil {
		return nil, false, err
	}
	found, err = s.finder.Find(s.ctx, s.run, down, nil)
	s.work += 1 + 2*s.run.NumFallen() + len(found)
	return found, true, err
}

// singles tries each node that fails of itself and that a loop in doubt needs.
func (s *searcher) singles() error {
	needed := s.c.Graph.Below(s.finder.Doubtful())
	for i := range s.c.Model.Nodes {
		down := s.c.WithParts(int32(i)) // a loop may need a part alone
		if !s.c.Model.Nodes[i].Fails || !slices.ContainsFunc(down, func(v int32) bool { return needed[v] }) {
			continue
		}
		found, more, err := s.try(down)
		if err != nil || !more {
			return err
		}
		s.out.Tried++
		for k, nodes := range s.byLoop(found) {
			l := s.loop(k, nodes)
			l.Failed = append(l.Failed, s.c.Model.Nodes[i].ID)
		}
	}
	return nil
}

// byLoop returns the nodes of each loop that are among some vertices, sorted.
func (s *searcher) byLoop(found []int32) map[int32][]string {
	out := map[int32][]string{}
	for _, v := range found {
		k := s.c.Graph.Component(v)
		if _, isLoop := s.doubtful[k]; isLoop {
			out[k] = append(out[k], s.c.Model.Nodes[s.c.NodeOf(v)].ID)
		}
	}
	for k := range out {
		slices.Sort(out[k])
		out[k] = slices.Compact(out[k])
	}
	return out
}

// loop returns the loop of these nodes, of a component.
func (s *searcher) loop(k int32, nodes []string) *result.SelfSustainedLoop {
	s.shown[k] = true
	key := strings.Join(nodes, " ")
	if s.loops[key] == nil {
		s.loops[key] = &result.SelfSustainedLoop{Nodes: nodes}
	}
	return s.loops[key]
}

// alone tries a loop with those members of its groups taken as down that do not lead
// through it, unless a single failure has shown it already.
func (s *searcher) alone(k int32) error {
	if s.shown[k] {
		return nil
	}
	g, beside := s.c.Graph, []int32{}
	for _, v := range s.doubtful[k] {
		from, to := g.Slots(v)
		for slot := from; slot < to; slot++ {
			gate := g.GateOf(slot)
			for g.Parent(gate) >= 0 && int(g.K(gate)) == len(g.Members(gate)) {
				gate = g.GateOf(g.Parent(gate)) // all of a group within a group
			}
			if m := g.Member(slot); m >= 0 && g.Component(m) != k && !g.Inverted(slot) && int(g.K(gate)) < len(g.Members(gate)) {
				beside = append(beside, m)
			}
		}
	}
	slices.Sort(beside)
	beside = slices.Compact(beside)
	found, more, err := s.try(beside)
	if err != nil || !more {
		return err
	}
	if nodes := s.byLoop(found)[k]; nodes != nil {
		l := s.loop(k, nodes)
		for _, m := range beside {
			l.Beside = append(l.Beside, s.c.Name(m))
		}
		slices.Sort(l.Beside)
	}
	return nil
}
