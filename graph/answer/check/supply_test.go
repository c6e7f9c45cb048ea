package check_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// drawSupplied is a document with loops, of supply in two of three seeds, and what
// check says of it; unless dry, without supply where that leaves anything down from the
// start.
func drawSupplied(t *testing.T, seed uint64, dry bool) (oracle.Doc, *result.Check) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 19))
	size := gen.Supplied(rng)
	size.Nodes = 3 + rng.IntN(6)
	if seed%3 == 0 {
		size.Supply, size.Groups = 0, 0.7
	}
	doc := gen.FilterDelays(gen.Doc(rng, size), func(_, _ string) bool { return false })
	if !dry && len(oracle.Unsupplied(doc)) > 0 {
		doc = gen.Unsupplied(doc)
	}
	answer, err := check.Ask(t.Context(), fixture.Compile(t, gen.TOML(doc)), check.Question{})
	if err != nil {
		t.Fatal(err)
	}
	return doc, answer
}

// TestNoSupplyAgreesWithOracle: what nothing supplies is an error, and only that is.
func TestNoSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 150, 5000).Seeds() {
		doc, answer := drawSupplied(t, seed, true)
		var errors []string
		for _, p := range answer.Problems {
			if p.Code == "no-supply" && p.Severity == result.SeverityError {
				errors = append(errors, p.Message)
			}
		}
		down := oracle.Unsupplied(doc)
		if len(errors) > 0 != (len(down) > 0) {
			t.Fatalf("seed %d: down from the start are %v, errors %q\n%s", seed, down, errors, gen.TOML(doc))
		}
	}
}

// TestSingleFailuresAgreeWithWhatIf: check names a loop with just those single failures
// that leave something self-sustained, and nothing that is not.
func TestSingleFailuresAgreeWithWhatIf(t *testing.T) {
	t.Parallel()
	found, cases := 0, rounds.Of(t, 75, 3000)
	for seed := range cases.Seeds() {
		doc, answer := drawSupplied(t, seed, false)
		got := map[string][]string{} // failure -> those named with it
		for _, l := range answer.SelfSustained.Loops {
			for _, failed := range l.Failed {
				got[failed] = append(got[failed], l.Nodes...)
			}
		}
		c := fixture.Compile(t, gen.TOML(doc))
		for _, failed := range canFail(doc) {
			w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{failed}, After: models.Forever, All: true})
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]bool{}
			for i := range w.Nodes {
				want[w.Nodes[i].ID] = w.Nodes[i].SelfSustained
			}
			if w.Totals.SelfSustained > 0 {
				found++
			}
			unknown := slices.ContainsFunc(got[failed], func(id string) bool { return !want[id] })
			if unknown || w.Totals.SelfSustained > 0 != (len(got[failed]) > 0) {
				t.Fatalf("seed %d: if %s fails %d are self-sustained, check says %v\n%s", seed, failed, w.Totals.SelfSustained, got[failed], gen.TOML(doc))
			}
		}
	}
	if found < cases.Least(150) {
		t.Errorf("only %d failures leave anything self-sustained", found)
	}
}

// canFail are the nodes that can fail of themselves.
func canFail(doc oracle.Doc) []string {
	var ids []string
	for table, elements := range doc {
		if slices.Contains([]string{"model", "population", "sector", "kind"}, table) {
			continue
		}
		for id, keys := range elements.(map[string]any) {
			if keys.(map[string]any)["fails"] != false {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}
