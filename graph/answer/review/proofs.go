package review

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/gate"
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
	down := false
	if inTime, level := brokenInTime(p); inTime {
		policy := r.c.Model.Policy(p.ID)
		lasts := r.c.Model.Lasts(policy)
		out.For = models.FormatDuration(lasts)
		name, spell, err := r.longest(p.Worst, lasts, level)
		if err != nil {
			return out, err
		}
		out.Outage = span(name, level, spell)
		late := spell.From + gate.Tolerable(r.c, policy, r.c.Vertex(p.Worst.Node), level)
		node, moments, down = name, []time.Duration{late, spell.From, r.q.After}, level == result.LevelDown
	}
	var err error
	out.Why, err = r.why(node, p.Worst.Failed, moments, down)
	return out, err
}

// brokenInTime says whether the worst case is allowed at the horizon, and lasts too
// long: what the horizon shows of it proves nothing then; and whether it is down or not up
// for too long.
func brokenInTime(p *result.Policy) (inTime bool, level result.Level) {
	i := slices.IndexFunc(p.Violations, func(v result.Violation) bool {
		return v.Node == p.Worst.Node && slices.Equal(v.Failed, p.Worst.Failed)
	})
	if i < 0 { // a pair of which one alone breaks it
		return (p.Allowed.MaxOutage != "" || p.Allowed.Tolerance) && p.Worst.Level == result.LevelUp, result.LevelDown
	}
	breaks := p.Violations[i].Breaks
	if slices.Equal(breaks, []result.Break{result.BreaksDegraded}) {
		return true, result.LevelDegraded
	}
	return !slices.Contains(breaks, result.BreaksWorst) && !slices.Contains(breaks, result.BreaksShare), result.LevelDown
}

// longest returns the longest time that a node is down, or not up, when a failure lasts,
// of a service with parts that of its worst part, as policies count it.
func (r *reviewer) longest(of *result.Outcome, lasts time.Duration, level result.Level) (name string, longest timeline.Spell, err error) {
	s, err := timeline.Simulate(r.ctx, r.c, timeline.Script{Failed: of.Failed, For: lasts})
	if err != nil {
		return "", longest, err
	}
	find := s.Longest
	if level == result.LevelDegraded {
		find = s.LongestNotUp
	}
	part, longest, out := find(r.c.Vertex(of.Node))
	if out {
		name = r.c.Name(part)
	}
	return name, longest, nil
}

func span(node string, level result.Level, s timeline.Spell) *result.Span {
	out := &result.Span{Node: node, Level: level, FromS: int64(s.From / time.Second)}
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
