package sweep

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/rounds"
)

// standbys is a graph of so many pairs of vertices, the second of which rests while the
// first is there, and of one that needs either.
func standbys(t *testing.T, n int) (*graph.Graph, Question) {
	t.Helper()
	b := graph.NewBuilder(0, 0)
	q := Question{By: ByNodes, Top: 5}
	for v := int32(0); len(q.Failures) < 3*n; v += 3 {
		b.Next()
		b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: v}}, Mods: graph.Mods{Unless: true}})
		b.Next()
		b.Require(&graph.Spec{K: 1, Of: []graph.Spec{{Vertex: v}, {Vertex: v + 1}}})
		b.Next()
		q.Failures = append(q.Failures, []int32{v}, []int32{v + 1}, []int32{v + 2})
	}
	g, err := b.Graph()
	if err != nil {
		t.Fatal(err)
	}
	return g, q
}

// TestTooMuchRelief: pairs that may change what an unless says are bounded, and single
// failures are not.
func TestTooMuchRelief(t *testing.T) {
	g, q := standbys(t, 2000)
	s := New(g, time.Hour, &Stakes{Nodes: g.Len()})
	one, err := s.Singles(context.Background(), q)
	if err != nil || one.Rows[0].Effect.Nodes != 1 {
		t.Errorf("%+v: %v", one.Rows, err)
	}
	if _, err = s.Pairs(context.Background(), q); !errors.Is(err, TooMuchRelief{Pairs: 2000 * 6000}) {
		t.Errorf("the error is %v", err)
	}
	g, q = standbys(t, 20)
	two, err := New(g, time.Hour, &Stakes{Nodes: g.Len()}).Pairs(context.Background(), q)
	if err != nil || two.Interacting != 20 || two.Rows[0].Effect.Nodes != 2 || two.Joint[0].Beyond.Nodes != 1 {
		t.Errorf("%+v: %v", two, err)
	}
}

// TestUnlessTopIsTheFirstOfAll compares a few rows with the first of all of them, where an
// unless asks about some of what falls.
func TestUnlessTopIsTheFirstOfAll(t *testing.T) {
	for seed := range rounds.Of(t, 30, 600).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 32))
		g, q := standbys(t, 2+rng.IntN(5))
		s := New(g, time.Hour, randomStakes(rng, g.Len()))
		q.By = By(rng.IntN(4))
		for _, ask := range []func(context.Context, Question) (*Answer, error){s.Singles, s.Pairs} {
			q.Top = 0
			all, err := ask(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			q.Top = 1 + rng.IntN(4)
			few, err := ask(context.Background(), q)
			if err != nil || !equal(few.Rows, all.Rows, q.Top) || !equal(few.Joint, all.Joint, q.Top) || few.Interacting != all.Interacting {
				t.Fatalf("seed %d, top %d: %+v is not the start of %+v: %v", seed, q.Top, few, all, err)
			}
		}
	}
}

func equal(few, all []Row, top int) bool {
	if len(few) != min(top, len(all)) {
		return false
	}
	for i := range few {
		if few[i] != all[i] {
			return false
		}
	}
	return true
}
