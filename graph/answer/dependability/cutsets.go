package dependability

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/structure"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what both questions have in common.
type Question struct {
	Level   graph.Level   // graph.Down, or graph.Degraded for out of up
	After   time.Duration // the horizon
	Lang    string        // "ko" or "en": of the names in the answer
	Version string        // of the program
	Budget  int           // of diagram nodes
}

// CutSetQuestion asks for the minimal cut sets of a node.
type CutSetQuestion struct {
	Question
	Node      string   // id of a node or a part
	Order     int      // the largest size wanted, or cutset.Unbounded
	Against   []string // ids of the nodes that may fail; nil: all
	CountOnly bool
}

// CutSets answers which minimal sets of failures take a node down. Cost: see
// package cutset. The error is an id that the model does not have, a loop too
// tangled to unroll, or that of the context.
func CutSets(ctx context.Context, c *compile.Compiled, q CutSetQuestion) (*result.CutSets, error) {
	v := c.Vertex(q.Node)
	if v < 0 {
		return nil, errors.New("there is no node " + q.Node)
	}
	f, fails, err := write(c, q.Question, []int32{v}, candidates(c, q, c.NodeOf(v)))
	if errors.As(err, &tangled{}) {
		return nil, fmt.Errorf("%w: ask what few nodes can do with --against, or for all single failures and pairs with rank --failures 2", err)
	}
	if err != nil {
		return nil, err
	}
	family, err := cutset.New(f, fails[0], q.Budget).Sets(ctx, q.Order)
	if err != nil {
		return nil, err
	}
	out := &result.CutSets{Header: whatif.Header(c.Model, "cutsets", q.Lang, q.Version), Node: q.Node,
		Names: result.Names(c.Model.Nodes[c.NodeOf(v)].Name), Level: q.Level.String(), After: models.FormatDuration(q.After),
		LoadIgnored: c.HasLoad(), Order: bounded(q.Order), Truncated: family.Truncated, Count: family.Count().String(), BySize: []result.SizeOf{}}
	for size, n := range family.BySize() {
		if n.Sign() > 0 {
			out.BySize = append(out.BySize, result.SizeOf{Size: size, Count: n.String()})
		}
	}
	if family.Truncated {
		out.CompleteTo = &family.Order
	}
	if q.CountOnly {
		return out, nil
	}
	return out, list(ctx, c, out, family)
}

// candidates returns which nodes' failures a set may hold: not the node's own,
// which is no answer, and no grouping's.
func candidates(c *compile.Compiled, q CutSetQuestion, self int32) func(node int32) int32 {
	may := make([]bool, len(c.Model.Nodes))
	for i := range may {
		may[i] = q.Against == nil
	}
	for _, id := range q.Against {
		may[c.Model.Index(id)] = true
	}
	may[self] = false
	return func(node int32) int32 {
		if !may[node] || !c.Model.Nodes[node].Fails {
			return -1
		}
		return node
	}
}

// bounded returns an order as answers have it: nil where there is none.
func bounded(order int) *int {
	if order == cutset.Unbounded {
		return nil
	}
	return &order
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
		out.Sets[i] = make([]string, len(set))
		for k, node := range set {
			out.Sets[i][k] = c.Model.Nodes[node].ID
		}
	}
	return nil
}

// tangled is the error of a loop that cannot be unrolled.
type tangled struct{ error }

// write writes down what fails vertices. event gives the event of a node's own
// failure, or -1; parts fail with their service.
func write(c *compile.Compiled, q Question, vertices []int32, event func(node int32) int32) (*boolean.Formula, []boolean.Ref, error) {
	level := graph.Degraded
	if q.Level == graph.Degraded {
		level = graph.Up
	}
	targets := make([]structure.Target, len(vertices))
	for i, v := range vertices {
		targets[i] = structure.Target{Vertex: v, Level: level}
	}
	f, fails, err := structure.Of(c.Graph, structure.Question{Horizon: q.After, Targets: targets,
		Event: func(v int32) int32 { return event(c.NodeOf(v)) }})
	var tangle *structure.TangleError
	if errors.As(err, &tangle) {
		return nil, nil, tangled{fmt.Errorf("the loop of %d nodes and parts around %s is too tangled to unroll", tangle.Vertices, c.Name(tangle.Vertex))}
	}
	return f, fails, err
}
