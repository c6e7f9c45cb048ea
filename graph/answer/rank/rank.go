package rank

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/apart"
	"github.com/meoktong/meoktong/graph/answer/loading"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to rank.
type Question struct {
	Failures int           // 1: every single failure; 2: every pair
	Against  string        // a selector of what may fail; "" for what question.MayFail says
	By       string        // one of Orders
	Top      int           // how many rows, 1 to MaxRows; 0 for all
	After    time.Duration // the horizon

	// LoadWork bounds the runs of pairs that load can touch, in looks at vertices: where all
	// would take more, those of the worst single failures are run and the answer says so. 0:
	// all are run, or it is an error.
	LoadWork int64
}

// Orders returns what failures can be ranked by.
func Orders() []string {
	var out []string
	for _, by := range orders {
		out = append(out, string(by))
	}
	return out
}

var orders = [...]result.RankBy{sweep.ByUsers: result.RankByUsers, sweep.ByServices: result.RankByServices,
	sweep.BySectors: result.RankBySectors, sweep.ByNodes: result.RankByNodes}

// MaxRows is how many rows an answer may have.
const MaxRows = 1_000_000

// Check finds what is wrong with a question whatever the model says: an OutOfRange
// or a NotAmong of package question.
func (q *Question) Check() error {
	if q.Failures != 1 && q.Failures != 2 {
		return question.OutOfRange{Field: "failures", Given: float64(q.Failures), Least: 1, Most: 2}
	}
	if err := question.Among("by", q.By, Orders()); err != nil {
		return err
	}
	if q.Top < 0 || q.Top > MaxRows {
		return question.OutOfRange{Field: "top", Given: float64(q.Top), Least: 1, Most: MaxRows, Zero: true}
	}
	return nil
}

// Ask finds the worst failures, with load where the model has it. The error is that of Check, a
// *models.NameError of Against, a question.TooMuch (of rows, where all are asked
// for; of touches, where pairs share too much; of pairs, where too many may change what
// an unless says; of runs with load, of pairs), or the context's.
func Ask(ctx context.Context, c *compile.Compiled, q Question) (*result.Rank, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	failed, against, unsaid, err := candidates(c.Model, q.Against)
	if err != nil {
		return nil, err
	}
	ground, err := loading.On(ctx, c, q.After)
	if err != nil {
		return nil, err
	}
	a, err := q.run(ctx, c, ground, failed)
	if err != nil {
		return nil, err
	}
	p := &presenter{c: c, failed: failed, always: a.always, names: map[string]result.Names{}}
	out := &result.Rank{Failures: q.Failures, After: models.FormatDuration(q.After), By: result.RankBy(q.By), Against: against, MayFail: unsaid,
		Scenarios: a.Scenarios, Run: a.Run, LoadIgnored: c.LeavesOutLoad(), Rows: p.rows(a.Rows), Names: p.names}
	if q.Failures == 2 {
		out.Interacting, out.Joint, out.LoadPairs = &a.Interacting, p.rows(a.Joint), a.loaded
		if out.Apart, err = delaysApart(ctx, c, q.After, failed); err != nil {
			return nil, err
		}
	}
	if err = q.addEnds(ctx, c, ground, out.Rows, out.Joint); err != nil {
		return nil, err
	}
	return out, q.addSustained(ctx, c, out.Rows, out.Joint)
}

// delaysApart says whether delays may follow on each other in any of some failures. The error
// is the context's.
func delaysApart(ctx context.Context, c *compile.Compiled, after time.Duration, failed []string) (result.Apart, error) {
	delays, err := apart.Of(ctx, c, after)
	if err != nil || !slices.ContainsFunc(vertices(c, failed), delays.Matter) {
		return result.Apart{}, err
	}
	return delays.Say(delays.All()), nil
}

// swept is the engine's answer, and how many sectors fail with nothing down at all.
type swept struct {
	*sweep.Answer
	always int
	loaded *result.LoadPairs // nil: all pairs that load can touch were run
}

func (q *Question) run(ctx context.Context, c *compile.Compiled, ground *loading.Ground, failed []string) (swept, error) {
	n := int64(len(failed))
	if q.Failures == 2 {
		n = n * (n - 1) / 2
	}
	if q.Top == 0 && n > MaxRows {
		return swept{}, question.TooMuch{What: "rows", Count: n, Most: MaxRows, Narrow: []question.Field{"top", "against"}}
	}
	of, always := stakes(c, ground)
	down := vertices(c, failed)
	touched := touchedBy(ground, down)
	a, err := q.sweep(ctx, c, ground, of, down, touched)
	out := swept{a, always, nil}
	if err == nil && len(touched) > 0 {
		l := &loader{q: q, c: c, ground: ground, of: of, down: down, touched: touched}
		out.Answer, out.loaded, err = l.add(ctx, a)
	}
	return out, err
}

