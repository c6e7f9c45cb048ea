package sensitivity

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// maxWork bounds how much of a model changes pass over together: in vertices and slots.
const maxWork = 40_000_000

// swings changes every fact by itself, on all cores, and notes those that move the answer.
func (a *asker) swings(ctx context.Context, out *result.Sensitivity) error {
	facts := unverified.Facts(a.c, a.q.UnverifiedBefore)
	facts = slices.DeleteFunc(facts, func(f unverified.Fact) bool { return f.Range != nil && !a.restsOn(f.Range) })
	each, spent := a.c.Graph.Len()+a.c.Graph.NumSlots(), 0
	for ; out.Examined < len(facts); out.Examined++ {
		if spent += len(facts[out.Examined].Variants) * each; spent > maxWork {
			out.Truncated = true
			break
		}
	}
	facts = facts[:out.Examined]
	found, failed := make([]swing, len(facts)), make([]error, len(facts))
	var next atomic.Int64
	parallel.RunContext(ctx, min(runtime.GOMAXPROCS(0), len(facts)), func(ctx context.Context, _ int) {
		for i := int(next.Add(1)) - 1; i < len(facts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			found[i], failed[i] = a.swing(ctx, &facts[i])
		}
	})
	for i := range facts {
		if err := cmp.Or(failed[i], ctx.Err()); err != nil {
			return err
		}
	}
	found = slices.DeleteFunc(found, func(x swing) bool { return x.width == 0 })
	slices.SortStableFunc(found, func(x, y swing) int { return cmp.Compare(y.width, x.width) })
	for i := range found {
		out.Swings = append(out.Swings, found[i].Swing)
	}
	return nil
}

// rounding is how far apart figures may be that are the same but for the order of sums.
const rounding = 1e-9

// swing is one with its width: infinite where the answer comes to have an end or none, or to
// be known or not.
type swing struct {
	result.Swing
	width float64
}

// swing makes all changes of a fact.
func (a *asker) swing(ctx context.Context, f *unverified.Fact) (swing, error) {
	out := swing{Swing: result.Swing{Blame: f.Blame, Population: f.Population, Service: f.Service, Figure: f.Figure}}
	values := []float64{a.base}
	for _, x := range f.Variants {
		c, err := compile.CompileContext(ctx, x.Model())
		if err != nil {
			return out, err
		}
		value, err := a.ask(ctx, c.As(a.c))
		if err != nil {
			return out, err
		}
		out.Changes = append(out.Changes, result.SwingChange{What: x.What, Member: x.Member, By: x.By, Quantity: told(value)})
		values = append(values, value)
	}
	least, most := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if math.IsNaN(v) != math.IsNaN(a.base) {
			out.width = math.Inf(1)
		}
		if !math.IsNaN(v) {
			least, most = min(least, v), max(most, v)
		}
	}
	if least > most { // nothing is known of any
		least, most = unknown, unknown
	} else if least < most && (math.IsInf(most, 1) || most-least > rounding*max(1, most)) {
		out.width = max(out.width, most-least)
	}
	out.Least, out.Most = told(least), told(most)
	return out, nil
}

// restsOn says whether the answer may hang on a range.
func (a *asker) restsOn(f *models.Fact) bool {
	switch f.Sort {
	case models.FactDelay, models.FactShare:
		return true
	case models.FactRecovery:
		return !a.ofMoment()
	case models.FactEvent:
		return !a.ofMoment() && f.Of == a.q.Incident
	}
	return false
}
