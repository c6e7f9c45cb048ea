package whatif

import (
	"context"
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
)

// figure says what of an answer a figure is.
type figure struct {
	what what
	id   string // of a node, a sector, a population; what is counted
}

// what is the sort of a figure.
type what uint8

const (
	whatDown what = iota // a node is; so are the next
	whatDegraded
	whatShare
	whatUsers
	whatUsersDegraded
	whatSectorShare
	whatSectorFails
	whatPopulationLeast
	whatPopulation
	whatCountedLeast
	whatCountedMost
	whatNodesDown
	whatUsersDown
	whatSectorsFailed
	whatServicesHit
	whatStarted // a node is up that something held down
)

// draw makes trials of a question that is resolved, and adds their percentiles to an
// answer.
func draw(ctx context.Context, c *compile.Compiled, q Question, out *result.WhatIf) error {
	q.All = true // what has not changed may still have been so before
	found, err := trials.Run(ctx, c, q.Trials, func(d *compile.Drawing) (trials.Trial[figure], error) {
		return func(ctx context.Context, found *trials.Samples[figure]) error {
			w, err := Of(ctx, d.Compiled, q)
			if err == nil {
				measure(w, found)
			}
			return err
		}, nil
	})
	if err != nil {
		return err
	}
	out.Trials = q.Trials.Said()
	held, err := heldLevels(ctx, c, q.After, out.HeldDown)
	if err != nil {
		return err
	}
	tell(c, found, out, held)
	return nil
}

// heldLevels returns the levels of what is held down with nothing failed. The error is the
// context's.
func heldLevels(ctx context.Context, c *compile.Compiled, after time.Duration, held []string) (map[string]result.Level, error) {
	if len(held) == 0 {
		return nil, nil
	}
	run, err := moment.New(ctx, c.Times(), after)
	if err != nil {
		return nil, err
	}
	out := map[string]result.Level{}
	for _, id := range held {
		out[id] = levelOf(run.Before(c.Vertex(id)))
	}
	return out, nil
}

// measure notes the figures of an answer about all nodes. What is 0 is left out of those
// of nodes.
func measure(w *result.WhatIf, found *trials.Samples[figure]) {
	add := func(of what, id string, x *float64) {
		if x != nil {
			found.Add(figure{of, id}, *x)
		}
	}
	for i := range w.Nodes {
		n := &w.Nodes[i]
		if n.Started() {
			found.Add(figure{whatStarted, n.ID}, 1)
		}
		switch n.Level {
		case result.LevelDown:
			found.Add(figure{whatDown, n.ID}, 1)
		case result.LevelDegraded:
			found.Add(figure{whatDegraded, n.ID}, 1)
		default:
			if n.ShareDown == nil || *n.ShareDown == 0 {
				continue
			}
		}
		add(whatShare, n.ID, n.ShareDown)
		add(whatUsers, n.ID, n.UsersDown.Number())
		add(whatUsersDegraded, n.ID, n.UsersDegraded.Number())
	}
	for i := range w.Sectors {
		s := &w.Sectors[i]
		if found.Add(figure{whatSectorShare, s.ID}, s.ShareDown); s.Fails {
			found.Add(figure{whatSectorFails, s.ID}, 1)
		}
	}
	for i := range w.Populations {
		add(whatPopulationLeast, w.Populations[i].ID, w.Populations[i].AtLeast)
		add(whatPopulation, w.Populations[i].ID, w.Populations[i].UsersDown)
	}
	for i := range w.Totals.Counted {
		x := &w.Totals.Counted[i]
		add(whatCountedLeast, x.Things.In("en", ""), x.AtLeast)
		add(whatCountedMost, x.Things.In("en", ""), x.AtMost)
	}
	add(whatUsersDown, "", w.Totals.UsersDown)
	for of, n := range map[what]int{whatNodesDown: w.Totals.NodesDown, whatSectorsFailed: w.Totals.SectorsFailed, whatServicesHit: w.Totals.ServicesHit} {
		found.Add(figure{of, ""}, float64(n))
	}
}

// tell adds the percentiles of trials to an answer, and the nodes that only trials hit, or
// start that were held down, at those levels.
func tell(c *compile.Compiled, found *trials.Samples[figure], out *result.WhatIf, before map[string]result.Level) {
	told := map[string]bool{}
	for i := range out.Nodes {
		n := &out.Nodes[i]
		told[n.ID] = true
		tellNode(found, n, out.Trials.Count)
	}
	for _, of := range found.Keys() {
		if of.what > whatShare || told[of.id] {
			continue
		}
		told[of.id] = true
		n := c.Model.Node(of.id)
		if _, held := before[n.ID]; held && found.Count(figure{whatStarted, n.ID}) == 0 {
			continue // as before in all trials
		}
		s := result.NodeState{ID: n.ID, Names: result.Names(n.Name), Kind: result.Kind(n.Kind), Sector: n.Sector, Level: result.LevelUp, Before: result.LevelUp, Because: []string{}}
		if l, held := before[n.ID]; held {
			s.Level, s.Before = l, l
		}
		tellNode(found, &s, out.Trials.Count)
		out.Sometimes = append(out.Sometimes, s)
	}
	slices.SortFunc(out.Sometimes, func(a, b result.NodeState) int { return c.Model.Index(a.ID) - c.Model.Index(b.ID) })
	for i := range out.Sectors {
		s := &out.Sectors[i]
		in := float64(found.Count(figure{whatSectorFails, s.ID})) / float64(out.Trials.Count)
		s.ShareDownRange, s.FailsIn = found.Percentiles(figure{whatSectorShare, s.ID}), &in
	}
	for i := range out.Populations {
		p := &out.Populations[i]
		p.AtLeastRange, p.UsersDownRange = found.Percentiles(figure{whatPopulationLeast, p.ID}), found.Percentiles(figure{whatPopulation, p.ID})
	}
	t := &out.Totals
	for i := range t.Counted {
		x := &t.Counted[i]
		id := x.Things.In("en", "")
		x.AtLeastRange, x.AtMostRange = found.Percentiles(figure{whatCountedLeast, id}), found.Percentiles(figure{whatCountedMost, id})
	}
	t.NodesDownRange, t.UsersDownRange = found.Percentiles(figure{whatNodesDown, ""}), found.Percentiles(figure{whatUsersDown, ""})
	t.SectorsFailedRange, t.ServicesHitRange = found.Percentiles(figure{whatSectorsFailed, ""}), found.Percentiles(figure{whatServicesHit, ""})
}

// tellNode adds those of a node. Trials in which it was untouched count as 0.
func tellNode(found *trials.Samples[figure], n *result.NodeState, count int64) {
	n.LevelsIn = &result.LevelsIn{Down: float64(found.Count(figure{whatDown, n.ID})) / float64(count), Degraded: float64(found.Count(figure{whatDegraded, n.ID})) / float64(count)}
	n.ShareDownRange, n.UsersDownRange = found.Filled(figure{whatShare, n.ID}, 0), found.Filled(figure{whatUsers, n.ID}, 0)
	n.UsersDegradedRange = found.Filled(figure{whatUsersDegraded, n.ID}, 0)
}
