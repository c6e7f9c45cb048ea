// Package faults writes down what fails nodes of a model as Boolean functions of
// the failures of nodes by themselves: what cutsets and availability ask about,
// both without load, whose overloads are not monotone, and at one horizon.
package faults

import (
	"context"
	"errors"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/apart"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/structure"
	"github.com/meoktong/meoktong/graph/faulttree/boolean"
	"github.com/meoktong/meoktong/graph/result"
)

// Levels returns the words for what counts as failed.
func Levels() []string { return []string{string(result.LevelDown), string(result.LevelDegraded)} }

// CheckLevel checks such a word; else the error is a question.NotAmong.
func CheckLevel(word string) error { return question.Among("level", word, Levels()) }

// Question is what to write down.
type Question struct {
	Level    result.Level          // LevelDown, or LevelDegraded: out of up
	After    time.Duration         // the horizon
	Vertices []int32               // whose failures to write down
	May      func(node int32) bool // whether a node may fail of itself
	Delays   *apart.Delays         // of the model at the horizon; nil: none follow on each other
}

// Of writes down what fails vertices. Events are numbered like nodes; parts fail
// with their service. Cost: that of package structure. The error is a
// question.Tangled, or the context's.
func Of(ctx context.Context, c *compile.Compiled, q Question) (*boolean.Formula, []boolean.Ref, error) {
	below := graph.Degraded
	if q.Level == result.LevelDegraded {
		below = graph.Up
	}
	targets := make([]structure.Target, len(q.Vertices))
	for i, v := range q.Vertices {
		targets[i] = structure.Target{Vertex: v, Level: below}
	}
	event := func(v int32) int32 {
		if node := c.NodeOf(v); q.May(node) {
			return node
		}
		return -1
	}
	f, fails, err := structure.Of(ctx, c.Graph, structure.Question{Horizon: q.After, Targets: targets, Event: event})
	var tangle *structure.TangleError
	if errors.As(err, &tangle) {
		return nil, nil, question.Tangled{Around: c.Name(tangle.Vertex), Count: tangle.Vertices}
	}
	if err == nil {
		err = q.addSingles(ctx, c, f, fails, below)
	}
	return f, fails, err
}

// addSingles lets each vertex fail as well by every single failure that takes it below a
// level in a timeline, where delays follow on each other. The error is that of a timeline,
// or the context's.
func (q *Question) addSingles(ctx context.Context, c *compile.Compiled, f *boolean.Formula, fails []boolean.Ref, below graph.Level) error {
	if q.Delays == nil || len(q.Delays.All()) == 0 {
		return nil
	}
	at := make(map[int32][]int, len(q.Vertices))
	for i, v := range q.Vertices {
		at[v] = append(at[v], i)
	}
	for node := range int32(len(c.Model.Nodes)) {
		if !q.May(node) {
			continue
		}
		more, err := q.Delays.More(ctx, node)
		if err != nil {
			return err
		}
		for _, x := range more {
			for _, i := range at[x.Vertex] {
				if x.Level < below {
					fails[i] = f.Or(fails[i], f.Event(node))
				}
			}
		}
	}
	return nil
}
