package rank_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// load takes a random document the way a user's file would go.
func load(t testing.TB, rng *rand.Rand, size gen.Size) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, gen.TOML(gen.Doc(rng, size)))
}

// apart compiles a document, without delays where they may follow on each other: of pairs
// each is compared with the horizon by itself.
func apart(t testing.TB, doc oracle.Doc, after time.Duration) *compile.Compiled {
	t.Helper()
	c := fixture.CompileDoc(t, doc)
	course, err := moment.Of(t.Context(), c.Times(), after)
	if err != nil {
		t.Fatal(err)
	}
	if len(course.Chained()) > 0 {
		return fixture.CompileDoc(t, gen.FilterDelays(doc, func(_, _ string) bool { return false }))
	}
	return c
}

func horizon(rng *rand.Rand) time.Duration {
	after := []string{"0s", "30m", "1h", "2h", "ever"}
	t, _ := models.ParseHorizon(after[rng.IntN(len(after))])
	return t
}

// outcome is what whatif says of some failures: what is down, by the names of
// nodes and parts, which sectors fail, and the totals. What is so with nothing failed
// is left out.
type outcome struct {
	down    map[string]bool
	hit     map[string]bool // services that some find worse
	sectors map[string]bool
	totals  result.Totals
}

func whatIf(t testing.TB, c *compile.Compiled, after time.Duration, failed ...string) outcome {
	t.Helper()
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: after, All: true})
	if err != nil {
		t.Fatal(err)
	}
	o := outcome{map[string]bool{}, map[string]bool{}, map[string]bool{}, w.Totals}
	run, err := moment.New(t.Context(), c.Times(), after)
	if err != nil {
		t.Fatal(err)
	}
	before := func(id string) graph.Level { return run.Before(c.Vertex(id)) }
	level := map[result.Level]graph.Level{"down": graph.Down, "degraded": graph.Degraded, "up": graph.Up}
	for i := range w.Nodes {
		n := &w.Nodes[i]
		o.down[n.ID] = n.Level == "down" && before(n.ID) != graph.Down
		worse := level[n.Level] < before(n.ID)
		for _, p := range n.Parts {
			part := n.ID + "@" + p.Label()
			o.down[part] = p.Level == "down" && before(part) != graph.Down
			worse = worse || level[p.Level] < before(part)
		}
		o.hit[n.ID] = n.Kind == result.KindService && worse
	}
	for _, of := range []map[string]bool{o.down, o.hit} {
		maps.DeleteFunc(of, func(_ string, is bool) bool { return !is })
	}
	for _, s := range w.Sectors {
		if s.Fails && !s.Before {
			o.sectors[s.ID] = true
		}
	}
	return o
}

// measure counts what is hit, from the model alone: the upper ends of users, services
// that are not up, those of them without figures, and nodes that are down.
func measure(m *models.Model, o *outcome) (users float64, services, uncounted, nodes int) {
	for i := range m.Nodes {
		n := &m.Nodes[i]
		if o.down[n.ID] {
			nodes++
		}
		if n.Kind != models.KindService {
			continue
		}
		known := false
		if p := m.PopulationOf(n); p != nil {
			known = !math.IsInf(most(m, p), 1)
		} else if n.Use != nil && n.Use.Users != nil {
			known = true
			if o.down[n.ID] {
				users += math.Round(*n.Use.Users)
			}
		}
		if o.hit[n.ID] {
			if services++; !known {
				uncounted++
			}
		}
	}
	for i := range m.Populations {
		if p := &m.Populations[i]; p.Of == "" {
			users += math.Round(people(m, p, o.down) + 1e-6)
		}
	}
	return users, services, uncounted, nodes
}

// most is as many as a population can be.
func most(m *models.Model, p *models.Population) float64 {
	out := math.Inf(1)
	for ; p != nil; p = m.Population(p.Of) {
		if p.Size != nil {
			out = min(out, *p.Size)
		}
	}
	return out
}

