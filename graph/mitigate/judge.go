package mitigate

import (
	"errors"
	"slices"

	"github.com/meoktong/meoktong/graph/cheapest"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/policy"
	"github.com/meoktong/meoktong/models"
)

// judge says which sets of options make policies hold. What it says of a set it
// has from the model with these options, compiled and run as gate does; the
// superpositions only tell it which sets are not worth that.
type judge struct {
	base     *models.Model
	q        Question
	policies []*models.Policy
	options  []*models.Option // to choose from; those that are not plain come first
	plain    cheapest.Set
	excludes [][]bool
	grounds  map[cheapest.Set]*ground
	verdicts map[projected]bool
}

// projected is a set as far as it matters to a policy.
type projected struct {
	policy int
	set    cheapest.Set
}

// errTooMany is a model with more options than can be chosen from.
var errTooMany = errors.New("a model may have 63 options to choose from; take some with --with option:ID")

func newJudge(m *models.Model, q Question, policies []*models.Policy) (*judge, error) {
	j := &judge{base: m, q: q, policies: policies, grounds: map[cheapest.Set]*ground{}, verdicts: map[projected]bool{}}
	var plain []*models.Option
	for i := range m.Options {
		o := &m.Options[i]
		switch _, err := m.WithOptions(o.ID); {
		case err != nil: // taken already, or excluded by an overlay that is
		case m.Plain(o):
			plain = append(plain, o)
		default:
			j.options = append(j.options, o)
		}
	}
	others := len(j.options)
	if j.options = append(j.options, plain...); len(j.options) > cheapest.Max {
		return nil, errTooMany
	}
	for i := others; i < len(j.options); i++ {
		j.plain = j.plain.With(i)
	}
	j.excludes = make([][]bool, len(j.options))
	for a := range j.options {
		j.excludes[a] = make([]bool, len(j.options))
		for b := range a {
			both, err := j.take(cheapest.Set(0).With(a).With(b))
			if err != nil {
				return nil, err
			}
			j.excludes[a][b] = both == nil
			j.excludes[b][a] = both == nil
		}
	}
	return j, nil
}

func (j *judge) exclusive(a, b int) bool { return j.excludes[a][b] }

// ground returns the superposition on a set of options that are not plain; nil
// where they make no valid model.
func (j *judge) ground(others cheapest.Set) (*ground, error) {
	g, ok := j.grounds[others]
	if !ok {
		var err error
		if g, err = j.newGround(others); err != nil {
			return nil, err
		}
		j.grounds[others] = g
	}
	return g, nil
}

// all is the set of all options.
func (j *judge) all() cheapest.Set { return cheapest.Set(1)<<len(j.options) - 1 }

// may says whether some set with all of in and none of out could make policies
// hold, as far as levels and shares say. While options that are not plain are
// undecided it does not know.
func (j *judge) may(which []int, in, out cheapest.Set) (bool, error) {
	others := j.all() &^ j.plain
	if (in|out)&others != others {
		return true, nil
	}
	g, err := j.ground(in & others)
	if g == nil || err != nil {
		return false, err
	}
	return g.may(which, in, out)
}

// holds says whether policies hold with exactly this set.
func (j *judge) holds(which []int, set cheapest.Set) (bool, error) {
	ok, err := j.may(which, set, j.all()&^set)
	if !ok || err != nil {
		return false, err
	}
	var c *compile.Compiled
	for _, p := range which {
		key, err := j.project(p, set)
		if err != nil {
			return false, err
		}
		ok, known := j.verdicts[key]
		if !known {
			if c == nil {
				if c, err = j.compiled(set); c == nil {
					return false, err
				}
			}
			v, err := policy.Evaluate(c, &c.Model.Policies[j.index(p)], j.q.After, 0)
			if err != nil {
				return false, err
			}
			ok = v.Violated == 0
			j.verdicts[key] = ok
		}
		if !ok {
			return false, nil
		}
	}
	if c == nil { // every verdict was known: what is left is whether they go together
		if c, err = j.compiled(set); c == nil {
			return false, err
		}
	}
	return true, nil
}

func (j *judge) index(p int) int {
	return slices.IndexFunc(j.base.Policies, func(x models.Policy) bool { return x.ID == j.policies[p].ID })
}

func (j *judge) compiled(set cheapest.Set) (*compile.Compiled, error) {
	m, err := j.take(set)
	if m == nil {
		return nil, err
	}
	return compile.Compile(m)
}

// project leaves out of a set the plain options that do not matter to a policy.
func (j *judge) project(p int, set cheapest.Set) (projected, error) {
	g, err := j.ground(set &^ j.plain)
	if err != nil {
		return projected{}, err
	}
	for _, i := range g.options {
		if set.Has(i) && !g.matters(p, j.options[i]) {
			set &^= 1 << i
		}
	}
	return projected{p, set}, nil
}

// matters says whether an option can make a difference to policies. Where some
// option is not plain, any may.
func (j *judge) matters(which []int, i int) (bool, error) {
	if j.plain != j.all() {
		return true, nil
	}
	g, err := j.ground(0)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(which, func(p int) bool { return g.matters(p, j.options[i]) }), nil
}
