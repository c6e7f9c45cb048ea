package montecarlo

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// TestAralia estimates the top events of the Aralia set of fault trees, which
// this project does not hold: MEOKTONG_ARALIA names its folder, with the exact
// probabilities in the fourth column of known.tsv.
func TestAralia(t *testing.T) {
	folder := os.Getenv("MEOKTONG_ARALIA")
	if folder == "" {
		t.Skip("MEOKTONG_ARALIA names no folder")
	}
	known, err := os.ReadFile(filepath.Join(folder, "known.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.Trim(string(known), "\n"), "\n")[1:] {
		f := strings.Split(line, "\t")
		m, err := models.Load(models.Request{Path: filepath.Join(folder, f[0]+".xml")})
		if err != nil {
			t.Fatal(err)
		}
		c, err := compile.Compile(m)
		if err != nil {
			t.Fatal(err)
		}
		in := Input{Graph: c.Graph, Horizon: m.Horizon}
		for v := range m.Nodes {
			if ch := m.Nodes[v].Chance; ch != nil {
				in.Faults = append(in.Faults, Fault{*ch.Unavailability, []int32{int32(v)}})
			}
		}
		const trials = 1_000_000
		got, err := Run(context.Background(), in, Range{0, trials}, 1)
		if err != nil {
			t.Fatal(err)
		}
		low, high := Wilson(got.Down[c.Vertex("r1")], trials, 5)
		t.Logf("%s: %g to %g, known: %s", f[0], low, high, f[3])
		if f[3] == "" { // nobody knows
			continue
		}
		if p, err := strconv.ParseFloat(f[3], 64); err != nil || p < low || p > high {
			t.Errorf("%s: %g to %g, want %s: %v", f[0], low, high, f[3], err)
		}
	}
}
