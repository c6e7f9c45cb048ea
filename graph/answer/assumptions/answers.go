package assumptions

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// answers are what is said of a model. An answer that is the usual one is left
// out.
type answers map[answer]string

// answer names one of them.
type answer struct {
	of, failure, id string
	number          int // of an observation in its incident, of a requirement in its node
}

// What an answer is of.
const (
	ofPolicy     = "policy"
	ofSector     = "sector"
	ofOptions    = "options"
	ofNode       = "node"
	ofStart      = "start"
	ofRedundancy = "redundancy"
	ofVerdict    = "verdict"
	ofRank       = "rank"
)

// inOrder is the most important first: what the model is held against, then what
// happens, then what is said of it.
var inOrder = []string{ofPolicy, ofSector, ofOptions, ofNode, ofStart, ofRedundancy, ofVerdict, ofRank}

// usual names the answers that are left out.
var usual = map[string]string{ofPolicy: "holds", ofSector: "holds", ofOptions: "holds", ofNode: "up", ofStart: "starts", ofRedundancy: "none"}

// changed is a model with one fact otherwise, or as it is.
type changed struct {
	c          *compile.Compiled
	node       string // whose requirement is otherwise, or
	population string // whose shares are
	dropped    int    // the number of the requirement that is gone; none: it is there
}

const none = -1

// view is what of the answers is looked at. Nodes and parts are the same vertices
// in every change.
type view struct {
	ctx       context.Context
	c         *compile.Compiled
	q         Question
	failures  []failure // by id
	able      int       // how many nodes can fail
	protected map[int32]bool
	weights   *whatif.Weights
	mean      int // vertices that fall with a failure, on average
	cost      int // of one change
	asks      []func(x *changed, out answers) error
	leftOut   []string
	suffices  []string // options of which it is asked whether they do
}

// failure is a node that fails by itself.
type failure struct {
	id      string
	down    []int32 // its parts as well
	carries bool    // services stand on it
}

func newView(ctx context.Context, c *compile.Compiled, q Question, changes int) *view {
	v := &view{ctx: ctx, c: c, q: q, protected: map[int32]bool{}, weights: whatif.Weigh(c.Model), cost: size(c)}
	v.protect()
	fall := v.gather()
	v.offer(changes, fall)
	return v
}

// size is what it costs to pass over a model.
func size(c *compile.Compiled) int { return c.Graph.Len() + c.Graph.NumSlots() }

// protect finds the nodes to look at.
func (v *view) protect() {
	m := v.c.Model
	for i := range m.Nodes {
		if len(m.Policies) == 0 && m.Nodes[i].Kind == models.KindService {
			v.protected[int32(i)] = true
		}
	}
	refs := v.q.Marked
	for i := range m.Policies {
		ids, _ := m.Select(m.Policies[i].Protect) // loading has refused a model where that fails
		refs = append(refs[:len(refs):len(refs)], ids...)
	}
	for _, ref := range refs {
		v.protected[v.c.NodeOf(v.c.Vertex(ref))] = true
	}
}

// gather finds the failures to look at, and returns how many vertices fall with
// them. Where they are too many, carriers and data centres come first, and
// services last.
func (v *view) gather() (fall int) {
	var all []failure
	order := map[string]int{}
	for i := range v.c.Model.Nodes {
		n := &v.c.Model.Nodes[i]
		switch {
		case !n.Fails:
			continue
		case n.Kind == "carrier" || n.Kind == "datacentre":
		case n.Kind != models.KindService:
			order[n.ID] = 1
		default:
			order[n.ID] = 2
		}
		all = append(all, failure{n.ID, v.c.WithParts(int32(i)), n.Kind != models.KindService})
	}
	v.able = len(all)
	slices.SortStableFunc(all, func(a, b failure) int { return cmp.Compare(order[a.id], order[b.id]) })
	run := cascade.New(v.c.Graph, v.q.After)
	for _, f := range all {
		run.Run(f.down, nil)
		if fall+1+run.NumFallen() > maxEach/2 {
			break
		}
		fall += 1 + run.NumFallen()
		v.failures = append(v.failures, f)
	}
	slices.SortFunc(v.failures, func(a, b failure) int { return strings.Compare(a.id, b.id) })
	v.mean = 1 + fall/max(1, len(v.failures))
	return fall
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
	v.asks, v.cost = append(v.asks, v.singles), v.cost+fall
	policies, judged := v.policies()
	if len(judged.each) > 0 && !take(policies, judged.ask) {
		v.leftOut = append(v.leftOut, "gate")
	}
	v.offerOptions(changes, policies, take)
	if !take(size(v.c)+maxGroups*v.mean*v.able, v.weaknesses) {
		v.leftOut = append(v.leftOut, "check")
	}
	if n := len(v.c.Model.Incidents); n > 0 && !take(n*size(v.c), v.verdicts) {
		v.leftOut = append(v.leftOut, "replay")
	}
}

// maxGroups is how often false redundancy lets everything fail: every node, and
// all of one operator, site and vendor, with some runs again for what is found.
const maxGroups = 5

// summary says what is looked at.
func (v *view) summary() *result.Assumptions {
	return &result.Assumptions{After: models.FormatDuration(v.q.After), Asof: v.q.Asof, ModelAsof: v.c.Model.Asof, Failures: len(v.failures), Able: v.able,
		Protected: len(v.protected), LeftOut: v.leftOut, Chosen: v.suffices, Facts: []result.Assumption{}}
}

// answers asks all questions of a model.
func (v *view) answers(x *changed) (answers, error) {
	out := answers{}
	for _, ask := range v.asks {
		if err := ask(x, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}
