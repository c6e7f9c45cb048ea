package suggest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/pace"
)

// MaxSuggestions is how many changes of each sort are suggested.
const MaxSuggestions = 10

// maxRuns bounds how many cascades a suggestion may take.
const maxRuns = 5_000_000

// Question is how to look.
type Question struct {
	After time.Duration // the horizon
}

// Ask finds the single changes that reduce the users lost, summed up over all
// single failures of what may fail unless it is said (question.MayFail), most: a requirement
// that gets an alternative which never fails, and a node that never fails of itself. Of those
// that save as many users, what spares more services of whose users there is no figure comes
// first. It runs without load. The error is the context's.
//
// Requirements are tried in the order of what they could save at most: all that
// is lost in the failures by which they fall. It stops when no other can save
// more than those found, or at a bound, which the answer says. What is down with nothing
// failed is not tried: that it is so costs nobody anything in a failure. Where something
// holds only while something else is down, an alternative may do harm in some failures;
// that counts against it.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Suggest, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	run, err := moment.New(ctx, c.Times(), q.After)
	if err != nil {
		return nil, err
	}
	table := users.New(c)
	s := &suggester{ctx: ctx, pace: pace.New(ctx), c: c, users: table.Counter(), run: run, falls: map[requirement][]int{}}
	failing, unsaid := question.MayFail(c.Model)
	if err = s.failures(failing); err != nil {
		return nil, err
	}
	out := &result.Suggest{After: models.FormatDuration(q.After), LoadIgnored: c.StatesLoad(), MayFail: unsaid, Failures: len(s.down), Uncounted: s.users.Uncounted(), UpperEnds: table.Apart(), Harden: s.harden()}
	if s.users.Known() {
		out.Lost = new(float64)
		for _, lost := range s.lost {
			*out.Lost += lost.Users
		}
	}
	if out.Redundancy, out.Exact, err = s.redundancy(); err != nil {
		return nil, err
	}
	out.Tried = s.tried
	return out, nil
}

// requirement is one of a node's needs: its number, or that of the implicit one.
type requirement struct {
	node   int32
	number int
}

type suggester struct {
	ctx   context.Context
	pace  *pace.Pace
	c     *compile.Compiled
	users *users.Counter
	run   *cascade.Cascade
	down  []int32               // the nodes that may fail
	lost  []users.Sum           // by failure
	falls map[requirement][]int // failures by which a requirement falls
	tried int
}

// failures runs every single failure of what may fail, and notes what falls by each.
func (s *suggester) failures(may []string) error {
	if err := s.run.RunContext(s.ctx, nil, nil); err != nil {
		return err
	}
	rest, err := s.lacking()
	if err != nil {
		return err
	}
	for f, id := range may {
		node := s.c.Vertex(id)
		if err := s.run.RunContext(s.ctx, s.c.WithParts(node), nil); err != nil {
			return err
		}
		s.down, s.lost = append(s.down, node), append(s.lost, s.users.Down(s.run))
		if s.lost[f].Users == 0 && s.lost[f].Uncounted == 0 && len(s.c.Graph.Unless()) == 0 { // nothing to save, and no harm to do
			continue
		}
		fell, err := s.lacking()
		if err != nil {
			return err
		}
		for r := range fell {
			if !rest[r] {
				s.falls[r] = append(s.falls[r], f)
			}
		}
	}
	return nil
}

// lacking returns the requirements that are down in the last run.
func (s *suggester) lacking() (map[requirement]bool, error) {
	fell := map[requirement]bool{}
	for _, v := range s.run.Fallen() {
		if s.fallen(v, fell); s.pace.Over() {
			return nil, s.pace.Err()
		}
	}
	return fell, nil
}

// fallen notes the requirements of a vertex that are down.
func (s *suggester) fallen(v int32, fell map[requirement]bool) {
	if s.c.Parts(v).Len() > 0 {
		return
	}
	for number, gate := range s.top(v) {
		if s.run.Value(gate) == graph.Down {
			fell[requirement{s.c.NodeOf(v), number}] = true
		}
	}
}

// top returns the gates of a vertex's requirements.
func (s *suggester) top(v int32) []int32 {
	var out []int32
	from, to := s.c.Graph.Gates(v)
	for gate := from; gate < to; gate++ {
		if s.c.Graph.Parent(gate) < 0 {
			out = append(out, gate)
		}
	}
	return out
}

