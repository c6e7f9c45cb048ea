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

// Where the README has the scores, which -update writes.
const scoresFrom, scoresTo = "<!-- scores: go test ./cmd/meoktong -run ReadmeScores -update -->\n", "<!-- end of scores -->\n"

// TestReadmeScores holds the README's tables of replayed incidents against what
// the model scores today, so that a change of the model shows there.
func TestReadmeScores(t *testing.T) {
	if testing.Short() {
		t.Skip("it replays every incident of the shipped model")
	}
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
	r, err := replay.Ask(t.Context(), c, replay.Question{LeaveOneOut: true})
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), scoresFrom)
	was, after, closed := strings.Cut(rest, scoresTo)
	if !found || !closed {
		t.Fatalf("the README lacks %q or %q", scoresFrom, scoresTo)
	}
	want := scores(r)
	if *update {
		if err := os.WriteFile("../../README.md", []byte(before+scoresFrom+want+scoresTo+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if was != want {
		t.Errorf("the README's scores are not today's (go test ./cmd/meoktong -run ReadmeScores -update):\n%s", differing(was, want))
	}
}

// differing returns the lines that one text lacks of another.
func differing(was, want string) string {
	var out []string
	for line := range strings.Lines(want) {
		if !strings.Contains(was, line) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

// scores writes the README's tables.
func scores(r *result.Replay) string {
	observed := 0
	for _, in := range r.Incidents {
		observed += len(in.Observations)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d incidents, %d sourced observations:\n\n", len(r.Incidents), observed)
	b.WriteString("| incident | covered | predicted | decides | matched | missed | contradicted | recall | specificity | naive: recall / specificity |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	each := func(row func(name string, taken int, with, without *result.Score)) {
		sum := 0
		for i := range r.Incidents {
			in := &r.Incidents[i]
			sum += len(in.LeaveOneOut.Taken)
			row(in.Names.In("en", in.ID), len(in.LeaveOneOut.Taken), &in.Score, &in.LeaveOneOut.Score)
		}
		row("**in all**", sum, &r.Total, r.LeaveOneOut)
	}
	each(func(name string, _ int, s, _ *result.Score) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s / %s |\n", name, counted(s), rate(s.Recall), rate(s.Specificity), rate(s.Naive.Recall), rate(s.Naive.Specificity))
	})
	b.WriteString("\nWithout hindsight (`replay --leave-one-out`):\n\n| incident | facts taken | covered | predicted | decides | matched | missed | contradicted |\n|---|--:|--:|--:|--:|--:|--:|--:|\n")
	each(func(name string, taken int, _, s *result.Score) {
		fmt.Fprintf(&b, "| %s | %d | %s |\n", name, taken, counted(s))
	})
	fmt.Fprintf(&b, "\nWhat the %d matched rest on: %s; without hindsight, the %d: %s.\n", r.Total.Matched, bases(&r.Total), r.LeaveOneOut.Matched, bases(r.LeaveOneOut))
	return b.String()
}

// counted writes what a score counts, as cells.
func counted(s *result.Score) string {
	outOf := func(some, all int) string {
		if all == 0 {
			return "–"
		}
		return fmt.Sprintf("%d/%d", some, all)
	}
	v := s.ByBasis[result.BasisPredicted]
	return fmt.Sprintf("%s | %s | %s | %d | %d | %d", outOf(s.Coverage.Modelled, s.Coverage.Of), outOf(v.Matched, v.Matched+v.Missed+v.Contradicted),
		outOf(s.Decided.Right, s.Decided.Of), s.Matched, s.Missed, s.Contradicted)
}

func rate(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", *x*100)
}

func bases(s *result.Score) string {
	var out []string
	for _, basis := range []result.Basis{result.BasisPredicted, result.BasisNoPath, result.BasisHindsight, result.BasisGiven, result.BasisFitted} {
		out = append(out, fmt.Sprintf("%d %s", s.ByBasis[basis].Matched, basis))
	}
	return strings.Join(out, ", ")
}
