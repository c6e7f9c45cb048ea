package review

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// proofs asks why the worst case of each violated policy comes about.
func (r *reviewer) proofs() error {
	if r.out.Gate == nil {
		return nil
	}
	var broken []*result.Policy
	for i := range r.out.Gate.Policies {
		if p := &r.out.Gate.Policies[i]; !p.Holds {
			broken = append(broken, p)
		}
	}
	if len(broken) > maxProofs {
		r.bound("why", result.LimitListed, maxProofs, len(broken))
		broken = broken[:maxProofs]
	}
	for _, p := range broken {
		x, err := r.proof(p)
		if err == nil {
			err = r.ctx.Err()
		}
		if err != nil {
			return err
		}
		r.out.Proofs = append(r.out.Proofs, x)
	}
	return nil
}

func (r *reviewer) proof(p *result.Policy) (result.Proof, error) {
	out := result.Proof{Policy: p.ID, Names: p.Names, Case: *p.Worst}
	node, moments := p.Worst.Node, []time.Duration{r.q.After}
	if brokenByOutageAlone(p) {
		policy := r.c.Model.Policy(p.ID)
		out.For = models.FormatDuration(policy.For)
		name, spell, err := r.longest(p.Worst, policy.For)
		if err != nil {
			return out, err
		}
		out.Outage = span(name, spell)
		node, moments = name, []time.Duration{spell.From + *policy.MaxOutage, spell.From, r.q.After}
	}
	var err error
	out.Why, err = r.why(node, p.Worst.Failed, moments, out.Outage != nil)
	return out, err
}

// brokenByOutageAlone says whether the worst case is allowed at the horizon, and
// lasts too long: what the horizon shows of it proves nothing then.
func brokenByOutageAlone(p *result.Policy) bool {
	i := slices.IndexFunc(p.Violations, func(v result.Violation) bool {
		return v.Node == p.Worst.Node && slices.Equal(v.Failed, p.Worst.Failed)
	})
	if i < 0 { // a pair of which one alone breaks it
		return p.Allowed.MaxOutage != "" && p.Worst.Level == result.LevelUp
	}
	return slices.Equal(p.Violations[i].Breaks, []result.Break{result.BreaksOutage})
}

// longest returns the longest time that a node is down when a failure lasts, of a
// service with parts that of its worst part, as policies count it.
func (r *reviewer) longest(of *result.Outcome, lasts time.Duration) (name string, longest timeline.Spell, err error) {
	s, err := timeline.Simulate(r.ctx, r.c, timeline.Script{Failed: of.Failed, For: lasts, Unloaded: true})
	if err != nil {
		return "", longest, err
	}
	part, longest, down := s.Longest(r.c.Vertex(of.Node))
	if down {
		name = r.c.Name(part)
	}
	return name, longest, nil
}

func span(node string, s timeline.Spell) *result.Span {
	out := &result.Span{Node: node, Level: "down", FromS: int64(s.From / time.Second)}
	if s.To >= 0 {
		to := int64(s.To / time.Second)
		out.ToS = &to
	}
	return out
}

// why asks at one moment after another, until one shows that the node is hit: of
// an outage, that it is down. It returns nil where none does: a timeline adds
// delays up along chains, and a moment does not.
func (r *reviewer) why(node string, failed []string, moments []time.Duration, down bool) (*result.Why, error) {
	for _, t := range moments {
		w, err := why.Of(r.ctx, r.c, why.Question{Node: node, Failed: failed, After: t})
		if err != nil {
			return nil, err
		}
		w.Schema = result.Schema("why")
		if w.Level == "down" || w.Level == "degraded" && !down {
			return w, nil
		}
	}
	return nil, nil
}
