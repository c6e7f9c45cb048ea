package timeline

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Simulation is a finished run, to be asked about single nodes.
type Simulation struct {
	c      *compile.Compiled
	q      Script
	answer result.Timeline // as far as it repeats the question
	struck []int32         // vertices that an event fails or impairs
	run    timeline.Result
	load   *compile.Load    // nil in a model without load
	spans  map[int32][]span // vertex -> spans below up, by time
	sheds  map[int32][]shed // vertex -> times in which users of it are shed, by time
}

// Simulate runs what a script says happens. The error is that the simulation came
// to no end or its load takes too much work, that a selector of the incident
// matches nothing, or the context's.
func Simulate(ctx context.Context, c *compile.Compiled, q Script) (*Simulation, error) {
	s := &Simulation{c: c, q: q, spans: map[int32][]span{}}
	s.load = s.network()
	events, err := s.events()
	if err != nil {
		return nil, err
	}
	if s.run, err = timeline.Run(ctx, s.input(), events, 0); err != nil {
		return nil, c.LoadError(err)
	}
	s.collect()
	s.sheds = s.collectSheds()
	return s, nil
}

// span is a time at one level below up; to is never for one that does not end.
type span struct {
	level    graph.Level
	from, to time.Duration
}

const never = time.Duration(-1)

// input adds the model's times to the graph.
func (s *Simulation) input() timeline.Input {
	recovery := func(v int32) time.Duration {
		n := &s.c.Model.Nodes[s.c.NodeOf(v)]
		whole := s.c.Parts(v).Len() > 0 // its parts recover
		if n.Time == nil || whole {
			return 0
		}
		return n.Time.Recovery
	}
	access := func(v int32) int32 {
		if !s.c.IsPart(v) {
			return -1
		}
		return int32(s.c.Model.Index(s.c.Access(v).Node))
	}
	service := func(v int32) int32 {
		if !s.c.IsPart(v) {
			return -1
		}
		return s.c.NodeOf(v)
	}
	in := timeline.Input{Graph: s.c.Graph, Recovery: recovery, Access: access, Service: service, Watch: s.q.Watch}
	if s.load != nil {
		in.Load, in.Demand, in.Capacity = s.load.Network, s.load.Demand, s.load.Capacity
	}
	return in
}

// events turns the question's events into the simulation's, and into the
// answer's.
func (s *Simulation) events() ([]timeline.Event, error) {
	out := &s.answer
	in := s.q.Incident
	if in == nil {
		in = &models.Incident{Events: []models.Event{{Fail: s.q.Failed, For: s.q.For}}}
	}
	out.Incident, out.Names = in.ID, result.Names(in.Name)
	switch {
	case in.Start.IsZero():
	case in.DateOnly:
		out.Start = in.Start.Format(time.DateOnly)
	default:
		out.Start = in.Start.Format(time.RFC3339)
	}
	var events []timeline.Event
	for _, e := range in.Events {
		ev := timeline.Event{At: e.At, For: e.For}
		h := result.Happening{AtS: seconds(e.At), ForS: seconds(e.For), Reason: e.Reason}
		for _, x := range []struct {
			selectors []string
			ids       *[]string
			vertices  *[]int32
			fails     bool
		}{{e.Fail, &h.Fail, &ev.Fail, true}, {e.Degrade, &h.Degrade, &ev.Degrade, true}, {e.Repair, &h.Repair, &ev.Repair, false}} {
			if len(x.selectors) == 0 {
				continue
			}
			ids, err := s.resolve(x.selectors, x.fails)
			if err != nil {
				return nil, err
			}
			*x.ids = ids
			if *x.vertices = s.withParts(ids); x.fails {
				s.struck = append(s.struck, *x.vertices...)
				*x.vertices = s.vertices(ids) // a service's fault is its parts' as well
			}
		}
		s.settings(e, &ev, &h)
		events = append(events, ev)
		out.Events = append(out.Events, h)
	}
	return events, nil
}

// resolve returns what the selectors of an event name. Those of no incident are
// ids already.
func (s *Simulation) resolve(selectors []string, fails bool) ([]string, error) {
	if s.q.Incident == nil {
		ids := slices.Compact(slices.Sorted(slices.Values(selectors)))
		for _, id := range ids {
			if _, err := s.c.Find(id); err != nil {
				return nil, err
			}
		}
		return ids, nil
	}
	text := strings.Join(selectors, ",")
	if fails {
		return s.c.Model.SelectFailures(text)
	}
	return s.c.Model.Select(text)
}

