// Package review asks a model all the other questions, within bounds, and puts
// the answers side by side: the resilience review. It answers nothing itself.
package review

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/effort"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	After    time.Duration // the horizon
	Asof     string        // facts older than this date count as unverified, too; "" for none
	Redacted bool          // the model is under pseudonyms
	Lang     string        // "ko" or "en": of the names in the answer
	Version  string        // of the program
}

// The bounds of a review. Every one that cuts something off is told in the
// answer's Bounds.
const (
	worstFailures = 20         // rows of each ranking
	maxPairs      = 50_000_000 // pairs of failures: some seconds of surveying
	maxIncidents  = 50         // that are replayed and told
	maxProofs     = 10         // violated policies whose worst case is proved
	cutSetOrder   = 2          // the largest cut set
	diagramNodes  = 1_000_000  // of decision diagrams, for cut sets and availability
)

// reviewer is one review under way.
type reviewer struct {
	ctx context.Context
	c   *compile.Compiled
	q   Question
	out *result.Review
}

// Of asks everything. Cost: the sum of the questions', each bounded. The error is
// the context's, or that of a question that the model does not allow.
func Of(ctx context.Context, c *compile.Compiled, q Question) (*result.Review, error) {
	r := &reviewer{ctx: ctx, c: c, q: q, out: &result.Review{Header: whatif.Header(c.Model, "review", q.Lang, q.Version),
		After: models.FormatDuration(q.After), Asof: q.Asof, Redacted: q.Redacted, HasLoad: c.HasLoad(), Bounds: []result.Bound{},
		Description: result.Names(c.Model.Description).In(q.Lang, ""), Timelines: []result.Timeline{}, CutSets: []result.CutSets{}, Proofs: []result.Proof{}, Names: map[string]result.Names{}}}
	r.count()
	for _, ask := range []func() error{r.failures, r.incidents, r.policies, r.proofs, r.marked, r.weaknesses} {
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
func (r *reviewer) bound(section, what string, limit, of int) {
	r.out.Bounds = append(r.out.Bounds, result.Bound{Section: section, What: what, Limit: limit, Of: of})
}

// failures ranks single failures and pairs.
func (r *reviewer) failures() (err error) {
	ask := rank.Question{Failures: 1, By: "users", Top: worstFailures, After: r.q.After}
	if r.out.Singles, err = r.rank(ask); err != nil {
		return err
	}
	if n := r.out.Singles.Scenarios; n > worstFailures {
		r.bound("rank", "listed", worstFailures, int(n))
	}
	if slices.ContainsFunc(r.c.Model.Nodes, func(n models.Node) bool { return n.Kind != models.KindService && n.Fails }) {
		under := ask
		under.Against = "!kind:" + models.KindService
		if !slices.ContainsFunc(r.c.Model.Nodes, func(n models.Node) bool { return n.Kind == models.KindService }) {
			under.Against = ""
		}
		if r.out.Underlying, err = r.rank(under); err != nil {
			return err
		}
		if n := r.out.Underlying.Scenarios; n > worstFailures {
			r.bound(result.Command{"rank"}.Flag("--against", under.Against).Line(), "listed", worstFailures, int(n))
		}
	}
	n := int(r.out.Singles.Scenarios)
	if pairs := n * (n - 1) / 2; pairs > maxPairs {
		r.bound("rank --failures 2", "skipped", maxPairs, pairs)
		return nil
	}
	ask.Failures = 2
	r.out.Pairs, err = r.rank(ask)
	if errors.As(err, new(question.TooMuch)) {
		r.bound("rank --failures 2", "skipped", 0, 0)
		return nil
	}
	if err != nil {
		return err
	}
	if n := r.out.Pairs.Scenarios; n > worstFailures {
		r.bound("rank --failures 2", "listed", worstFailures, int(n))
	}
	if n := *r.out.Pairs.Interacting; n > worstFailures {
		r.bound("rank --failures 2", "joint", worstFailures, int(n))
	}
	return nil
}

// rank ranks failures.
func (r *reviewer) rank(q rank.Question) (*result.Rank, error) {
	out, err := rank.Ask(r.ctx, r.c, q)
	if err != nil {
		return nil, err
	}
	r.finish(out, "rank")
	return out, nil
}

// finish gives an answer what the command that asks for it alone gives it.
func (r *reviewer) finish(d result.Document, command string) {
	result.Finish(d, whatif.Header(r.c.Model, command, r.q.Lang, r.q.Version), r.q.Lang)
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
		r.bound("replay", "listed", maxIncidents, n)
		list = list[:maxIncidents]
	}
	if r.out.Replay, err = replay.Of(r.ctx, r.c, list); err != nil {
		return err
	}
	r.out.Replay.Header = whatif.Header(r.c.Model, "replay", r.q.Lang, r.q.Version)
	for _, in := range list {
		t, err := timeline.Of(r.ctx, r.c, timeline.Script{Incident: in})
		if err != nil {
			return err
		}
		t.Header = whatif.Header(r.c.Model, "timeline", r.q.Lang, r.q.Version)
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
	if scenarios > effort.MaxScenarios {
		r.bound("gate", "skipped", effort.MaxScenarios, scenarios)
	} else if scenarios > 0 {
		if r.out.Gate, err = gate.Ask(r.ctx, r.c, gate.Question{After: r.q.After}); err != nil {
			return err
		}
		r.finish(r.out.Gate, "gate")
	}
	switch {
	case len(r.c.Model.Options) == 0:
	case effort.TooManyToMitigate(r.c.Model, scenarios):
		r.bound("mitigate", "skipped", effort.MaxNodes, nodes)
	default:
		if r.out.Mitigate, err = mitigate.Ask(r.ctx, r.c, mitigate.Question{After: r.q.After}); err != nil {
			return err
		}
		r.finish(r.out.Mitigate, "mitigate")
		if choice := r.out.Mitigate.Choice; choice != nil && !choice.Exact {
			r.bound("mitigate", "truncated", 0, 0)
		}
	}
	if nodes > effort.MaxNodes {
		r.bound("mitigate --suggest", "skipped", effort.MaxNodes, nodes)
		return nil
	}
	if r.out.Suggest, err = suggest.Ask(r.ctx, r.c, suggest.Question{After: r.q.After}); err != nil {
		return err
	}
	if r.finish(r.out.Suggest, "mitigate"); !r.out.Suggest.Exact {
		r.bound("mitigate --suggest", "truncated", 0, 0)
	}
	return nil
}

// weaknesses looks for what is weak in the model as it stands.
func (r *reviewer) weaknesses() (err error) {
	if r.out.FalseRedundancy, err = redundancy.Find(r.ctx, r.c); err != nil {
		return err
	}
	if r.out.ColdStart, err = blackstart.FromBlack(r.ctx, r.c); err != nil {
		return err
	}
	if r.out.Concentration, err = concentration.Measure(r.ctx, r.c, concentration.Question{After: r.q.After}); err != nil {
		return err
	}
	if r.out.Assumptions, err = assumptions.Of(r.ctx, r.c, assumptions.Question{After: r.q.After, UnverifiedBefore: r.q.Asof}, r.out.Mitigate); err != nil {
		return err
	}
	if r.out.FalseRedundancy.Truncated || r.out.ColdStart.Truncated {
		r.bound("check", "truncated", 0, 0)
	}
	if r.out.Concentration.Truncated {
		r.bound("concentration", "truncated", 0, 0)
	}
	r.boundAssumptions(r.out.Assumptions)
	return nil
}

// boundAssumptions notes which answers were not looked at, or not all of them.
func (r *reviewer) boundAssumptions(a *result.Assumed) {
	for _, answer := range a.LeftOut {
		what := "skipped"
		if answer == "mitigate" && len(a.Chosen) > 0 {
			what = "truncated"
		}
		r.bound("assumptions: "+answer, what, 0, 0)
	}
	if a.Failures < a.Able {
		r.bound("assumptions", "failures", a.Failures, a.Able)
	}
	if a.Truncated {
		r.bound("assumptions", "facts", a.Examined, a.Unverified-a.Fixed)
	}
}
