package picture

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/rounds"
)

// randomNet has links at random, cycles included, of every strength.
func randomNet(rng *rand.Rand, nodes, perNode int) *net {
	n := &net{first: make([]int32, 1, nodes+1)}
	for v := range nodes {
		for range rng.IntN(2*perNode + 1) {
			if from := int32(rng.IntN(nodes)); int(from) != v {
				n.links = append(n.links, link{from, int32(v), int8(rng.IntN(3)), rng.IntN(2) == 0})
			}
		}
		n.first = append(n.first, int32(len(n.links)))
	}
	n.turn()
	return n
}

// randomBoxes puts nodes into boxes at random, and many into none.
func randomBoxes(rng *rand.Rand, nodes, boxes int) []int32 {
	boxOf := make([]int32, nodes)
	for v := range boxOf {
		boxOf[v] = -1
		if rng.IntN(2) == 0 {
			boxOf[v] = int32(rng.IntN(boxes))
		}
	}
	return boxOf
}

// searched is passage, with a search from each node of each box.
func searched(n *net, boxOf []int32, boxes int, follow func(link) bool) pairs {
	out := newPairs(boxes)
	for v := range boxOf {
		if boxOf[v] < 0 {
			continue
		}
		seen := map[int32]bool{}
		for todo := []int32{int32(v)}; len(todo) > 0; {
			x := todo[0]
			todo = todo[1:]
			for _, i := range n.out[n.outAt[x]:n.outAt[x+1]] {
				l := n.links[i]
				to := boxOf[l.to]
				switch {
				case !follow(l):
				case to < 0 && !seen[l.to]:
					seen[l.to] = true
					todo = append(todo, l.to)
				case to >= 0 && to != boxOf[v] && boxOf[x] < 0:
					out.rows[int(to)*out.words+int(boxOf[v])/64] |= 1 << (boxOf[v] % 64)
				}
			}
		}
	}
	return out
}

// TestPassage compares the pass over components, 64 boxes at a time, with
// searches.
func TestPassage(t *testing.T) {
	found, cases := 0, rounds.Of(t, 60, 300)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 3))
		nodes, boxes := 2+rng.IntN(400), 1+rng.IntN(200)
		n, boxOf := randomNet(rng, nodes, 1+rng.IntN(2)), randomBoxes(rng, nodes, boxes)
		follow := func(l link) bool { return int(l.strength) <= int(seed%3) }
		got, err := passage(t.Context(), n, boxOf, boxes, follow)
		if err != nil {
			t.Fatal(err)
		}
		want := searched(n, boxOf, boxes, follow)
		for to := range int32(boxes) {
			for from := range int32(boxes) {
				if got.has(from, to) != want.has(from, to) {
					t.Fatalf("seed %d: from box %d to box %d: %v, want %v", seed, from, to, got.has(from, to), want.has(from, to))
				}
			}
		}
		found += want.count()
	}
	if found < cases.Least(20_000) {
		t.Errorf("only %d pairs were joined", found)
	}
}

// BenchmarkPassage: 128 boxes beside ever more nodes in none.
func BenchmarkPassage(b *testing.B) {
	for _, nodes := range []int{1_000, 10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(nodes), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 1))
			n, boxOf := randomNet(rng, nodes, 3), make([]int32, nodes)
			for v := range boxOf {
				boxOf[v] = -1
			}
			for box := range int32(128) {
				boxOf[rng.IntN(nodes)] = box
			}
			for b.Loop() {
				if _, err := passage(b.Context(), n, boxOf, 128, func(link) bool { return true }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(n.links)), "ns/link")
		})
	}
}

// TestACancelledPictureEnds asks for paths between boxes with nobody waiting.
func TestACancelledPictureEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	rng := rand.New(rand.NewPCG(1, 1))
	n, boxOf := randomNet(rng, 400, 2), randomBoxes(rng, 400, 200)
	if _, err := passage(ctx, n, boxOf, 200, func(link) bool { return true }); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
