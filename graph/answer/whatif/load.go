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
	"github.com/meoktong/meoktong/graph/engine/load"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// load returns a node's load where it has a capacity. Of one that tripped that is
// the load that did it: those who need it are down since, and send nothing.
func (v *view) load(node int32) *result.Load {
	state := v.run.State()
	if state == nil {
		return nil
	}
	i := v.net.Node(node)
	if i < 0 {
		return nil
	}
	out := &result.Load{Amount: users.Share(state.Loads[i]), Capacity: v.net.Capacity[i]}
	if state.Over[i] {
		if v.net.Nodes[i].Overload == load.Trip {
			out.Amount = users.Share(state.Peaks[i])
		}
		out.Overload = result.OverloadKind(v.net.Nodes[i].Overload.String())
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
	start, demand, err := v.start(ctx)
	if err != nil {
		return err
	}
	v.run = loaded.New(run, nil, start, nil, v.q.After)
	for _, x := range v.run.FallenBefore() {
		v.before[x] = v.run.Before(x)
	}
	return v.c.LoadError(v.run.RunWith(ctx, down, nil, demand))
}

// start returns how the load starts, and the demands of the question in place of the
// model's; nil where there is none.
func (v *view) start(ctx context.Context) (*timeline.Start, []timeline.Setting, error) {
	if !v.c.HasLoad() && len(v.q.Demand) == 0 {
		return nil, nil, nil
	}
	v.net = v.c.Load(nil)
	var demand []timeline.Setting
	for _, id := range slices.Sorted(maps.Keys(v.q.Demand)) {
		i := v.net.Service(v.c.Vertex(id))
		if i < 0 {
			return nil, nil, errors.New("no users arrive at " + id)
		}
		demand = append(demand, timeline.Setting{Index: i, Value: v.q.Demand[id]})
	}
	start, err := v.c.Start(ctx, v.net)
	return start, demand, err
}

// notUpBefore returns the nodes that overload keeps from being up with nothing
// failed, for some of their users too, sorted.
func (v *view) notUpBefore() []string {
	return v.nodeNames(func(yield func(int32) bool) {
		for i := range v.c.Model.Nodes {
			if x := int32(i); v.levelToldBefore(x) < graph.Up && v.run.Cascade.Before(x) == graph.Up && !yield(x) {
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
	return v.nodeNames(slices.Values(v.run.Cascade.FallenBefore()))
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

// worse says whether some users of a vertex find it worse than before; of a service with
// parts its parts say what share they are.
func (v *view) worse(x int32) bool {
	return v.run.Level(x) < v.levelBefore(x) || v.c.Parts(x).Len() == 0 && v.run.LostSince(x) > 0
}

// levelBefore returns a vertex's level with nothing failed.
func (v *view) levelBefore(x int32) graph.Level {
	if l, fallen := v.before[x]; fallen {
		return l
	}
	return graph.Up
}

// level returns a vertex's level as it is told: a service, or a part of one, that is up but
// turns some of its users away, since it accepts what is degraded, is not.
func (v *view) level(x int32) graph.Level {
	return v.told(x, v.run.Level(x), v.run.Lost)
}

// levelToldBefore is level with nothing failed.
func (v *view) levelToldBefore(x int32) graph.Level {
	return v.told(x, v.levelBefore(x), v.run.LostBefore)
}

func (v *view) told(x int32, level graph.Level, lost func(int32) float64) graph.Level {
	if level == graph.Up && v.net != nil && v.c.Model.Nodes[v.c.NodeOf(x)].Kind == models.KindService && users.Share(v.over(x, lost)) > 0 {
		return graph.Degraded
	}
	return level
}

// turnedAwayBy returns the slots of the members of a vertex that turn away some of those who
// need them.
func (v *view) turnedAwayBy(x int32) (out []int32) {
	from, to := v.c.Graph.Slots(x)
	for slot := from; slot < to; slot++ {
		if m := v.c.Graph.Member(slot); m >= 0 && v.run.Lost(m) > 0 {
			out = append(out, slot)
		}
	}
	return out
}
