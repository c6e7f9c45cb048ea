package mitigate

import (
	"errors"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/change"
)

// judge says which sets of options make policies hold. What it says of a set it
// has from the model with these options, compiled and run as gate does; what it
// learned of other sets, and superpositions, only tell it which are not worth
// that.
type judge struct {
	base     *models.Model
	q        Question
	policies []*models.Policy
	options  []*models.Option // to choose from; those that are not plain come first
	with     []*models.Model  // by option: the model with it alone
	plain    cheapest.Set
	excludes [][]bool
	depends  []cheapest.Set // by policy: the options that can make a difference to it
	grounds  map[cheapest.Set]*ground
	lessons  []lessons // by policy
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
	j.offer()
	if len(j.options) > cheapest.Max {
		return nil, errTooMany
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
	return j, j.study()
}

// offer finds the options to choose from: not those that are taken already, or
// that an overlay which is excludes.
func (j *judge) offer() {
	var plain []*models.Option
	var with []*models.Model
	for i := range j.base.Options {
		o := &j.base.Options[i]
		switch x, err := j.base.WithOptions(o.ID); {
		case err != nil:
		case change.Plain(j.base, o):
			plain, with = append(plain, o), append(with, x)
		default:
			j.options, j.with = append(j.options, o), append(j.with, x)
		}
	}
	for i := range plain {
		j.plain = j.plain.With(len(j.options) + i)
	}
	j.options, j.with = append(j.options, plain...), append(j.with, with...)
}

// study finds which options can make a difference to which policy.
func (j *judge) study() error {
	influence := change.Influence(j.base, j.options, j.with)
	for _, p := range j.policies {
		protected, err := j.protected(p)
		if err != nil {
			return err
		}
		depends := cheapest.Set(0)
		for _, id := range append(protected, j.twice()...) {
			depends |= cheapest.Set(influence[nodeOf(id)])
		}
		j.depends = append(j.depends, depends)
		j.lessons = append(j.lessons, lessons{influence: influence})
	}
	return nil
}

// protected returns what a policy protects in the model, or with any one option.
func (j *judge) protected(p *models.Policy) ([]string, error) {
	var out []string
	for _, m := range append([]*models.Model{j.base}, j.with...) {
		ids, err := m.Select(p.Protect)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

// twice returns the nodes that several options change, which a selector may name
// with them together and with none of them alone.
func (j *judge) twice() []string {
	var out []string
	seen := map[string]bool{}
	for _, o := range j.options {
		for _, id := range change.Touches(o) {
			if seen[id] {
				out = append(out, id)
			}
			seen[id] = true
		}
	}
	return out
}

func nodeOf(id string) string {
	node, _, _ := strings.Cut(id, "@")
	return node
}

func (j *judge) exclusive(a, b int) bool { return j.excludes[a][b] }

// maxGrounds bounds how many superpositions are kept, and maxVertices how large
// they are together; without one a set is run all the same.
const (
	maxGrounds  = 1 << 10
	maxVertices = 4_000_000
)

// ground returns the superposition on a set of options that are not plain. It is
// nil where there are too many already, and not valid where these options make no
// valid model.
func (j *judge) ground(others cheapest.Set) (*ground, error) {
	g, ok := j.grounds[others]
	if !ok && len(j.grounds) < maxGrounds && len(j.grounds)*len(j.base.Nodes) <= maxVertices {
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
		if broken, err := g.broken(p, in, out, true); len(broken) > 0 || err != nil {
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
		broken, err := g.broken(p, set, j.all()&^set, false)
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
	ok := true
	var c *compile.Compiled
	for _, p := range which {
		key := projected{p, set & j.depends[p]}
		held, known := j.verdicts[key]
		if !known {
			var err error
			if c == nil {
				if c, err = compile.Compile(m); err != nil {
					return false, err
				}
			}
			v, err := gate.Evaluate(c, m.Policy(j.policies[p].ID), j.q.After, 0)
			if err != nil {
				return false, err
			}
			held = v.Violated == 0
			j.verdicts[key] = held
			j.lessons[p].learn(c, v.Broken, set)
		}
		ok = ok && held
	}
	return ok, nil
}

func (j *judge) compiled(set cheapest.Set) (*compile.Compiled, error) {
	m, err := j.take(set)
	if m == nil {
		return nil, err
	}
	return compile.Compile(m)
}

// depending returns the options that can make a difference to policies.
func (j *judge) depending(which []int) cheapest.Set {
	out := cheapest.Set(0)
	for _, p := range which {
		out |= j.depends[p]
	}
	return out
}
