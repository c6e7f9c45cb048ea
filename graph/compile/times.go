package compile

import (
	"context"
	"time"

	"github.com/meoktong/meoktong/graph/engine/timeline"
)

// Times returns the graph with the model's times, for a simulation without load.
func (c *Compiled) Times() timeline.Input {
	recovery := func(v int32) time.Duration {
		n := &c.Model.Nodes[c.NodeOf(v)]
		whole := c.Parts(v).Len() > 0 // its parts recover
		if n.Time == nil || whole {
			return 0
		}
		return n.Time.Recovery
	}
	service := func(v int32) int32 {
		if !c.IsPart(v) {
			return -1
		}
		return c.NodeOf(v)
	}
	return timeline.Input{Graph: c.Graph, Recovery: recovery, Lines: c.Lines, Service: service}
}

// Start returns how a load of the model starts. Cost and errors are those of
// [timeline.Begin]; one of too much work is in the model's names.
func (c *Compiled) Start(ctx context.Context, l *Load) (*timeline.Start, error) {
	in := c.Times()
	in.Load, in.Demand, in.Capacity = l.Network, l.Demand, l.Capacity
	start, err := timeline.Begin(ctx, in)
	return start, c.LoadError(err)
}
