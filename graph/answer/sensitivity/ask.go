package sensitivity

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Ask answers. It costs the question once for every way in which a fact may be otherwise,
// each in a model that is compiled anew, and with trials for each the question once for
// every range and twice more, without compiling anything. The error is that of Check, a
// *models.NameError, a question.NotOne or NoSuch, one of a timeline, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Sensitivity, error) {
	a, err := newAsker(ctx, c, q)
	if err != nil {
		return nil, err
	}
	if q.Trials.Count == 1 { // of which there is no spread
		return nil, question.OutOfRange{Field: trials.FieldTrials, Given: 1, Least: 2, Most: trials.Most}
	}
	out := a.summary()
	if err = a.swings(ctx, out); err != nil {
		return nil, err
	}
	if q.Trials.Count > 0 {
		out.Explained, err = a.explain(ctx)
	}
	return out, err
}

// summary is the answer as far as it repeats the question and tells of the model as it is.
func (a *asker) summary() *result.Sensitivity {
	out := &result.Sensitivity{Of: a.of, Node: a.node, Failed: slices.Sorted(slices.Values(a.failed)), UnverifiedBefore: a.q.UnverifiedBefore,
		Base: told(a.base), Uncounted: a.uncounted, Swings: []result.Swing{}}
	if a.node != "" {
		out.NodeNames = result.Names(a.c.Model.Node(a.node).Name)
		out.Uncounted = 0 // its own figure is known, or the answer is not
	}
	switch {
	case a.incident != nil:
		out.Incident, out.Names = a.incident.ID, result.Names(a.incident.Name)
	case a.ofMoment():
		out.After = models.FormatDuration(a.q.After)
	default:
		out.ForS = int64(a.q.For / time.Second)
	}
	for _, x := range unverified.Unranged(a.c.Model, a.q.UnverifiedBefore) {
		if !a.ofMoment() || x.Key != "recovery" {
			out.Unranged = append(out.Unranged, result.Unranged{Of: x.Of, Key: x.Key, Value: x.Value})
		}
	}
	return out
}
