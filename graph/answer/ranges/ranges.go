// Package ranges says on which figures that nobody knows exactly an answer rests: where
// a model gives a range, an answer takes the likeliest, and has to say so.
package ranges

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// What answers of each sort rest on.
var (
	levels = []models.FactSort{models.FactDelay}
	users  = append([]models.FactSort{models.FactShare}, levels...)
	times  = append([]models.FactSort{models.FactRecovery}, users...)
	chance = append([]models.FactSort{models.FactChance}, users...)
	review = append([]models.FactSort{models.FactChance}, times...)
)

// restOn returns on which sorts of facts an answer rests; nil: on none.
func restOn(d result.Document) []models.FactSort {
	switch d.(type) {
	case *result.Why, *result.CutSets:
		return levels
	case *result.WhatIf, *result.Rank, *result.Concentration, *result.Suggest:
		return users
	case *result.Gate, *result.Mitigate, *result.Diff, *result.Assumptions, *result.Timeline, *result.Replay:
		return times
	case *result.Availability:
		return chance
	case *result.Review:
		return review
	}
	return nil
}

// Of returns on which ranges of its model, or its models, an answer rests: those of the
// sorts that its command reads, whether or not they matter to what was asked, and of
// events those of the incidents that it ran, as of their days. It is nil where there are
// none. The cost is that of the models' facts, once for each incident; the error is that
// of models.At.
func Of(ctx context.Context, d result.Document, of ...*models.Model) (*result.Ranges, error) {
	sorts := restOn(d)
	if sorts == nil {
		return nil, nil
	}
	var names []string
	add := func(more []string) {
		for _, name := range more {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, m := range of {
		ran := incidents(d)
		if len(ran) == 0 {
			add(named(m, sorts, ""))
		}
		for _, id := range ran {
			then, err := onDay(ctx, m, id)
			if err != nil {
				return nil, err
			}
			add(named(then, sorts, id))
		}
	}
	return few(names), nil
}

// onDay returns the model as it was when an incident began.
func onDay(ctx context.Context, m *models.Model, incident string) (*models.Model, error) {
	i := slices.IndexFunc(m.Incidents, func(x models.Incident) bool { return x.ID == incident })
	if i < 0 || m.Incidents[i].Start.IsZero() {
		return m, nil
	}
	return m.AtContext(ctx, m.Incidents[i].Start.Format(time.DateOnly))
}

// OfLevels returns the ranges of a model on which levels at a moment rest, or nil.
func OfLevels(m *models.Model) *result.Ranges { return few(named(m, levels, "")) }

// few counts facts and names the first; nil where there are none.
func few(names []string) *result.Ranges {
	if len(names) == 0 {
		return nil
	}
	return &result.Ranges{Count: len(names), First: names[:min(len(names), result.MaxRanges)]}
}

// incidents returns the ids of the incidents that an answer ran.
func incidents(d result.Document) []string {
	var out []string
	switch x := d.(type) {
	case *result.Timeline:
		if x.Incident != "" {
			out = append(out, x.Incident)
		}
	case *result.Replay:
		for _, in := range x.Incidents {
			out = append(out, in.ID)
		}
	}
	return out
}

// named returns the facts of some sorts, and those of the events of an incident.
func named(m *models.Model, sorts []models.FactSort, incident string) []string {
	var out []string
	for _, f := range m.Facts() {
		if slices.Contains(sorts, f.Sort) || f.Sort == models.FactEvent && f.Of == incident {
			out = append(out, f.String())
		}
	}
	return out
}
