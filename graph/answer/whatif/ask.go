package whatif

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model: what fails, or with what demand, or both.
type Question struct {
	Failed []string           // selectors of the nodes and parts that fail
	Demand map[string]float64 // demand in place of the model's own, 0 to models.MaxNumber, by the id of a service
	After  time.Duration      // the horizon: how long after the failures; negative: at the worst moment of any
	All    bool               // every node, not only those that changed
	Trials trials.Plan        // how often ranges are drawn anew
}

// The fields of a question.
const (
	FieldFailed question.Field = "selector"
	FieldDemand question.Field = "demand"
)

// Check finds what is wrong with a question whatever the model says: a
// question.Missing, or an OutOfRange of a demand, the first in order of ids.
func (q *Question) Check() error {
	if len(q.Failed)+len(q.Demand) == 0 {
		return question.Missing{OneOf: []question.Field{FieldFailed, FieldDemand}}
	}
	for _, id := range slices.Sorted(maps.Keys(q.Demand)) {
		if x := q.Demand[id]; math.IsNaN(x) || x < 0 || x > models.MaxNumber {
			return question.OutOfRange{Field: FieldDemand, Given: x, Most: models.MaxNumber}
		}
	}
	return q.Trials.Check()
}

// Ask answers what fails if these all fail at once. The error is that of Check, a
// *models.NameError, a question.NotOne or WrongKind of a demand, load
// that takes too much work, or the context's. Cost:
// that of the selectors, a Cascade, and one pass over the services; with load a
// Cascade for each round of overloads, and the loads.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.WhatIf, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	if err := checkDemand(c.Model, q.Demand); err != nil {
		return nil, err
	}
	if len(q.Failed) > 0 {
		var err error
		if q.Failed, err = question.Failures(c.Model, q.Failed); err != nil {
			return nil, err
		}
	}
	w, err := Of(ctx, c, q)
	if err != nil {
		return nil, err
	}
	if q.Trials.Count > 0 {
		if err := draw(ctx, c, q, w); err != nil {
			return nil, err
		}
	}
	for i := range w.Nodes {
		w.Nodes[i].Fold()
	}
	return w, nil
}

// checkDemand finds what is wrong with demands, the first in order of ids.
func checkDemand(m *models.Model, demand map[string]float64) error {
	for _, id := range slices.Sorted(maps.Keys(demand)) {
		if !m.Has(id) {
			ids, err := m.Select(id)
			if err != nil {
				return err
			}
			if len(ids) == 1 && ids[0] == id {
				return question.WrongKind{Field: FieldDemand, Given: id, Kind: "part", Wants: models.KindService}
			}
			return question.NotOne{Field: FieldDemand, Given: id, Count: len(ids)}
		}
		if kind := m.Node(id).Kind; kind != models.KindService {
			return question.WrongKind{Field: FieldDemand, Given: id, Kind: kind, Wants: models.KindService}
		}
	}
	return nil
}
