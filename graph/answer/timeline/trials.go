package timeline

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// figure says what of a run a figure is.
type figure struct {
	what  what
	at    int32       // a vertex, an event, a sector of the model
	level graph.Level // of a span
	nth   int32       // of spans of that level, returns, overloads, or breaches of the rule
	rule  string      // of a breach
}

// what is the sort of a figure.
type what uint8

const (
	whatEnd what = iota
	whatEventAt
	whatEventFor
	whatServe
	whatShareDown
	whatShareDegraded
	whatFrom
	whatTo
	whatLasts
	whatReturn
	whatHours
	whatOverloadFrom
	whatOverloadTo
	whatStart
	whatStop
	whatRuns
	whatBreach
	whatBreachLimit
	whatBreachUsers
	whatBreachShare
	whatBreachOwed
)

// drawn is a run that is made again and again in a model whose ranges are drawn.
type drawn struct {
	*Simulation
	events []timeline.Event
	told   *models.Incident // whose events have the times drawn; nil: none has
	shares bool             // shares are drawn, so that demand arrives otherwise
}

// redraw makes the run ready for a drawing of the model that it ran in.
func (s *Simulation) redraw(d *compile.Drawing) (*drawn, error) {
	out := &drawn{Simulation: &Simulation{c: d.Compiled, q: s.q}}
	if in := s.q.Incident; in != nil {
		if i := slices.IndexFunc(d.Model.Incidents, func(x models.Incident) bool { return x.ID == in.ID }); i >= 0 && len(d.Model.Incidents[i].Events) == len(in.Events) {
			out.told = &d.Model.Incidents[i]
		}
	}
	out.shares = slices.ContainsFunc(d.Facts, func(f models.Fact) bool { return f.Sort == models.FactShare })
	var err error
	out.events, err = out.prepare()
	return out, err
}

// Redrawn returns what runs the same again, in a drawing of the model that it ran in: with
// the values that the drawing has been given last.
func (s *Simulation) Redrawn(d *compile.Drawing) (again func(ctx context.Context) (*Simulation, error), err error) {
	out, err := s.redraw(d)
	return out.again, err
}

// again runs once more, with what has been drawn.
func (d *drawn) again(ctx context.Context) (*Simulation, error) {
	s := &Simulation{c: d.c, q: d.q, answer: d.answer, struck: d.struck, load: d.load, servings: d.servings}
	if d.shares {
		s.load = s.network()
	}
	told := d.q.Incident
	for i := range d.events {
		if d.told != nil {
			d.events[i].At, d.events[i].For = d.told.Events[i].At, d.told.Events[i].For
			told = d.told
		}
	}
	return s, s.simulate(ctx, d.events, told)
}

// draw makes trials and adds their percentiles to an answer.
func (s *Simulation) draw(ctx context.Context, p trials.Plan, out *result.Timeline) error {
	found, err := trials.Run(ctx, s.c, p, func(c *compile.Drawing) (trials.Trial[figure], error) {
		d, err := s.redraw(c)
		return func(ctx context.Context, found *trials.Samples[figure]) error {
			t, failed := d.again(ctx)
			if failed == nil {
				t.measure(d, found)
			}
			return failed
		}, err
	})
	if err != nil {
		return err
	}
	out.Trials = p.Said()
	s.tell(found, out)
	return nil
}

// measure notes all figures of a run.
func (s *Simulation) measure(d *drawn, found *trials.Samples[figure]) {
	found.Add(figure{what: whatEnd}, secondsOf(s.end()))
	for i := range d.events {
		found.Add(figure{what: whatEventAt, at: int32(i)}, d.events[i].At.Seconds())
		found.Add(figure{what: whatEventFor, at: int32(i)}, d.events[i].For.Seconds())
	}
	s.measureServes(d, found)
	for v := range s.all() {
		s.measureSpans(v, s.told(v), found)
		s.measureReturns(v, found)
	}
	s.measureStarts(found)
	for i, x := range s.hoursBySector() {
		if found.Add(figure{what: whatHours, at: int32(i)}, x.figure()); x.known > 0 {
			found.Add(figure{what: whatHours, at: int32(i), nth: 1}, 1) // that it is known
		}
	}
	if all := s.hoursOfAll(); all.known > 0 {
		found.Add(figure{what: whatHours, at: -1}, all.figure())
	}
	nth := map[figure]int32{}
	for _, o := range s.overloads() {
		of := figure{at: s.c.Vertex(o.Node)}
		of.nth, nth[of] = nth[of], nth[of]+1
		found.Add(of.as(whatOverloadFrom), float64(o.FromS))
		found.Add(of.as(whatOverloadTo), secondsOf(o.ToS))
	}
	for _, b := range s.breaches() {
		of := figure{at: s.c.Vertex(b.Node), rule: b.Rule, what: whatBreach}
		of.nth, nth[of] = nth[of], nth[of]+1
		found.Add(of, secondsOf(b.OutageS))
		found.Add(of.as(whatBreachLimit), float64(b.LimitS))
		for as, x := range map[what]*float64{whatBreachUsers: b.Users.Number(), whatBreachOwed: b.Owed.Number(), whatBreachShare: b.Share} {
			if x != nil {
				found.Add(of.as(as), *x)
			}
		}
	}
}

// as returns the same of another sort.
func (f figure) as(other what) figure {
	f.what = other
	return f
}

// measureSpans notes the spans of a vertex.
func (s *Simulation) measureSpans(v int32, spans []span, found *trials.Samples[figure]) {
	var nth [3]int32
	for _, sp := range spans {
		if s.held[v] && s.before(v, sp) {
			continue
		}
		of := figure{at: v, level: sp.level, nth: nth[sp.level]}
		nth[sp.level]++
		found.Add(of.as(whatFrom), float64(seconds(sp.from)))
		if sp.of != nil && !sp.of.unknown {
			found.Add(of.as(whatShareDown), sp.of.down)
			found.Add(of.as(whatShareDegraded), sp.of.degraded)
		}
		if sp.to == never {
			found.Add(of.as(whatTo), math.Inf(1))
			found.Add(of.as(whatLasts), math.Inf(1))
			continue
		}
		found.Add(of.as(whatTo), float64(seconds(sp.to)))
		found.Add(of.as(whatLasts), float64(seconds(sp.to-sp.from)))
	}
}

// measureReturns notes when a vertex came back.
func (s *Simulation) measureReturns(v int32, found *trials.Samples[figure]) {
	returns, spans := int32(0), s.spans[v]
	for i, sp := range spans {
		if sp.to != never && !s.held[v] && (i+1 == len(spans) || spans[i+1].from > sp.to) {
			found.Add(figure{what: whatReturn, at: v, nth: returns}, float64(seconds(sp.to)))
			returns++
		}
	}
}

// secondsOf returns seconds, infinite where there is no end.
func secondsOf(s *int64) float64 {
	if s == nil {
		return math.Inf(1)
	}
	return float64(*s)
}

// durationOf returns seconds as they were; never for none.
func durationOf(s *float64) time.Duration {
	if s == nil {
		return never
	}
	return time.Duration(*s) * time.Second
}
