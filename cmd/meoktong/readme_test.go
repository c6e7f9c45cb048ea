package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// TestReadmeModel loads the model that the README shows a newcomer.
func TestReadmeModel(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "```toml\n")
	if !ok {
		t.Fatal("the README has no TOML")
	}
	toml, _, _ := strings.Cut(rest, "```")
	file := filepath.Join(t.TempDir(), "meoktong.toml")
	if err = os.WriteFile(file, []byte(toml), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Nodes) != 5 {
		t.Errorf("%d nodes, want 5", len(m.Nodes))
	}
}

// TestReadmeScores holds the README's table of replayed incidents against what
// the model scores today, so that a change of the model shows there.
func TestReadmeScores(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: "../../models/korea"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	var incidents []*models.Incident
	for i := range m.Incidents {
		incidents = append(incidents, &m.Incidents[i])
	}
	r, err := replay.Of(t.Context(), c, incidents)
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{}
	for _, in := range r.Incidents {
		rows = append(rows, scoreRow(in.Names.In("en", in.ID), in.Score))
	}
	rows = append(rows, scoreRow("**in all**", r.Total))
	for _, basis := range []result.Basis{result.BasisFitted, result.BasisGiven, result.BasisNoPath, result.BasisPredicted, result.BasisHindsight} {
		rows = append(rows, fmt.Sprintf("%d %s", r.Total.ByBasis[basis].Matched, basis))
	}
	for _, row := range rows {
		if !strings.Contains(string(text), row) {
			t.Errorf("the README lacks: %s", row)
		}
	}
}

func scoreRow(name string, s result.Score) string {
	share := func(x *float64) string {
		if x == nil {
			return "–"
		}
		return fmt.Sprintf("%.0f %%", *x*100)
	}
	outOf := func(some, all int) string {
		if all == 0 {
			return "–"
		}
		return fmt.Sprintf("%d/%d", some, all)
	}
	v := s.ByBasis[result.BasisPredicted]
	return fmt.Sprintf("| %s | %s | %s | %s | %d | %d | %d | %s | %s | %s / %s |", name, outOf(s.Coverage.Modelled, s.Coverage.Of), outOf(v.Matched, v.Matched+v.Missed+v.Contradicted),
		outOf(s.Decided.Right, s.Decided.Of), s.Matched, s.Missed, s.Contradicted,
		share(s.Recall), share(s.Specificity), share(s.Naive.Recall), share(s.Naive.Specificity))
}
