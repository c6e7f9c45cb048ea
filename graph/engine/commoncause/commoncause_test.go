package commoncause_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/commoncause"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/naive"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// Example looks through a shop that needs one of two sites, both on one power
// line.
func Example() {
	b := graph.NewBuilder(0, 0)
	b.Next() // 0: the power line
	b.Need(0)
	b.Next() // 1: a site
	b.Need(0)
	b.Next() // 2: another
	b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: 1}, {Vertex: 2}}})
	b.Next() // 3: the shop
	g, err := b.Graph()
	if err != nil {
		panic(err)
	}
	var causes []commoncause.Cause
	for v := range int32(3) {
		causes = append(causes, commoncause.Cause{ID: v, Vertices: []int32{v}})
	}
	found, err := commoncause.Find(context.Background(), g, cascade.New(g, models.Forever), causes, 1000)
	if err != nil {
		panic(err)
	}
	for _, x := range found.Findings {
		fmt.Println("vertex", g.Owner(x.Gate), "loses its group to", x.Cause, "by", x.Paths)
	}
	// Output:
	// vertex 3 loses its group to 0 by [[1 0] [2 0]]
}

type world struct {
	c      *compile.Compiled
	g      *graph.Graph
	causes []commoncause.Cause
	text   string
}

// draw returns the model of a seed; every node that can fail is a cause.
func draw(t *testing.T, seed uint64) world {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 63))
	size := gen.RandomSize(rng)
	size.Groups, size.Depth, size.AtLeast = 0.6, 2, 0.3
	text := gen.TOML(gen.Doc(rng, size))
	c := fixture.Compile(t, text)
	m := c.Model
	w := world{c: c, g: c.Graph, text: string(text)}
	for i := range m.Nodes {
		if m.Nodes[i].Fails {
			x := commoncause.Cause{ID: int32(i), Vertices: []int32{int32(i)}}
			for p := range c.Parts(int32(i)).All() {
				x.Vertices = append(x.Vertices, p)
			}
			w.causes = append(w.causes, x)
		}
	}
	return w
}

func (w world) levels(cause commoncause.Cause, spared ...int32) []graph.Level {
	return naive.World{Graph: w.g, Horizon: models.Forever, Failed: cause.Vertices, Vertices: spared}.Levels()
}

// lostMembers counts the members of a gate that are down.
func (w world) lostMembers(gate int32, levels []graph.Level) int {
	n := 0
	for _, m := range w.g.Members(gate) {
		l := graph.Up
		if m >= 0 {
			l = levels[m]
		} else {
			l = naive.World{Graph: w.g, Horizon: models.Forever}.Value(^m, func(slot int32) graph.Level { return levels[w.g.Member(slot)] })
		}
		if l == graph.Down {
			n++
		}
	}
	return n
}

// takes says whether a cause leaves a gate too few members.
func (w world) takes(cause commoncause.Cause, gate int32) bool {
	owner := w.g.Owner(gate)
	if slices.Contains(cause.Vertices, owner) || w.g.Mods(gate).Whole || int(w.g.K(gate)) == len(w.g.Members(gate)) {
		return false
	}
	return w.lostMembers(gate, w.levels(cause, owner)) > len(w.g.Members(gate))-int(w.g.K(gate))
}

// want finds by brute force what there is to find, as text.
func (w world) want() []string {
	down := make([][]graph.Level, len(w.causes))
	for i, c := range w.causes {
		down[i] = w.levels(c)
	}
	by := func(i, j int) bool { // cause i takes cause j
		return i != j && !slices.ContainsFunc(w.causes[j].Vertices, func(v int32) bool { return down[i][v] != graph.Down })
	}
	var out []string
	for gate := range int32(w.g.NumGates()) {
		var all []int
		for i, c := range w.causes {
			outer, inner := false, w.takes(c, gate)
			for g := gate; inner && w.g.Parent(g) >= 0; {
				g = w.g.GateOf(w.g.Parent(g))
				outer = outer || w.takes(c, g)
			}
			if inner && !outer {
				all = append(all, i)
			}
		}
		for _, i := range all {
			near, behind := true, []int32{}
			for _, j := range all {
				near = near && !(by(i, j) && (!by(j, i) || j < i))
				if by(j, i) {
					behind = append(behind, w.causes[j].ID)
				}
			}
			if near {
				out = append(out, fmt.Sprint(gate, w.causes[i].ID, behind, w.lostMembers(gate, w.levels(w.causes[i], w.g.Owner(gate)))))
			}
		}
	}
	return out
}

