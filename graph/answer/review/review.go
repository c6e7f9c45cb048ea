// Package review asks a model all the other questions, within bounds, and puts
// the answers side by side: the resilience review. It answers nothing itself.
package review

import (
	"context"
	"errors"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/effort"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/promises"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	After            time.Duration // the horizon
	Asof             string        // the day as of which facts by date were taken when the model was loaded, where one was said: it is told on the first page
	UnverifiedBefore string        // facts older than this date count as unverified, too: 2023, 2023-09 or 2023-09-30; "" for none
}

// Check finds what is wrong with a question whatever the model: a question.NoDate.
func (q *Question) Check() error {
	if q.UnverifiedBefore == "" {
		return nil
	}
	return question.Date("unverified-before", q.UnverifiedBefore)
}

// The bounds of a review. Every one that cuts something off is told in the
// answer's Bounds.
const (
	worstFailures = 20          // rows of each ranking
	maxPairs      = 50_000_000  // pairs of failures: some seconds of surveying
	maxLoadWork   = 150_000_000 // looks at vertices for the loads of pairs: half a minute
	maxIncidents  = 50          // that are replayed and told
	maxProofs     = 10          // violated policies whose worst case is proved
	cutSetOrder   = 2           // the largest cut set
	diagramNodes  = 1_000_000   // of decision diagrams, for cut sets and availability
)

// reviewer is one review under way.
type reviewer struct {
	ctx context.Context
	c   *compile.Compiled
	q   Question
	out *result.Review
}

// Ask asks everything. Cost: the sum of the questions', each bounded. The error is a
// question.NoDate, that of a question that the model does not allow, or the
// context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Review, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	r := &reviewer{ctx: ctx, c: c, q: q, out: &result.Review{After: models.FormatDuration(q.After), Before: q.UnverifiedBefore, HasLoad: c.LeavesOutLoad(), Bounds: []result.Bound{},
		Descriptions: result.Names(c.Model.Description), Timelines: []result.Timeline{}, CutSets: []result.CutSets{}, Proofs: []result.Proof{}, Names: map[string]result.Names{}}}
	r.count()
	for _, ask := range []func() error{r.failures, r.incidents, r.policies, r.proofs, r.promises, r.marked, r.weaknesses, r.page} {
		if err := ask(); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return r.out, nil
}

// bound notes where the review stops short.
func (r *reviewer) bound(section string, what result.Limited, limit, of int) {
	r.out.Bounds = append(r.out.Bounds, result.Bound{Section: section, What: what, Limit: limit, Of: of})
}

// failures ranks single failures and pairs of what may fail unless it is said.
func (r *reviewer) failures() (err error) {
	ask := rank.Question{Failures: 1, By: "users", Top: worstFailures, After: r.q.After}
	if r.out.Singles, err = r.rank(ask); err != nil {
		return err
	}
	if n := r.out.Singles.Scenarios; n > worstFailures {
		r.bound("rank", result.LimitListed, worstFailures, int(n))
	}
	n := int(r.out.Singles.Scenarios)
	if pairs := n * (n - 1) / 2; pairs > maxPairs {
		r.bound("rank --failures 2", result.LimitSkipped, maxPairs, pairs)
		return nil
	}
	ask.Failures, ask.LoadWork = 2, maxLoadWork
	r.out.Pairs, err = r.rank(ask)
	if errors.As(err, new(question.TooMuch)) {
		r.bound("rank --failures 2", result.LimitSkipped, 0, 0)
		return nil
	}
	if err != nil {
		return err
	}
	if x := r.out.Pairs.LoadPairs; x != nil {
		r.bound("rank --failures 2", result.LimitLoad, int(x.Run), int(x.Of))
	}
	if n := r.out.Pairs.Scenarios; n > worstFailures {
		r.bound("rank --failures 2", result.LimitListed, worstFailures, int(n))
	}
	if n := *r.out.Pairs.Interacting; n > worstFailures {
		r.bound("rank --failures 2", result.LimitJoint, worstFailures, int(n))
	}
	return nil
}

// rank ranks failures.
func (r *reviewer) rank(q rank.Question) (*result.Rank, error) {
	out, err := rank.Ask(r.ctx, r.c, q)
	if err == nil {
		out.Schema = result.Schema("rank")
	}
	return out, err
}

