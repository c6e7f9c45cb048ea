package faults_test

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/compile"
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
	top := ""
	for i, is := range m.Top() {
		if is {
			top = m.Nodes[i].ID
		}
	}
	sets, err := cutsets.Ask(t.Context(), c, cutsets.Question{Node: top, Level: "down", CountOnly: true, After: m.Horizon})
	if err != nil || sets.Count != count || sets.Truncated {
		t.Errorf("%s sets, want %s: %v", sets.Count, count, err)
	}
	got, err := availability.Ask(t.Context(), c, availability.Question{Nodes: []string{top}, Level: "down", After: m.Horizon})
	if err != nil || math.Abs(got.Nodes[0].Unavailability-p) > 1e-10*p {
		t.Errorf("probability %v, want %v: %v", got.Nodes[0].Unavailability, p, err)
	}
}