// vertices returns the vertices of nodes and parts.
func (s *Simulation) vertices(ids []string) []int32 {
	var out []int32
	for _, id := range ids {
		out = append(out, s.c.Vertex(id))
	}
	return out
}

// withParts returns the vertices of nodes and parts, and those of all parts of
// the services among them.
func (s *Simulation) withParts(ids []string) []int32 {
	var out []int32
	for _, v := range s.vertices(ids) {
		out = s.c.AppendWithParts(out, v)
	}
	return out
}

// collect turns changes into spans.
func (s *Simulation) collect() {
	for _, ch := range s.run.Changes {
		spans := s.spans[ch.Vertex]
		if n := len(spans); n > 0 && spans[n-1].to == never {
			spans[n-1].to = ch.At
		}
		if ch.Level < graph.Up {
			spans = append(spans, span{ch.Level, ch.At, never})
		}
		s.spans[ch.Vertex] = spans
	}
}

func seconds(d time.Duration) int64 { return int64(d / time.Second) }

func until(d time.Duration) *int64 {
	if d == never {
		return nil
	}
	x := seconds(d)
	return &x
}

func (s *Simulation) resultSpans() []result.Span {
	out := []result.Span{}
	for v := range int32(s.c.Graph.Len()) { // in nearly the order of names
		n, name := &s.c.Model.Nodes[s.c.NodeOf(v)], ""
		for i, sp := range s.spans[v] {
			if i == 0 {
				name = s.c.Name(v)
			}
			out = append(out, result.Span{Node: name, Level: result.Level(sp.level.String()), FromS: seconds(sp.from), ToS: until(sp.to),
				Names: result.Names(n.Name), Kind: result.Kind(n.Kind)})
		}
	}
	slices.SortFunc(out, func(a, b result.Span) int {
		return cmp.Or(strings.Compare(a.Node, b.Node), cmp.Compare(a.FromS, b.FromS))
	})
	return out
}

// end returns when the last span ends, nil if one does not.
func (s *Simulation) end() *int64 {
	last := int64(0)
	for _, spans := range s.spans {
		for _, sp := range spans {
			if sp.to == never {
				return nil
			}
			last = max(last, seconds(sp.to))
		}
	}
	return &last
}

// criticalPath follows what the last to come back waited for, as far as it goes.
func criticalPath(returns []result.Return) []result.Return {
	if len(returns) == 0 {
		return nil
	}
	of := map[string][]int{} // node -> its returns, by time
	for i := range returns {
		of[returns[i].Node] = append(of[returns[i].Node], i)
	}
	var path []result.Return
	seen := map[string]bool{}
	for at := len(returns) - 1; at >= 0; {
		r := returns[at]
		path, seen[r.Node] = append(path, r), true
		at = -1
		for _, i := range of[r.On] {
			if !seen[r.On] && returns[i].AtS <= r.AtS {
				at = i // in the end the last time that it came back
			}
		}
	}
	if len(path) == 1 {
		return nil // its own line in the list says it all
	}
	slices.Reverse(path)
	return path
}

// recovery lists who came back up, in order, with what each waited for last.
func (s *Simulation) recovery() []result.Return {
	out := []result.Return{}
	kinds := map[timeline.WaitKind]result.Waited{timeline.WaitRepair: result.WaitedRepair, timeline.WaitRecovery: result.WaitedRecovery,
		timeline.WaitFailover: result.WaitedFailover, timeline.WaitMember: result.WaitedMember, timeline.WaitLoad: result.WaitedLoad}
	for _, ch := range s.run.Changes {
		if ch.Level != graph.Up {
			continue
		}
		r := result.Return{AtS: seconds(ch.At), Node: s.c.Name(ch.Vertex), Names: result.Names(s.c.Model.Nodes[s.c.NodeOf(ch.Vertex)].Name), Waited: kinds[ch.Waited.Kind]}
		if ch.Waited.Vertex >= 0 {
			r.On = s.c.Name(ch.Waited.Vertex)
		}
		out = append(out, r)
	}
	return out
}