// incidents replays and tells what the model records.
func (r *reviewer) incidents() (err error) {
	var list []*models.Incident
	for i := range r.c.Model.Incidents {
		list = append(list, &r.c.Model.Incidents[i])
	}
	if len(list) == 0 {
		return nil
	}
	if n := len(list); n > maxIncidents {
		r.bound("replay", result.LimitListed, maxIncidents, n)
		list = list[:maxIncidents]
	}
	r.out.Replay, err = replay.Of(r.ctx, r.c, list)
	switch {
	case errors.As(err, new(*timeline.Untold)): // the only one
		r.out.Replay = nil
	case err != nil:
		return err
	default:
		r.out.Replay.Schema = result.Schema("replay")
	}
	for _, in := range list {
		t, err := timeline.Of(r.ctx, r.c, timeline.Script{Incident: in})
		if errors.As(err, new(*timeline.Untold)) {
			r.bound("timeline "+in.ID, result.LimitUntold, 0, 0)
			continue
		}
		if err != nil {
			return err
		}
		t.Schema = result.Schema("timeline")
		r.out.Timelines = append(r.out.Timelines, *t)
	}
	return nil
}

// policies judges the policies, and asks what would mend them.
func (r *reviewer) policies() (err error) {
	scenarios, err := effort.Scenarios(r.c.Model)
	if err != nil {
		return err
	}
	nodes := len(r.c.Model.Nodes)
	if most := effort.MostScenarios(r.c.Model, r.c.HasLoad()); scenarios > most {
		r.bound("gate", result.LimitSkipped, most, scenarios)
	} else if scenarios > 0 {
		if r.out.Gate, err = gate.Ask(r.ctx, r.c, gate.Question{After: r.q.After}); err != nil {
			return err
		}
		r.out.Gate.Schema = result.Schema("gate")
	}
	switch {
	case len(r.c.Model.Options) == 0:
	case effort.TooManyToMitigate(r.c.Model, scenarios, r.c.HasLoad()):
		r.boundMitigate(nodes)
	default:
		if r.out.Mitigate, err = mitigate.Ask(r.ctx, r.c, mitigate.Question{After: r.q.After}); err != nil {
			return err
		}
		r.out.Mitigate.Schema = result.Schema("mitigate")
		if choice := r.out.Mitigate.Choice; choice != nil && !choice.Exact {
			r.bound("mitigate", result.LimitTruncated, 0, 0)
		}
	}
	if nodes > effort.MaxNodes {
		r.bound("mitigate --suggest", result.LimitSkipped, effort.MaxNodes, nodes)
		return nil
	}
	if r.out.Suggest, err = suggest.Ask(r.ctx, r.c, suggest.Question{After: r.q.After}); err != nil {
		return err
	}
	r.out.Suggest.Schema = result.Schema("mitigate")
	if !r.out.Suggest.Exact {
		r.bound("mitigate --suggest", result.LimitTruncated, 0, 0)
	}
	return nil
}

// boundMitigate notes why options are not tried.
func (r *reviewer) boundMitigate(nodes int) {
	if nodes > effort.MaxNodes {
		r.bound("mitigate", result.LimitSkipped, effort.MaxNodes, nodes)
		return
	}
	r.bound("mitigate", result.LimitSkipped, 0, 0)
}

// promises holds what services tolerate against every single failure.
func (r *reviewer) promises() error {
	kept, err := promises.Of(r.ctx, r.c)
	if err != nil || kept.Services == 0 {
		return err
	}
	r.out.Promises = kept
	if kept.Truncated() {
		r.bound("check", result.LimitFailures, kept.Failures, kept.Able)
	}
	return nil
}

// weaknesses looks for what is weak in the model as it stands.
func (r *reviewer) weaknesses() (err error) {
	if r.out.FalseRedundancy, err = redundancy.Of(r.ctx, r.c); err != nil {
		return err
	}
	if r.out.ColdStart, err = blackstart.Of(r.ctx, r.c); err != nil {
		return err
	}
	if r.out.Concentration, err = concentration.Of(r.ctx, r.c, concentration.Question{After: r.q.After}); err != nil {
		return err
	}
	if r.out.Assumptions, err = assumptions.Of(r.ctx, r.c, assumptions.Question{After: r.q.After, UnverifiedBefore: r.q.UnverifiedBefore}, r.out.Mitigate); err != nil {
		return err
	}
	if r.out.FalseRedundancy.Truncated || r.out.ColdStart.Truncated {
		r.bound("check", result.LimitTruncated, 0, 0)
	}
	if r.out.Concentration.Truncated {
		r.bound("concentration", result.LimitTruncated, 0, 0)
	}
	r.boundAssumptions(r.out.Assumptions)
	return nil
}

// boundAssumptions notes which answers were not looked at, or not all of them.
func (r *reviewer) boundAssumptions(a *result.Assumed) {
	for _, answer := range a.LeftOut {
		what := result.LimitSkipped
		if answer == "mitigate" && len(a.Chosen) > 0 {
			what = result.LimitTruncated
		}
		r.bound("assumptions: "+answer, what, 0, 0)
	}
	if a.Failures < a.Able {
		r.bound("assumptions", result.LimitFailures, a.Failures, a.Able)
	}
	if a.Truncated {
		r.bound("assumptions", result.LimitFacts, a.Examined, a.Unverified-a.Fixed)
	}
}
