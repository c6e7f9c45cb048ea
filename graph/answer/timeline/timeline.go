package timeline

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/users"
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
	sheds  map[int32][]shed // vertex -> times in which users of it are shed, or do not find it, by time
	held   map[int32]bool   // vertices that are held down before anything happens; nil: none is

	servings []serving          // who serves some only, and where events say so
	courses  map[int32]*courses // vertex -> how it fares for whom, where that is not the same for all
}

// Simulate runs what a script says happens; an incident in the model as it was on the
// day on which it began. The error is that the simulation came to no end or its load
// takes too much work, that a selector of the incident matches nothing, that what held
// then is no valid model, or the context's.
func Simulate(ctx context.Context, c *compile.Compiled, q Script) (*Simulation, error) {
	s, events, err := newSimulation(ctx, c, q)
	if err != nil {
		return nil, err
	}
	return s, s.simulate(ctx, events, s.q.Incident)
}

// newSimulation makes ready to run a script, in the model as it was on its day.
func newSimulation(ctx context.Context, c *compile.Compiled, q Script) (*Simulation, []timeline.Event, error) {
	var err error
	if q.Incident != nil {
		if c, err = compile.OnDay(ctx, c, q.Incident.Began()); err != nil {
			return nil, nil, err
		}
		if q.Incident, err = c.Model.Resolved(q.Incident); err != nil {
			return nil, nil, err
		}
	}
	s := &Simulation{c: c, q: q}
	events, err := s.prepare()
	return s, events, err
}

// prepare makes ready what a run needs besides the model.
func (s *Simulation) prepare() ([]timeline.Event, error) {
	s.load = s.network()
	return s.events()
}

// simulate runs events, with the shares served that an incident says.
func (s *Simulation) simulate(ctx context.Context, events []timeline.Event, told *models.Incident) (err error) {
	s.spans = map[int32][]span{}
	if curves := s.curves(events, told); len(curves) > 0 {
		return s.simulatePartly(ctx, events, curves)
	}
	if s.run, err = timeline.Run(ctx, s.input(), events, 0); err != nil {
		return s.c.LoadError(err)
	}
	s.collect()
	s.sheds = s.collectSheds()
	s.held = s.findHeld()
	return nil
}

// Compiled returns the model in which it ran: that of the question, or as it was on the
// day of the incident.
func (s *Simulation) Compiled() *compile.Compiled { return s.c }

// span is a time at one level below up; to is never for one that does not end.
type span struct {
	level    graph.Level
	from, to time.Duration
	of       *shares // where not all who come find the same
}

const never = time.Duration(-1)

// asBefore says whether a level is no worse than what a vertex had before anything
// happened, below up as that was: it is shown, and counts for nothing.
func (s *Simulation) asBefore(v int32, at graph.Level) bool {
	was, below := s.run.Before[v]
	return below && at >= was
}

// before says whether a span is no worse than what a vertex was before anything happened.
func (s *Simulation) before(v int32, sp span) bool {
	some := sp.of != nil && sp.of.degraded == 0 && s.run.ShedBefore[v] > 0 && sp.level == graph.Degraded // it was up for the others then, too
	return (some || s.asBefore(v, sp.level)) && (sp.of == nil || users.Share(sp.of.down) <= users.Share(s.downBefore(v)))
}

// downBefore returns the share of those who come to a vertex that was without it before
// anything happened.
func (s *Simulation) downBefore(v int32) float64 {
	if s.asBefore(v, graph.Down) {
		return 1
	}
	if s.c.Parts(v).Len() == 0 {
		return s.run.ShedBefore[v]
	}
	sum := 0.0
	for part := range s.c.Parts(v).All() {
		sum += s.c.Share(part) / s.c.Share(v) * s.downBefore(part)
	}
	return sum
}

// collect turns changes into spans.
func (s *Simulation) collect() {
	for v, l := range s.run.Before {
		s.spans[v] = []span{{level: l, to: never}}
	}
	for _, ch := range s.run.Changes {
		s.spans[ch.Vertex] = turned(s.spans[ch.Vertex], ch)
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
		if s.c.IsSeveral(v) {
			continue // its parts are shown
		}
		n, name := &s.c.Model.Nodes[s.c.NodeOf(v)], ""
		for i, sp := range s.told(v) {
			if i == 0 {
				name = s.c.Name(v)
			}
			if s.held[v] && sp.from == sp.to {
				continue // it starts at once
			}
			row := result.Span{Node: name, Level: result.Level(sp.level.String()), FromS: seconds(sp.from), ToS: until(sp.to),
				Names: result.Names(n.Name), Kind: result.Kind(n.Kind), Before: s.before(v, sp)}
			row.Held = row.Before && s.held[v]
			if sp.of != nil && !sp.of.unknown {
				row.ShareDown, row.ShareDegraded = &sp.of.down, &sp.of.degraded
			}
			out = append(out, row)
		}
	}
	slices.SortFunc(out, func(a, b result.Span) int {
		return cmp.Or(strings.Compare(a.Node, b.Node), cmp.Compare(a.FromS, b.FromS))
	})
	return out
}

// end returns when nothing is worse any more than it was before, and what started for it
// has stopped; nil if something stays worse.
func (s *Simulation) end() *int64 {
	last, ends := int64(0), true
	note := func(to time.Duration) {
		ends = ends && to != never
		last = max(last, seconds(to))
	}
	for v, spans := range s.spans {
		for _, sp := range spans {
			if !s.before(v, sp) {
				note(sp.to)
			}
		}
	}
	for v := range s.held {
		for _, sp := range s.risen(v) {
			if sp.to != never { // else that alone leaves nothing out
				note(sp.to)
			}
		}
	}
	for v, sheds := range s.sheds {
		for _, sh := range sheds {
			if sh.share > s.run.ShedBefore[v] && !s.asBefore(v, graph.Down) {
				note(sh.to)
			}
		}
	}
	if !ends {
		return nil
	}
	return &last
}
