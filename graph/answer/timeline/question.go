// Package timeline answers who is out from when to when: it simulates a recorded
// incident, or a failure that lasts for a time, and tells the spans of nodes and
// parts, the order of recovery and what each waited for, user-hours and breaches.
//
// A question costs a discrete-event simulation: that of the vertices that change,
// with their members, at each moment at which anything happens.
package timeline

import (
	"context"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model: about an incident, or about failures.
type Question struct {
	Incident string        // id of a recorded incident; or
	Failed   []string      // selectors of the nodes and parts that fail at the start,
	For      time.Duration // for that long, a second at least; 0: for good
	Trials   trials.Plan   // how often ranges are drawn anew
}

// The fields of a question.
const (
	FieldIncident question.Field = "incident"
	FieldFailed   question.Field = "if"
	FieldFor      question.Field = "for"
)

// Check finds what is wrong with a question whatever the model says: a
// question.Missing, a Conflict, or an OutOfRange in seconds.
func (q *Question) Check() error {
	switch {
	case q.Incident != "" && len(q.Failed) > 0:
		return question.Conflict{Fields: []question.Field{FieldIncident, FieldFailed}}
	case q.Incident != "" && q.For != 0:
		return question.Conflict{Fields: []question.Field{FieldIncident, FieldFor}}
	case q.Incident == "" && len(q.Failed) == 0:
		return question.Missing{OneOf: []question.Field{FieldIncident, FieldFailed}}
	case q.For != 0 && q.For < time.Second:
		return question.OutOfRange{Field: FieldFor, Given: q.For.Seconds(), Least: 1}
	}
	return q.Trials.Check()
}

// Ask simulates and answers. The error is that of Check, a question.NoSuch of the
// incident, a *models.NameError, or one of Simulate.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Timeline, error) {
	x, err := q.script(c.Model)
	if err != nil {
		return nil, err
	}
	out, s, err := simulated(ctx, c, x)
	if err != nil || q.Trials.Count == 0 {
		return out, err
	}
	return out, s.draw(ctx, q.Trials, out)
}

// Compare is Ask that says, too, what had been without the overlays: without is
// the model as it is without them.
func Compare(ctx context.Context, c, without *compile.Compiled, q Question) (*result.Timeline, error) {
	out, err := Ask(ctx, c, q)
	if err != nil {
		return nil, err
	}
	if out.Without, err = Ask(ctx, without, q); err != nil {
		return nil, err
	}
	return out, nil
}

// Script is what happens, resolved: the events of Incident, or the failure of
// Failed.
type Script struct {
	Incident *models.Incident
	Failed   []string      // ids of nodes and parts that fail at the start,
	For      time.Duration // for that long; 0: for good
	Watch    []int32       // vertices that Lost is asked about
}

// script resolves a question.
func (q *Question) script(m *models.Model) (x Script, err error) {
	if err = q.Check(); err != nil {
		return x, err
	}
	if x.For = q.For; q.Incident != "" {
		x.Incident, err = question.Incident(m, q.Incident)
	} else {
		x.Failed, err = question.Failures(m, q.Failed)
	}
	return x, err
}

// Of answers a question that is resolved already. It serves other answers; errors
// are those of Simulate.
func Of(ctx context.Context, c *compile.Compiled, x Script) (*result.Timeline, error) {
	out, _, err := simulated(ctx, c, x)
	return out, err
}

// simulated is Of with the run that it tells of.
func simulated(ctx context.Context, c *compile.Compiled, x Script) (*result.Timeline, *Simulation, error) {
	s, err := Simulate(ctx, c, x)
	if err != nil {
		return nil, nil, err
	}
	out := s.answer
	for _, tell := range []func(){
		func() { out.Spans, out.EndS = s.resultSpans(), s.end() },
		func() {
			back, started := s.recovery()
			out.Recovery, out.CriticalPath, out.Finds = back, criticalPath(back, started), s.Finds()
		},
		func() { out.HeldDown, out.Started = s.heldDown(), s.started() },
		func() { s.tellUserHours(&out) },
		func() { out.Breaches, out.Promised, out.Overloads = s.breaches(), s.promised(), s.overloads() },
	} {
		if tell(); ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
	}
	return &out, s, nil
}
