package whatif_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// contrast is a row of the table of contrasts in the Korean model's README:
// what the documents say was hit and, above all, what was not.
type contrast struct {
	number, name, failure, node, level string
}

var contrastRow = regexp.MustCompile("^\\| (?:([0-9]+) \\| )?([a-z0-9-]+) \\| `([^`]+)` \\| `([^`]+)` \\| (up|degraded|partial|down) \\|")

func contrasts(t *testing.T) []contrast {
	t.Helper()
	text, err := os.ReadFile("../../../models/korea/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []contrast
	for line := range strings.Lines(string(text)) {
		if m := contrastRow.FindStringSubmatch(line); m != nil {
			out = append(out, contrast{m[1], m[2], m[3], m[4], m[5]})
		}
	}
	return out
}

func korea(t *testing.T) *compile.Compiled {
	t.Helper()
	m, err := models.Load(models.Request{Path: "../../../models/korea"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestKoreaContrasts holds the shipped model against every contrast that its
// README states, each a test by its name.
func TestKoreaContrasts(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks the shipped model a hundred questions")
	}
	c := korea(t)
	rows := contrasts(t)
	if len(rows) < 90 {
		t.Fatalf("only %d contrasts were found in the README", len(rows))
	}
	answers := map[string]*result.WhatIf{}
	numbers := map[string]bool{}
	for _, row := range rows {
		numbers[row.number] = true
		t.Run(row.name+"/"+row.node, func(t *testing.T) {
			w := answers[row.failure]
			if w == nil {
				var err error
				if w, err = whatif.Ask(t.Context(), c, whatif.Question{Failed: []string{row.failure}, After: time.Hour, All: true}); err != nil {
					t.Fatal(err)
				}
				answers[row.failure] = w
			}
			if got := levelOf(w, row.node); got != row.level {
				t.Errorf("with %s failed, %s is %q, want %q", row.failure, row.node, got, row.level)
			}
		})
	}
	for _, n := range strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16") {
		if !numbers[n] {
			t.Errorf("contrast %s has no row", n)
		}
	}
}

// levelOf returns the level of a node or part, "partial" for a service of which some is
// down and some is not. A part is named by the node on which one of its lines ends, and
// that may be many, one a region: they are read as one.
func levelOf(w *result.WhatIf, ref string) string {
	id, access, isPart := strings.Cut(ref, "@")
	for i := range w.Nodes {
		n := &w.Nodes[i]
		switch {
		case n.ID != id:
		case !isPart && n.Partial():
			return "partial"
		case !isPart:
			return string(n.Level)
		default:
			return levelOfParts(n, access)
		}
	}
	return "not in the model"
}

// levelOfParts returns the level of the parts with a line that ends on a node.
func levelOfParts(n *result.NodeState, access string) string {
	has := map[result.Level]bool{}
	for _, p := range n.Parts {
		if p.Access == access || slices.Contains(slices.Collect(maps.Values(p.Lines)), access) {
			has[p.Level] = true
		}
	}
	switch {
	case len(has) == 0:
		return "not in the model"
	case has[result.LevelDown] && len(has) > 1:
		return "partial"
	case has[result.LevelDown]:
		return string(result.LevelDown)
	case has[result.LevelDegraded]:
		return string(result.LevelDegraded)
	}
	return string(result.LevelUp)
}

// TestKoreaIsSound finds warnings in the shipped model, but for services of unknown
// users, and nodes, sectors or
// populations without a name in both languages.
func TestKoreaIsSound(t *testing.T) {
	m := korea(t).Model
	for _, p := range m.Warnings() {
		if !strings.HasSuffix(p.Code, "users-hidden") { // no source counts who uses these
			t.Error(p)
		}
	}
	named := func(kind, id string, name models.Text, p *models.Provenance) {
		if name["ko"] == "" || name["en"] == "" {
			t.Errorf("%s %s has no name in both languages: %v", kind, id, name)
		}
		if p == nil || p.Source == "" || p.Confidence == "" {
			t.Errorf("%s %s has no source with a confidence", kind, id)
		}
	}
	for i := range m.Nodes {
		named(m.Nodes[i].Kind, m.Nodes[i].ID, m.Nodes[i].Name, m.Nodes[i].Provenance)
	}
	for _, p := range m.Populations {
		named("population", p.ID, p.Name, p.Provenance)
	}
	for _, s := range m.Sectors {
		named("sector", s.ID, s.Name, s.Provenance)
	}
}

// TestKoreaSeedRows checks that every row of the README's table of seed rows
// leads to a node that exists, or says why there is none.
func TestKoreaSeedRows(t *testing.T) {
	text, err := os.ReadFile("../../../models/korea/README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := korea(t).Model
	row := regexp.MustCompile("(?m)^\\| `([a-z0-9_]+)` \\| (.*) \\|$")
	ids := regexp.MustCompile("`([a-z0-9-]+)`")
	rows := row.FindAllStringSubmatch(string(text), -1)
	if len(rows) != 104 {
		t.Errorf("%d seed rows, want 104", len(rows))
	}
	for _, r := range rows {
		if found := ids.FindStringSubmatch(r[2]); found != nil && !m.Has(found[1]) && !strings.Contains(r[2], "population") {
			t.Errorf("row %s names %s, which is no node", r[1], found[1])
		}
	}
}
