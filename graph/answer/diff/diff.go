package diff

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/loaded"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Question is how to compare.
type Question struct {
	After time.Duration // the horizon of both
}

// Ask says what changed from old to new. It runs every single failure of both, and
// both models' policies, with load where they have it. The error is that of gate.Ask, or the
// context's.
func Ask(ctx context.Context, old, new *compile.Compiled, q Question) (*result.Diff, error) {
	d := &result.Diff{Old: result.Older{Names: result.Names(old.Model.Title), SHA256: old.Model.Digest},
		After: models.FormatDuration(q.After), LoadIgnored: old.LeavesOutLoad() || new.LeavesOutLoad(),
		Impacts: []result.ImpactDelta{}, NewSPOFs: []result.SPOF{}, GoneSPOFs: []result.SPOF{}, Policies: []result.PolicyDelta{}}
	if err := structure(ctx, old.Model, new.Model, d); err != nil {
		return nil, err
	}
	before, err := newSide(ctx, old, q)
	if err != nil {
		return nil, err
	}
	after, err := newSide(ctx, new, q)
	if err != nil {
		return nil, err
	}
	if err := consequences(ctx, before, after, d); err != nil {
		return nil, err
	}
	return d, policies(ctx, old, new, q, d)
}

// side runs single failures on one of the models.
type side struct {
	c    *compile.Compiled
	run  *loaded.Run
	cost map[string]*result.RankRow // by node that can fail
}

func newSide(ctx context.Context, c *compile.Compiled, q Question) (*side, error) {
	run, err := loading.New(ctx, c, q.After)
	if err != nil {
		return nil, err
	}
	s := &side{c, run, map[string]*result.RankRow{}}
	worst, err := rank.Ask(ctx, c, rank.Question{Failures: 1, Against: every(c.Model), By: "users", After: q.After})
	if err != nil {
		return nil, err
	}
	for i := range worst.Rows {
		s.cost[worst.Rows[i].Failed[0]] = &worst.Rows[i]
	}
	return s, nil
}

// every selects all that can fail; "" where nothing can.
func every(m *models.Model) string {
	if slices.ContainsFunc(m.Nodes, func(n models.Node) bool { return n.Fails }) {
		return "*"
	}
	return ""
}

// fail returns what the failure of a node costs, and the services that it takes
// down for all of their users; nil where the node is not there or cannot fail. The
// error is the context's.
func (s *side) fail(ctx context.Context, id string) (*result.Impact, []string, error) {
	cost := s.cost[id]
	if cost == nil {
		return nil, nil, nil
	}
	v := s.c.Vertex(id)
	if err := s.run.RunContext(ctx, s.c.WithParts(v), nil); err != nil {
		return nil, nil, err
	}
	var services []string
	for _, x := range s.run.Fallen() {
		if s.c.IsPart(x) || s.run.Level(x) != graph.Down || s.run.Before(x) == graph.Down || x == v {
			continue
		}
		if n := &s.c.Model.Nodes[x]; n.Kind == models.KindService {
			services = append(services, n.ID)
		}
	}
	return &result.Impact{UsersDown: cost.UsersDown, AtLeast: cost.AtLeast, Uncounted: cost.Uncounted, Nodes: cost.NodesDown, Sectors: cost.SectorsFail}, services, nil
}

// consequences runs every single failure on both sides. The error is the context's.
func consequences(ctx context.Context, old, new *side, d *result.Diff) error {
	over := pace.New(ctx)
	for _, id := range ids(over, old.c.Model, new.c.Model) {
		if over.Over() { // where nothing falls, nobody else looks
			break
		}
		before, was, err := old.fail(ctx, id)
		if err != nil {
			return err
		}
		after, is, err := new.fail(ctx, id)
		if err != nil {
			return err
		}
		names := namesOf(id, new.c.Model, old.c.Model)
		if changed(before, after) {
			d.Impacts = append(d.Impacts, result.ImpactDelta{Node: id, Names: names, Before: before, After: after})
		}
		if more := without(is, was); len(more) > 0 {
			d.NewSPOFs = append(d.NewSPOFs, result.SPOF{Node: id, Names: names, Services: more})
		}
		if fewer := without(was, is); len(fewer) > 0 {
			d.GoneSPOFs = append(d.GoneSPOFs, result.SPOF{Node: id, Names: names, Services: fewer})
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	slices.SortStableFunc(d.Impacts, func(a, b result.ImpactDelta) int {
		return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(uncounted(b), uncounted(a)))
	})
	return nil
}

// size is how large a change is, in users.
func size(x result.ImpactDelta) float64 { return max(x.Users(), -x.Users()) }

// uncounted is by how many services of whose users there is no figure.
func uncounted(x result.ImpactDelta) int {
	n := 0
	if x.After != nil {
		n = x.After.Uncounted
	}
	if x.Before != nil {
		n -= x.Before.Uncounted
	}
	return max(n, -n)
}

// changed says whether a failure costs something else than before. Of a node that
// only one side has, whether it costs users or other nodes at all.
func changed(before, after *result.Impact) bool {
	switch {
	case before == nil && after == nil:
		return false
	case before == nil:
		return after.Users() > 0 || after.Uncounted > 0 || after.Nodes > 1
	case after == nil:
		return before.Users() > 0 || before.Uncounted > 0 || before.Nodes > 1
	}
	return !before.Same(after)
}

// without returns what is in a and not in b; both are sorted.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool {
		_, found := slices.BinarySearch(b, x)
		return found
	})
}

// ids returns the ids of both models' nodes, sorted unless it is over.
func ids(over *pace.Pace, old, new *models.Model) []string {
	var out []string
	for _, m := range []*models.Model{old, new} {
		for i := range m.Nodes {
			out = append(out, m.Nodes[i].ID)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if over.Over() {
			return 0
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

func namesOf(id string, in ...*models.Model) result.Names {
	for _, m := range in {
		if n := m.Node(id); n != nil {
			return result.Names(n.Name)
		}
	}
	return nil
}
