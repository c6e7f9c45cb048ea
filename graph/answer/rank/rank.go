package rank

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/sweep"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to rank.
type Question struct {
	Failures int           // 1: every single failure; 2: every pair
	Against  string        // a selector of what may fail; "" for every node that can
	By       string        // one of Orders
	Top      int           // how many rows; 0 for all
	After    time.Duration // the horizon
	Lang     string        // "ko" or "en"
	Version  string        // of the program
}

// Orders returns what failures can be ranked by.
func Orders() []string { return []string{"users", "services", "sectors", "nodes"} }

// MaxRows is how many rows an answer may have.
const MaxRows = 1_000_000

// TooManyRows is a question whose answer would have more than MaxRows rows.
type TooManyRows struct{ Rows int64 }

func (e TooManyRows) Error() string {
	return fmt.Sprintf("all rows would be %d, which is more than %d", e.Rows, MaxRows)
}

// Rank finds the worst failures. The error is a *models.NameError for Against, a
// TooManyRows, the context's, or that of sweep.Pairs. It runs without load.
func Rank(ctx context.Context, c *compile.Compiled, q Question) (*result.Rank, error) {
	failed, err := candidates(c.Model, q.Against)
	if err != nil {
		return nil, err
	}
	n := int64(len(failed))
	if q.Failures == 2 {
		n = n * (n - 1) / 2
	}
	if q.Top == 0 && n > MaxRows {
		return nil, TooManyRows{n}
	}
	of, always := stakes(c)
	engine := sweep.New(c.Graph, q.After, of)
	ask := sweep.Question{Failures: vertices(c, failed), By: sweep.By(slices.Index(Orders(), q.By)), Top: q.Top}
	run := engine.Singles
	if q.Failures == 2 {
		run = engine.Pairs
	}
	a, err := run(ctx, ask)
	if err != nil {
		return nil, err
	}
	p := &presenter{c: c, failed: failed, always: always}
	out := &result.Rank{Header: whatif.Header(c.Model, "rank", q.Lang, q.Version), Failures: q.Failures, After: models.FormatDuration(q.After),
		By: q.By, Against: q.Against, Scenarios: a.Scenarios, Run: a.Run, LoadIgnored: c.HasLoad(), Rows: p.rows(a.Rows)}
	if q.Failures == 2 {
		out.Interacting, out.Joint = &a.Interacting, p.rows(a.Joint)
	}
	return out, nil
}

// candidates returns what may fail, sorted.
func candidates(m *models.Model, against string) ([]string, error) {
	if against != "" {
		return m.SelectFailures(against)
	}
	var out []string
	for i := range m.Nodes {
		if m.Nodes[i].Fails {
			out = append(out, m.Nodes[i].ID)
		}
	}
	return out, nil
}

// vertices returns what fails with each candidate: of a service with parts all
// of them.
func vertices(c *compile.Compiled, failed []string) [][]int32 {
	out := make([][]int32, len(failed))
	all := make([]int32, 0, len(failed))
	for i, ref := range failed {
		from := len(all)
		v := c.Vertex(ref)
		all = append(all, v)
		all = slices.AppendSeq(all, c.Parts(v).All())
		out[i] = all[from:len(all):len(all)]
	}
	return out
}

// presenter puts rows in the model's terms.
type presenter struct {
	c      *compile.Compiled
	failed []string
	always int // sectors that fail with nothing down
}

func (p *presenter) rows(rows []sweep.Row) []result.RankRow {
	out := make([]result.RankRow, len(rows))
	for i := range rows {
		r := &rows[i]
		row := result.RankRow{Failed: []string{p.failed[r.A]}, UsersDown: r.Effect.Users, SectorsFail: r.Effect.Sectors + p.always,
			NodesDown: r.Effect.Nodes, ServicesDown: r.Effect.Services}
		if r.B != sweep.None {
			row.Failed = append(row.Failed, p.failed[r.B])
			row.Beyond = &result.Beyond{UsersDown: r.Beyond.Users, SectorsFail: r.Beyond.Sectors, NodesDown: r.Beyond.Nodes, ServicesDown: r.Beyond.Services}
		}
		for _, ref := range row.Failed {
			id, _, _ := strings.Cut(ref, "@")
			row.Names = append(row.Names, result.Names(p.c.Model.Node(id).Name))
		}
		out[i] = row
	}
	return out
}
