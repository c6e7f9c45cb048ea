// Package why answers why a node fails if others do: which requirement broke,
// through which members, down to the failures, and what would have saved it; or,
// of a node that stays up, what carries it.
//
// A question costs a proof and, where the node is not up, up to some thousand runs
// of the cascade, bounded by what falls in them: a second or two at most.
package why

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	Node   string        // a selector of the node or part that is asked about
	Failed []string      // selectors of the nodes and parts that fail
	After  time.Duration // the horizon: how long after the failures
}

// The fields of a question.
const (
	FieldNode   question.Field = "node"
	FieldFailed question.Field = "if"
)

// The bounds of an answer: sets larger than three help nobody, and past twenty
// a list says nothing new.
const (
	maxSetSize = 3
	maxSets    = 20
	maxWork    = 1_000_000 // vertices that fall, over all runs
	maxCarried = 20
)

// Check finds what is wrong with a question whatever the model says: a
// question.Missing.
func (q *Question) Check() error {
	if len(q.Failed) == 0 {
		return question.Missing{OneOf: []question.Field{FieldFailed}}
	}
	return nil
}

// Ask answers why a node is not up, or what carries it. The error is that of Check,
// a question.NotOne of the node, a *models.NameError, that the levels with load take
// too much work, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Why, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	var err error
	if q.Node, err = question.One(c.Model, FieldNode, q.Node); err != nil {
		return nil, err
	}
	if q.Failed, err = question.Failures(c.Model, q.Failed); err != nil {
		return nil, err
	}
	return Of(ctx, c, q)
}

// Of answers a question of which Node and Failed are ids, resolved already. It
// serves other answers; errors are otherwise those of [Ask].
func Of(ctx context.Context, c *compile.Compiled, q Question) (*result.Why, error) {
	run, err := moment.New(ctx, c.Times(), q.After)
	if err != nil {
		return nil, err
	}
	a := &asker{ctx: ctx, c: c, q: q, run: run, prover: proof.NewProver(c.Graph, run)}
	if a.vertex, err = c.Find(q.Node); err != nil {
		return nil, err
	}
	if a.failed, err = c.Failing(q.Failed); err != nil {
		return nil, err
	}
	if err = a.run.RunContext(ctx, a.failed, nil); err != nil {
		return nil, err
	}
	out, err := a.answer()
	if err != nil {
		return nil, err
	}
	if out.LevelWithLoad, err = a.levelWithLoad(out.Level); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil { // of a small model, in which nobody looked
		return nil, err
	}
	return out, nil
}

// levelWithLoad returns the level that the node has once load is considered, or
// "" where that is no other: a proof knows nothing of load.
func (a *asker) levelWithLoad(without result.Level) (result.Level, error) {
	if !a.c.HasLoad() {
		return "", nil
	}
	w, err := whatif.Of(a.ctx, a.c, whatif.Question{Failed: a.q.Failed, After: a.q.After, All: true})
	if err != nil {
		return "", err
	}
	level := w.Nodes[a.c.NodeOf(a.vertex)].Level
	if a.c.IsPart(a.vertex) {
		level = w.Nodes[a.c.NodeOf(a.vertex)].Parts[a.vertex-a.c.Parts(a.c.NodeOf(a.vertex)).First].Level
	}
	if level == without {
		return "", nil
	}
	return level, nil
}

type asker struct {
	ctx    context.Context
	c      *compile.Compiled
	q      Question
	vertex int32
	failed []int32
	run    *cascade.Cascade // of the question, until sets are tried
	prover *proof.Prover
}

func (a *asker) answer() (*result.Why, error) {
	failed := slices.Compact(slices.Sorted(slices.Values(a.q.Failed)))
	out := &result.Why{Node: a.q.Node, Names: a.names(a.vertex),
		Failed: failed, After: models.FormatDuration(a.q.After), Level: a.level(a.vertex),
		Before: a.before(a.vertex), LoadIgnored: a.c.StatesLoad(), Proof: []result.ProofStep{}, CarriedBy: []result.Carry{}}
	a.users(out)
	if err := a.circle(out); err != nil {
		return nil, err
	}
	if a.run.Level(a.vertex) == graph.Up {
		return out, a.carry(out)
	}
	out.Reached = true
	found, err := a.prover.Prove(a.ctx, a.failed, a.goals(out.Partial)...)
	if err != nil {
		return nil, err
	}
	out.Proof, out.ProofSize = a.steps(found), found.Size
	out.SavedBy, err = a.saved(proof.Standing(a.c.Graph, found.Steps[:found.Main])) // runs the cascade anew
	return out, err
}

// level returns a vertex's level as answers say it.
func (a *asker) level(v int32) result.Level { return result.Level(a.run.Level(v).String()) }

// before returns the level that a vertex has with nothing failed, where that is not up
// and something has to be down for something; else "".
func (a *asker) before(v int32) result.Level {
	if before := a.run.Before(v); before < graph.Up && len(a.c.Graph.Unless()) > 0 {
		return result.Level(before.String())
	}
	return ""
}

// users fills in how many users of a service are hit.
func (a *asker) users(out *result.Why) {
	if a.c.Model.Nodes[a.c.NodeOf(a.vertex)].Kind != models.KindService {
		return
	}
	share, up := 0.0, false
	for x := range a.c.Seen(a.vertex).All() {
		if a.run.Level(x) != graph.Down {
			up = true
			continue
		}
		if a.c.IsPart(a.vertex) {
			share = 1
		} else {
			share += a.c.Share(x)
		}
		if a.c.Parts(a.vertex).Len() > 0 {
			out.PartsDown = append(out.PartsDown, a.c.PartLabel(x))
		}
	}
	share = users.Share(share)
	out.ShareDown = &share
	if out.Partial = up && share > 0; !out.Partial {
		out.PartsDown = nil
	}
}

// goals returns what is to be proved, any one of it: that the node is down, else
// that a part of it is, else that it is not up.
func (a *asker) goals(partial bool) []proof.Fact {
	if !partial {
		return []proof.Fact{{Vertex: a.vertex, AtMost: a.run.Level(a.vertex)}}
	}
	var out []proof.Fact
	for p := range a.c.Parts(a.vertex).All() {
		out = append(out, proof.Fact{Vertex: p, AtMost: graph.Down})
	}
	return out
}

func (a *asker) names(v int32) result.Names {
	return result.Names(a.c.Model.Nodes[a.c.NodeOf(v)].Name)
}