// people counts a population once, at the most: behind each access node all who use
// anything that is down there, and no more than there are.
func people(m *models.Model, p *models.Population, down map[string]bool) float64 {
	size := most(m, p)
	if p.Size != nil {
		size = *p.Size
	}
	sum, whole := lostBySegment(m, p, down)
	out := 0.0
	if sum > 0 && !math.IsInf(size, 1) {
		out = size * sum / whole
	}
	for i := range m.Populations {
		if part := &m.Populations[i]; part.Of == p.ID {
			out += people(m, part, down)
		}
	}
	return min(out, most(m, p))
}

// lostBySegment adds up the shares of a population's segments that lose anything, each by
// what its services lose, and all shares.
func lostBySegment(m *models.Model, p *models.Population, down map[string]bool) (sum, whole float64) {
	segments := m.SegmentsOf(slices.IndexFunc(m.Populations, func(x models.Population) bool { return x.ID == p.ID }))
	var used []int
	for i := range m.Nodes {
		if m.PopulationOf(&m.Nodes[i]) == p {
			used = append(used, i)
		}
	}
	for s := range segments.Len() {
		lost := 0.0
		for _, i := range used {
			parts := m.PartsOf(i)
			if part := parts.Of(s); part >= 0 && down[m.PartName(i, part)] {
				lost += m.Nodes[i].Use.Reach
			}
		}
		sum += segments.Share(s) * min(1, lost)
		whole += segments.Share(s)
	}
	return sum, whole
}

// known returns users where any are known.
func known(users float64, services, uncounted int) *float64 {
	if users == 0 && services > 0 && uncounted == services {
		return nil
	}
	return &users
}

// least returns the lower end of what whatif counts, where that is less than the upper one.
func least(x *result.Totals) *float64 {
	sum := 0.0
	for _, of := range x.Counted {
		sum += value(of.AtLeast)
	}
	if sum == value(x.UsersDown) {
		return nil
	}
	return &sum
}

// row is what rank should say of these failures, by one whatif.
func row(t testing.TB, c *compile.Compiled, after time.Duration, failed ...string) (result.RankRow, outcome) {
	t.Helper()
	o := whatIf(t, c, after, failed...)
	users, services, uncounted, nodes := measure(c.Model, &o)
	down := known(users, services, uncounted)
	if value(down) != value(o.totals.UsersDown) || (down == nil) != (o.totals.UsersDown == nil) || nodes != o.totals.NodesDown || services != o.totals.ServicesHit || uncounted != o.totals.Uncounted {
		t.Fatalf("%v: the test counts %v users, %d services, %d uncounted and %d nodes, whatif %+v", failed, users, services, uncounted, nodes, o.totals)
	}
	return result.RankRow{Failed: failed, UsersDown: down, AtLeast: least(&o.totals), Uncounted: uncounted, SectorsFail: o.totals.SectorsFailed, NodesDown: nodes, ServicesHit: services}, o
}

func value(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

// singles runs one whatif after another.
func singles(t testing.TB, c *compile.Compiled, after time.Duration, failed []string) (rows []result.RankRow, outcomes []outcome) {
	t.Helper()
	for _, id := range failed {
		r, o := row(t, c, after, id)
		rows, outcomes = append(rows, r), append(outcomes, o)
	}
	return rows, outcomes
}

// pairs runs one whatif after another, and finds the pairs that interact.
func pairs(t testing.TB, c *compile.Compiled, after time.Duration, failed []string) (rows, joint []result.RankRow) {
	t.Helper()
	_, alone := singles(t, c, after, failed)
	for i := range failed {
		for j := i + 1; j < len(failed); j++ {
			r, both := row(t, c, after, failed[i], failed[j])
			union, sectors := outcome{down: maps.Clone(alone[i].down), hit: maps.Clone(alone[i].hit)}, maps.Clone(alone[i].sectors)
			maps.Copy(union.down, alone[j].down)
			maps.Copy(union.hit, alone[j].hit)
			maps.Copy(sectors, alone[j].sectors)
			users, services, uncounted, nodes := measure(c.Model, &union)
			more := outcome{down: maps.Clone(union.down), hit: maps.Clone(union.hit)}
			maps.Copy(more.down, both.down)
			maps.Copy(more.hit, both.hit)
			all, allServices, allUncounted, allNodes := measure(c.Model, &more)
			moreSectors := maps.Clone(sectors)
			maps.Copy(moreSectors, both.sectors)
			r.Beyond = &result.Beyond{UsersDown: known(all-users, allServices-services, allUncounted-uncounted), Uncounted: allUncounted - uncounted, SectorsFail: len(moreSectors) - len(sectors), NodesDown: allNodes - nodes, ServicesHit: allServices - services}
			rows = append(rows, r)
			if len(more.down) > len(union.down) || len(moreSectors) > len(sectors) {
				joint = append(joint, r)
			}
		}
	}
	return rows, joint
}

// sorted sorts rows the way the contract says, the first key apart.
func sorted(rows []result.RankRow, by string) []result.RankRow {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b result.RankRow) int {
		return cmp.Or(compare(a, b, by), slices.Compare(a.Failed, b.Failed))
	})
	return rows
}

