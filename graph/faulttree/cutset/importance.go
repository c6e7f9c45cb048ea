package cutset

import (
	"context"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
)

// Importance is what the measures of an event's importance are made of.
type Importance struct {
	Event int32
	// With and Without are the probabilities of the function where the event is
	// certain, and where it is impossible.
	With, Without float64
	// Birnbaum is With - Without: how much the function's probability grows with
	// the event's. It is not taken as that difference and keeps its digits.
	Birnbaum float64
}

// Importances returns the probability of the function, and what its events
// contribute, of those that it depends on and that can happen, in the order of
// Events. Cost: that of Probability and one pass more over the diagrams; and one
// pass for each event without which next to nothing is left, as that little
// cannot be told from a difference. The error is ErrBudget or that of the
// context.
func (t *Tree) Importances(ctx context.Context, p Chances) (float64, []Importance, error) {
	if err := t.diagrams(ctx); err != nil {
		return 0, nil, err
	}
	values := t.values(p)
	grows := t.derivatives(values)
	all := values[t.top().root]
	var out []Importance
	for _, m := range t.modules {
		for _, r := range m.leaves {
			if t.f.Op(r) != boolean.Event || values[r] == 0 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return 0, nil, err
			}
			out = append(out, Importance{Event: t.f.Number(r), Birnbaum: grows[r],
				With: all + (1-values[r])*grows[r], Without: t.without(p, r, all, values[r]*grows[r])})
		}
	}
	return all, out, nil
}

// without returns what is left of a probability without an event that takes some
// of it away.
func (t *Tree) without(p Chances, r boolean.Ref, all, less float64) float64 {
	const digits = 1e-6
	if all-less > digits*all {
		return all - less
	}
	number := t.f.Number(r)
	values := t.values(func(event int32) float64 {
		if event == number {
			return 0
		}
		return p(event)
	})
	return values[t.top().root]
}
