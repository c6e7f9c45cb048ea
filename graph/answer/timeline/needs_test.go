package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// probed returns a document with a node more for each requirement of a node
// without parts, that needs nothing but that.
func probed(doc oracle.Doc) oracle.Doc {
	doc = oracle.Plain(doc)
	probes := map[string]any{}
	for _, kind := range []string{"carrier", "datacentre", "equipment", "platform", "power", "service"} {
		elements, _ := doc[kind].(map[string]any)
		for id, keys := range elements {
			keys := keys.(map[string]any)
			needs, _ := keys["needs"].([]any)
			for i, need := range needs {
				if keys["population"] == nil {
					probes[fmt.Sprintf("probe-%d-%s", i, id)] = map[string]any{"needs": []any{need}}
				}
			}
		}
	}
	doc["probe"], doc["kind"] = probes, map[string]any{"probe": map[string]any{}}
	return doc
}

// TestLostIsWhatAProbeLoses compares the times at which requirements are down with
// those of nodes that need nothing else.
func TestLostIsWhatAProbeLoses(t *testing.T) {
	lost, late, cases := 0, 0, rounds.Of(t, 15, 300)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 34))
		doc := probed(gen.Doc(rng, gen.Timed(rng)))
		c := fixture.Compile(t, gen.TOML(doc))
		var fail []string
		q := timeline.Script{For: time.Duration(1+rng.IntN(12)) * 30 * time.Minute}
		for i := range c.Model.Nodes {
			q.Watch = append(q.Watch, int32(i))
			if n := &c.Model.Nodes[i]; n.Fails && n.Kind != "probe" {
				fail = append(fail, n.ID)
			}
		}
		q.Failed = []string{fail[rng.IntN(len(fail))]}
		s, err := timeline.Simulate(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range q.Watch {
			n := &c.Model.Nodes[v]
			if n.Use != nil && n.Use.Population != "" || n.Kind == "probe" {
				continue
			}
			for i := range n.Needs {
				var got []timeline.Spell
				for _, l := range s.Lost(v) {
					if l.Requirement == i {
						got = append(got, l.Spell)
					}
				}
				want := s.Spells(c.Vertex(fmt.Sprintf("probe-%d-%s", i, n.ID)), "down")
				if !slices.Equal(got, want) {
					t.Fatalf("seed %d: %s loses %s at %v, want %v\n%s", seed, n.ID, n.Needs[i].String(), got, want, gen.TOML(doc))
				}
				lost += len(got)
				for _, spell := range got {
					late += min(1, int(spell.From))
				}
			}
		}
	}
	if lost < cases.Least(200) || late < cases.Least(50) {
		t.Errorf("only %d losses, %d of which begin late", lost, late)
	}
}