// sortedBeyond sorts them by what each takes down beyond either alone, and equal
// ones by what it takes down in all.
func sortedBeyond(rows []result.RankRow, by string) []result.RankRow {
	rows = slices.Clone(rows)
	beyond := func(r result.RankRow) result.RankRow {
		return result.RankRow{UsersDown: r.Beyond.UsersDown, Uncounted: r.Beyond.Uncounted, SectorsFail: r.Beyond.SectorsFail, NodesDown: r.Beyond.NodesDown, ServicesHit: r.Beyond.ServicesHit}
	}
	slices.SortFunc(rows, func(a, b result.RankRow) int {
		return cmp.Or(compare(beyond(a), beyond(b), by), compare(a, b, by), slices.Compare(a.Failed, b.Failed))
	})
	return rows
}

func compare(a, b result.RankRow, by string) int {
	first := map[string]int{"users": cmp.Compare(value(b.UsersDown), value(a.UsersDown)), "services": b.ServicesHit - a.ServicesHit, "sectors": b.SectorsFail - a.SectorsFail, "nodes": b.NodesDown - a.NodesDown}
	return cmp.Or(first[by], cmp.Compare(value(b.UsersDown), value(a.UsersDown)), b.Uncounted-a.Uncounted, b.SectorsFail-a.SectorsFail, b.NodesDown-a.NodesDown)
}

// text flattens rows, so that two lists can be compared and printed.
func text(rows []result.RankRow) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprint(&b, r.Failed, value(r.UsersDown), r.UsersDown == nil, r.Uncounted, r.SectorsFail, r.NodesDown, r.ServicesHit)
		if r.AtLeast != nil {
			fmt.Fprint(&b, " from ", *r.AtLeast)
		}
		if x := r.Beyond; x != nil {
			fmt.Fprintf(&b, " {UsersDown:%v unknown:%v Uncounted:%d SectorsFail:%d NodesDown:%d ServicesHit:%d}", value(x.UsersDown), x.UsersDown == nil, x.Uncounted, x.SectorsFail, x.NodesDown, x.ServicesHit)
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

func canFail(m *models.Model) []string {
	var out []string
	for i := range m.Nodes {
		if m.Nodes[i].Fails {
			out = append(out, m.Nodes[i].ID)
		}
	}
	return out
}

func ranked(t testing.TB, c *compile.Compiled, q rank.Question) *result.Rank {
	t.Helper()
	r, err := rank.Ask(context.Background(), c, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func first(rows []result.RankRow, n int) []result.RankRow { return rows[:min(n, len(rows))] }

// TestSinglesAgreeWithWhatIf compares every row with a whatif of its own, in
// every order, and a few rows with the first of all.
func TestSinglesAgreeWithWhatIf(t *testing.T) {
	for seed := range rounds.Of(t, 30, 800).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 21))
		c, after := load(t, rng, gen.RandomSize(rng)), horizon(rng)
		want, _ := singles(t, c, after, canFail(c.Model))
		for _, by := range rank.Orders() {
			for _, top := range []int{0, 1, 4} {
				r := ranked(t, c, rank.Question{Failures: 1, Against: "*", By: by, Top: top, After: after})
				all := sorted(want, by)
				if top > 0 {
					all = first(all, top)
				}
				if text(r.Rows) != text(all) || r.Scenarios != int64(len(want)) {
					t.Fatalf("seed %d by %s, top %d: got\n%swant\n%s", seed, by, top, text(r.Rows), text(all))
				}
			}
		}
	}
}