// TestFind compares with brute force on random models, and follows every path.
func TestFind(t *testing.T) {
	findings, behind, cases := 0, 0, rounds.Of(t, 80, 1000)
	for seed := range cases.Seeds() {
		w := draw(t, seed)
		found := find(t, w.g, models.Forever, w.causes, 1<<30)
		got := []string{}
		for _, x := range found.Findings {
			got = append(got, fmt.Sprint(x.Gate, x.Cause, append([]int32{}, x.Behind...), len(x.Paths)))
			w.follow(t, x)
			findings++
			behind += len(x.Behind)
		}
		if want := w.want(); fmt.Sprint(got) != fmt.Sprint(want) || found.Truncated {
			t.Fatalf("seed %d: %q, want %q\n%s", seed, got, want, w.text)
		}
	}
	if findings < cases.Least(300) || behind < cases.Least(100) {
		t.Errorf("%d findings, %d causes behind them: the models are too easy", findings, behind)
	}
}

// follow checks that each path leads along needs, over what is down, from the
// group to the cause.
func (w world) follow(t *testing.T, x commoncause.Finding) {
	t.Helper()
	i := slices.IndexFunc(w.causes, func(c commoncause.Cause) bool { return c.ID == x.Cause })
	levels := w.levels(w.causes[i], w.g.Owner(x.Gate))
	for _, path := range x.Paths {
		from := w.g.Owner(x.Gate)
		for _, v := range path {
			if !w.g.HasEdgeFromTo(int64(from), int64(v)) || levels[v] != graph.Down {
				t.Fatalf("no path: %v of gate %d to cause %d\n%s", path, x.Gate, x.Cause, w.text)
			}
			from = v
		}
		if !slices.Contains(w.causes[i].Vertices, from) {
			t.Fatalf("%v does not lead to cause %d", path, x.Cause)
		}
	}
}

// TestTruncated stops at its limit and says so; what it has found by then it
// reports, and the same each time.
func TestTruncated(t *testing.T) {
	const shops = 1000
	g, causes := lines(t, shops)
	for _, tt := range []struct{ work, least, most int }{{0, 0, 1}, {500, 20, 200}, {1 << 30, shops, shops}} {
		found, again := find(t, g, time.Hour, causes, tt.work), find(t, g, time.Hour, causes, tt.work)
		if n := len(found.Findings); n < tt.least || n > tt.most || found.Truncated != (n < shops) || fmt.Sprint(found) != fmt.Sprint(again) {
			t.Errorf("work %d: %d findings, truncated %v", tt.work, n, found.Truncated)
		}
	}
}

// lines returns shops, each with two sites on a line of its own, and the lines as
// causes.
func lines(t *testing.T, shops int32) (*graph.Graph, []commoncause.Cause) {
	t.Helper()
	b := graph.NewBuilder(0, 0)
	var causes []commoncause.Cause
	for i := range shops {
		line := 4 * i
		b.Next()
		b.Need(line)
		b.Next()
		b.Need(line)
		b.Next()
		b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: line + 1}, {Vertex: line + 2}}})
		b.Next()
		causes = append(causes, commoncause.Cause{ID: line, Vertices: []int32{line}})
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	return g, causes
}

func find(t *testing.T, g *graph.Graph, horizon time.Duration, causes []commoncause.Cause, work int) commoncause.Found {
	t.Helper()
	found, err := commoncause.Find(t.Context(), g, cascade.New(g, horizon), causes, work)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestCancelled ends a search that would last.
func TestCancelled(t *testing.T) {
	g, causes := lines(t, 1000)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := commoncause.Find(ctx, g, cascade.New(g, time.Hour), slices.Repeat(causes, 2000), 1<<40)
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 20*time.Second {
		t.Errorf("%v after %v", err, took)
	}
}
