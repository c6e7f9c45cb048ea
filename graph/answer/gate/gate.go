package gate

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	Policies []string      // ids; none for all
	After    time.Duration // the horizon
	Lang     string        // "ko" or "en": of the names in the answer
	Version  string        // of the program
}

// Gate answers whether policies hold. The error is a selector of a policy that
// matches nothing, a policy that names too many failures, or a timeline that
// comes to no end. The cost is that of Evaluate for each policy, and of a cascade
// or a timeline more for each failure that breaks it.
func Gate(c *compile.Compiled, q Question) (*result.Gate, error) {
	g := &result.Gate{Header: whatif.Header(c.Model, "gate", q.Lang, q.Version), After: models.FormatDuration(q.After),
		LoadIgnored: c.HasLoad(), Policies: []result.Policy{}}
	a := answer{c, q}
	for i := range c.Model.Policies {
		p := &c.Model.Policies[i]
		if len(q.Policies) > 0 && !slices.Contains(q.Policies, p.ID) {
			continue
		}
		v, err := Evaluate(c, p, q.After, result.MaxViolations)
		if err != nil {
			return nil, err
		}
		judged, err := a.policy(v)
		if err != nil {
			return nil, err
		}
		g.Policies = append(g.Policies, judged)
	}
	return g, nil
}

// answer puts verdicts into the words of the model.
type answer struct {
	c *compile.Compiled
	q Question
}

func (a answer) policy(v *Verdict) (result.Policy, error) {
	p, b := v.Policy, newBlamer(a.c, v, a.q.After)
	out := result.Policy{ID: p.ID, Name: result.Names(p.Name).In(a.q.Lang, ""), Names: result.Names(p.Name), Protect: p.Protect, Against: p.Against,
		Failures: p.Failures, Allowed: allowed(p), Holds: v.Violated == 0, Scenarios: v.Scenarios, Violated: v.Violated, Violations: []result.Violation{}}
	if v.Worst != nil {
		o := a.outcome(p, v.Worst)
		out.Worst = &o
	}
	for i := range v.Violations {
		x := &v.Violations[i]
		o := a.outcome(p, x)
		blame, err := b.blame(x)
		if err != nil {
			return out, err
		}
		out.Violations = append(out.Violations, result.Violation{Policy: p.ID, Outcome: o, Breaks: x.Breaks.names(),
			Blame: blame, Fingerprint: fingerprint(p.ID, o)})
	}
	return out, nil
}

func allowed(p *models.Policy) result.Allowed {
	out := result.Allowed{Worst: Allowed(p).String(), MaxShare: p.MaxShare}
	if p.MaxOutage != nil {
		out.MaxOutage = models.FormatDuration(*p.MaxOutage)
	}
	if p.For > 0 {
		out.For = models.FormatDuration(p.For)
	}
	return out
}

func (a answer) outcome(p *models.Policy, x *Case) result.Outcome {
	n := &a.c.Model.Nodes[a.c.NodeOf(x.Node)]
	out := result.Outcome{Failed: slices.Clone(x.Failed), Node: a.c.Name(x.Node), Names: result.Names(n.Name), Level: x.Level.String()}
	if n.Kind == models.KindService {
		share := math.Round(x.Share*1e9) / 1e9 // sums of shares read as they were meant
		out.ShareDown = &share
		if users, known := a.c.Model.Users(n); known {
			lost := math.Round(users * a.c.Share(x.Node) * x.Share)
			out.UsersDown = &lost
		}
	}
	switch {
	case p.MaxOutage == nil:
	case x.Outage == Endless:
		out.Endless = true
	default:
		s := int64(x.Outage / time.Second)
		out.OutageS = &s
	}
	return out
}

func (b Breaks) names() []string {
	var out []string
	for _, x := range []struct {
		broken bool
		name   string
	}{{b.Worst, "worst"}, {b.MaxShare, "max_share"}, {b.MaxOutage, "max_outage"}} {
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
