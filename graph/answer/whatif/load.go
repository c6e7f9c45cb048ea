package whatif

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/held"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// settled is a cascade with the load that goes with it.
type settled struct {
	run    *cascade.Cascade
	net    *compile.Load
	loads  []float64         // by node of the network
	marked []bool            // by node of the network: over its capacity
	peak   []float64         // by node of the network: the load that put it over its capacity
	lost   map[int32]float64 // vertex -> share of its demand that is shed
}

// settle lets vertices fail and finds the levels that hold with the load that
// they leave. In rounds: all nodes over their capacity are marked at once, and
// stay so; each round marks at least one, so it ends. Without a network it is
// one cascade; else one for each round, with the cost of the loads. The error is
// that these take too much work, or the context's.
func settle(ctx context.Context, run *cascade.Cascade, net *compile.Load, demand []float64, down []int32) (*settled, error) {
	s := &settled{run: run, net: net}
	if err := run.RunContext(ctx, down, nil); err != nil || net == nil {
		return s, err
	}
	var err error
	spent := load.NewBudget(ctx)
	s.marked, s.peak = make([]bool, len(net.Nodes)), make([]float64, len(net.Nodes))
	for {
		if s.loads, err = net.Loads(run, demand, spent); err != nil {
			return nil, err
		}
		over := net.Exceeding(run, s.loads, net.Capacity, s.marked)
		if len(over) == 0 {
			break
		}
		for _, i := range over {
			s.marked[i], s.peak[i] = true, s.loads[i]
		}
		tripped, impaired := s.marks()
		if err = run.RunContext(ctx, append(slices.Clone(down), tripped...), impaired); err != nil {
			return nil, err
		}
	}
	s.lost, err = net.Lost(run, net.ShedShares(s.loads, net.Capacity, s.marked), spent)
	return s, err
}

// marks returns the vertices that overload takes down, and those it impairs.
func (s *settled) marks() (down, degraded []int32) {
	for i, marked := range s.marked {
		switch n := &s.net.Nodes[i]; {
		case !marked:
		case n.Overload == load.Trip:
			down = append(down, n.Vertices()...)
		default:
			degraded = append(degraded, n.Vertices()...)
		}
	}
	return down, degraded
}

// hurt returns the vertices that are not up or of whose users some are shed, in
// order of index: what accepts a degraded member can be up and still shed.
func (s *settled) hurt() []int32 {
	out := s.run.Fallen()
	if len(s.lost) > 0 {
		out = slices.AppendSeq(out, maps.Keys(s.lost))
		slices.Sort(out)
	}
	return slices.Compact(out)
}

// lostAt returns the share of a vertex's users who get nothing, 0 to 1: all
// where it is down, those who are shed where it is not.
func (s *settled) lostAt(v int32) float64 {
	if s.run.Level(v) == graph.Down {
		return 1
	}
	return s.lost[v]
}

// load returns a node's load where it has a capacity. Of one that tripped that is
// the load that did it: those who need it are down since, and send nothing.
func (s *settled) load(node int32) *result.Load {
	if s.net == nil {
		return nil
	}
	i := s.net.Node(node)
	if i < 0 {
		return nil
	}
	out := &result.Load{Amount: users.Share(s.loads[i]), Capacity: s.net.Capacity[i]}
	if s.marked[i] {
		if s.net.Nodes[i].Overload == load.Trip {
			out.Amount = users.Share(s.peak[i])
		}
		out.Overload = result.OverloadKind(s.net.Nodes[i].Overload.String())
	}
	return out
}

// settle finds the levels before the failures and after.
func (v *view) settle(ctx context.Context, down []int32) (err error) {
	run, err := moment.New(ctx, v.c.Times(), v.q.After)
	if err != nil {
		return err
	}
	v.inhibited, v.heldNow = held.Of(run, v.c.Graph), map[int32]bool{}
	if !v.c.HasLoad() && len(v.q.Demand) == 0 {
		for _, x := range run.FallenBefore() {
			v.before[x] = run.Before(x)
		}
		v.settled, err = settle(ctx, run, nil, nil, down)
		return err
	}
	net := v.c.Load(nil)
	start, err := settle(ctx, run, net, net.Demand, nil)
	if err != nil {
		return v.c.LoadError(err)
	}
	if start.lost != nil {
		v.lostBefore = start.lost
	}
	for _, x := range run.Fallen() {
		v.before[x] = run.Level(x)
	}
	demand, err := v.demand(net)
	if err != nil {
		return err
	}
	v.settled, err = settle(ctx, run, net, demand, down)
	return v.c.LoadError(err)
}

// demand returns the demands by service, those of the question in place of the
// model's.
func (v *view) demand(net *compile.Load) ([]float64, error) {
	out := slices.Clone(net.Demand)
	for id, x := range v.q.Demand {
		s := net.Service(v.c.Vertex(id))
		if s < 0 {
			return nil, errors.New("no users arrive at " + id)
		}
		out[s] = x
	}
	return out, nil
}

// notUpBefore returns the nodes that overload keeps from being up with nothing
// failed, sorted.
func (v *view) notUpBefore() []string {
	return v.nodeNames(func(yield func(int32) bool) {
		for x := range v.before {
			if v.run.Before(x) == graph.Up && !yield(x) {
				return
			}
		}
	})
}

// unsupplied returns the nodes that are not up with nothing failed, since nothing
// supplies a loop that they live by, sorted.
func (v *view) unsupplied() []string {
	if v.inhibited != nil {
		return v.nodeNames(maps.Keys(v.inhibited.Dry))
	}
	return v.nodeNames(slices.Values(v.run.FallenBefore()))
}

// nodeNames returns the ids of those vertices that are nodes, sorted.
func (v *view) nodeNames(vertices iter.Seq[int32]) []string {
	var out []string
	for x := range vertices {
		if !v.c.IsPart(x) {
			out = append(out, v.c.Name(x))
		}
	}
	slices.Sort(out)
	return out
}

// lostAtBefore is lostAt with nothing failed.
func (v *view) lostAtBefore(x int32) float64 {
	if v.levelBefore(x) == graph.Down {
		return 1
	}
	return v.lostBefore[x]
}

// lostSince returns the share of a vertex's users who get nothing and did before.
//
// What is less than any answer shows is none: loads that go round come out a hair apart.
func (v *view) lostSince(x int32) float64 {
	if now, before := v.lostAt(x), v.lostAtBefore(x); users.Share(now-before) > 0 {
		return now - before
	}
	return 0
}

// worse says whether some users of a vertex find it worse than before; of a service with
// parts its parts say what share they are.
func (v *view) worse(x int32) bool {
	return v.run.Level(x) < v.levelBefore(x) || v.c.Parts(x).Len() == 0 && v.lostSince(x) > 0
}

// levelBefore returns a vertex's level with nothing failed.
func (v *view) levelBefore(x int32) graph.Level {
	if l, fallen := v.before[x]; fallen {
		return l
	}
	return graph.Up
}
