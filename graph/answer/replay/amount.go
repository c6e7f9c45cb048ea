package replay

import (
	"math"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// amountOf returns the amount that an observation gives, or nil.
func amountOf(o *models.Observation) *float64 {
	for _, a := range []*float64{o.ShareDown, o.Users, o.Owed} {
		if a != nil {
			return a
		}
	}
	return nil
}

// bounds says from what to what an amount is matched.
func bounds(o *models.Observation) *result.Amount {
	if o.ShareDown != nil {
		return &result.Amount{Expected: *o.ShareDown, Least: max(0, *o.ShareDown-o.WithinShare), Most: min(1, *o.ShareDown+o.WithinShare)}
	}
	a := *amountOf(o)
	return &result.Amount{Expected: a, Least: a / o.Factor, Most: a * o.Factor}
}

// lacks says what the model lacks to tell an amount, "" where it can: how many use a
// service, or terms under which anything can be owed for it. Facts by date may have it
// so on the day of the incident alone.
func (j *judge) lacks(o *models.Observation) result.Lack {
	if o.Users == nil && o.Owed == nil {
		return ""
	}
	v := j.c.Vertex(o.Node)
	if v < 0 {
		return ""
	}
	if _, counted := j.c.Model.Users(&j.c.Model.Nodes[j.c.NodeOf(v)]); !counted {
		return result.LacksUsers
	}
	if o.Owed != nil && !j.c.Model.Pays(o.Node) {
		return result.LacksTerms
	}
	return ""
}

// amount judges an observation of how much. What lasted shorter than it says is no
// part of it.
func (j *judge) amount(o *models.Observation, v int32, obs *judged) {
	worst, whole := j.run.Worst(v, o.Within), j.predict(o, v)
	label, got := worst, whole
	if o.At != nil {
		label, got = j.run.WorstAt(v, *o.At, o.Within), j.run.ShareDown(v, o.At, o.Within)
	}
	obs.Predicted, obs.Amount.Predicted = result.Sighting(label), &got
	if got > 0 && obs.Amount.Expected > 0 {
		factor := got / obs.Amount.Expected
		obs.Amount.Factor = &factor
	}
	switch {
	case within(obs.Amount, got):
		obs.Verdict = result.JudgedMatched
	case obs.hit && label == result.StateUp:
		obs.Verdict = result.JudgedMissed
	default:
		obs.Verdict = result.JudgedContradicted
	}
	switch {
	case obs.hit && worst == result.StateUp:
		obs.onLevels = result.JudgedMissed
	case !obs.hit && whole > 0:
		obs.onLevels = result.JudgedContradicted
	default:
		obs.onLevels = result.JudgedMatched
	}
}

// predict returns the amount that the model has in the whole incident.
func (j *judge) predict(o *models.Observation, v int32) float64 {
	switch {
	case o.ShareDown != nil:
		return j.run.ShareDown(v, nil, o.Within)
	case o.Users != nil:
		return j.run.UsersDown(v, o.Within)
	}
	return j.run.Owed(v, o.Within)
}

// within says whether an amount is within its bounds, rounding aside.
func within(a *result.Amount, got float64) bool {
	off := 1e-9 * max(1, math.Abs(got))
	return got >= a.Least-off && got <= a.Most+off
}
