package whatif_test

import (
	"maps"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// mistakes are such about supply, each made on the way from the file to the
// engine: what is read is what the mistaken program would have read (doc), or how it
// would have compiled it (gate, which says whether a gate is supply; hop, wholes are
// hops). The comparison with the oracle has to see every one.
var mistakes = []struct {
	name string
	doc  func(oracle.Doc)
	gate func(g gate) bool
	hop  bool
}{
	{name: "nothing is supply", gate: func(gate) bool { return false }},
	{name: "everything is supply once something is", gate: func(gate) bool { return true }},
	{name: "groups within do not inherit", gate: func(g gate) bool { return g.supply && g.top }},
	{name: "only groups within are supply", gate: func(g gate) bool { return g.supply && !g.top }},
	{name: "groups within take it from the group around, whatever they say", gate: func(g gate) bool { return g.around }},
	{name: "what parts require is not", gate: func(g gate) bool { return g.supply && !g.part }},
	{name: "what parts require alone is", gate: func(g gate) bool { return g.supply && g.part }},
	{name: "a requirement that accepts is not", gate: func(g gate) bool { return g.supply && !g.mods.Accepts }},
	{name: "a soft requirement is not", gate: func(g gate) bool { return g.supply && !g.mods.Loss }},
	{name: "a requirement with a holdup is not", gate: func(g gate) bool { return g.supply && g.mods.Holdup == 0 }},
	{name: "a group of which all are needed is not", gate: func(g gate) bool { return g.supply && (g.members == 1 || g.k < g.members) }},
	{name: "a group of which one is needed is not", gate: func(g gate) bool { return g.supply && (g.members == 1 || g.k > 1) }},
	{name: "a requirement of one member is not", gate: func(g gate) bool { return g.supply && g.members > 1 }},
	{name: "the second requirement is not", gate: func(g gate) bool { return g.supply && g.number != 1 }},
	{name: "the first requirement is not", gate: func(g gate) bool { return g.supply && g.number != 0 }},
	{name: "a service that is made of parts is a hop", hop: true},
	{name: "supply = false on a requirement is not read", doc: onRequirements(func(keys map[string]any) { forget(keys, false) })},
	{name: "supply on a requirement is not read", doc: onRequirements(func(keys map[string]any) { forget(keys, true) })},
	{name: "supply on a node is not read", doc: onNodes(func(_, keys map[string]any) { forget(keys, true) })},
	{name: "supply = false on a node is not read", doc: onNodes(func(_, keys map[string]any) { forget(keys, false) })},
	{name: "a kind is stronger than its nodes", doc: onNodes(func(kind, keys map[string]any) {
		if kind["supply"] != nil {
			delete(keys, "supply")
		}
	})},
	{name: "supply of kinds is not read", doc: onKinds(func(string) bool { return true })},
	{name: "built-in kinds are not re-opened", doc: onKinds(func(id string) bool { return id != "router" })},
	{name: "declared kinds do not say it", doc: onKinds(func(id string) bool { return id == "router" })},
}

// forget takes a word on supply away, if it is this one.
func forget(keys map[string]any, says bool) {
	if keys["supply"] == says {
		delete(keys, "supply")
	}
}

// onNodes changes the keys of every node, given those of its kind.
func onNodes(change func(kind, keys map[string]any)) func(oracle.Doc) {
	return func(doc oracle.Doc) {
		kinds, _ := doc["kind"].(map[string]any)
		for table, elements := range doc {
			kind, _ := kinds[table].(map[string]any)
			for _, keys := range elements.(map[string]any) {
				if keys, ok := keys.(map[string]any); ok && table != "kind" {
					change(kind, keys)
				}
			}
		}
	}
}

// onKinds forgets what some kinds say.
func onKinds(forgotten func(id string) bool) func(oracle.Doc) {
	return func(doc oracle.Doc) {
		kinds, _ := doc["kind"].(map[string]any)
		for id, keys := range kinds {
			if forgotten(id) {
				keys.(map[string]any)["supply"] = false
			}
		}
	}
}

// onRequirements changes the keys of every requirement written as a table.
func onRequirements(change func(keys map[string]any)) func(oracle.Doc) {
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case []any:
			for _, member := range v {
				walk(member)
			}
		case map[string]any:
			change(v)
			for _, form := range []string{"any", "all", "of"} {
				walk(v[form])
			}
		}
	}
	return onNodes(func(_, keys map[string]any) { walk(keys["needs"]) })
}

// gate is what a planted mistake may look at of a gate.
type gate struct {
	supply, around bool // as it is compiled, and the gate around it; at the top, itself
	top, part      bool
	number         int // of its requirement, from 0
	k, members     int
	mods           graph.Mods
}

