package gate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is which policies to judge.
type Question struct {
	Policies []string      // ids; none for all
	Baseline *result.Gate  // an earlier answer whose violations are accepted; nil for none
	After    time.Duration // the horizon
}

// Ask answers whether policies hold. The error is a question.NoSuch of Policies,
// that of Evaluate for one of them, or the context's. Cost: that of Evaluate for
// each policy, and of a cascade or a timeline more for each failure that breaks it.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Gate, error) {
	if err := question.Policies(c.Model, q.Policies); err != nil {
		return nil, err
	}
	g := &result.Gate{After: models.FormatDuration(q.After), LoadIgnored: c.LeavesOutLoad(), Policies: []result.Policy{}}
	a := answer{ctx, c, q}
	circles, err := newCircles(ctx, c, q.After)
	if err != nil {
		return nil, err
	}
	for i := range c.Model.Policies {
		p := &c.Model.Policies[i]
		if len(q.Policies) > 0 && !slices.Contains(q.Policies, p.ID) {
			continue
		}
		v, err := evaluate(ctx, c, p, q.After, result.MaxViolations, circles)
		if err != nil {
			return nil, err
		}
		judged, err := a.policy(v)
		if err != nil {
			return nil, err
		}
		g.Policies = append(g.Policies, judged)
	}
	if q.Baseline != nil {
		accept(g, q.Baseline, func(id string) bool { return c.Model.Policy(id) != nil })
	}
	return g, nil
}

// answer puts verdicts into the words of the model.
type answer struct {
	ctx context.Context
	c   *compile.Compiled
	q   Question
}

func (a answer) policy(v *Verdict) (result.Policy, error) {
	p, b := v.Policy, newBlamer(a.ctx, a.c, v, a.q.After)
	out := result.Policy{ID: p.ID, Names: result.Names(p.Name), Protect: p.Protect, Against: p.Against,
		Failures: p.Failures, Allowed: a.allowed(p), Holds: v.Violated == 0, Scenarios: v.Scenarios, Violated: v.Violated, Violations: []result.Violation{},
		Vacuous: v.Vacuous != "", VacuousBecause: v.Vacuous, Before: a.names(v.Before), SelfSustained: v.SelfSustained, Circle: a.circle(v.Circle)}
	for _, x := range a.c.Model.BlindFor(p) {
		out.UsersHidden = append(out.UsersHidden, result.Leaning(x))
	}
	if v.Worst != nil {
		o := OutcomeOf(a.c, p, v.Worst)
		out.Worst = &o
	}
	for i := range v.Violations {
		x := &v.Violations[i]
		o := OutcomeOf(a.c, p, x)
		blame, err := b.blame(x)
		if err != nil {
			return out, err
		}
		out.Violations = append(out.Violations, result.Violation{Policy: p.ID, Outcome: o, Breaks: x.Breaks.names(),
			Blame: blame, Fingerprint: fingerprint(p.ID, o)})
	}
	return out, nil
}

func (a answer) allowed(p *models.Policy) result.Allowed {
	out := result.Allowed{Worst: result.Level(Allowed(p).String()), MaxShare: p.MaxShare, Tolerance: p.Tolerance}
	if p.MaxOutage != nil {
		out.MaxOutage = models.FormatDuration(*p.MaxOutage)
	}
	if p.For > 0 || boundsTime(p) {
		out.For = models.FormatDuration(a.c.Model.Lasts(p))
	}
	return out
}

// OutcomeOf puts a case of a policy into the words of the model.
func OutcomeOf(c *compile.Compiled, p *models.Policy, x *Case) result.Outcome {
	n := &c.Model.Nodes[c.NodeOf(x.Node)]
	out := result.Outcome{Failed: slices.Clone(x.Failed), Node: c.Name(x.Node), Names: result.Names(n.Name), Level: result.Level(x.Level.String())}
	if n.Kind == models.KindService {
		share := users.Share(x.Share)
		out.ShareDown = &share
		out.UsersDown = result.UsersOf(nil)
		if all, known := c.Model.Users(n); known {
			lost := users.People(all * c.Share(x.Node) * x.Share)
			out.UsersDown = result.UsersOf(&lost)
		}
	}
	if boundsTime(p) {
		out.OutageS, out.Endless = lasted(x.Outage)
	}
	if limitsOf(c, p, x.Node).degraded != Endless {
		out.NotUpS, out.NotUpEndless = lasted(x.NotUp)
	}
	return out
}

// lasted returns a time in seconds, or that it does not end.
func lasted(d time.Duration) (s *int64, endless bool) {
	if d == Endless {
		return nil, true
	}
	return new(int64(d / time.Second)), false
}

func (b Breaks) names() []result.Break {
	var out []result.Break
	for _, x := range []struct {
		broken bool
		name   result.Break
	}{{b.Worst, result.BreaksWorst}, {b.MaxShare, result.BreaksShare}, {b.MaxOutage, result.BreaksOutage},
		{b.Tolerance, result.BreaksTolerance}, {b.ToleranceDegraded, result.BreaksDegraded}} {
		if x.broken {
			out = append(out, x.name)
		}
	}
	return out
}

// fingerprint identifies a violation by what it says: no line and no figure is
// part of it, so that it survives edits elsewhere.
func fingerprint(policy string, o result.Outcome) string {
	sum := sha256.Sum256([]byte(policy + "\x00" + o.Node + "\x00" + strings.Join(o.Failed, "\x00")))
	return hex.EncodeToString(sum[:16])
}
