package rank_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestMayFail: unless the question says what may fail, it is what serves others, and the
// answer says so.
func TestMayFail(t *testing.T) {
	for _, tt := range []struct {
		name, model string
		rows        string
		against     string
		what        result.MayFail
	}{
		{"the services of a line", "[carrier.line]\n[service.shop]\nusers = 9\nneeds = [\"line\"]\n[service.till]\nusers = 3\nneeds = [\"line\"]\n",
			"[[line]]", "!kind:service", result.MayFailOthers},
		{"no services", "[carrier.line]\n[equipment.router]\nneeds = [\"line\"]\n", "[[line] [router]]", "*", result.MayFailOthers},
		{"services alone", "[service.login]\nusers = 2\n[service.shop]\nusers = 9\nneeds = [\"login\"]\n", "[[login]]", "", result.MayFailNeeded},
		{"services that nothing needs", "[service.shop]\nusers = 9\n", "[]", "", result.MayFailNeeded},
		{"services and a grouping", "[equipment.any]\nfails = false\nneeds = [\"login\"]\n[service.login]\n[service.shop]\nneeds = [\"any\"]\n", "[[login]]", "", result.MayFailNeeded},
		{"lines of people are needed", "[service.mobile]\n[service.fixed]\n[population.people]\nsize = 10\naccess = { mobile = 0.4, fixed = 0.6 }\n[service.calls]\npopulation = \"people\"\n",
			"[[fixed] [mobile]]", "", result.MayFailNeeded},
	} {
		r := ranked(t, fixture.Compile(t, []byte(tt.model)), rank.Question{Failures: 1, By: "users", After: time.Hour})
		var failed [][]string
		for _, row := range r.Rows {
			failed = append(failed, row.Failed)
		}
		if fmt.Sprint(failed) != tt.rows || r.Against != tt.against || r.MayFail != tt.what || int(r.Scenarios) != len(failed) {
			t.Errorf("%s: %v, against %q, %q, %d scenarios; want %s, %q, %q", tt.name, failed, r.Against, r.MayFail, r.Scenarios, tt.rows, tt.against, tt.what)
		}
	}
}

// TestMayFailIsASelector asks again with the selector that an answer gives: it is the same.
func TestMayFailIsASelector(t *testing.T) {
	asked, cases := 0, rounds.Of(t, 30, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 131))
		c := load(t, rng, gen.RandomSize(rng))
		for failures := 1; failures <= 2; failures++ {
			unsaid := ranked(t, c, rank.Question{Failures: failures, By: "users", After: time.Hour})
			for _, row := range unsaid.Rows {
				for _, id := range row.Failed {
					if n := c.Model.Node(id); unsaid.MayFail == result.MayFailOthers && n.Kind == models.KindService {
						t.Fatalf("seed %d: %s is a service", seed, id)
					}
				}
			}
			if unsaid.Against == "" || len(unsaid.Rows) == 0 {
				continue
			}
			asked++
			said := ranked(t, c, rank.Question{Failures: failures, Against: unsaid.Against, By: "users", After: time.Hour})
			if said.MayFail != "" || text(said.Rows) != text(unsaid.Rows) || text(said.Joint) != text(unsaid.Joint) {
				t.Fatalf("seed %d: against %q\n%swant\n%s", seed, unsaid.Against, text(said.Rows), text(unsaid.Rows))
			}
		}
	}
	if asked < cases.Least(50) {
		t.Errorf("only %d questions were asked again", asked)
	}
}