// rebuilt is a model with another graph: with what a mistake takes to be supply, or
// with wholes that are hops.
func rebuilt(c *compile.Compiled, supply func(gate) bool, hop bool) *compile.Compiled {
	g, b := c.Graph, graph.NewBuilder(0, 0)
	var wholes [][]int32
	for v := range int32(g.Len()) {
		number := 0
		for x, end := g.Gates(v); x < end; x++ {
			switch {
			case g.Parent(x) >= 0:
				continue
			case g.Mods(x).Whole && hop: // the whole stands at the end, and is needed here
				b.Need(int32(g.Len() + len(wholes)))
				wholes = append(wholes, g.Members(x))
			case g.Mods(x).Whole:
				b.Whole(g.Members(x))
			default:
				s := spec(c, x, number, supply)
				b.Require(&s)
			}
			number++
		}
		b.Next()
	}
	for _, parts := range wholes {
		b.Whole(parts)
		b.Next()
	}
	out := *c
	var err error
	if out.Graph, err = b.Graph(); err != nil {
		panic(err)
	}
	return &out
}

func spec(c *compile.Compiled, x int32, number int, supply func(gate) bool) graph.Spec {
	g := c.Graph
	s := graph.Spec{K: int(g.K(x)), Mods: g.Mods(x)}
	at := gate{supply: s.Mods.Supply, around: s.Mods.Supply, top: g.Parent(x) < 0, part: c.IsPart(g.Owner(x)), number: number,
		k: s.K, members: len(g.Members(x)), mods: s.Mods}
	if !at.top {
		at.around = g.Mods(g.GateOf(g.Parent(x))).Supply
	}
	if supply != nil {
		s.Mods.Supply = supply(at)
	}
	for _, m := range g.Members(x) {
		if m >= 0 {
			s.Of = append(s.Of, graph.Spec{Vertex: m, Mods: graph.Mods{Supply: s.Mods.Supply}})
		} else {
			s.Of = append(s.Of, spec(c, ^m, number, supply))
		}
	}
	return s
}

// levels are those of all nodes and parts that a model has: of a graph that has more
// vertices an answer cannot be made.
func levels(t *testing.T, c *compile.Compiled, q oracle.Question) map[string]string {
	t.Helper()
	after, err := models.ParseHorizon(q.After)
	if err != nil {
		t.Fatal(err)
	}
	down, err := c.Failing(q.Failed)
	if err != nil {
		t.Fatal(err)
	}
	run := cascade.New(c.Graph, after)
	run.Run(down, nil)
	out := map[string]string{}
	for i := range c.Model.Nodes {
		for _, v := range c.WithParts(int32(i)) {
			out[c.Name(v)] = run.Level(v).String()
		}
	}
	return out
}

// trial is a model that mistakes are planted in, and what is right.
type trial struct {
	doc      oracle.Doc
	question oracle.Question
	compiled *compile.Compiled // without a mistake
	want     map[string]string
}

func tryOn(t *testing.T, seed uint64) *trial {
	t.Helper()
	doc, q := drawSupplied(seed)
	if !allUp(oracle.WhatIf(doc, oracle.Question{After: q.After}).Levels) {
		doc = gen.FilterDelays(doc, func(_, _ string) bool { return false })
	}
	return &trial{doc: doc, question: q, compiled: load(t, doc), want: oracle.WhatIf(doc, q).Levels}
}

// TestPlantedMistakesAreSeen draws models until the oracle contradicts each mistake.
func TestPlantedMistakesAreSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws thousands of models")
	}
	t.Parallel()
	const most = 3000 // models
	var trials []*trial
	for _, mistake := range mistakes {
		t.Run(mistake.name, func(t *testing.T) {
			for i := range most {
				if i == len(trials) {
					trials = append(trials, tryOn(t, uint64(i)))
				}
				x := trials[i]
				c := x.compiled
				if mistake.doc != nil {
					read := oracle.Plain(x.doc)
					mistake.doc(read)
					c = load(t, read)
				}
				if mistake.gate != nil || mistake.hop {
					c = rebuilt(c, mistake.gate, mistake.hop)
				}
				for id, level := range levels(t, c, x.question) {
					if level != x.want[id] {
						t.Logf("seen in model %d", i)
						return
					}
				}
			}
			t.Errorf("not seen in %d models", most)
		})
	}
}

// TestRebuiltIsTheSame: what is rebuilt without a mistake answers as before, and so
// does what has wholes that are hops, where nothing is supply.
func TestRebuiltIsTheSame(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 80, 80).Seeds() {
		doc, q := drawSupplied(seed)
		hop := seed%2 == 0
		if hop {
			doc = gen.Unsupplied(doc)
		}
		c := load(t, doc)
		if a, b := levels(t, c, q), levels(t, rebuilt(c, nil, hop), q); !maps.Equal(a, b) {
			t.Fatalf("seed %d: %v, rebuilt %v\n%s", seed, a, b, gen.TOML(doc))
		}
	}
}