// gates returns the gates of a requirement: one for each part.
func (s *suggester) gates(r requirement) []int32 {
	var out []int32
	for v := range s.c.Seen(r.node).All() {
		if top := s.top(v); r.number < len(top) {
			out = append(out, top[r.number])
		}
	}
	return out
}

// harden ranks nodes by what their own failure costs.
func (s *suggester) harden() []result.Suggestion {
	out := []result.Suggestion{}
	for f, v := range s.down {
		if lost := s.lost[f]; lost.Users > 0 || lost.Uncounted > 0 {
			n := &s.c.Model.Nodes[v]
			out = append(out, saving(result.Suggestion{Node: n.ID, Names: result.Names(n.Name), Worst: n.ID}, lost, lost))
		}
	}
	slices.SortFunc(out, better)
	return out[:min(len(out), MaxSuggestions)]
}

// saving fills in what a change saves, and of how much.
func saving(x result.Suggestion, saved, of users.Sum) result.Suggestion {
	x.Saved, x.Of, x.Spared, x.OfSpared = figure(saved), figure(of), saved.Uncounted, of.Uncounted
	return x
}

// figure returns how many users a sum over failures is; nil where it is of services alone of
// whose users there is no figure.
func figure(s users.Sum) *float64 {
	if s.Users == 0 && s.Uncounted > 0 {
		return nil
	}
	return &s.Users
}

// savedBy is what a change saves, as a sum.
func savedBy(x result.Suggestion) users.Sum {
	out := users.Sum{Uncounted: x.Spared}
	if x.Saved != nil {
		out.Users = *x.Saved
	}
	return out
}

// better orders suggestions: what saves most first, then by name.
func better(a, b result.Suggestion) int {
	return cmp.Or(savedBy(a).Order(savedBy(b)), strings.Compare(a.Node, b.Node), cmp.Compare(lineOf(a), lineOf(b)))
}

func lineOf(s result.Suggestion) int {
	if s.Blame == nil {
		return 0
	}
	return s.Blame.Line
}

// redundancy tries requirements until no other can be among the best.
func (s *suggester) redundancy() (best []result.Suggestion, exact bool, err error) {
	type bound struct {
		requirement
		most users.Sum
	}
	var bounds []bound
	for r, failures := range s.falls {
		b := bound{requirement: r}
		for _, f := range failures {
			b.most = b.most.Plus(s.lost[f])
		}
		bounds = append(bounds, b)
	}
	slices.SortFunc(bounds, func(a, b bound) int {
		return cmp.Or(a.most.Order(b.most), cmp.Compare(a.node, b.node), cmp.Compare(a.number, b.number))
	})
	best, runs := []result.Suggestion{}, 0
	for _, b := range bounds {
		if len(best) == MaxSuggestions && savedBy(best[MaxSuggestions-1]).Order(b.most) < 0 {
			return best, true, nil
		}
		if runs += len(s.falls[b.requirement]); runs > maxRuns {
			return best, false, nil
		}
		s.tried++
		x, err := s.try(b.requirement)
		if err != nil {
			return nil, false, err
		}
		if (users.Sum{}).Order(savedBy(x)) > 0 {
			best = append(best, x)
			slices.SortFunc(best, better)
			best = best[:min(len(best), MaxSuggestions)]
		}
	}
	return best, true, nil
}

// try runs the failures by which a requirement falls once more, with it held.
func (s *suggester) try(r requirement) (result.Suggestion, error) {
	n := &s.c.Model.Nodes[r.node]
	blame := gate.BlameOf(s.c.Model, n, r.number)
	out := result.Suggestion{Node: n.ID, Names: result.Names(n.Name), Blame: &blame}
	s.run.Spare(nil, s.gates(r))
	var all, most, of users.Sum
	for _, f := range s.falls[r] {
		if err := s.run.RunContext(s.ctx, s.c.WithParts(s.down[f]), nil); err != nil {
			return out, err
		}
		of = of.Plus(s.lost[f])
		saved := s.lost[f].Less(s.users.Down(s.run))
		all = all.Plus(saved)
		if saved.Order(most) < 0 {
			most, out.Worst = saved, s.c.Model.Nodes[s.down[f]].ID
		}
	}
	s.run.Spare(nil, nil)
	return saving(out, all, of), nil
}
