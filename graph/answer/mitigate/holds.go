package mitigate

import (
	"context"
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/models"
)

// all is the set of all options.
func (j *judge) all() cheapest.Set { return cheapest.Set(1)<<len(j.options) - 1 }

// may says whether some set with all of in and none of out could make policies
// hold, as far as is known without running it: from sets that were run, and from
// a superposition once the options that are not plain and matter are decided.
func (j *judge) may(which []int, in, out cheapest.Set) (bool, error) {
	if j.refuted(which, in, out) {
		return false, nil
	}
	others := j.depending(which) &^ j.plain
	if (in|out)&others != others {
		return true, nil
	}
	g, err := j.ground(in & others)
	if g == nil || !g.valid {
		return g == nil, err
	}
	for _, p := range which {
		if broken, err := g.broken(j.ctx, p, in, out, true); len(broken) > 0 || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (j *judge) refuted(which []int, in, out cheapest.Set) bool {
	return slices.ContainsFunc(which, func(p int) bool { return j.lessons[p].refute(in, out) })
}

// holds says whether policies hold with exactly this set.
func (j *judge) holds(which []int, set cheapest.Set) (bool, error) {
	if j.refuted(which, set, j.all()&^set) {
		return false, nil
	}
	ok, err := j.couldHold(which, set)
	if !ok || err != nil {
		return false, err
	}
	m, err := j.take(set)
	if m == nil {
		return false, err
	}
	return j.run(which, set, m)
}

// couldHold asks the superposition, and learns what it says.
func (j *judge) couldHold(which []int, set cheapest.Set) (bool, error) {
	g, err := j.ground(set &^ j.plain)
	if g == nil || !g.valid {
		return g == nil, err
	}
	ok := true
	for _, p := range which {
		broken, err := g.broken(j.ctx, p, set, j.all()&^set, false)
		if err != nil {
			return false, err
		}
		j.lessons[p].learn(g.c, broken, set)
		ok = ok && len(broken) == 0
	}
	return ok, nil
}

// run runs policies on the model with a set: all of them, though one may be
// broken, since what breaks each is worth knowing.
func (j *judge) run(which []int, set cheapest.Set, m *models.Model) (bool, error) {
	left, ok, err := j.left(which, set, m)
	return ok && left == 0, err
}

// left runs policies on the model with a set, and returns how many violations there are
// in all; false where the set makes no valid model.
func (j *judge) left(which []int, set cheapest.Set, m *models.Model) (left int, valid bool, err error) {
	var c *compile.Compiled
	for _, p := range which {
		key := projected{p, set & j.depends[p]}
		violated, known := j.verdicts[key]
		if !known {
			if c == nil {
				if c, err = j.compile(m); c == nil {
					return 0, false, err
				}
			}
			v, err := gate.Evaluate(j.ctx, c, m.Policy(j.policies[p].ID), j.q.After, 0)
			if err != nil {
				return 0, false, err
			}
			violated = v.Violated
			j.verdicts[key], j.named[p] = violated, v.Scenarios
			j.lessons[p].learn(c, v.Broken, set)
		}
		left += violated
	}
	return left, true, nil
}

// compiled compiles the model with a set of options; nil where these make no valid model.
func (j *judge) compiled(set cheapest.Set) (*compile.Compiled, error) {
	m, err := j.take(set)
	if m == nil {
		return nil, err
	}
	return j.compile(m)
}

// compile compiles the model with a set of options; nil where it is no valid one.
func (j *judge) compile(m *models.Model) (*compile.Compiled, error) {
	if m == j.base {
		return j.c, nil
	}
	c, err := compileValid(j.ctx, m)
	if c == nil {
		return nil, err
	}
	return c.As(j.c), nil
}

// compileValid compiles a model; nil where a loop leads through an unless in it.
func compileValid(ctx context.Context, m *models.Model) (*compile.Compiled, error) {
	c, err := compile.CompileContext(ctx, m)
	var problems models.Problems
	if errors.As(err, &problems) {
		return nil, nil
	}
	return c, err
}