// by is what a question ranks by.
func (q *Question) by() sweep.By { return sweep.By(slices.Index(Orders(), q.By)) }

// sweep ranks what load does not touch: failures, or pairs of them.
func (q *Question) sweep(ctx context.Context, c *compile.Compiled, ground *loading.Ground, of *sweep.Stakes, down [][]int32, touched map[int32]bool) (*sweep.Answer, error) {
	rest, at := untouched(down, touched)
	engine := sweep.NewAt(c.Graph, q.After, ground.Course(), of)
	run := engine.Singles
	if q.Failures == 2 {
		run = engine.Pairs
	}
	a, err := run(ctx, sweep.Question{Failures: rest, By: q.by(), Top: q.Top})
	if err == nil {
		place(a, at)
	}
	return a, tooMuch(err)
}

// tooMuch says what is to be asked less of where a sweep is too large.
func tooMuch(err error) error {
	if errors.Is(err, sweep.TooManyTouches{}) {
		err = question.TooMuch{What: "groups and sectors that these failures touch without taking them down", Most: sweep.MaxTouches, Narrow: []question.Field{"against"}}
	}
	if errors.Is(err, sweep.TooManyLoops{}) {
		err = question.TooMuch{What: "vertices of loops of supply that pairs of these failures touch", Most: sweep.MaxLoopWork, Narrow: []question.Field{"against"}}
	}
	if relief, ok := errors.AsType[sweep.TooMuchRelief](err); ok {
		err = question.TooMuch{What: "vertices that fall in pairs which may change what an unless says", Most: sweep.MaxRelief, Narrow: []question.Field{"against"}}
		if relief.Pairs > 0 {
			err = question.TooMuch{What: "pairs that may change what an unless says", Count: relief.Pairs, Most: sweep.MaxRelieving, Narrow: []question.Field{"against"}}
		}
	}
	return err
}

// candidates returns what may fail, sorted, and a selector of it where there is one; where
// none is given, what may fail unless it is said.
func candidates(m *models.Model, given string) (ids []string, against string, unsaid result.MayFail, err error) {
	if given != "" {
		ids, err = m.SelectFailures(given)
		return ids, given, "", err
	}
	ids, unsaid = question.MayFail(m)
	switch {
	case unsaid == result.MayFailNeeded:
	case slices.ContainsFunc(m.Nodes, func(n models.Node) bool { return n.Kind == models.KindService }):
		against = "!kind:" + models.KindService
	default:
		against = "*"
	}
	return ids, against, unsaid, nil
}

// vertices returns what fails with each candidate: of a service with parts all
// of them.
func vertices(c *compile.Compiled, failed []string) [][]int32 {
	out := make([][]int32, len(failed))
	all := make([]int32, 0, len(failed))
	for i, ref := range failed {
		from := len(all)
		all = c.AppendWithParts(all, c.Vertex(ref))
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

// beyond returns how many users a pair takes beyond what either takes alone; nil where it
// hits more services of whose users there is no figure, and nobody else.
func beyond(e *sweep.Effect) *float64 {
	if e.Users == 0 && e.Uncounted > 0 && e.Uncounted >= e.Services {
		return nil
	}
	return &e.Users
}

// presenter puts rows in the model's terms.
type presenter struct {
	c      *compile.Compiled
	failed []string
	always int                     // sectors that fail with nothing down
	names  map[string]result.Names // of nodes in rows so far
}

func (p *presenter) rows(rows []sweep.Row) []result.RankRow {
	out := make([]result.RankRow, len(rows))
	for i := range rows {
		r := &rows[i]
		sum := users.Sum{Users: r.Effect.Users, Hit: r.Effect.Services, Uncounted: r.Effect.Uncounted}
		row := result.RankRow{Failed: []string{p.failed[r.A]}, UsersDown: sum.Value(), Uncounted: sum.Uncounted, SectorsFail: r.Effect.Sectors + p.always,
			NodesDown: r.Effect.Nodes, ServicesHit: sum.Hit}
		if r.B != sweep.None {
			row.Failed = append(row.Failed, p.failed[r.B])
			row.Beyond = &result.Beyond{UsersDown: beyond(&r.Beyond), Uncounted: r.Beyond.Uncounted, SectorsFail: r.Beyond.Sectors, NodesDown: r.Beyond.Nodes, ServicesHit: r.Beyond.Services}
		}
		for _, ref := range row.Failed {
			id, _, _ := strings.Cut(ref, "@")
			if names := p.c.Model.Node(id).Name; len(names) > 0 {
				p.names[id] = result.Names(names)
			}
		}
		out[i] = row
	}
	return out
}
