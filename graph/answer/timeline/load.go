package timeline

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// network returns the model's load where there is any that is not left out, with the nodes
// that observations call surged and events give a capacity; else nil.
func (s *Simulation) network() *compile.Load {
	var watch []int32
	demand := s.c.HasLoad()
	if in := s.q.Incident; in != nil {
		for _, o := range in.Observed {
			if o.Surged && o.Node != "" {
				watch = append(watch, s.c.NodeOf(s.c.Vertex(o.Node)))
			}
		}
		for _, e := range in.Events {
			for _, x := range e.Capacity {
				watch, demand = append(watch, s.c.Vertex(x.Node)), true
			}
			demand = demand || len(e.Demand) > 0
		}
	}
	if !demand {
		return nil
	}
	return s.c.Load(watch)
}

// settings passes on the demands and capacities of an event.
func (s *Simulation) settings(e models.Event, ev *timeline.Event, h *result.Happening) {
	for _, x := range e.Demand {
		ev.Demand = append(ev.Demand, timeline.Setting{Index: s.load.Service(s.c.Vertex(x.Node)), Value: x.Value})
		s.struck = append(s.struck, s.loaded(x.Node)...)
	}
	for _, x := range e.Capacity {
		ev.Capacity = append(ev.Capacity, timeline.Setting{Index: s.load.Node(s.c.Vertex(x.Node)), Value: x.Value})
		s.struck = append(s.struck, s.loaded(x.Node)...)
	}
	h.Demand, h.Capacity = amounts(e.Demand), amounts(e.Capacity)
}

func amounts(settings []models.Setting) map[string]float64 {
	if len(settings) == 0 {
		return nil
	}
	out := map[string]float64{}
	for _, x := range settings {
		out[x.Node] = x.Value
	}
	return out
}

// loaded returns the vertices with a capacity that demand on a node can reach:
// an event of load can make these fail.
func (s *Simulation) loaded(id string) []int32 {
	var out []int32
	for v, below := range s.c.Graph.Carriers(s.withParts([]string{id})) {
		if below && s.bounded(int32(v)) {
			out = append(out, int32(v))
		}
	}
	return out
}

// bounded says whether a vertex is one of a node that has a capacity, or gets one
// from an event.
func (s *Simulation) bounded(v int32) bool {
	n := &s.c.Model.Nodes[s.c.NodeOf(v)]
	if n.Load != nil && n.Load.Capacity != nil {
		return true
	}
	sets := func(x models.Setting) bool { return x.Node == n.ID }
	return s.q.Incident != nil && slices.ContainsFunc(s.q.Incident.Events, func(e models.Event) bool {
		return slices.ContainsFunc(e.Capacity, sets)
	})
}

// overloads returns the times at which a node was over its capacity, by node and
// time.
func (s *Simulation) overloads() []result.Overload {
	out := []result.Overload{}
	if s.load == nil {
		return out
	}
	open := map[int]int{} // node of the network -> its overload in out, while it lasts
	for _, ch := range s.run.Loads {
		i, lasts := open[ch.Node]
		switch {
		case ch.Over && !lasts:
			open[ch.Node] = len(out)
			o := s.overload(ch)
			o.Before = ch.At == 0 && s.run.OverBefore[ch.Node]
			out = append(out, o)
		case ch.Over && max(ch.Load, ch.Peak) > out[i].Load:
			out[i].Load, out[i].Capacity = max(ch.Load, ch.Peak), ch.Capacity
		case !ch.Over && lasts:
			out[i].ToS = until(ch.At)
			delete(open, ch.Node)
		}
	}
	slices.SortStableFunc(out, func(a, b result.Overload) int {
		return cmp.Or(strings.Compare(a.Node, b.Node), cmp.Compare(a.FromS, b.FromS))
	})
	return out
}

func (s *Simulation) overload(ch timeline.LoadChange) result.Overload {
	of := &s.load.Nodes[ch.Node]
	n := &s.c.Model.Nodes[of.Vertex]
	out := result.Overload{Node: n.ID, Names: result.Names(n.Name), Overload: result.OverloadKind(of.Overload.String()), FromS: seconds(ch.At), Load: max(ch.Load, ch.Peak), Capacity: ch.Capacity, LockedOut: ch.Locked}
	if n.Load != nil {
		out.Unit = n.Load.Unit
	}
	return out
}

// Surged returns when a node's load first was more than before anything
// happened. Its node must be one that the network watches.
func (s *Simulation) Surged(v int32) (at time.Duration, surged bool) {
	if s.load == nil {
		return 0, false
	}
	i := s.load.Node(s.c.NodeOf(v))
	for _, ch := range s.run.Loads {
		if ch.Node == i && ch.Load > s.run.Start[i]*(1+1e-9) {
			return ch.At, true
		}
	}
	return 0, false
}

// shed is a time in which a share of a vertex's users got nothing, though it was
// not down.
type shed struct {
	share    float64
	from, to time.Duration
}

// collectSheds returns, by vertex, the times in which users of it were shed.
func (s *Simulation) collectSheds() map[int32][]shed {
	out := map[int32][]shed{}
	for _, ch := range s.run.Sheds {
		out[ch.Vertex] = shedding(out[ch.Vertex], ch)
	}
	return out
}
