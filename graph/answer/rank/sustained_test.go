package rank_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestSelfSustained compares what each row says of what stands only by going round in a
// circle with a whatif of its own, of single failures and pairs.
func TestSelfSustained(t *testing.T) {
	rows, cases := 0, rounds.Of(t, 25, 1200)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 71))
		size := gen.RandomSize(rng)
		size.Cycles, size.Groups, size.AtLeast, size.Supply = 0.7, 0.8, 0, 0.1
		doc := gen.Doc(rng, size)
		if seed%2 == 0 {
			gen.Flowing(rng, doc, 0.3)
		}
		c, after := fixture.Compile(t, gen.TOML(doc)), horizon(rng)
		for failures := 1; failures <= 2; failures++ {
			r := ranked(t, c, rank.Question{Failures: failures, Against: "*", By: "users", Top: 12, After: after})
			for _, row := range append(r.Rows, r.Joint...) {
				w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: row.Failed, After: after})
				if err != nil {
					t.Fatal(err)
				}
				if row.SelfSustained != w.Totals.SelfSustained {
					t.Fatalf("seed %d: %v: %d nodes are self-sustained, whatif finds %d\n%s", seed, row.Failed, row.SelfSustained, w.Totals.SelfSustained, gen.TOML(doc))
				}
				if row.SelfSustained > 0 {
					rows++
				}
			}
		}
	}
	if rows < cases.Least(50) {
		t.Errorf("only %d rows have any", rows)
	}
}

// TestSelfSustainedByHand: two routers stand by each other once the core is gone.
func TestSelfSustainedByHand(t *testing.T) {
	const routers = `
[carrier.core]
[equipment.r1]
needs = [{ any = ["core", "r2"] }]
[equipment.r2]
needs = [{ any = ["core", "r1"] }]
[service.shop]
needs = ["r1"]
`
	of := func(text string) map[string]result.RankRow {
		out := map[string]result.RankRow{}
		for _, row := range ranked(t, fixture.Compile(t, []byte(text)), rank.Question{Failures: 1, Against: "*", By: "nodes", After: time.Hour}).Rows {
			out[row.Failed[0]] = row
		}
		return out
	}
	if rows := of(routers); rows["core"].SelfSustained != 3 || rows["r1"].SelfSustained != 0 || rows["core"].NodesDown != 1 {
		t.Errorf("%+v", rows)
	}
	if rows := of("[kind.equipment]\nsupply = true\n" + routers); rows["core"].SelfSustained != 0 || rows["core"].NodesDown != 4 {
		t.Errorf("with supply: %+v", rows)
	}
}