// redundant is a size of models in which much is redundant, so that pairs
// interact: groups within groups, k of n, services in parts.
func redundant(rng *rand.Rand) gen.Size {
	size := gen.RandomSize(rng)
	size.Nodes, size.Populations, size.Sectors = 8+rng.IntN(8), 1+rng.IntN(2), 1+rng.IntN(3)
	size.Groups, size.AtLeast, size.Depth, size.Entries = 0.8, 0.5, 1+rng.IntN(3), 1+rng.IntN(2)
	size.Soft, size.Holdup, size.Logical = 0.05, 0.05, 0.1
	return size
}

// TestPairsAgreeWithWhatIf compares every pair with a whatif of its own: the rows,
// which pairs interact, and what they take down beyond either alone.
func TestPairsAgreeWithWhatIf(t *testing.T) {
	interacting, cases := 0, rounds.Of(t, 35, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 22))
		size := gen.RandomSize(rng)
		if seed%2 == 0 {
			size = redundant(rng)
		}
		if seed%50 == 0 {
			size.Nodes = 30
		}
		doc, after := gen.Doc(rng, size), horizon(rng)
		c := apart(t, doc, after)
		interacting += comparePairs(t, c, after, fmt.Sprint("seed ", seed), canFail(c.Model))
	}
	if interacting < cases.Least(2000) {
		t.Errorf("only %d pairs interacted: the models are too easy", interacting)
	}
}

// comparePairs asks for the worst pairs of some nodes, in every order.
func comparePairs(t *testing.T, c *compile.Compiled, after time.Duration, what string, failed []string) (interacting int) {
	t.Helper()
	against := strings.Join(failed, ",")
	if len(failed) == len(canFail(c.Model)) {
		against = "*"
	}
	rows, joint := pairs(t, c, after, failed)
	for _, by := range rank.Orders() {
		for _, top := range []int{0, 1, 5} {
			r := ranked(t, c, rank.Question{Failures: 2, Against: against, By: by, Top: top, After: after})
			wantRows, wantJoint := sorted(rows, by), sortedBeyond(joint, by)
			if top > 0 {
				wantRows, wantJoint = first(wantRows, top), first(wantJoint, top)
			}
			if text(r.Rows) != text(wantRows) {
				t.Fatalf("%s by %s, top %d: got\n%swant\n%s", what, by, top, text(r.Rows), text(wantRows))
			}
			if text(r.Joint) != text(wantJoint) {
				t.Fatalf("%s by %s, top %d: together: got\n%swant\n%s", what, by, top, text(r.Joint), text(wantJoint))
			}
			if *r.Interacting != int64(len(joint)) || r.Scenarios != int64(len(rows)) || r.Run > r.Scenarios {
				t.Fatalf("%s by %s, top %d: %d of %d pairs interact, %d run; want %d of %d", what, by, top, *r.Interacting, r.Scenarios, r.Run, len(joint), len(rows))
			}
		}
	}
	return len(joint)
}

// TestKorea compares the shipped model's ranking with one whatif after another: of
// some nodes drawn by lot and the pairs of a few, and with the long rounds of all.
func TestKorea(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks whatif about the shipped model many times")
	}
	c := fixture.Korea(t)
	failed := canFail(c.Model)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(failed), func(i, j int) { failed[i], failed[j] = failed[j], failed[i] })
	some := failed[:rounds.Size(t, 15, len(failed))]
	want, _ := singles(t, c, time.Hour, some)
	against := strings.Join(some, ",")
	if len(some) == len(failed) {
		against = "*"
	}
	r := ranked(t, c, rank.Question{Failures: 1, Against: against, By: "users", After: time.Hour})
	if text(r.Rows) != text(sorted(want, "users")) {
		t.Errorf("got\n%swant\n%s", text(r.Rows), text(sorted(want, "users")))
	}
	few := failed[:rounds.Size(t, 10, 90)] // 4,005 pairs of 54,000, each by whatif
	slices.Sort(few)
	comparePairs(t, c, time.Hour, "Korea", few)
}
