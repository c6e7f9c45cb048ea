package replay

import (
	"math"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// judge holds observations of one incident against its run.
type judge struct {
	c     *compile.Compiled
	in    *models.Incident
	run   *timeline.Simulation
	reach []bool // by vertex: something that failed can reach it, load left aside

	levels, loads []bool // by vertex: what happened has a path to its level, to its load

	left bool // hindsight has been taken away: no answer rests on any
}

// judged is an observation with what scoring needs besides.
type judged struct {
	result.Observed
	hit      bool             // it was reported hit
	onLevels result.Judgement // the model's verdict with times and amounts left aside
	timing   *float64         // error in seconds, of a time that is predicted at all
}

func (j *judge) observe(o *models.Observation) judged {
	obs := judged{Observed: result.Observed{Node: o.Node, What: o.What, Expected: expected(o), When: when(o), Scored: o.Scored, Reason: o.Reason}, hit: hit(o)}
	if o.Provenance != nil {
		obs.Source = o.Provenance.Source
	}
	if amountOf(o) != nil {
		obs.Amount = bounds(o)
	}
	if o.Node != "" {
		obs.Lacks = j.lacks(o)
	}
	v := int32(-1)
	if o.Node != "" {
		v = j.c.Vertex(o.Node) // none of a part that a change has taken away
	}
	if v < 0 || obs.Lacks != "" {
		obs.Verdict = result.JudgedNotInModel
		return obs
	}
	switch {
	case o.Surged:
		j.surge(v, &obs)
	case obs.Amount != nil:
		j.amount(o, v, &obs)
	default:
		j.level(o, v, &obs)
	}
	obs.Naive = naive(o, j.reach[v])
	obs.Decides = obs.Naive != obs.onLevels
	obs.Basis = j.basis(o, v)
	return obs
}

// expected is what an observation says was seen.
func expected(o *models.Observation) result.Sighting {
	switch {
	case o.Surged:
		return result.Surged
	case o.ShareDown != nil:
		return result.ShareDown
	case o.Users != nil:
		return result.UsersDown
	case o.Owed != nil:
		return result.Owed
	}
	return result.Sighting(o.Level)
}

// hit says whether an observation reports something hit: a level below up, a surge, or
// any amount.
func hit(o *models.Observation) bool {
	if a := amountOf(o); a != nil {
		return *a > 0
	}
	return o.Surged || o.Level != "up"
}

// surge judges an observation of more load. Its times do not count.
func (j *judge) surge(v int32, obs *judged) {
	obs.Predicted, obs.Verdict = result.NoSurge, result.JudgedMissed
	if at, surged := j.run.Surged(v); surged {
		obs.Predicted, obs.Then, obs.Verdict = result.Surged, "from "+models.FormatDuration(at), result.JudgedMatched
	}
	obs.onLevels = obs.Verdict
}

// level judges an observation of a level.
func (j *judge) level(o *models.Observation, v int32, obs *judged) {
	worst := j.run.Worst(v, spellLimit(o))
	switch {
	case o.At != nil:
		at := j.run.At(v, *o.At)
		obs.Predicted, obs.Verdict = result.Sighting(at), compare(result.State(o.Level), at)
	case o.From != nil || o.To != nil:
		j.spell(o, v, obs, worst)
	default:
		obs.Predicted, obs.Verdict = result.Sighting(worst), compare(result.State(o.Level), worst)
	}
	if obs.onLevels = obs.Verdict; timed(o) {
		obs.onLevels = j.ever(o, v, worst)
	}
}

// ever judges the level of an observation with its times left aside: whether it was
// that at any time, and of what was up, whether it was always, but if it had to start.
func (j *judge) ever(o *models.Observation, v int32, worst result.State) result.Judgement {
	if (o.Level != "up" || j.run.Held(v)) && len(j.run.Spells(v, result.State(o.Level))) > 0 {
		return result.JudgedMatched
	}
	return compare(result.State(o.Level), worst)
}

// timed says whether an observation speaks of times.
func timed(o *models.Observation) bool { return o.From != nil || o.To != nil || o.At != nil }

// spellLimit is how long a spell must last to count.
func spellLimit(o *models.Observation) time.Duration {
	if timed(o) {
		return 0
	}
	return o.Within
}

// when writes the times that an observation speaks of.
func when(o *models.Observation) string {
	var words []string
	for _, x := range []struct {
		word string
		at   *time.Duration
	}{{"from", o.From}, {"to", o.To}, {"at", o.At}} {
		if x.at != nil {
			words = append(words, x.word, models.FormatDuration(*x.at))
		}
	}
	return strings.Join(words, " ")
}

// compare judges a level: "degraded" includes "partial", which is a service of
// that level.
func compare(want, got result.State) result.Judgement {
	switch {
	case want == got, want == result.StateDegraded && got == result.StatePartial:
		return result.JudgedMatched
	case got == result.StateUp:
		return result.JudgedMissed
	}
	return result.JudgedContradicted
}

// spell judges an observation of when a spell starts, ends, or both.
func (j *judge) spell(o *models.Observation, v int32, obs *judged, worst result.State) {
	obs.Predicted, obs.Verdict = result.Sighting(worst), result.JudgedContradicted
	if worst == result.StateUp && obs.hit {
		obs.Verdict = result.JudgedMissed
	}
	s, best := j.closest(o, v)
	if math.IsInf(best, 1) {
		return
	}
	obs.Predicted, obs.Then = result.Sighting(o.Level), "from "+models.FormatDuration(s.From)
	if s.To >= 0 {
		obs.Then += " to " + models.FormatDuration(s.To)
	}
	if best <= o.Within.Seconds() {
		obs.Verdict = result.JudgedMatched
	}
	obs.timing = &best
}

// closest returns the spell of the level of an observation that is closest to the times
// it gives, and how many seconds it is off; infinitely where there is none.
func (j *judge) closest(o *models.Observation, v int32) (found timeline.Spell, best float64) {
	best = math.Inf(1)
	for _, s := range j.run.Spells(v, result.State(o.Level)) {
		off, ends := 0.0, s.To >= 0 || o.To == nil
		if o.From != nil {
			off = max(off, math.Abs((s.From - *o.From).Seconds()))
		}
		if o.To != nil && s.To >= 0 {
			off = max(off, math.Abs((s.To - *o.To).Seconds()))
		}
		if ends && off < best {
			found, best = s, off
		}
	}
	return found, best
}

// naive judges the model in which all that a failure reaches goes down.
func naive(o *models.Observation, reached bool) result.Judgement {
	switch {
	case reached == hit(o):
		return result.JudgedMatched
	case reached:
		return result.JudgedContradicted
	}
	return result.JudgedMissed
}

// unreported returns the nodes that are predicted hit and that no observation
// speaks of, nor an event.
func (j *judge) unreported() []string {
	spoken := map[string]bool{}
	for _, o := range j.in.Observed {
		id, _, _ := strings.Cut(o.Node, "@")
		spoken[id] = true
	}
	out := []string{}
	for _, id := range j.run.Hit() {
		if !spoken[id] && !j.named(id) {
			out = append(out, id)
		}
	}
	return out
}
