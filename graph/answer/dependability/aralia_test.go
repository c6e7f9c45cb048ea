package dependability_test

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/dependability"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/models"
)

// TestAralia compares the Aralia set of fault trees, which this project does not
// hold, with what is known of them: MEOKTONG_ARALIA names the folder, with a
// known.tsv of tree, number of minimal cut sets, …, probability.
func TestAralia(t *testing.T) {
	folder := os.Getenv("MEOKTONG_ARALIA")
	if folder == "" {
		t.Skip("MEOKTONG_ARALIA names no folder")
	}
	known, err := os.ReadFile(filepath.Join(folder, "known.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(known)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		p, err := strconv.ParseFloat(f[3], 64)
		if err != nil || f[0] == "das9601" || f[0] == "das9701" { // the head, the unknown, and those with negations
			continue
		}
		t.Run(f[0], func(t *testing.T) { compareTree(t, filepath.Join(folder, f[0]+".xml"), f[1], p) })
	}
}

func compareTree(t *testing.T, file, count string, p float64) {
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	q := dependability.Question{Level: graph.Down, After: m.Horizon, Budget: cutset.DefaultBudget}
	top := ""
	for i, is := range m.Top() {
		if is {
			top = m.Nodes[i].ID
		}
	}
	sets, err := dependability.CutSets(context.Background(), c, dependability.CutSetQuestion{Question: q, Node: top, Order: cutset.Unbounded, CountOnly: true})
	if err != nil || sets.Count != count || sets.Truncated {
		t.Errorf("%s sets, want %s: %v", sets.Count, count, err)
	}
	got, err := dependability.Availability(context.Background(), c, dependability.AvailabilityQuestion{Question: q, Nodes: []string{top}})
	if err != nil || math.Abs(got.Nodes[0].Unavailability-p) > 1e-10*p {
		t.Errorf("probability %v, want %v: %v", got.Nodes[0].Unavailability, p, err)
	}
}
