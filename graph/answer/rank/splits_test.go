package rank_test

import (
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestSinglesAgreeWithPersons compares the row of every node, in models with splits and
// lines, with persons drawn class by class.
func TestSinglesAgreeWithPersons(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 10, 500).Seeds() {
		doc := gen.Split(rand.New(rand.NewPCG(seed, 18)))
		c := fixture.Compile(t, gen.TOML(doc))
		r := ranked(t, c, rank.Question{Failures: 1, Against: "*", By: "users"})
		if len(r.Rows) != len(c.Model.Nodes) {
			t.Fatalf("seed %d: %d rows of %d nodes\n%s", seed, len(r.Rows), len(c.Model.Nodes), gen.TOML(doc))
		}
		for _, row := range r.Rows {
			want, users, sectors := persons.WhatIf(doc, persons.Question{Failed: row.Failed}), 0.0, 0
			for _, x := range want.Things {
				users += x.Most
			}
			for _, s := range want.Sectors {
				if s.Fails {
					sectors++
				}
			}
			down := known(users, want.ServicesHit, want.Uncounted)
			if value(down) != value(row.UsersDown) || (down == nil) != (row.UsersDown == nil) || row.Uncounted != want.Uncounted ||
				row.NodesDown != want.NodesDown || row.ServicesHit != want.ServicesHit || row.SectorsFail != sectors {
				t.Fatalf("seed %d, %v: %+v with %v users, want %v users, %+v\n%s", seed, row.Failed, row, value(row.UsersDown), value(down), want, gen.TOML(doc))
			}
		}
	}
}
