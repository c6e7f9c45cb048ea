package cutsets

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/apart"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question asks for the minimal cut sets of a node.
type Question struct {
	Node      string        // a selector of one node or part
	Level     string        // what counts as failed, one of faults.Levels
	Order     int           // the largest size wanted, at least 1; 0 for any
	Against   []string      // selectors of nodes that may fail; none for every node
	Prime     bool          // prime implicants, in place of cut sets
	CountOnly bool          // how many there are, without listing them
	After     time.Duration // the horizon
	Budget    int           // of diagram nodes; 0 for cutset.DefaultBudget
}

// Check finds what is wrong with a question whatever the model says: an OutOfRange
// or a NotAmong of package question.
func (q *Question) Check() error {
	if q.Order < 0 {
		return question.OutOfRange{Field: "order", Given: float64(q.Order), Least: 1}
	}
	return faults.CheckLevel(q.Level)
}

// Ask answers which minimal sets of failures take a node down, or out of up. The
// error is that of Check, a *models.NameError or question.NotOne of Node, a
// *models.NameError or question.WrongKind of Against, a question.Tangled, of prime
// implicants a question.Unfound, or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.CutSets, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	node, err := question.One(c.Model, "node", q.Node)
	if err != nil {
		return nil, err
	}
	v := c.Vertex(node)
	may, err := q.may(c, c.NodeOf(v))
	if err != nil {
		return nil, err
	}
	delays, err := apart.Of(ctx, c, q.After)
	if err != nil {
		return nil, err
	}
	tree, err := q.tree(ctx, c, v, may, delays)
	if err != nil {
		return nil, err
	}
	coherent := tree.Coherent()
	out := &result.CutSets{Node: node, Names: result.Names(c.Model.Nodes[c.NodeOf(v)].Name), Level: result.Level(q.Level),
		After: models.FormatDuration(q.After), LoadIgnored: c.StatesLoad(), Apart: delays.Say([]int32{v}), Coherent: &coherent, Prime: q.Prime}
	if q.Order > 0 {
		out.Order = &q.Order
	}
	if q.Prime && !coherent {
		return out, q.primes(ctx, c, out, tree)
	}
	return out, q.sets(ctx, c, out, tree)
}

// sets answers with the minimal cut sets, which are the prime implicants of what is
// coherent.
func (q *Question) sets(ctx context.Context, c *compile.Compiled, out *result.CutSets, tree *cutset.Tree) error {
	family, err := tree.Sets(ctx, cmp.Or(q.Order, cutset.Unbounded))
	if err != nil {
		return err
	}
	counted(out, family.Count(), family.BySize())
	if out.Truncated = family.Truncated; out.Truncated {
		out.CompleteTo = &family.Order
	}
	if q.CountOnly {
		return nil
	}
	if err := list(ctx, c, out, family); err != nil || !q.Prime {
		return err
	}
	out.Implicants = make([]result.Implicant, len(out.Sets))
	for i, set := range out.Sets {
		out.Implicants[i] = result.Implicant{Failed: set, Works: []string{}}
	}
	out.Sets = nil
	return nil
}

// counted fills in how many there are, in all and of each size.
func counted(out *result.CutSets, count *big.Int, bySize []*big.Int) {
	out.Count, out.BySize = count.String(), []result.SizeOf{}
	for size, n := range bySize {
		if n.Sign() > 0 {
			out.BySize = append(out.BySize, result.SizeOf{Size: size, Count: n.String()})
		}
	}
}

// may returns which nodes' failures a set may hold: not the node's own, which is
// no answer, and no grouping's.
func (q *Question) may(c *compile.Compiled, self int32) (func(node int32) bool, error) {
	may := make([]bool, len(c.Model.Nodes))
	for i := range may {
		may[i] = len(q.Against) == 0 && c.Model.Nodes[i].Fails
	}
	if len(q.Against) > 0 {
		ids, err := question.Failures(c.Model, q.Against)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if strings.Contains(id, "@") {
				return nil, question.WrongKind{Field: "against", Given: id, Kind: "part", Wants: "node"}
			}
			may[c.Model.Index(id)] = true
		}
	}
	may[self] = false
	return func(node int32) bool { return may[node] }, nil
}

// tree writes down what fails the node.
func (q *Question) tree(ctx context.Context, c *compile.Compiled, v int32, may func(node int32) bool, delays *apart.Delays) (*cutset.Tree, error) {
	f, fails, err := faults.Of(ctx, c, faults.Question{Level: result.Level(q.Level), After: q.After, Vertices: []int32{v}, May: may, Delays: delays})
	if err != nil {
		return nil, err
	}
	return cutset.New(ctx, f, fails[0], cmp.Or(q.Budget, cutset.DefaultBudget))
}

// list fills in the sets, by size and then by name.
func list(ctx context.Context, c *compile.Compiled, out *result.CutSets, family *cutset.Family) error {
	sets, order, err := family.List(ctx)
	if err != nil {
		return err
	}
	if order != family.Order || family.Truncated {
		out.Truncated, out.ListedTo = true, &order
	}
	for _, set := range sets {
		slices.Sort(set) // nodes are in the order of their ids
	}
	slices.SortFunc(sets, func(a, b []int32) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	out.Sets = make([][]string, len(sets))
	for i, set := range sets {
		out.Sets[i] = ids(c, set)
	}
	return nil
}

// ids returns the ids of nodes.
func ids(c *compile.Compiled, nodes []int32) []string {
	out := make([]string, len(nodes))
	for i, node := range nodes {
		out[i] = c.Model.Nodes[node].ID
	}
	return out
}
