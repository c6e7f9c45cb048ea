package mitigate

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/change"
	"github.com/meoktong/meoktong/models/work/pace"
)

// ground is one graph that serves for every set of plain options on top of the
// same others: a superposition.
type ground struct {
	c       *compile.Compiled
	options []int // the plain options on it, by number
	on, off []int32
	added   []map[string]bool
	watches []*gate.Watch // by policy
	valid   bool
}

// newGround superposes the plain options that go with a set of the others. It is
// not valid where these make no valid model, and nil where these are such as cannot be
// superposed.
func (j *judge) newGround(others cheapest.Set) (*ground, error) {
	base, err := j.take(others)
	if base == nil {
		return &ground{}, err
	}
	g := &ground{valid: true}
	var ids []string
	for i := range j.options {
		if j.plain.Has(i) && !slices.ContainsFunc(others.All(), func(o int) bool { return j.exclusive(o, i) }) {
			g.options = append(g.options, i)
			ids = append(ids, j.options[i].ID)
		}
	}
	if len(ids) == 0 {
		if g.c, err = j.compile(base); g.c == nil {
			return &ground{}, err
		}
		return g, g.watch(j, base, nil)
	}
	sup, err := change.Superpose(j.ctx, base, ids)
	if err != nil {
		return nil, err
	}
	if g.c, err = compileValid(j.ctx, sup.Model); g.c == nil {
		return nil, err // what no set does may lead round in a circle
	}
	g.added = sup.Added
	for i := range ids {
		g.on = append(g.on, g.c.Vertex(sup.On[i]))
		g.off = append(g.off, g.c.Vertex(sup.Off[i]))
	}
	return g, g.watch(j, base, ids)
}

// watch makes the policies ready: their selectors name what they name in the
// model, and what the options add to it.
func (g *ground) watch(j *judge, base *models.Model, ids []string) error {
	with := []*models.Model{base}
	for _, id := range ids {
		m, err := base.WithOptionsContext(j.ctx, id)
		if err != nil {
			return err
		}
		with = append(with, m)
	}
	for _, p := range j.policies {
		var protect, against []string
		for _, m := range with {
			a, err := m.SelectContext(j.ctx, p.Protect)
			if err != nil {
				return err
			}
			b, err := m.SelectFailuresContext(j.ctx, p.Against)
			if err != nil {
				return err
			}
			protect, against = append(protect, a...), append(against, b...)
		}
		w, err := gate.NewWatch(j.ctx, g.c, p, j.q.After, sorted(j.ctx, protect), sorted(j.ctx, against))
		if err != nil {
			return err
		}
		g.watches = append(g.watches, w)
	}
	return nil
}

// sorted returns ids in their order, each once, unless its context ends.
func sorted(ctx context.Context, ids []string) []string {
	over := pace.New(ctx)
	slices.SortFunc(ids, func(a, b string) int {
		if over.Over() {
			return 0
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(ids)
}

// broken returns the vertices for which a policy is certain to be broken with all
// of in and none of out: what is not decided counts as it does most good. With
// brief the first will do.
func (g *ground) broken(ctx context.Context, p int, in, out cheapest.Set, brief bool) ([]int32, error) {
	down, open, absent := g.decided(in, out)
	return g.watches[p].Broken(ctx, down, open, absent, brief)
}

// certain returns what breaks a policy whichever plain options are taken.
func (g *ground) certain(ctx context.Context, p int) ([]gate.Case, error) {
	down, open, absent := g.decided(0, 0)
	return g.watches[p].Certain(ctx, down, open, absent, result.MaxViolations)
}

// decided returns the guards that are down with all of in and none of out, those that may
// be, and the nodes that are not there.
func (g *ground) decided(in, out cheapest.Set) (down, open []int32, absent []string) {
	here := map[string]bool{}
	for k, i := range g.options {
		switch {
		case in.Has(i):
			down = append(down, g.off[k])
			for id := range g.added[k] {
				here[id] = true
			}
		case out.Has(i):
			down = append(down, g.on[k])
		default:
			open = append(open, g.on[k], g.off[k])
		}
	}
	for _, added := range g.added {
		for id := range added {
			if !here[id] {
				absent = append(absent, id)
			}
		}
	}
	return down, open, absent
}

// maxGrounds bounds how many superpositions are kept, and maxVertices how large
// they are together; without one a set is run all the same.
const (
	maxGrounds  = 1 << 10
	maxVertices = 4_000_000
)

// ground returns the superposition on a set of options that are not plain. It is
// nil where there is none or there are too many already, and not valid where these options make no
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

// take returns the model with a set of options, nil where they exclude each
// other or make no valid model. The error is the context's, too: every set that is
// worth anything comes by here.
func (j *judge) take(set cheapest.Set) (*models.Model, error) {
	if err := j.ctx.Err(); err != nil {
		return nil, err
	}
	var ids []string
	for _, i := range set.All() {
		ids = append(ids, j.options[i].ID)
	}
	m, err := j.base.WithOptionsContext(j.ctx, ids...)
	var problems models.Problems
	if errors.As(err, &problems) {
		return nil, nil
	}
	return m, err
}

// names returns the ids of a set of options, sorted.
func (j *judge) names(set cheapest.Set) []string {
	out := []string{}
	for _, i := range set.All() {
		out = append(out, j.options[i].ID)
	}
	slices.SortFunc(out, strings.Compare)
	return out
}
