// Package timeline answers "who is out from when to when" in the model's terms:
// spans of nodes and parts, the order of recovery, user-hours, breaches.
package timeline

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to simulate.
type Question struct {
	Incident *models.Incident // its events; or
	Failed   []string         // these fail at the start,
	For      time.Duration    // for that long; 0: for good
	Unloaded bool             // without demand and capacity
	Watch    []int32          // vertices that Lost is asked about
	Lang     string
	Version  string
}

// Timeline simulates and answers. The error is that the simulation came to no
// end or its load takes too much work, or that a selector of the incident matches
// nothing.
func Timeline(c *compile.Compiled, q Question) (*result.Timeline, error) {
	s, err := Simulate(c, q)
	if err != nil {
		return nil, err
	}
	out := s.answer
	out.Spans, out.EndS = s.resultSpans(), s.end()
	out.Recovery = s.recovery()
	out.CriticalPath = criticalPath(out.Recovery)
	out.UserHours = s.userHours()
	out.Breaches, out.Overloads = s.breaches(), s.overloads()
	return &out, nil
}

// Simulation is a finished run, to be asked about single nodes.
type Simulation struct {
	c      *compile.Compiled
	q      Question
	answer result.Timeline // as far as it repeats the question
	struck []int32         // vertices that an event fails or impairs
	run    timeline.Result
	load   *compile.Load    // nil in a model without load
	spans  map[int32][]span // vertex -> spans below up, by time
	sheds  map[int32][]shed // vertex -> times in which users of it are shed, by time
}

// Simulate runs a question's events. Errors are as of Timeline.
func Simulate(c *compile.Compiled, q Question) (*Simulation, error) {
	s := &Simulation{c: c, q: q, spans: map[int32][]span{}}
	s.answer.Header = whatif.Header(c.Model, "timeline", q.Lang, q.Version)
	s.load = s.network()
	events, err := s.events()
	if err != nil {
		return nil, err
	}
	if s.run, err = timeline.Run(context.TODO(), s.input(), events, 0); err != nil {
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
	out.Incident, out.Names, out.Name = in.ID, result.Names(in.Name), result.Names(in.Name).In(s.q.Lang, in.ID)
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

func (s *Simulation) resolve(selectors []string, fails bool) ([]string, error) {
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
	out := s.vertices(ids)
	for _, v := range out[:len(ids):len(ids)] {
		out = slices.AppendSeq(out, s.c.Parts(v).All())
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
	for v, spans := range s.spans {
		n := &s.c.Model.Nodes[s.c.NodeOf(v)]
		for _, sp := range spans {
			out = append(out, result.Span{Node: s.c.Name(v), Level: sp.level.String(), FromS: seconds(sp.from), ToS: until(sp.to),
				Names: result.Names(n.Name), Kind: n.Kind})
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
	var path []result.Return
	seen := map[string]bool{}
	for at := len(returns) - 1; at >= 0; {
		r := returns[at]
		path, seen[r.Node] = append(path, r), true
		at = slices.IndexFunc(returns, func(x result.Return) bool { return x.Node == r.On && x.AtS <= r.AtS && !seen[x.Node] })
		for i := at + 1; at >= 0 && i < len(returns) && returns[i].AtS <= r.AtS; i++ {
			if returns[i].Node == r.On {
				at = i // the last time that it came back
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
	kinds := map[timeline.WaitKind]string{timeline.WaitRepair: "repair", timeline.WaitRecovery: "recovery", timeline.WaitFailover: "failover", timeline.WaitMember: "member", timeline.WaitLoad: "load"}
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
