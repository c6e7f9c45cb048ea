package replay

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// figure is what is predicted for an observation: its level, surge or amount, or from when
// or to when a spell lasts.
type figure struct {
	observation int32
	what        what
}

type what uint8

const (
	whatIs what = iota
	whatFrom
	whatTo
)

// levels are states by how bad they are.
var levels = []result.State{result.StateUp, result.StateDegraded, result.StatePartial, result.StateDown}

// draw makes trials of the incident, and notes what is predicted in each; of no trials
// nothing.
func (j *judge) draw(ctx context.Context, p trials.Plan) (*trials.Samples[figure], error) {
	if p.Count == 0 {
		return nil, nil
	}
	return trials.Run(ctx, j.c, p, func(d *compile.Drawing) (trials.Trial[figure], error) {
		again, err := j.run.Redrawn(d)
		return func(ctx context.Context, found *trials.Samples[figure]) error {
			run, failed := again(ctx)
			if failed == nil {
				(&judge{c: d.Compiled, in: j.in, run: run}).note(found)
			}
			return failed
		}, err
	})
}

// note notes what is predicted for each observation.
func (j *judge) note(found *trials.Samples[figure]) {
	for i := range j.in.Observed {
		o := &j.in.Observed[i]
		if o.Node == "" || j.lacks(o) != "" {
			continue
		}
		v, of := j.c.Vertex(o.Node), figure{observation: int32(i)}
		switch {
		case o.Surged:
			_, surged := j.run.Surged(v)
			found.Add(of, float64(map[bool]int{true: 1}[surged]))
		case amountOf(o) != nil && o.At != nil:
			found.Add(of, j.run.ShareDown(v, o.At, o.Within))
		case amountOf(o) != nil:
			found.Add(of, j.predict(o, v))
		case o.At != nil:
			found.Add(of, badness(j.run.At(v, *o.At)))
		case o.From != nil || o.To != nil:
			s, off := j.closest(o, v)
			if math.IsInf(off, 1) {
				s = timeline.Spell{From: -1, To: -1}
			}
			found.Add(figure{int32(i), whatFrom}, seconds(s.From))
			found.Add(figure{int32(i), whatTo}, seconds(s.To))
		default:
			found.Add(of, badness(j.run.Worst(v, spellLimit(o))))
		}
	}
}

func badness(s result.State) float64 { return float64(slices.Index(levels, s)) }

// seconds returns a time, infinite where it never comes.
func seconds(t time.Duration) float64 {
	if t < 0 {
		return math.Inf(1)
	}
	return t.Seconds()
}

// cover says between what a prediction lies in most trials, and whether what was seen, as
// far off as it may be, lies within.
func (j *judge) cover(o *models.Observation, i int32, obs *judged, found *trials.Samples[figure]) {
	if found == nil || obs.Verdict == result.JudgedNotInModel {
		return
	}
	is := found.Percentiles(figure{i, whatIs})
	covered := false
	switch {
	case obs.Amount != nil:
		obs.Amount.PredictedRange = is
		covered = meets(is, obs.Amount.Least, obs.Amount.Most)
	case o.Surged:
		obs.PredictedRange = sightings(is, []result.Sighting{result.NoSurge, result.Surged})
		covered = meets(is, 1, 1)
	case is != nil:
		names := make([]result.Sighting, len(levels))
		for k, s := range levels {
			names[k] = result.Sighting(s)
			covered = covered || compare(result.State(o.Level), s) == result.JudgedMatched && meets(is, float64(k), float64(k))
		}
		obs.PredictedRange = sightings(is, names)
	default:
		obs.FromRange, obs.ToRange = found.Percentiles(figure{i, whatFrom}), found.Percentiles(figure{i, whatTo})
		near := func(p *result.Percentiles, t *time.Duration) bool {
			return t == nil || meets(p, (*t-o.Within).Seconds(), (*t+o.Within).Seconds())
		}
		covered = near(obs.FromRange, o.From) && near(obs.ToRange, o.To)
	}
	obs.Covered = &covered
}

// meets says whether some figure lies both between percentiles and between two ends.
func meets(p *result.Percentiles, least, most float64) bool {
	off := 1e-9 * max(1, math.Abs(most))
	return p.P5 != nil && *p.P5 <= most+off && (p.P95 == nil || *p.P95 >= least-off)
}

func sightings(p *result.Percentiles, names []result.Sighting) *result.SightingRange {
	return &result.SightingRange{P5: names[int(*p.P5)], P50: names[int(*p.P50)], P95: names[int(*p.P95)]}
}
