// Package draw answers what a picture shows: how everything fares if some nodes
// fail, or the model as it stands, beside how it fared without overlays, and which
// of it to show. What becomes of that on the page is the picture's.
//
// A question costs a whatif, and a second one where it compares.
package draw

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to draw of a model.
type Question struct {
	Failed   []string      // selectors of the nodes and parts that fail; none: the model as it stands
	After    time.Duration // the horizon: how long after the failures
	All      bool          // every node, not only those that are affected
	Focus    string        // selector of a node: only what it needs and what needs it; "": everything
	Depth    int           // with Focus: how many steps from it, from 1 on; 0: any number
	Fold     result.Fold   // which nodes share a box
	Overlays []string      // what the model's overlays are called in the title; none: not at all
}

// The fields of a question.
const (
	FieldFailed question.Field = "if"
	FieldFocus  question.Field = "focus"
	FieldDepth  question.Field = "depth"
	FieldFold   question.Field = "fold"
)

// Check finds what is wrong with a question whatever the model says: a
// question.NotAmong, OutOfRange or Needs.
func (q *Question) Check() error {
	if q.Fold != result.FoldAuto {
		var words []string
		for _, f := range result.Folds() {
			words = append(words, string(f))
		}
		if err := question.Among(FieldFold, string(q.Fold), words); err != nil {
			return err
		}
	}
	switch {
	case q.Depth < 0:
		return question.OutOfRange{Field: FieldDepth, Given: float64(q.Depth), Least: 1}
	case q.Depth > 0 && q.Focus == "":
		return question.Needs{Field: FieldDepth, Other: FieldFocus}
	}
	return nil
}

// resolve turns the selectors of a question into ids.
func (q Question) resolve(m *models.Model) (_ Question, err error) {
	if q.Focus != "" {
		if q.Focus, err = question.OneNode(m, FieldFocus, q.Focus); err != nil {
			return q, err
		}
	}
	if len(q.Failed) > 0 {
		q.Failed, err = question.Failures(m, q.Failed)
	}
	return q, err
}

// Ask finds what a picture shows. The error is that of Check, a question.NotOne of the
// focus, a *models.NameError, load that takes too much work, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Drawing, error) {
	return Compare(ctx, c, nil, q)
}

// Compare is Ask beside the model as it is without the overlays: the same nodes
// fail in it, as far as they are there. Where nothing fails, nothing is compared.
func Compare(ctx context.Context, c, without *compile.Compiled, q Question) (*result.Drawing, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	q, err := q.resolve(c.Model)
	if err != nil {
		return nil, err
	}
	out := &result.Drawing{Overlays: q.Overlays, All: q.All, Focus: q.Focus, Depth: q.Depth, Fold: q.Fold}
	ask := whatif.Question{Failed: q.Failed, After: q.After, All: true}
	if out.Answer, err = whatif.Of(ctx, c, ask); err != nil {
		return nil, err
	}
	if without == nil || len(q.Failed) == 0 {
		return out, nil
	}
	ask.Failed = slices.DeleteFunc(slices.Clone(q.Failed), func(ref string) bool { return without.Vertex(ref) < 0 })
	if out.Before, err = whatif.Of(ctx, without, ask); err != nil {
		return nil, err
	}
	return out, nil
}
