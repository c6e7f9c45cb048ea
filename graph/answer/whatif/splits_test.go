package whatif_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// drawSplit returns the model and question of a seed, with splits and lines.
func drawSplit(seed uint64) (oracle.Doc, persons.Question) {
	rng := rand.New(rand.NewPCG(seed, 17))
	doc := gen.Split(rng)
	return doc, gen.SplitQuestion(rng, doc)
}

func askSplit(t testing.TB, doc oracle.Doc, failed []string) *result.WhatIf {
	t.Helper()
	m, err := models.LoadFS(fstest.MapFS{"made.toml": {Data: gen.TOML(doc)}}, "made.toml")
	if err != nil {
		t.Fatalf("%v\n%s", err, gen.TOML(doc))
	}
	c, err := compile.Compile(m.Apart(failed...))
	if err != nil {
		t.Fatal(err)
	}
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, All: true})
	if err != nil {
		t.Fatalf("%v: %v\n%s", failed, err, gen.TOML(doc))
	}
	return w
}

// TestSplitsAgreeWithOracle compares the whole way from file to answer with persons
// drawn class by class.
func TestSplitsAgreeWithOracle(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 50, 4000).Seeds() {
		doc, q := drawSplit(seed)
		if diff := compareSplit(askSplit(t, doc, q.Failed), persons.WhatIf(doc, q)); diff != "" {
			t.Fatalf("seed %d, %v: %s\n%s", seed, q.Failed, diff, gen.TOML(doc))
		}
	}
}

// TestLinesThatAreMissed asks by hand what people without a spare line lose.
func TestLinesThatAreMissed(t *testing.T) {
	const people = `
[population.p]
size = 1_000
by.home = { kt = 0.25, other = 0.75 }
line.spare = { home = { kt = "kt-net" } }
[carrier.kt-net]
[power.x]
[service.s]
population = "p"
`
	tests := []struct{ needs, failed, without, with string }{
		{`"x", { on = "@spare", loss = "degraded" }`, "kt-net", "up", "degraded"},
		{`{ any = ["@spare", "x"], loss = "degraded" }`, "x", "degraded", "up"},
		{`{ any = [{ on = "@spare", loss = "degraded" }, "x"] }`, "x", "degraded", "up"},
		{`{ any = [{ on = "@spare", loss = "degraded" }, "x"], accepts = "degraded" }`, "x", "up", "up"},
	}
	for _, test := range tests {
		doc := oracle.Doc{}
		if _, err := toml.Decode(people+"needs = ["+test.needs+"]", &doc); err != nil {
			t.Fatal(err)
		}
		q := persons.Question{Failed: []string{test.failed}}
		w := askSplit(t, doc, q.Failed)
		if diff := compareSplit(w, persons.WhatIf(doc, q)); diff != "" {
			t.Errorf("%s: %s", test.needs, diff)
		}
		for i := range w.Nodes {
			if parts := w.Nodes[i].Parts; w.Nodes[i].ID == "s" && (string(parts[0].Level) != test.without || string(parts[1].Level) != test.with) {
				t.Errorf("%s without %s: %+v, want %s, %s", test.needs, test.failed, parts, test.without, test.with)
			}
		}
	}
}

// compareSplit says where an answer differs from the oracle's, or "".
func compareSplit(w *result.WhatIf, want persons.Answer) string {
	if len(w.Nodes) != len(want.Levels) {
		return fmt.Sprintf("%d nodes, want %d", len(w.Nodes), len(want.Levels))
	}
	for i := range w.Nodes {
		n := &w.Nodes[i]
		if diff := compareServed(n, want); diff != "" {
			return n.ID + ": " + diff
		}
	}
	for _, s := range w.Sectors {
		o := want.Sectors[s.ID]
		if string(s.Level) != o.Level || s.Fails != o.Fails || !near(s.ShareDown, o.ShareDown) || string(s.Measure) != o.Measure ||
			!slices.Equal(s.Unweighed, o.Unweighed) || stands(s.Services) != (result.Counts{Down: o.Down, Partial: o.Partial, Degraded: o.Degraded, Up: o.Up}) {
			return fmt.Sprintf("sector %s: %+v, want %+v", s.ID, s, o)
		}
	}
	if len(w.Populations) != len(want.Populations) || len(w.Sectors) != len(want.Sectors) {
		return "populations or sectors are missing"
	}
	for _, p := range w.Populations {
		if diff := compareEnds(p.AtLeast, p.UsersDown, oracle.Interval(want.Populations[p.ID])); diff != "" {
			return "population " + p.ID + ": " + diff
		}
	}
	if w.Totals.NodesDown != want.NodesDown || w.Totals.NodesDegraded != want.NodesDegraded ||
		w.Totals.ServicesHit != want.ServicesHit || w.Totals.Uncounted != want.Uncounted {
		return fmt.Sprintf("totals %+v, want %d down, %d degraded, %d hit, %d uncounted", w.Totals, want.NodesDown, want.NodesDegraded, want.ServicesHit, want.Uncounted)
	}
	things := map[string]oracle.Interval{}
	for thing, x := range want.Things {
		things[thing] = oracle.Interval(x)
	}
	return compareTotals(&w.Totals, oracle.Answer{Things: things})
}

