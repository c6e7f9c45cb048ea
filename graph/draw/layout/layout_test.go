package layout

import (
	"context"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files")

func TestMain(m *testing.M) {
	RunWorkerIfAsked()
	os.Exit(m.Run())
}

// small is a graph with all there is: clusters, a first node that is fed, a
// loop, a lone node.
func small() Graph {
	box := func(cluster int) Node { return Node{Width: 120, Height: 48, Cluster: cluster} }
	g := Graph{
		Nodes:    []Node{box(0), box(0), box(1), box(1), box(-1), box(-1)},
		Edges:    []Edge{{0, 1}, {1, 2}, {2, 3}, {3, 1}, {4, 0}, {0, 2}},
		Clusters: []Cluster{{LabelWidth: 530, LabelHeight: 17}, {LabelWidth: 80, LabelHeight: 34}},
	}
	g.Nodes[0].First = true
	return g
}

// tangled is a graph that takes long.
func tangled(nodes, edges int) Graph {
	r := rand.New(rand.NewPCG(1, 2))
	var g Graph
	for range nodes {
		g.Nodes = append(g.Nodes, Node{Width: 100, Height: 40, Cluster: -1})
	}
	for range edges {
		g.Edges = append(g.Edges, Edge{From: r.IntN(nodes), To: r.IntN(nodes)})
	}
	return g
}

func TestInputGolden(t *testing.T) {
	path := filepath.Join("testdata", "small.dot")
	got := writeDOT(small(), spreads(small())[0])
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("input of the layout changed (go test -update writes it):\n%s", got)
	}
}

func TestRun(t *testing.T) {
	g := small()
	l, err := Run(t.Context(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range l.Nodes {
		if n.W != g.Nodes[i].Width || n.H != g.Nodes[i].Height {
			t.Errorf("node %d is %v by %v", i, n.W, n.H)
		}
		if !inside(n, Rect{W: l.Width, H: l.Height}) {
			t.Errorf("node %d at %v is off the canvas", i, n)
		}
		for j, c := range l.Clusters {
			if member := g.Nodes[i].Cluster == j; member != inside(n, c) {
				t.Errorf("node %d at %v, cluster %d at %v, member %v", i, n, j, c, member)
			}
		}
		for j, m := range l.Nodes[:i] {
			if n.X < m.X+m.W && m.X < n.X+n.W && n.Y < m.Y+m.H && m.Y < n.Y+n.H {
				t.Errorf("nodes %d and %d overlap: %v %v", j, i, m, n)
			}
		}
		if n.X < l.Nodes[0].X-1 {
			t.Errorf("node %d at %v is left of the first", i, n)
		}
	}
}

func TestClusterHasRoomForItsLabel(t *testing.T) {
	g := small()
	l, err := Run(t.Context(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for j, c := range l.Clusters {
		if c.W < g.Clusters[j].LabelWidth {
			t.Errorf("cluster %d is %.0f wide, its label %.0f", j, c.W, g.Clusters[j].LabelWidth)
		}
		for i, n := range l.Nodes {
			if g.Nodes[i].Cluster == j && n.Y < c.Y+g.Clusters[j].LabelHeight {
				t.Errorf("node %d at %v stands on the label of cluster %d at %v", i, n, j, c)
			}
		}
	}
}

func TestEdgesJoinTheirNodes(t *testing.T) {
	g := small()
	l, err := Run(t.Context(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const slack = nodePadding + 1.5 // the box is padded, and Graphviz rounds
	for i, e := range l.Edges {
		from, to := grow(l.Nodes[g.Edges[i].From], slack), grow(l.Nodes[g.Edges[i].To], slack)
		if !holds(from, e[0]) || !holds(to, e[len(e)-1]) {
			t.Errorf("edge %d leads from %v to %v, its nodes are at %v and %v", i, e[0], e[len(e)-1], from, to)
		}
	}
}

func TestSameGraphSameLayout(t *testing.T) {
	want, err := Run(t.Context(), small(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if got, err := Run(t.Context(), small(), Options{}); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("another layout: %v %v", got, err)
			}
		})
	}
	wg.Wait()
}

func TestTooSlow(t *testing.T) {
	start := time.Now()
	_, err := Run(t.Context(), tangled(700, 3000), Options{Deadline: 300 * time.Millisecond})
	if !errors.Is(err, ErrTooSlow) {
		t.Errorf("error %v, want ErrTooSlow", err)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	if _, err := Run(t.Context(), small(), Options{Deadline: time.Nanosecond}); !errors.Is(err, ErrTooSlow) {
		t.Errorf("without any time: error %v, want ErrTooSlow", err)
	}
}

func TestCancelled(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits until a worker is busy")
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	if _, err := Run(ctx, tangled(700, 3000), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestTooMuchMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it fills the memory that a layout may have")
	}
	if runtime.GOOS != "linux" {
		t.Skip("the limit is kept on Linux only")
	}
	if _, err := Run(t.Context(), tangled(MaxNodes, MaxEdges), Options{}); !errors.Is(err, ErrTooMuchMemory) {
		t.Errorf("error %v, want ErrTooMuchMemory", err)
	}
}

func TestBudget(t *testing.T) {
	var large *TooLargeError
	for _, g := range []Graph{tangled(MaxNodes+1, 1), tangled(10, MaxEdges+1)} {
		if _, err := Run(t.Context(), g, Options{}); !errors.As(err, &large) {
			t.Errorf("%d nodes, %d edges: error %v", len(g.Nodes), len(g.Edges), err)
		}
	}
}

func TestEmptyAndWrong(t *testing.T) {
	if l, err := Run(t.Context(), Graph{}, Options{}); err != nil || l.Width != 0 {
		t.Errorf("empty graph: %v %v", l, err)
	}
	for _, g := range []Graph{
		{Nodes: []Node{{Width: 1, Height: 1, Cluster: 0}}},
		{Nodes: []Node{{Width: 1, Height: 1, Cluster: -1}}, Edges: []Edge{{0, 1}}},
		{Nodes: []Node{{Width: 1, Height: 1, Cluster: -1}}, Edges: []Edge{{-1, 0}}},
	} {
		if _, err := Run(t.Context(), g, Options{}); err == nil {
			t.Errorf("no error for %v", g)
		}
	}
}

func inside(n, c Rect) bool {
	return n.X >= c.X && n.Y >= c.Y && n.X+n.W <= c.X+c.W && n.Y+n.H <= c.Y+c.H
}

func holds(r Rect, p Point) bool { return inside(Rect{X: p.X, Y: p.Y}, r) }

func grow(r Rect, d float64) Rect {
	return Rect{X: r.X - d, Y: r.Y - d, W: r.W + 2*d, H: r.H + 2*d}
}

// TestRanOutOfMemory has what was seen in workers that ran into their limit.
func TestRanOutOfMemory(t *testing.T) {
	for said, want := range map[string]bool{
		"fatal error: runtime: out of memory":                                  true,
		"runtime/cgo: pthread_create failed: Resource temporarily unavailable": true,
		"ThreadSanitizer failed to allocate 0x10000 bytes":                     true,
		"mmap: cannot allocate memory":                                         true,
		"panic: runtime error: index out of range [3] with length 3":           false,
	} {
		if got := ranOutOfMemory(said); got != want {
			t.Errorf("%q: %v", said, got)
		}
	}
}
