package timeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/partial"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// serving is where an event of an incident says how many a vertex serves: what it says
// there is looked up for each run, since it may be drawn.
type serving struct {
	event, setting int
	vertex         int32
}

// serving passes on what an event says of whom nodes serve.
func (s *Simulation) serving(e models.Event, event int, h *result.Happening) error {
	for k, x := range e.Serve {
		ids, err := s.resolve([]string{x.Node}, true)
		if err != nil {
			return err
		}
		if h.Serve == nil {
			h.Serve = map[string]float64{}
		}
		for _, id := range ids {
			h.Serve[id] = x.Value
		}
		s.struck = append(s.struck, s.withParts(ids)...)
		for _, v := range s.vertices(ids) {
			s.servings = append(s.servings, serving{event, k, v})
		}
	}
	return nil
}

// curves returns who serves how many when, with what has been drawn.
func (s *Simulation) curves(events []timeline.Event, told *models.Incident) []partial.Curve {
	if len(s.servings) == 0 {
		return nil
	}
	serves := make([]partial.Serve, len(s.servings))
	for i, x := range s.servings {
		e := &events[x.event]
		serves[i] = partial.Serve{At: e.At, For: e.For, Vertex: x.vertex, Share: told.Events[x.event].Serve[x.setting].Value}
	}
	return partial.Curves(serves, events)
}

// simulatePartly runs events while nodes serve some only.
func (s *Simulation) simulatePartly(ctx context.Context, events []timeline.Event, curves []partial.Curve) error {
	r, err := partial.Run(ctx, s.input(), events, curves, s.used)
	if err != nil {
		return s.partialError(err)
	}
	s.run = r.Luckiest
	s.collect()
	s.sheds = s.collectSheds()
	s.held = s.findHeld()
	s.mix(r.Fates)
	return nil
}

// used says whether people use a vertex: it is a part, or a service without any.
func (s *Simulation) used(v int32) bool {
	if s.c.IsPart(v) {
		return !s.c.IsSeveral(v)
	}
	return s.c.Model.Nodes[v].Kind == models.KindService && s.c.Parts(v).Len() == 0
}

// Untold says why what nodes serve in one incident can't be told: of others nothing.
type Untold struct{ message string }

func (e *Untold) Error() string { return e.message }

func (s *Simulation) untold(format string, args ...any) error {
	return &Untold{fmt.Sprintf(format, args...)}
}

// CheckServes says whether what nodes serve in an incident can be told, and runs nothing:
// else the error is an *Untold, or that of Simulate. Where nobody serves some only it
// costs nothing.
func CheckServes(ctx context.Context, c *compile.Compiled, in *models.Incident) error {
	if !slices.ContainsFunc(in.Events, func(e models.Event) bool { return len(e.Serve) > 0 }) {
		return nil
	}
	s, events, err := newSimulation(ctx, c, Script{Incident: in})
	if err != nil {
		return err
	}
	err = partial.Check(ctx, s.input(), s.curves(events, s.q.Incident), s.used)
	if err != nil {
		return s.partialError(err)
	}
	return nil
}

// partialError puts errors of package partial into the model's names.
func (s *Simulation) partialError(err error) error {
	var crowd *partial.CrowdError
	var cases *partial.CasesError
	switch {
	case errors.As(err, &crowd):
		return s.untold("%s can reach %d nodes that serve some only at once, at %s: %s; at most %d can be told apart: let fewer of them serve some only at that time, or let what stands before them do so",
			s.c.Name(crowd.Vertex), len(crowd.Nodes), models.FormatDuration(crowd.At), s.namesOf(crowd.Nodes), partial.MaxAtOnce)
	case errors.As(err, &cases) && cases.Load:
		return s.untold("the shares that %s serve make more cases than the %d that can be run side by side with load: give them fewer different shares, or let fewer nodes serve some only", s.namesOf(cases.Vertices), cases.Most)
	case errors.As(err, &cases):
		return s.untold("the shares that %s serve make more cases than the %d that can be run: give them fewer different shares, or let fewer nodes serve some only", s.namesOf(cases.Vertices), cases.Most)
	}
	return s.c.LoadError(err)
}

// namesOf lists vertices, all of a few dozen.
func (s *Simulation) namesOf(vertices []int32) string {
	const most = 40
	var out []string
	for _, v := range vertices[:min(most, len(vertices))] {
		out = append(out, s.c.Name(v))
	}
	if more := len(vertices) - most; more > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(out, ", ")
}

// Finds is what the run assumes of who finds nodes that serve some only; "" where there
// are none.
func (s *Simulation) Finds() result.Finds {
	if len(s.courses) == 0 {
		return ""
	}
	return result.FindsIndependently
}

// measureServes notes the shares served of a run, as they were drawn.
func (s *Simulation) measureServes(d *drawn, found *trials.Samples[figure]) {
	for _, x := range d.servings {
		if d.told == nil {
			return
		}
		setting := &d.told.Events[x.event].Serve[x.setting]
		if setting.Range != nil {
			found.Add(figure{what: whatServe, at: int32(x.event), nth: x.vertex}, setting.Value)
		}
	}
}

// tellServes adds the percentiles of the shares that an event has served.
func (s *Simulation) tellServes(found *trials.Samples[figure], event int, h *result.Happening) {
	for id := range h.Serve {
		if p := found.Percentiles(figure{what: whatServe, at: int32(event), nth: s.c.Vertex(id)}); p != nil {
			if h.ServeRange == nil {
				h.ServeRange = map[string]*result.Percentiles{}
			}
			h.ServeRange[id] = p
		}
	}
}