// compareServed says where a node differs from the oracle's, or "".
func compareServed(n *result.NodeState, want persons.Answer) string {
	if string(n.Level) != want.Levels[n.ID] || string(n.Before) != want.Before[n.ID] {
		return fmt.Sprintf("%s, before %s, want %s, %s", n.Level, n.Before, want.Levels[n.ID], want.Before[n.ID])
	}
	if n.ShareDown != nil && !near(*n.ShareDown, want.ShareDown[n.ID]) || (n.ShareDown == nil) != (n.Kind != "service") {
		return fmt.Sprintf("share down %v, want %v", *n.ShareDown, want.ShareDown[n.ID])
	}
	for _, x := range []struct {
		what string
		got  result.Users
		want map[string]float64
	}{{"users down", n.UsersDown, want.UsersDown}, {"users degraded", n.UsersDegraded, want.UsersDegraded}} {
		number, known := x.want[n.ID]
		if got := x.got.Number(); (got != nil) != known || known && math.Abs(*got-number) > 0.5+1e-5 {
			return fmt.Sprintf("%s %v, want %v, known %v", x.what, got, number, known)
		}
	}
	if n.LostRedundancy != want.LostRedundancy[n.ID] && !want.Several[n.ID] {
		return fmt.Sprintf("lost redundancy %v, want %v", n.LostRedundancy, want.LostRedundancy[n.ID])
	}
	if because := services(n.Because); !slices.Equal(because, want.Because[n.ID]) && !want.Circular[n.ID] {
		return fmt.Sprintf("because %v, want %v", because, want.Because[n.ID])
	}
	return compareClasses(n, want.Classes[n.ID], want.Several[n.ID])
}

// services takes parts for their services.
func services(names []string) []string {
	var out []string
	for _, name := range names {
		id, _, _ := strings.Cut(name, "@")
		out = append(out, id)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// compareClasses looks for every class of persons in one part of a service, with its
// level, and for nobody else in it; lost redundancy is left aside where a need names
// several parts at once.
func compareClasses(n *result.NodeState, classes []persons.Class, several bool) string {
	shares, seen, all := make([]float64, len(n.Parts)), map[int]int{}, 0.0
	for _, c := range classes {
		all += c.Share
	}
	for i := range n.Parts {
		for k, c := range classes {
			if !within(&n.Parts[i].PartOf, c) {
				continue
			}
			shares[i] += c.Share / all
			if seen[k]++; string(n.Parts[i].Level) != c.Level || n.Parts[i].LostRedundancy != c.LostRedundancy && !several {
				return fmt.Sprintf("part %+v, want %+v", n.Parts[i], c)
			}
		}
		if !near(shares[i], n.Parts[i].Share) {
			return fmt.Sprintf("part %+v, want a share of %v", n.Parts[i], shares[i])
		}
	}
	parts := map[string]bool{}
	for k, c := range classes {
		parts[fmt.Sprint(c.Lines, c.Apart)] = true
		if seen[k] != 1 {
			return fmt.Sprintf("%v with %v is in %d parts of %+v", c.Values, c.Lines, seen[k], n.Parts)
		}
	}
	if len(parts) != len(n.Parts) {
		return fmt.Sprintf("%d parts, want %v", len(n.Parts), slices.Sorted(maps.Keys(parts)))
	}
	return ""
}

// within says whether a class is in a part by what the answer says of it.
func within(p *result.PartOf, c persons.Class) bool {
	for split, value := range p.By {
		if c.Values[split] != value {
			return false
		}
	}
	if len(c.Lines) == 1 && len(p.Lines) == 0 {
		return slices.Contains(slices.Collect(maps.Values(c.Lines)), cmp.Or(p.Access, "-"))
	}
	for line := range p.Lines {
		if c.Lines[line] == "" {
			return false // it tells nothing apart
		}
	}
	for line, end := range c.Lines {
		if cmp.Or(p.Lines[line], "-") != end {
			return false
		}
	}
	return true
}
