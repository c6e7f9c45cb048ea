package suggest_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func ask(t *testing.T, c *compile.Compiled) *result.Suggest {
	t.Helper()
	s, err := suggest.Ask(t.Context(), c, suggest.Question{After: c.Model.Horizon})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// lost sums up the users lost over all single failures of a document.
func lost(t *testing.T, doc oracle.Doc) float64 {
	t.Helper()
	c, sum := fixture.Compile(t, gen.TOML(doc)), 0.0
	failing, _ := question.MayFail(c.Model)
	for _, id := range failing {
		if n := c.Model.Node(id); n.ID != "spare" {
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{n.ID}, After: c.Model.Horizon})
			if err != nil {
				t.Fatal(err)
			}
			if w.Totals.UsersDown != nil {
				sum += *w.Totals.UsersDown
			}
		}
	}
	return sum
}

// TestSuggestAgainstEdits gives every requirement of a document in turn an
// alternative that never fails, by editing the document, and compares what that
// saves with the suggestions.
func TestSuggestAgainstEdits(t *testing.T) {
	againstEdits(t, rounds.Of(t, 15, 120), 71, gen.Doc)
}

// TestSuggestAgainstEditsWithUnless does so where an alternative may do harm.
func TestSuggestAgainstEditsWithUnless(t *testing.T) {
	againstEdits(t, rounds.Of(t, 15, 120), 72, fixture.Inhibited)
}

func againstEdits(t *testing.T, cases rounds.Rounds, stream uint64, draw func(*rand.Rand, gen.Size) oracle.Doc) {
	t.Helper()
	suggested := 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, stream))
		doc := draw(rng, gen.RandomSize(rng))
		c := fixture.Compile(t, gen.TOML(doc))
		got := ask(t, c)
		whole := lost(t, doc)
		if !near(value(got.Lost), whole, c) || !got.Exact {
			t.Fatalf("seed %d: %v users lost, want %v\n%s", seed, value(got.Lost), whole, gen.TOML(doc))
		}
		best := 0.0
		for i := range c.Model.Nodes {
			n := &c.Model.Nodes[i]
			for k := range n.Needs {
				if lacks(c, int32(i), k) {
					continue
				}
				saved := whole - lost(t, spared(doc, n, k))
				best = max(best, saved)
				if x := find(got, n, k); x != nil && !near(value(x.Saved), saved, c) {
					t.Fatalf("seed %d: requirement %d of %s saves %v, want %v\n%s", seed, k, n.ID, value(x.Saved), saved, gen.TOML(doc))
				} else if x != nil {
					if value(x.Saved) > value(x.Of) || value(x.Of) > value(got.Lost) {
						t.Fatalf("seed %d: %s saves %v of %v, and %v are lost in all", seed, n.ID, value(x.Saved), value(x.Of), value(got.Lost))
					}
					suggested++
				}
			}
		}
		if len(got.Redundancy) > 0 && value(got.Redundancy[0].Saved) < best-slack(c) || len(got.Redundancy) == 0 && best > slack(c) {
			t.Fatalf("seed %d: the best saves %v, want at least %v\n%s", seed, got.Redundancy, best, gen.TOML(doc))
		}
	}
	if suggested < cases.Least(100) {
		t.Errorf("only %d suggestions were compared", suggested)
	}
}

func value(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

// lacks says whether a requirement is down with nothing failed, for some at least.
func lacks(c *compile.Compiled, node int32, k int) bool {
	run := cascade.New(c.Graph, c.Model.Horizon)
	run.Run(nil, nil)
	for v := range c.Seen(node).All() {
		from, to := c.Graph.Gates(v)
		number := 0
		for gate := from; gate < to; gate++ {
			if c.Graph.Parent(gate) >= 0 {
				continue
			}
			if number == k && run.Value(gate) == graph.Down {
				return true
			}
			number++
		}
	}
	return false
}

// slack is what rounding users to whole ones in every failure can make.
func slack(c *compile.Compiled) float64 { return float64(2 * len(c.Model.Nodes)) }

func near(a, b float64, c *compile.Compiled) bool { return a-b <= slack(c) && b-a <= slack(c) }

// find returns the suggestion of a requirement: the line tells which of several.
func find(s *result.Suggest, n *models.Node, k int) *result.Suggestion {
	for i := range s.Redundancy {
		if x := &s.Redundancy[i]; x.Node == n.ID && x.Blame.Requirement == n.Needs[k].String() {
			for other := range n.Needs {
				if other != k && n.Needs[other].String() == x.Blame.Requirement {
					return nil // said twice: either may be meant
				}
			}
			return x
		}
	}
	return nil
}

// spared returns the document with one requirement that a node without failures
// can stand in for.
func spared(doc oracle.Doc, n *models.Node, k int) oracle.Doc {
	doc = oracle.Plain(doc)
	keys := doc[n.Kind].(map[string]any)[n.ID].(map[string]any)
	needs := keys["needs"].([]any)
	needs[k] = map[string]any{"any": []any{needs[k], "spare"}}
	if doc["carrier"] == nil {
		doc["carrier"] = map[string]any{}
	}
	doc["carrier"].(map[string]any)["spare"] = map[string]any{}
	return doc
}

// TestStops says so where the context has ended.
func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := fixture.Compile(t, []byte("[carrier.a]\n[service.s]\nusers = 5\nneeds = [\"a\"]"))
	if _, err := suggest.Ask(ctx, c, suggest.Question{}); !errors.Is(err, context.Canceled) {
		t.Errorf("it went on to the end: %v", err)
	}
}
