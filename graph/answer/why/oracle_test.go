package why_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func load(t testing.TB, doc oracle.Doc) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, gen.TOML(doc))
}

// trial is a random model with what fails in it.
type trial struct {
	doc oracle.Doc
	q   oracle.Question
	c   *compile.Compiled
}

func draw(t testing.TB, seed uint64) trial {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 62))
	doc := gen.Doc(rng, gen.RandomSize(rng))
	return trial{doc, gen.Question(rng, doc), load(t, doc)}
}

func (x trial) ask(t testing.TB, node string) *result.Why {
	t.Helper()
	after, err := models.ParseHorizon(x.q.After)
	if err != nil {
		t.Fatal(err)
	}
	w, err := why.Of(t.Context(), x.c, why.Question{Node: node, Failed: x.q.Failed, After: after})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestAgreesWithOracle asks of every node and part of random models, and checks
// levels, every set that would have saved it, and that no smaller set does, with
// an interpreter of the language that runs the changed model.
func TestAgreesWithOracle(t *testing.T) {
	nodes, needs, others, cases := 0, 0, 0, rounds.Of(t, 40, 200)
	for seed := range cases.Seeds() {
		x := draw(t, seed)
		answer := oracle.WhatIf(x.doc, x.q)
		want := func(node string) result.Level { return result.Level(answer.Levels[node]) }
		for v := range int32(x.c.Graph.Len()) {
			node := x.c.Name(v)
			w := x.ask(t, node)
			if w.Level != want(node) || (w.Level == "up") != (len(w.Proof) == 0) || w.Reached != (w.Level != "up" || len(w.CarriedBy) > 0) {
				t.Fatalf("seed %d: %s: %+v, want %s\n%s", seed, node, w, want(node), gen.TOML(x.doc))
			}
			for _, s := range w.Proof {
				if s.Level != want(s.Node) || s.Proves == "down" && s.Level != "down" {
					t.Fatalf("seed %d: step %+v of %s, want level %s", seed, s, node, want(s.Node))
				}
				for _, m := range leaves(s.Others) {
					if m.Level != want(m.Node) || m.Lost != (m.Step > 0) || m.Lost && w.Proof[m.Step-1].Node != m.Node {
						t.Fatalf("seed %d: beside step %+v of %s: %+v, want level %s", seed, s, node, m, want(m.Node))
					}
					others++
				}
			}
			for _, y := range w.CarriedBy {
				if y.Path[0] != y.Node && !strings.HasPrefix(y.Path[0], y.Node+"@") || y.Path[len(y.Path)-1] != node {
					t.Fatalf("seed %d: %s is carried by %+v", seed, node, y)
				}
			}
			if w.SavedBy == nil {
				continue
			}
			for _, set := range w.SavedBy.Nodes.Sets {
				nodes++
				x.minimal(t, seed, node, set, x.withStanding)
			}
			for _, set := range w.SavedBy.Requirements.Sets {
				needs++
				x.minimal(t, seed, node, set, x.withAlternatives)
			}
		}
	}
	if nodes < cases.Least(200) || needs < cases.Least(200) || others < cases.Least(25) {
		t.Errorf("%d sets of nodes, %d of requirements and %d members beside a proof: the models are too easy", nodes, needs, others)
	}
}

// leaves returns the nodes among members that a proof does without.
func leaves(members []result.ProofMember) []result.ProofMember {
	var out []result.ProofMember
	for _, m := range members {
		if m.Node != "" {
			out = append(out, m)
		}
		out = append(out, leaves(m.Others)...)
	}
	return out
}

// minimal checks that a set keeps a node up, and that no part of it does.
func (x trial) minimal(t *testing.T, seed uint64, node string, set any, changed func(set any, but int) (oracle.Doc, oracle.Question, int)) {
	t.Helper()
	for but := -1; ; but++ {
		doc, q, size := changed(set, but)
		if but == size {
			return
		}
		if level := oracle.WhatIf(doc, q).Levels[node]; (level == "up") != (but < 0) {
			t.Fatalf("seed %d: %s is %s with %+v, without its element %d\n%s", seed, node, level, set, but, gen.TOML(doc))
		}
	}
}

const spare = "spare-one"

// withStanding returns the model in which a set of nodes, but for one of them,
// neither fails nor falls: they need nothing that can fail.
func (x trial) withStanding(set any, but int) (oracle.Doc, oracle.Question, int) {
	doc := oracle.Plain(x.doc)
	doc["carrier"].(map[string]any)[spare] = map[string]any{}
	q := oracle.Question{After: x.q.After}
	stands := func(ref string) bool {
		id, _, _ := strings.Cut(ref, "@")
		i := slices.Index(set.([]string), id)
		return i >= 0 && i != but
	}
	for i, id := range set.([]string) {
		if keys := find(doc, id); i != but {
			delete(keys, "needs")
			if keys["population"] != nil {
				keys["needs"] = []any{map[string]any{"any": []any{"@access", spare}}}
			}
		}
	}
	for _, ref := range x.q.Failed {
		if !stands(ref) {
			q.Failed = append(q.Failed, ref)
		}
	}
	return doc, q, len(set.([]string))
}

// withAlternatives returns the model in which a set of requirements, but for one
// of them, have one further member each that never fails.
func (x trial) withAlternatives(set any, but int) (oracle.Doc, oracle.Question, int) {
	doc := oracle.Plain(x.doc)
	doc["carrier"].(map[string]any)[spare] = map[string]any{}
	for i, r := range set.([]result.Blame) {
		if i == but {
			continue
		}
		keys := find(doc, r.Node)
		needs, _ := keys["needs"].([]any)
		needs = slices.Clone(needs)
		if r.Access {
			needs = append(needs, "@access")
		}
		needs[r.Need-1] = map[string]any{"any": []any{needs[r.Need-1], spare}}
		keys["needs"] = needs
	}
	return doc, x.q, len(set.([]result.Blame))
}

func find(doc oracle.Doc, id string) map[string]any {
	for table, elements := range doc {
		if byID, ok := elements.(map[string]any); ok && table != "model" && table != "population" && table != "sector" {
			if keys, ok := byID[id].(map[string]any); ok {
				return keys
			}
		}
	}
	panic("no " + id)
}
