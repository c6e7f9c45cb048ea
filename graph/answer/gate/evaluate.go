package gate

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// MaxScenarios is how many failures a policy may name, pairs included.
const MaxScenarios = 100_000_000

// Evaluate runs every failure that a policy names, with load where the model has it, and lists up to
// limit violations. Levels and shares are those at the horizon, of a timeline where delays
// may follow on each other; outages those of a timeline; a service with parts is out as long
// as its worst part.
//
// A pair breaks a policy only where neither of the two alone does so for the
// same node. The cost is a cascade for each failure that can reach what is
// protected. With max_outage or tolerance a timeline comes on top for each that could take
// something protected down if nothing held up and nothing switched; for a pair,
// where the two can touch something in common. The error is a *models.NameError
// of the policy's selectors, a question.TooMuch of failures or of timelines, that
// of a timeline, or the context's.
//
// Failures that leave something standing only by going round in a circle are not
// counted.
func Evaluate(ctx context.Context, c *compile.Compiled, p *models.Policy, horizon time.Duration, limit int) (*Verdict, error) {
	return evaluate(ctx, c, p, horizon, limit, nil)
}

func evaluate(ctx context.Context, c *compile.Compiled, p *models.Policy, horizon time.Duration, limit int, x *circles) (*Verdict, error) {
	e, err := evaluatorOf(ctx, c, p, horizon)
	if err != nil {
		return nil, err
	}
	if e.limit = limit; boundsTime(p) {
		t, failed := newTimer(e)
		if failed != nil {
			return nil, failed
		}
		e.outage = t.note
	}
	if e.out.Vacuous, err = e.vacuous(); err != nil {
		return nil, err
	}
	e.lookForCircles(x)
	if err := e.findBefore(nil, false); err != nil { // a timeline knows itself how it began
		return nil, err
	}
	e.out.Before = e.notUpBefore()
	if err := e.all(); err != nil {
		return nil, err
	}
	e.out.Broken = e.brokenVertices()
	return &e.out, nil
}

// evaluatorOf makes ready to run the failures that a policy names.
func evaluatorOf(ctx context.Context, c *compile.Compiled, p *models.Policy, horizon time.Duration) (*evaluator, error) {
	protect, err := c.Model.SelectContext(ctx, p.Protect)
	if err != nil {
		return nil, err
	}
	against, err := c.Model.SelectFailuresContext(ctx, p.Against)
	if err != nil {
		return nil, err
	}
	return newEvaluator(ctx, c, p, horizon, protect, against)
}

func (e *evaluator) brokenVertices() []int32 {
	var out []int32
	for i := range e.broken {
		out = append(out, e.protect[i])
	}
	slices.Sort(out)
	return out
}

// all runs every failure that the policy names.
func (e *evaluator) all() error {
	n := len(e.against)
	e.out.Scenarios = n
	if e.p.Failures == 2 {
		e.out.Scenarios += n * (n - 1) / 2
	}
	if e.out.Scenarios > MaxScenarios {
		return question.TooMuch{What: "failures", Of: e.p.ID, Count: int64(e.out.Scenarios), Most: MaxScenarios}
	}
	over := pace.New(e.ctx)
	for i := range e.against {
		if over.Over() { // nothing that is protected may be reached
			return over.Err()
		}
		if err := e.scenario([]int{i}); err != nil || e.enough() {
			return err
		}
	}
	if e.p.Failures == 2 {
		return e.pairs()
	}
	return nil
}

// enough says whether a violation is all that was asked for.
func (e *evaluator) enough() bool { return e.brief && e.out.Violated > 0 }

// pairs runs the pairs of which both can reach what is protected. Of the others
// the single failures have said all.
func (e *evaluator) pairs() error {
	over := pace.New(e.ctx)
	for i := range e.against {
		for j := i + 1; j < len(e.against); j++ {
			if over.Over() {
				return over.Err()
			}
			if !e.against[i].relevant || !e.against[j].relevant {
				continue
			}
			if err := e.scenario([]int{i, j}); err != nil || e.enough() {
				return err
			}
		}
	}
	return nil
}

// failure is one node or part that may fail.
type failure struct {
	id       string
	vertex   int32
	down     []int32 // the vertex, of a service its parts as well
	relevant bool    // it can reach what is protected
}

// evaluator runs the failures of one policy.
type evaluator struct {
	ctx     context.Context
	c       *compile.Compiled
	p       *models.Policy
	allowed graph.Level
	ground  *loading.Ground
	run     *loaded.Run      // at the horizon
	played  int              // how many runs of it took a timeline
	lenient *cascade.Cascade // what it has down is down for too long
	protect []int32          // vertices, in order of their names
	watch   map[int32][]int  // vertex -> those of protect that are judged by it
	cone    []bool           // by vertex: what is protected depends on it
	against []failure
	limit   int                                          // how many violations to list
	outage  func(which []int, cases map[int]*Case) error // notes outages; nil where they are not asked for
	lasting bool                                         // outages alone are looked at
	brief   bool                                         // one violation is enough
	always  []int32                                      // vertices that are down in every scenario
	exempt  map[int]bool                                 // those of protect that do not count
	alone   map[[2]int]bool                              // failure, protected: it breaks the policy on its own
	broken  map[int]bool                                 // those of protect that some case breaks
	out     Verdict
	before  before

	circles  *circles        // nil: none are looked for
	circling map[[2]int]bool // failure, protected: it leaves it so on its own
}

// newEvaluator makes ready to run failures. Selectors may name a million nodes; the error
// is the context's.
func newEvaluator(ctx context.Context, c *compile.Compiled, p *models.Policy, horizon time.Duration, protect, against []string) (*evaluator, error) {
	ground, err := loading.On(ctx, c, horizon)
	if err != nil {
		return nil, err
	}
	e := &evaluator{ctx: ctx, c: c, p: p, allowed: Allowed(p), watch: map[int32][]int{}}
	e.forget()
	over := pace.New(ctx)
	for i, id := range protect {
		if over.Over() {
			return nil, over.Err()
		}
		v := c.Vertex(id)
		e.protect = append(e.protect, v)
		for _, x := range c.WithParts(v) {
			e.watch[x] = append(e.watch[x], i)
		}
	}
	if e.ground = ground; !ground.Reaches(e.watched()) {
		e.ground = ground.Unloaded()
	}
	e.run, e.cone = e.ground.Run(), c.Graph.Below(e.watched())
	for _, id := range against {
		if over.Over() {
			return nil, over.Err()
		}
		f := failure{id: id, vertex: c.Vertex(id)}
		f.down = c.WithParts(f.vertex)
		f.relevant = slices.ContainsFunc(f.down, func(v int32) bool { return e.cone[v] }) || e.ground.Touches(f.down)
		e.against = append(e.against, f)
	}
	return e, nil
}

// forget makes ready to run the failures anew.
func (e *evaluator) forget() {
	e.alone, e.broken, e.out = map[[2]int]bool{}, map[int]bool{}, Verdict{Policy: e.p}
}

func (e *evaluator) watched() []int32 {
	var out []int32
	for v := range e.watch {
		out = append(out, v)
	}
	return out
}
