package mitigate

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/question"
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
	ctx      context.Context
	c        *compile.Compiled // of base
	base     *models.Model
	q        Question
	policies []*models.Policy
	options  []*models.Option // to choose from; those that are not plain come first
	with     []*models.Model  // by option: the model with it alone
	plain    cheapest.Set
	excludes [][]bool
	depends  []cheapest.Set // by policy: the options that can make a difference to it
	resting  []bool         // by policy: what it protects may rest on something's being down, so that no set is ruled out by a superposition
	grounds  map[cheapest.Set]*ground
	lessons  []lessons         // by policy
	verdicts map[projected]int // how many violations there are
	named    []int             // by policy: failures that it names, pairs included, once it was run
}

// projected is a set as far as it matters to a policy.
type projected struct {
	policy int
	set    cheapest.Set
}

func newJudge(ctx context.Context, c *compile.Compiled, q Question, policies []*models.Policy) (*judge, error) {
	j := &judge{ctx: ctx, c: c, base: c.Model, q: q, policies: policies, grounds: map[cheapest.Set]*ground{}, verdicts: map[projected]int{}, named: make([]int, len(policies))}
	if err := j.offer(); err != nil {
		return nil, err
	}
	if len(j.options) > cheapest.Max {
		return nil, question.TooMuch{What: "options", Count: int64(len(j.options)), Most: cheapest.Max, Narrow: []question.Field{"with"}}
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
// that an overlay which is excludes. The error is the context's.
func (j *judge) offer() error {
	var all, plain []*models.Option
	var with []*models.Model
	for i := range j.base.Options {
		all = append(all, &j.base.Options[i])
	}
	slices.SortFunc(all, byCost)
	for _, o := range all {
		switch x, err := j.base.WithOptionsContext(j.ctx, o.ID); {
		case j.ctx.Err() != nil:
			return j.ctx.Err()
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
	return nil
}

// byCost orders options, the dearest first, so that it is decided soon whether the cheap ones
// can do without them; and, as far as it goes, by nothing that pseudonyms change, so that the
// search takes the same way under them.
func byCost(a, b *models.Option) int {
	return cmp.Or(cmp.Compare(b.Cost, a.Cost), slices.Compare(keys(a), keys(b)), strings.Compare(a.ID, b.ID))
}

// keys returns what keys of what sorts of elements an option changes, sorted.
func keys(o *models.Option) []string {
	var out []string
	for _, c := range o.Changes() {
		table := c.Table
		if !slices.ContainsFunc(models.BuiltinKinds(), func(k models.Kind) bool { return k.ID == table }) {
			table = ""
		}
		out = append(out, table+" "+c.Key)
	}
	slices.Sort(out)
	return out
}

// study finds which options can make a difference to which policy.
func (j *judge) study() error {
	influence, err := change.Influence(j.ctx, j.base, j.options, j.with)
	if err != nil {
		return err
	}
	resting, err := change.Resting(j.ctx, j.base, j.options, j.with)
	if err != nil {
		return err
	}
	loaded := newBearing(j)
	for _, p := range j.policies {
		matters, err := loaded.matters(p)
		if err != nil {
			return err
		}
		if matters { // every option may relieve, or burden, what is protected
			j.resting, j.depends = append(j.resting, true), append(j.depends, j.all())
			j.lessons = append(j.lessons, lessons{always: j.all()})
			continue
		}
		protected, err := j.protected(p)
		if err != nil {
			return err
		}
		j.resting = append(j.resting, slices.ContainsFunc(append(protected, j.twice()...), func(id string) bool { return resting[nodeOf(id)] }))
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
		ids, err := m.SelectContext(j.ctx, p.Protect)
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

// depending returns the options that can make a difference to policies.
func (j *judge) depending(which []int) cheapest.Set {
	out := cheapest.Set(0)
	for _, p := range which {
		out |= j.depends[p]
	}
	return out
}
