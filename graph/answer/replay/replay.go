package replay

import (
	"math"
	"slices"
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
}

// judged is an observation with what scoring needs besides.
type judged struct {
	result.Observed
	hit    bool // it was reported hit
	naive  result.Judgement
	timing *float64 // error in seconds, of a time that is predicted at all
}

func (j *judge) observe(o *models.Observation) judged {
	v := j.c.Vertex(o.Node)
	obs := judged{Observed: result.Observed{Node: o.Node, Expected: result.Sighting(o.Level), When: when(o), Scored: o.Scored, Reason: o.Reason}, hit: o.Surged || o.Level != "up"}
	if o.Provenance != nil {
		obs.Source = o.Provenance.Source
	}
	worst := j.run.Worst(v, spellLimit(o))
	switch {
	case o.Surged:
		obs.Expected, obs.Predicted, obs.Verdict = result.Surged, result.NoSurge, result.JudgedMissed
		if at, surged := j.run.Surged(v); surged {
			obs.Predicted, obs.Then, obs.Verdict = result.Surged, "from "+models.FormatDuration(at), result.JudgedMatched
		}
	case o.At != nil:
		at := j.run.At(v, *o.At)
		obs.Predicted, obs.Verdict = result.Sighting(at), compare(result.State(o.Level), at)
	case o.From != nil || o.To != nil:
		j.spell(o, v, &obs, worst)
	default:
		obs.Predicted, obs.Verdict = result.Sighting(worst), compare(result.State(o.Level), worst)
	}
	obs.naive = naive(o, j.reach[v])
	obs.Basis = j.basis(o, v)
	return obs
}

// spellLimit is how long a spell must last to count.
func spellLimit(o *models.Observation) time.Duration {
	if o.From != nil || o.To != nil || o.At != nil {
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
	best := math.Inf(1)
	for _, s := range j.run.Spells(v, result.State(o.Level)) {
		off, ends := 0.0, s.To >= 0 || o.To == nil
		if o.From != nil {
			off = max(off, math.Abs((s.From - *o.From).Seconds()))
		}
		if o.To != nil && s.To >= 0 {
			off = max(off, math.Abs((s.To - *o.To).Seconds()))
		}
		if !ends || off >= best {
			continue
		}
		best = off
		obs.Predicted, obs.Then = result.Sighting(o.Level), "from "+models.FormatDuration(s.From)
		if s.To >= 0 {
			obs.Then += " to " + models.FormatDuration(s.To)
		}
		if off <= o.Within.Seconds() {
			obs.Verdict = result.JudgedMatched
		}
	}
	if !math.IsInf(best, 1) {
		obs.timing = &best
	}
}

// naive judges the model in which all that a failure reaches goes down.
func naive(o *models.Observation, reached bool) result.Judgement {
	switch {
	case reached == (o.Surged || o.Level != "up"):
		return result.JudgedMatched
	case reached:
		return result.JudgedContradicted
	}
	return result.JudgedMissed
}

// basis says what the model's answer rests on: the first of these that applies.
func (j *judge) basis(o *models.Observation, v int32) result.Basis {
	switch {
	case j.named(o.Node) || j.ownTime(o):
		return result.BasisGiven // also where it is fitted: the event says it outright
	case o.Fitted:
		return result.BasisFitted
	case !j.levels[v] && !(o.Surged && j.crowds(v)):
		return result.BasisNoPath
	case o.Provenance != nil && o.Provenance.Source != "" && slices.Contains(j.run.ProofSources(v), o.Provenance.Source):
		return result.BasisSameSource
	}
	return result.BasisPredicted
}

// crowds says whether what happened has a path to the load of a vertex's node.
func (j *judge) crowds(v int32) bool {
	return slices.ContainsFunc(j.c.WithParts(j.c.NodeOf(v)), func(x int32) bool { return j.loads[x] })
}

// named says whether an event names the node: itself, one of its parts, or the
// service that it is a part of.
func (j *judge) named(node string) bool {
	return slices.ContainsFunc(j.run.Named(), func(name string) bool {
		return name == node || partOf(name, node) || partOf(node, name)
	})
}

func partOf(part, service string) bool { return strings.HasPrefix(part, service+"@") }

// ownTime says whether the observation's times are all an event's own.
func (j *judge) ownTime(o *models.Observation) bool {
	own := map[time.Duration]bool{}
	for _, e := range j.in.Events {
		own[e.At] = true
		if e.For > 0 {
			own[e.At+e.For] = true
		}
	}
	times := 0
	for _, at := range []*time.Duration{o.From, o.To, o.At} {
		if at == nil {
			continue
		}
		if times++; !own[*at] {
			return false
		}
	}
	return times > 0
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
