package whatif_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// draw returns the model and question of a seed.
func draw(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 7))
	doc := gen.Doc(rng, gen.RandomSize(rng))
	return doc, gen.Question(rng, doc)
}

// load takes a document the way a user's file would go: through the loader.
func load(t testing.TB, doc oracle.Doc) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, gen.TOML(doc))
}

func ask(t testing.TB, c *compile.Compiled, q oracle.Question) *result.WhatIf {
	t.Helper()
	after, err := models.ParseHorizon(q.After)
	if err != nil {
		t.Fatal(err)
	}
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: q.Failed, After: after, All: true})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestAgreesWithOracle compares the whole way from file to answer with an
// interpreter of the language that shares no code with it.
func TestAgreesWithOracle(t *testing.T) {
	for seed := range rounds.Of(t, 400, 4000).Seeds() {
		doc, q := draw(seed)
		want := oracle.WhatIf(doc, q)
		got := ask(t, load(t, doc), q)
		if diff := compare(got, want); diff != "" {
			t.Fatalf("seed %d, %v after %s: %s\n%s", seed, q.Failed, q.After, diff, gen.TOML(doc))
		}
	}
}

// compare says where an answer differs from the oracle's, or "".
func compare(w *result.WhatIf, want oracle.Answer) string {
	seen := 0
	for i := range w.Nodes {
		n := &w.Nodes[i]
		if diff := compareNode(n, want); diff != "" {
			return n.ID + ": " + diff
		}
		seen += 1 + len(n.Parts)
	}
	if seen != len(want.Levels) {
		return fmt.Sprintf("%d nodes and parts, want %d", seen, len(want.Levels))
	}
	for _, s := range w.Sectors {
		o := want.Sectors[s.ID]
		if string(s.Level) != o.Level || s.Fails != o.Fails || !near(s.ShareDown, o.ShareDown) ||
			stands(s.Services) != (result.Counts{Down: o.Down, Partial: o.Partial, Degraded: o.Degraded, Up: o.Up}) {
			return fmt.Sprintf("sector %s: %+v, want %+v", s.ID, s, o)
		}
	}
	for _, p := range w.Populations {
		if diff := compareEnds(p.AtLeast, p.UsersDown, want.Populations[p.ID]); diff != "" {
			return "population " + p.ID + ": " + diff
		}
	}
	return compareTotals(&w.Totals, want)
}

// compareEnds says where two ends of what is known differ from the oracle's, or "".
func compareEnds(least, most *float64, want oracle.Interval) string {
	known := want.Hit == 0 || want.Uncounted < want.Hit
	if (least != nil) != known || (most != nil) != known {
		return fmt.Sprintf("known %v and %v, want %+v", least != nil, most != nil, want)
	}
	if known && (math.Abs(*least-want.Least) > 0.5+1e-5 || math.Abs(*most-want.Most) > 0.5+1e-5) {
		return fmt.Sprintf("%v to %v, want %+v", *least, *most, want)
	}
	return ""
}

// compareTotals says where totals of users differ from the oracle's, or "".
func compareTotals(totals *result.Totals, want oracle.Answer) string {
	hit, uncounted, sum := 0, 0, 0.0
	rows := map[string]result.Counted{}
	for _, row := range totals.Counted {
		rows[row.Things.In("en", "")] = row
	}
	for thing, x := range want.Things {
		hit, uncounted, sum = hit+x.Hit, uncounted+x.Uncounted, sum+x.Most
		row := rows[thing]
		if (row.AtMost == nil) != (x.Uncounted > 0) {
			return fmt.Sprintf("%s: at most %v, want %+v", thing, row.AtMost, x)
		}
		if row.AtMost == nil {
			row.AtMost = row.AtLeast // of what is known only the lower end is told
			x.Most = x.Least
		}
		if diff := compareEnds(row.AtLeast, row.AtMost, x); diff != "" {
			return thing + ": " + diff
		}
	}
	if len(rows) != len(want.Things) || totals.ServicesHit != hit || totals.Uncounted != uncounted {
		return fmt.Sprintf("totals %+v, want %+v", totals, want.Things)
	}
	known := hit == 0 || uncounted < hit
	if (totals.UsersDown != nil) != known || known && *totals.UsersDown != sum {
		return fmt.Sprintf("users down %v, want %v, known %v", totals.UsersDown, sum, known)
	}
	return ""
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-8 }

