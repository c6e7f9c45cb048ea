package replay

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/hindsight"
)

// leaveOneOut scores the incident once more without what is hindsight to it. With are the
// observations as they are judged with it: where nothing is, both are the same.
func (j *judge) leaveOneOut(ctx context.Context, with tally, plan trials.Plan) (*result.LeftOut, tally, error) {
	left, err := hindsight.Before(j.c.Model, j.in)
	if err != nil {
		return nil, tally{}, err
	}
	c, err := compile.CompileContext(ctx, left.Model)
	if err != nil {
		return nil, tally{}, err
	}
	again, err := newJudge(ctx, c.As(j.c), left.Incident)
	if err != nil {
		return nil, tally{}, fmt.Errorf("without hindsight: %w", err)
	}
	again.left = true
	r, t, err := again.replay(ctx, plan)
	if err != nil {
		return nil, tally{}, fmt.Errorf("without hindsight: %w", err)
	}
	for i := range r.Observations {
		obs := &r.Observations[i]
		if left.Gone[i] {
			obs.Node, obs.Lacks = j.in.Observed[i].Node, result.LacksNode
		}
		if obs.Verdict != result.JudgedMatched {
			obs.RestedOn = j.restedOn(&j.in.Observed[i])
		}
	}
	return &result.LeftOut{Score: r.Score, Taken: taken(left.Model, left.Taken), Unreported: r.Unreported, Observations: r.Observations}, t, nil
}

// restedOn writes the hindsight on which the answer to an observation rests while it is
// there, a source or a date each, sorted.
func (j *judge) restedOn(o *models.Observation) []string {
	if o.Node == "" {
		return nil
	}
	var out []string
	for _, p := range j.run.Grounds(j.c.Vertex(o.Node)) {
		if hindsight.IsHindsight(j.c.Model, j.in, p) {
			out = append(out, grounds(j.c.Model, p))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// grounds writes what a fact rests on: its source, and its date.
func grounds(m *models.Model, p *models.Provenance) string {
	source := ""
	if p != nil {
		source = p.Source
	}
	if date := m.DateOf(p); date != "" {
		return strings.TrimSpace(source + " (" + date + ")")
	}
	return cmp.Or(source, "-")
}

// taken turns the facts into those of the answer.
func taken(m *models.Model, facts []hindsight.Fact) []result.TakenFact {
	out := make([]result.TakenFact, len(facts))
	for i, f := range facts {
		out[i] = result.TakenFact{Table: f.Table, ID: f.ID, Key: f.Key, About: f.About, Why: string(f.Why), Date: m.DateOf(f.Rests)}
		if f.Rests != nil {
			out[i].Source = f.Rests.Source
		}
	}
	return out
}
