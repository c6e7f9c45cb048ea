package availability_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/rounds"
)

// network is an undirected graph whose links fail, and whose nodes do not.
type network struct {
	nodes int
	links [][2]int
	fails []float64 // by link
}

// toml writes the network as a model: every node but the source, which is node 0, is
// supplied over any link from the node at its other end; all needs every node.
func (n network) toml() []byte {
	var b strings.Builder
	b.WriteString("[kind.router]\nsupply = true\n")
	needs := make([][]string, n.nodes)
	var all []string
	for i, l := range n.links {
		fmt.Fprintf(&b, "[carrier.l%d]\nunavailability = %v\n", i, n.fails[i])
		for end, v := range l {
			needs[v] = append(needs[v], fmt.Sprintf(`{ all = ["l%d", "n%d"] }`, i, l[1-end]))
		}
	}
	for v := range n.nodes {
		fmt.Fprintf(&b, "[router.n%d]\nfails = false\n", v)
		if v > 0 {
			fmt.Fprintf(&b, "needs = [{ any = [%s] }]\n", strings.Join(needs[v], ", "))
		}
		all = append(all, fmt.Sprintf("%q", fmt.Sprintf("n%d", v)))
	}
	fmt.Fprintf(&b, "[service.all]\nneeds = [%s]\n", strings.Join(all, ", "))
	return []byte(b.String())
}

// brute returns, from all states of the links, how likely each node is cut off from the
// source, and any of them.
func (n network) brute() (cut []float64, any float64) {
	cut = make([]float64, n.nodes)
	for state := range 1 << len(n.links) {
		p, group := 1.0, make([]int, n.nodes)
		for v := range group {
			group[v] = v
		}
		for i, l := range n.links {
			if state>>i&1 == 1 {
				p *= n.fails[i]
				continue
			}
			p *= 1 - n.fails[i]
			from, to := group[l[0]], group[l[1]]
			for v := range group {
				if group[v] == from {
					group[v] = to
				}
			}
		}
		some := false
		for v := range group {
			if group[v] != group[0] {
				cut[v] += p
				some = true
			}
		}
		if some {
			any += p
		}
	}
	return cut, any
}

// ask returns the unavailability of each node, and of all of them.
func (n network) ask(t testing.TB) (cut []float64, any float64) {
	t.Helper()
	q := availability.Question{Level: "down", After: time.Hour}
	for v := range n.nodes {
		q.Nodes = append(q.Nodes, fmt.Sprintf("n%d", v))
	}
	got, err := availability.Ask(t.Context(), fixture.Compile(t, n.toml()), availability.Question{Level: "down", After: time.Hour, Nodes: append(q.Nodes, "all")})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range got.Nodes {
		if !x.Exact {
			t.Errorf("%s is estimated", x.ID)
		}
		if x.ID == "all" {
			any = x.Unavailability
		}
	}
	for v := range n.nodes {
		for _, x := range got.Nodes {
			if x.ID == fmt.Sprintf("n%d", v) {
				cut = append(cut, x.Unavailability)
			}
		}
	}
	return cut, any
}

// randomNetwork returns a connected one of few links.
func randomNetwork(rng *rand.Rand) network {
	n := network{nodes: 2 + rng.IntN(5)}
	for v := 1; v < n.nodes; v++ {
		n.links = append(n.links, [2]int{rng.IntN(v), v})
	}
	for range rng.IntN(6) {
		if a, b := rng.IntN(n.nodes), rng.IntN(n.nodes); a != b {
			n.links = append(n.links, [2]int{a, b})
		}
	}
	for range n.links {
		n.fails = append(n.fails, []float64{0.5, 0.1, 0.01, 1e-6}[rng.IntN(4)])
	}
	return n
}