func compareNode(n *result.NodeState, want oracle.Answer) string {
	if string(n.Level) != want.Levels[n.ID] {
		return fmt.Sprintf("level %s, want %s", n.Level, want.Levels[n.ID])
	}
	if n.LostRedundancy != want.LostRedundancy[n.ID] {
		return fmt.Sprintf("lost redundancy %v, want %v", n.LostRedundancy, want.LostRedundancy[n.ID])
	}
	for _, p := range n.Parts {
		id := n.ID + "@" + p.Access
		if string(p.Level) != want.Levels[id] || p.LostRedundancy != want.LostRedundancy[id] {
			return fmt.Sprintf("part %s: %+v, want %s, lost redundancy %v", id, p, want.Levels[id], want.LostRedundancy[id])
		}
	}
	if n.ShareDown != nil && !near(*n.ShareDown, want.ShareDown[n.ID]) {
		return fmt.Sprintf("share down %v, want %v", *n.ShareDown, want.ShareDown[n.ID])
	}
	down, known := want.UsersDown[n.ID]
	if got := n.UsersDown.Number(); (got != nil) != known || known && math.Abs(*got-down) > 0.5+1e-5 || n.UsersDown.IsZero() != (n.Kind != "service") {
		return fmt.Sprintf("users down %v, want %v, known %v", got, down, known)
	}
	return compareReasons(n, want)
}

// compareReasons demands equal reasons. In a cycle the engine names what broke
// the node first, the oracle what keeps it broken: there it has to be something
// that is not up, or keeps it down by an unless, and nothing only where the oracle has
// nothing either.
// An overload is a reason of its own: beside it the engine names fewer.
func compareReasons(n *result.NodeState, want oracle.Answer) string {
	reasons := want.Because[n.ID]
	ok := slices.Equal(n.Because, reasons)
	switch {
	case want.Overloaded[n.ID] != "":
		ok = !slices.ContainsFunc(n.Because, func(id string) bool { return want.Levels[id] == "up" })
	case want.InCycle[n.ID]:
		stands := func(id string) bool { return want.Levels[id] == "up" && !slices.Contains(reasons, id) }
		ok = (len(n.Because) > 0 == (len(reasons) > 0) || neverSupplied(n, want)) && !slices.ContainsFunc(n.Because, stands)
	}
	if !ok {
		return fmt.Sprintf("because %v, want %v (in a cycle: %v)", n.Because, reasons, want.InCycle[n.ID])
	}
	return ""
}

// neverSupplied says whether a node, or a part of it, is no worse than with nothing
// failed, when nothing supplied it: then nothing has broken it but the loop.
func neverSupplied(n *result.NodeState, want oracle.Answer) bool {
	never := func(id string) bool { return want.Levels[id] != "up" && want.Before[id] == want.Levels[id] }
	return never(n.ID) || slices.ContainsFunc(n.Parts, func(p result.Part) bool { return never(n.ID + "@" + p.Access) })
}

// TestFurtherFailureNeverHelps adds a failure and looks for a node that fares
// better.
func TestFurtherFailureNeverHelps(t *testing.T) {
	for seed := range rounds.Of(t, 100, 1000).Seeds() {
		doc, q := draw(seed)
		_, more := draw(seed)
		c := load(t, doc)
		one := ask(t, c, q)
		rng := rand.New(rand.NewPCG(seed, 8))
		more = gen.Question(rng, doc)
		both := ask(t, c, oracle.Question{Failed: append(more.Failed, q.Failed...), After: q.After})
		for i := range one.Nodes {
			if rank(both.Nodes[i].Level) > rank(one.Nodes[i].Level) {
				t.Fatalf("seed %d: %s is %s with %v, but %s with %v as well\n%s", seed, one.Nodes[i].ID, one.Nodes[i].Level, q.Failed,
					both.Nodes[i].Level, more.Failed, gen.TOML(doc))
			}
		}
	}
}

