// Package layout decides where the boxes and lines of a diagram go.
//
// Graphviz does the work, compiled to WebAssembly by go-graphviz, which leaks,
// ignores deadlines and cannot run twice at a time. So every layout has a
// process of its own: the program starts itself again as a worker (see
// [RunWorkerIfAsked]), and kills it when it takes too long. Nothing but numbers
// enters Graphviz: no name, label or other text of a user's.
//
// All lengths are in points, with y growing downwards.
package layout

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/meoktong/meoktong/graph/draw/privatecache"
)

// The budget of one layout. Beyond it a picture is illegible long before it is
// slow to lay out: fold or focus first.
const (
	MaxNodes = 3000
	MaxEdges = 9000
)

// DefaultDeadline is how long a layout may take unless [Options] says otherwise.
const DefaultDeadline = 30 * time.Second

// ErrTooSlow says that no layout was found before the deadline.
var ErrTooSlow = errors.New("the layout took too long")

// ErrTooMuchMemory says that the worker ran into its limit of memory.
var ErrTooMuchMemory = errors.New("the layout needs too much memory")

// TooLargeError says that a graph is over the budget.
type TooLargeError struct {
	Nodes, Edges int
}

// Error implements error.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%d boxes and %d lines are more than a picture can hold (%d and %d)",
		e.Nodes, e.Edges, MaxNodes, MaxEdges)
}

// Graph is what to lay out.
type Graph struct {
	Nodes    []Node
	Edges    []Edge
	Clusters []Cluster // each must have a node
	// ColumnGap is how far apart columns are at least, for what stands on lines;
	// it is never less than lines need to be followed.
	ColumnGap float64
}

// Node is a box of a given size.
type Node struct {
	Width, Height float64
	Cluster       int  // index in Clusters, or -1
	First         bool // as far left as can be
}

// Edge leads from one node to another, by index, from left to right if it can.
type Edge struct {
	From, To int
}

// Cluster is a frame around nodes, with room for a label at its top.
type Cluster struct {
	LabelWidth, LabelHeight float64
}

// Point is a place on the canvas.
type Point struct{ X, Y float64 }

// Rect is an upright rectangle; X and Y are its upper left corner.
type Rect struct{ X, Y, W, H float64 }

// Layout is where everything of a [Graph] goes, in the same order.
type Layout struct {
	Width, Height float64
	Nodes         []Rect
	Clusters      []Rect
	// Edges are cubic splines: a start and three points for each piece. They
	// lead from the rim of one box to the rim of another.
	Edges [][]Point
	// Straight lists the edges that are straight lines, since what the engine said of
	// them could not be read; ascending.
	Straight []int
}

// Options of [Run]. The zero value is usable.
type Options struct {
	Deadline time.Duration // DefaultDeadline if zero
	Around   float64       // height of what stands above and below on the page
}

// go-graphviz is initialised when this runs, as this package imports it.
func init() {
	privatecache.Restore()
}

// Run lays out a graph, so that its page is shaped like a screen if it can be. The same graph gets the same layout. It is safe to call
// from several goroutines.
func Run(ctx context.Context, g Graph, opts Options) (Layout, error) {
	if len(g.Nodes) == 0 {
		return Layout{}, nil
	}
	if len(g.Nodes) > MaxNodes || len(g.Edges) > MaxEdges {
		return Layout{}, &TooLargeError{Nodes: len(g.Nodes), Edges: len(g.Edges)}
	}
	if err := g.check(); err != nil {
		return Layout{}, err
	}
	deadline := opts.Deadline
	if deadline == 0 {
		deadline = DefaultDeadline
	}
	var ways [][]byte
	for _, longer := range spreads(g) {
		ways = append(ways, writeDOT(g, longer))
	}
	out, err := askWorker(ctx, ways, deadline)
	if err != nil {
		return Layout{}, err
	}
	return best(g, out, opts.Around)
}

// check finds indices that lead nowhere.
func (g Graph) check() error {
	for i, n := range g.Nodes {
		if n.Cluster < -1 || n.Cluster >= len(g.Clusters) {
			return fmt.Errorf("layout: node %d is in cluster %d of %d", i, n.Cluster, len(g.Clusters))
		}
	}
	for i, e := range g.Edges {
		if min(e.From, e.To) < 0 || max(e.From, e.To) >= len(g.Nodes) {
			return fmt.Errorf("layout: edge %d joins %d and %d of %d nodes", i, e.From, e.To, len(g.Nodes))
		}
	}
	return nil
}