// TestNetworksAgainstBruteForce compares two-terminal and all-terminal reliability of
// random networks with sums over all states of the links.
func TestNetworksAgainstBruteForce(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 30, 2000).Seeds() {
		n := randomNetwork(rand.New(rand.NewPCG(seed, 77)))
		want, wantAny := n.brute()
		got, gotAny := n.ask(t)
		for v := range want {
			if !near(got[v], want[v]) {
				t.Fatalf("seed %d: node %d is cut off with %v, want %v\n%s", seed, v, got[v], want[v], n.toml())
			}
		}
		if !near(gotAny, wantAny) {
			t.Fatalf("seed %d: any is cut off with %v, want %v", seed, gotAny, wantAny)
		}
	}
}

// TestBridge has the textbook's bridge of five links of 0.9: 0.97848 (Barlow and Proschan,
// Statistical Theory of Reliability and Life Testing, 1975, chapter 2:
// 2p² + 2p³ - 5p⁴ + 2p⁵). Its minimal cuts are four.
func TestBridge(t *testing.T) {
	t.Parallel()
	n := network{nodes: 4, links: [][2]int{{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}}, fails: []float64{0.1, 0.1, 0.1, 0.1, 0.1}}
	cut, _ := n.ask(t)
	if got := 1 - cut[3]; math.Abs(got-0.97848) > 1e-12 {
		t.Errorf("the bridge holds with %v", got)
	}
	sets, err := cutsets.Ask(t.Context(), fixture.Compile(t, n.toml()), cutsets.Question{Node: "n3", Level: "down", After: time.Hour})
	if err != nil || fmt.Sprint(sets.Sets) != "[[l0 l1] [l3 l4] [l0 l2 l4] [l1 l2 l3]]" {
		t.Errorf("%v: %v", sets.Sets, err)
	}
}

// TestCompleteNetworks compares complete networks with Gilbert's recursions (Random
// Graphs, Ann. Math. Stat. 30(4), 1959, equations 3 and 4): of n nodes whose links fail
// with q, all are joined with R(n) = 1 - Σ C(n-1, k-1) R(k) q^(k(n-k)), and two given ones
// with T(n) = 1 - Σ C(n-2, k-1) R(k) q^(k(n-k)), k from 1 to n-1.
func TestCompleteNetworks(t *testing.T) {
	t.Parallel()
	const q = 0.3
	choose := func(n, k int) float64 {
		c := 1.0
		for i := range k {
			c = c * float64(n-i) / float64(i+1)
		}
		return c
	}
	joined := []float64{0, 1}
	for n := 2; n <= 2+rounds.Size(t, 4, 5); n++ {
		all, two := 1.0, 1.0
		for k := 1; k < n; k++ {
			lost := joined[k] * math.Pow(q, float64(k*(n-k)))
			all -= choose(n-1, k-1) * lost
			two -= choose(n-2, k-1) * lost
		}
		joined = append(joined, all)
		net := network{nodes: n}
		for a := range n {
			for b := range a {
				net.links, net.fails = append(net.links, [2]int{b, a}), append(net.fails, q)
			}
		}
		cut, any := net.ask(t)
		if !near(1-any, all) || !near(1-cut[n-1], two) {
			t.Errorf("%d nodes: all joined with %v, want %v; two with %v, want %v", n, 1-any, all, 1-cut[n-1], two)
		}
	}
}

// BenchmarkGrid asks for the reliability of a grid of 16 nodes and 24 links, corner to
// corner.
func BenchmarkGrid(b *testing.B) {
	const side = 4
	n := network{nodes: side * side}

	for v := range n.nodes {
		if v%side < side-1 {
			n.links = append(n.links, [2]int{v, v + 1})
		}
		if v+side < n.nodes {
			n.links = append(n.links, [2]int{v, v + side})
		}
	}
	for range n.links {
		n.fails = append(n.fails, 0.1)
	}
	c := fixture.Compile(b, n.toml())
	for b.Loop() {
		if _, err := availability.Ask(b.Context(), c, availability.Question{Level: "down", After: time.Hour, Nodes: []string{fmt.Sprintf("n%d", n.nodes-1)}}); err != nil {
			b.Fatal(err)
		}
	}
}
