package assumptions

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/marked"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// answers are what is said of a model. An answer that is the usual one is left
// out.
type answers map[answer]string

// answer names one of them.
type answer struct {
	of          result.FlipOf
	failure, id string
	number      int // of an observation in its incident, of a requirement in its node
}

// usual names the answers that are left out.
var usual = map[result.FlipOf]string{result.FlipPolicy: "holds", result.FlipSector: "holds", result.FlipOptions: "holds", result.FlipNode: "up", result.FlipStart: "starts", result.FlipRedundancy: "none"}

// changed is a model with one fact otherwise, or as it is.
type changed struct {
	unverified.Variant
	c      *compile.Compiled
	asItIs bool
}

// view is what of the answers is looked at. Nodes and parts are the same vertices
// in every change.
type view struct {
	inquiry
	ctx       context.Context
	failures  []failure          // by id
	able      int                // how many single failures there are
	incidents []*models.Incident // that are replayed
	protected map[int32]bool
	weights   *users.Weights
	mean      int // vertices that fall with a failure, on average
	cost      int // of one change
	asks      []func(x *changed, out answers) error
	leftOut   []string
	suffices  []string        // options of which it is asked whether they do
	predicted map[answer]bool // observations that the model as it is predicts
}

// failure is a node that fails by itself.
type failure struct {
	id      string
	down    []int32 // its parts as well
	carries bool    // services stand on it
}

// newView decides what is looked at. The error is that of a timeline, or the context's.
func newView(ctx context.Context, q inquiry, changes int) (*view, error) {
	v := &view{inquiry: q, ctx: ctx, protected: map[int32]bool{}, predicted: map[answer]bool{}, weights: users.Weigh(q.c.Model), cost: size(q.c)}
	v.protect()
	fall, err := v.gather()
	if err != nil {
		return nil, err
	}
	v.offer(changes, fall)
	return v, nil
}

// size is what it costs to pass over a model.
func size(c *compile.Compiled) int { return c.Graph.Len() + c.Graph.NumSlots() }

// protect finds the nodes to look at.
func (v *view) protect() {
	if v.of.node != "" {
		v.protected[v.c.Vertex(v.of.node)] = true
		return
	}
	m := v.c.Model
	for i := range m.Nodes {
		if len(m.Policies) == 0 && m.Nodes[i].Kind == models.KindService {
			v.protected[int32(i)] = true
		}
	}
	refs := marked.IDs(m)
	for i := range m.Policies {
		ids, _ := m.Select(m.Policies[i].Protect) // loading has refused a model where that fails
		refs = append(refs, ids...)
	}
	for _, ref := range refs {
		v.protected[v.c.NodeOf(v.c.Vertex(ref))] = true
	}
}

// gather finds the failures to look at, and returns how many vertices fall with
// them. Where they are too many, carriers and data centres come first, and
// services last.
func (v *view) gather() (fall int, err error) {
	all := v.ableToFail()
	v.able = len(all)
	run, err := moment.New(v.ctx, v.c.Times(), v.after)
	if err != nil {
		return 0, err
	}
	for _, f := range all {
		if err := run.RunContext(v.ctx, f.down, nil); err != nil {
			return 0, err
		}
		if fall+1+run.NumFallen() > maxEach/2 {
			break
		}
		fall += 1 + run.NumFallen()
		v.failures = append(v.failures, f)
	}
	slices.SortFunc(v.failures, func(a, b failure) int { return strings.Compare(a.id, b.id) })
	v.mean = 1 + fall/max(1, len(v.failures))
	return fall, nil
}

// ableToFail returns the single failures that there are, and that can reach the
// node in question, those that may be worth most first.
func (v *view) ableToFail() []failure {
	var all []failure
	order := map[string]int{}
	others, _ := question.MayFail(v.c.Model)
	for i := range v.c.Model.Nodes {
		n := &v.c.Model.Nodes[i]
		_, carries := slices.BinarySearch(others, n.ID)
		f := failure{n.ID, v.c.WithParts(int32(i)), carries}
		switch {
		case !n.Fails || !v.of.reachedBy(f.down):
			continue
		case n.Kind == "carrier" || n.Kind == "datacentre":
		case f.carries:
			order[n.ID] = 1
		default:
			order[n.ID] = 2
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b failure) int { return cmp.Compare(order[a.id], order[b.id]) })
	return all
}

// offer decides what is asked: the most important first, as long as one change
// does not cost too much.
func (v *view) offer(changes, fall int) {
	take := func(cost int, ask func(*changed, answers) error) bool {
		if v.cost+cost > maxEach {
			return false
		}
		v.asks, v.cost = append(v.asks, ask), v.cost+cost
		return true
	}
	everything := v.of.all()
	if everything || v.of.node != "" {
		v.asks, v.cost = append(v.asks, v.singles), v.cost+fall
	}
	if everything || v.of.policy != "" {
		policies, judged := v.policies()
		if len(judged.each) > 0 && !take(policies, judged.ask) {
			v.leftOut = append(v.leftOut, "gate")
		}
		v.offerOptions(changes, policies, take)
	}
	if everything || v.of.node != "" {
		v.offerFindings(take)
	}
}

// offerFindings looks at what check and replay say.
func (v *view) offerFindings(take func(cost int, ask func(*changed, answers) error) bool) {
	able := 0
	for i := range v.c.Model.Nodes {
		if v.c.Model.Nodes[i].Fails {
			able++
		}
	}
	if !take(size(v.c)+maxGroups*v.mean*able, v.weaknesses) {
		v.leftOut = append(v.leftOut, "check")
	}
	v.incidents = v.of.incidents(v.c.Model)
	if n := len(v.incidents); n > 0 && !take(n*size(v.c), v.verdicts) {
		v.leftOut = append(v.leftOut, "replay")
	}
}

// maxGroups is how often false redundancy lets everything fail: every node, and
// all of one operator, site and vendor, with some runs again for what is found.
const maxGroups = 5

// summary says what is looked at.
func (v *view) summary() *result.Assumed {
	out := &result.Assumed{After: models.FormatDuration(v.after), Before: v.before, ModelAsof: v.c.Model.Date(),
		LeftOut: v.leftOut, Chosen: v.suffices, Facts: []result.Assumption{}}
	if v.of.all() || v.of.node != "" { // else no single failure is looked at
		out.Failures, out.Able, out.Protected = len(v.failures), v.able, len(v.protected)
	}
	return out
}

// answers asks all questions of a model, and keeps what is of the subject.
func (v *view) answers(x *changed) (answers, error) {
	out := answers{}
	for _, ask := range v.asks {
		if err := ask(x, out); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(out, func(a answer, _ string) bool { return !v.of.concerns(a) })
	return out, nil
}