func rank(level result.Level) int {
	return slices.Index([]result.Level{"down", "degraded", "up"}, level)
}

// TestRenamingChangesNothing gives every node, population and sector another id.
func TestRenamingChangesNothing(t *testing.T) {
	for seed := range rounds.Of(t, 100, 1000).Seeds() {
		doc, q := draw(seed)
		renamed, names := gen.Rename(rand.New(rand.NewPCG(seed, 9)), doc)
		other := oracle.Question{After: q.After}
		for _, ref := range q.Failed {
			other.Failed = append(other.Failed, gen.Renamed(names, ref))
		}
		a, b := ask(t, load(t, doc), q), ask(t, load(t, renamed), other)
		byID := map[string]result.NodeState{}
		for _, n := range b.Nodes {
			byID[n.ID] = n
		}
		for _, n := range a.Nodes {
			m := byID[gen.Renamed(names, n.ID)]
			because := []string{}
			for _, ref := range n.Because {
				because = append(because, gen.Renamed(names, ref))
			}
			slices.Sort(because)
			if m.Level != n.Level || m.LostRedundancy != n.LostRedundancy || !slices.Equal(m.Because, because) {
				t.Fatalf("seed %d: %+v became %+v\n%s", seed, n, m, gen.TOML(doc))
			}
		}
		if a.Totals.NodesDown != b.Totals.NodesDown || a.Totals.SectorsFailed != b.Totals.SectorsFailed {
			t.Fatalf("seed %d: totals %+v became %+v", seed, a.Totals, b.Totals)
		}
	}
}

// TestOrderChangesNothing shuffles members and needs, and spreads the elements
// over files in another order.
func TestOrderChangesNothing(t *testing.T) {
	for seed := range rounds.Of(t, 100, 1000).Seeds() {
		doc, q := draw(seed)
		rng := rand.New(rand.NewPCG(seed, 10))
		a, b := ask(t, load(t, doc), q), ask(t, loadScattered(t, rng, gen.Shuffle(rng, doc)), q)
		a.Model.SHA256, b.Model.SHA256 = "", ""
		if fmt.Sprint(readable(a)) != fmt.Sprint(readable(b)) {
			t.Fatalf("seed %d:\n%v\nbecame\n%v\n%s", seed, readable(a), readable(b), gen.TOML(doc))
		}
	}
}

// readable flattens an answer, so that two can be compared and printed.
func readable(w *result.WhatIf) []string {
	var out []string
	for _, n := range w.Nodes {
		out = append(out, fmt.Sprintln(n.ID, n.Level, n.LostRedundancy, n.Parts, n.Because))
	}
	for _, s := range w.Sectors {
		out = append(out, fmt.Sprintln(s.ID, s.Level, s.Fails, s.ShareDown, s.Services))
	}
	totals, _ := json.Marshal(w.Totals)
	return append(out, string(totals))
}

// loadScattered loads a document from a folder of files in random order.
func loadScattered(t *testing.T, rng *rand.Rand, doc oracle.Doc) *compile.Compiled {
	t.Helper()
	dir := t.TempDir()
	for table, elements := range doc {
		byID, ok := elements.(map[string]any)
		if !ok || table == "model" {
			write(t, dir, "model", oracle.Doc{table: elements})
			continue
		}
		for id, keys := range byID {
			write(t, dir, fmt.Sprintf("%d-%s-%s", rng.IntN(100), table, id), oracle.Doc{table: map[string]any{id: keys}})
		}
	}
	m, err := models.Load(models.Request{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func write(t *testing.T, dir, name string, doc oracle.Doc) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name+".toml"), gen.TOML(doc), 0o600); err != nil {
		t.Fatal(err)
	}
}

// stands is how services stand, whether that is anything's doing or not.
func stands(c result.Counts) result.Counts {
	c.NotHit = 0
	return c
}
