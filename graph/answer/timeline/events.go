package timeline

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// input is the graph with the model's times and load.
func (s *Simulation) input() timeline.Input {
	in := s.c.Times()
	in.Watch = s.q.Watch
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
	out.Incident, out.Names, out.Start = in.ID, result.Names(in.Name), startOf(in)
	var events []timeline.Event
	for i, e := range in.Events {
		ev, h, err := s.event(e)
		if err == nil {
			err = s.serving(e, i, &h)
		}
		if err != nil {
			return nil, err
		}
		events = append(events, ev)
		out.Events = append(out.Events, h)
	}
	return events, nil
}

// startOf writes when an incident began, "" where that is not known.
func startOf(in *models.Incident) string {
	switch {
	case in.Start.IsZero():
		return ""
	case in.DateOnly:
		return in.Start.Format(time.DateOnly)
	}
	return in.Start.Format(time.RFC3339)
}

// event turns one event into the simulation's, and into the answer's.
func (s *Simulation) event(e models.Event) (timeline.Event, result.Happening, error) {
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
			return ev, h, err
		}
		*x.ids = ids
		if *x.vertices = s.withParts(ids); x.fails {
			s.struck = append(s.struck, *x.vertices...)
			*x.vertices = s.vertices(ids) // a service's fault is its parts' as well
		}
	}
	s.settings(e, &ev, &h)
	return ev, h, nil
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
