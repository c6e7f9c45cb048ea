// Package replay runs recorded incidents and scores the model against what was
// observed.
package replay

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Run replays incidents in order of their ids. The error is a simulation that
// came to no end. Cost: that of a timeline for each incident.
func Run(c *compile.Compiled, incidents []*models.Incident, lang, version string) (*result.Replay, error) {
	out := &result.Replay{Header: whatif.Header(c.Model, "replay", lang, version), Incidents: []result.Replayed{}}
	var all tally
	for _, in := range incidents {
		r, t, err := one(c, in, lang)
		if err != nil {
			return nil, fmt.Errorf("incident %s: %w", in.ID, err)
		}
		out.Incidents = append(out.Incidents, r)
		all.join(t)
	}
	out.Total = all.score()
	return out, nil
}

// one replays one incident.
func one(c *compile.Compiled, in *models.Incident, lang string) (result.Replayed, tally, error) {
	run, err := timeline.Simulate(c, timeline.Question{Incident: in})
	if err != nil {
		return result.Replayed{}, tally{}, err
	}
	j := &judge{c: c, in: in, run: run, reach: run.Reach()}
	j.levels, j.loads = run.Paths()
	names := result.Names(in.Name)
	r := result.Replayed{ID: in.ID, Name: names.In(lang, in.ID), Names: names, Over: run.Over(), Unreported: j.unreported(), Observations: []result.Observed{}}
	var t tally
	for i := range in.Observed {
		o := &in.Observed[i]
		obs := j.observe(o)
		r.Observations = append(r.Observations, obs.Observed)
		if o.Scored {
			t.add(obs)
		}
	}
	t.unconfirmed = len(r.Unreported)
	r.Score = t.score()
	return r, t, nil
}

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
	naive  string
	timing *float64 // error in seconds, of a time that is predicted at all
}

func (j *judge) observe(o *models.Observation) judged {
	v := j.c.Vertex(o.Node)
	obs := judged{Observed: result.Observed{Node: o.Node, Expected: o.Level, When: when(o), Scored: o.Scored, Reason: o.Reason}, hit: o.Surged || o.Level != "up"}
	if o.Provenance != nil {
		obs.Source = o.Provenance.Source
	}
	worst := j.run.Worst(v, spellLimit(o))
	switch {
	case o.Surged:
		obs.Expected, obs.Predicted, obs.Verdict = "surged", "no surge", "missed"
		if at, surged := j.run.Surged(v); surged {
			obs.Predicted, obs.Then, obs.Verdict = "surged", "from "+models.FormatDuration(at), "matched"
		}
	case o.At != nil:
		obs.Predicted = j.run.At(v, *o.At)
		obs.Verdict = compare(o.Level, obs.Predicted)
	case o.From != nil || o.To != nil:
		j.spell(o, v, &obs, worst)
	default:
		obs.Predicted = worst
		obs.Verdict = compare(o.Level, worst)
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
func compare(want, got string) string {
	switch {
	case want == got, want == "degraded" && got == "partial":
		return "matched"
	case got == "up":
		return "missed"
	}
	return "contradicted"
}

// spell judges an observation of when a spell starts, ends, or both.
func (j *judge) spell(o *models.Observation, v int32, obs *judged, worst string) {
	obs.Predicted, obs.Verdict = worst, "contradicted"
	if worst == "up" && obs.hit {
		obs.Verdict = "missed"
	}
	best := math.Inf(1)
	for _, s := range j.run.Spells(v, o.Level) {
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
		obs.Predicted, obs.Then = o.Level, "from "+models.FormatDuration(s.From)
		if s.To >= 0 {
			obs.Then += " to " + models.FormatDuration(s.To)
		}
		if off <= o.Within.Seconds() {
			obs.Verdict = "matched"
		}
	}
	if !math.IsInf(best, 1) {
		obs.timing = &best
	}
}

// naive judges the model in which all that a failure reaches goes down.
func naive(o *models.Observation, reached bool) string {
	switch {
	case reached == (o.Surged || o.Level != "up"):
		return "matched"
	case reached:
		return "contradicted"
	}
	return "missed"
}

// basis says what the model's answer rests on: the first of these that applies.
func (j *judge) basis(o *models.Observation, v int32) string {
	switch {
	case j.named(o.Node) || j.ownTime(o):
		return "given" // also where it is fitted: the event says it outright
	case o.Fitted:
		return "fitted"
	case !j.levels[v] && !(o.Surged && j.crowds(v)):
		return "no-path"
	case o.Provenance != nil && o.Provenance.Source != "" && slices.Contains(j.run.ProofSources(v), o.Provenance.Source):
		return "same-source"
	}
	return "predicted"
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
