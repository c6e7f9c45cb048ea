// Package replay answers how well the model reproduces what happened: it runs
// recorded incidents and holds the model against what was observed.
//
// A question costs a timeline for each incident.
package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	Incidents []string // ids of recorded incidents, each counted once; none: all of them
	Trials    trials.Plan
	// LeaveOneOut scores each incident once more without what is hindsight to it, as
	// package hindsight takes that away.
	LeaveOneOut bool
}

// Ask replays incidents in the order asked. The error is a question.NoSuch, a
// simulation that came to no end, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Replay, error) {
	var incidents []*models.Incident
	for _, id := range q.Incidents {
		in, err := question.Incident(c.Model, id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(incidents, in) {
			incidents = append(incidents, in)
		}
	}
	if len(q.Incidents) == 0 {
		for i := range c.Model.Incidents {
			incidents = append(incidents, &c.Model.Incidents[i])
		}
	}
	if err := q.Trials.Check(); err != nil {
		return nil, err
	}
	return replayed(ctx, c, incidents, q)
}

// Of replays these incidents, which need not be recorded in the model. It serves
// other answers; errors are otherwise those of [Ask].
func Of(ctx context.Context, c *compile.Compiled, incidents []*models.Incident) (*result.Replay, error) {
	return replayed(ctx, c, incidents, Question{})
}

func replayed(ctx context.Context, c *compile.Compiled, incidents []*models.Incident, q Question) (*result.Replay, error) {
	out := &result.Replay{Incidents: []result.Replayed{}, Trials: q.Trials.Said()}
	var all, left tally
	for _, in := range incidents {
		r, t, err := both(ctx, c, in, q, &left)
		var untold *timeline.Untold
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.As(err, &untold) && len(incidents) > 1: // the others can be told
			out.Untold = append(out.Untold, result.Untold{ID: in.ID, Names: result.Names(in.Name), Why: untold.Error()})
			continue
		case err != nil:
			return nil, fmt.Errorf("incident %s: %w", in.ID, err)
		}
		out.Incidents = append(out.Incidents, r)
		all.join(t)
	}
	out.Total = all.score()
	if q.LeaveOneOut {
		score := left.score()
		out.LeaveOneOut = &score
	}
	return out, nil
}

// both replays one incident with all facts and, if that is asked, without those that are
// hindsight to it, whose tally is added to left.
func both(ctx context.Context, c *compile.Compiled, in *models.Incident, q Question, left *tally) (result.Replayed, tally, error) {
	j, err := newJudge(ctx, c, in)
	if err != nil {
		return result.Replayed{}, tally{}, err
	}
	r, t, err := j.replay(ctx, q.Trials)
	if err == nil && q.LeaveOneOut {
		var without tally
		r.LeaveOneOut, without, err = j.leaveOneOut(ctx, t, q.Trials)
		left.join(without)
	}
	return r, t, err
}

// newJudge runs an incident.
func newJudge(ctx context.Context, c *compile.Compiled, in *models.Incident) (*judge, error) {
	run, err := timeline.Simulate(ctx, c, timeline.Script{Incident: in})
	if err != nil {
		return nil, err
	}
	j := &judge{c: run.Compiled(), in: in, run: run, reach: run.Reach()}
	j.levels, j.loads, err = run.Paths(ctx)
	return j, err
}

// replay scores the incident.
func (j *judge) replay(ctx context.Context, plan trials.Plan) (r result.Replayed, t tally, err error) {
	in, run := j.in, j.run
	r = result.Replayed{ID: in.ID, Names: result.Names(in.Name), Finds: run.Finds(), Over: run.Over(), Unreported: j.unreported(), Observations: []result.Observed{}}
	drawn, err := j.draw(ctx, plan)
	if err != nil {
		return r, t, err
	}
	for i := range in.Observed {
		if err := ctx.Err(); err != nil {
			return r, t, err
		}
		o := &in.Observed[i]
		obs := j.observe(o)
		j.cover(o, int32(i), &obs, drawn)
		r.Observations = append(r.Observations, obs.Observed)
		if o.Scored {
			t.add(obs)
		}
	}
	t.unconfirmed = len(r.Unreported)
	r.Score = t.score()
	return r, t, nil
}
