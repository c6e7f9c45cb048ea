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
	// the event's. It is not taken as that difference and keeps its digits. Where the
	// function negates it may be less than 0 (Andrews and Beeson, Birnbaum's measure
	// of component importance for noncoherent systems, IEEE Trans. Reliability 52(2),
	// 2003: their failure criticality less their repair criticality).
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
				With: t.given(p, r, 1, all, (1-values[r])*grows[r]), Without: t.given(p, r, 0, all, -values[r]*grows[r])})
		}
	}
	return all, out, nil
}

// given returns what a probability is where an event has another, which adds so much.
// What next to nothing is left of is computed anew.
func (t *Tree) given(p Chances, r boolean.Ref, chance, all, more float64) float64 {
	const digits = 1e-6
	if all+more > digits*all {
		return all + more
	}
	number := t.f.Number(r)
	values := t.values(func(event int32) float64 {
		if event == number {
			return chance
		}
		return p(event)
	})
	return values[t.top().root]
}
