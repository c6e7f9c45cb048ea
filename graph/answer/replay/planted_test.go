package replay_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/rounds"
)

// planted are faults of what judges observations, each of which the oracle must catch:
// what stands in a file, and what in its place.
var planted = []struct{ file, right, wrong string }{
	{"amount.go", "*o.ShareDown+o.WithinShare", "*o.ShareDown+o.WithinShare/2"},
	{"amount.go", "*o.ShareDown-o.WithinShare", "*o.ShareDown"},
	{"amount.go", "Least: a / o.Factor", "Least: a"},
	{"amount.go", "Most: a * o.Factor", "Most: a"},
	{"amount.go", "case obs.hit && label == result.StateUp:", "case obs.hit:"},
	{"amount.go", "j.run.ShareDown(v, o.At, o.Within)", "whole"},
	{"amount.go", "j.run.ShareDown(v, nil, o.Within)", "j.run.ShareDown(v, nil, 0)"},
	{"amount.go", "j.run.Owed(v, o.Within)", "j.run.Owed(v, 0)"},
	{"amount.go", "case obs.hit && worst == result.StateUp:", "case worst == result.StateUp:"},
	{"amount.go", "case !obs.hit && whole > 0:", "case false:"},
	{"basis.go", "j.named(o.Node) || j.cutOff(v)", "j.named(o.Node)"},
	{"basis.go", "j.cutOff(v) || j.ownTime(o)", "j.cutOff(v)"},
	{"basis.go", "parts[name] || partOf(name, node) ||", "parts[name] ||"},
	{"basis.go", "same := p != nil &&", "same := false && p != nil &&"},
	{"basis.go", "return times > 0", "return true"},
	{"replay.go", "obs.onLevels = obs.Verdict; timed(o)", "obs.onLevels = obs.Verdict; false"},
	{"replay.go", "case reached == hit(o):", "case reached:"},
	{"replay.go", "j.run.At(v, *o.At)", "j.run.Worst(v, 0)"},
	{"../timeline/amount.go", "users * s.c.Share(v) *", "users *"},
	{"../timeline/amount.go", "share = s.c.Share(x)", "share = 1"},
	{"../timeline/amount.go", "sp.To-sp.From >= limit", "sp.To-sp.From > limit"},
	{"../timeline/amount.go", "*at < sp.To)", "*at <= sp.To)"},
	{"../timeline/amount.go", "names[b.Node] &&", "true &&"},
	{"../timeline/cutoff.go", "falls(true) && !falls(false)", "falls(true)"},
	{"../timeline/cutoff.go", "falls(true) && !falls(false)", "!falls(false)"},
	{"../timeline/cutoff.go", "m == line || alone[m]", "m == line"},
	{"../timeline/sources.go", "t.note(c.Model.PopulationOf(n).Provenance)", ""},
	{"../timeline/sources.go", "t.note(s.c.Model.Nodes[s.c.NodeOf(queue[0])].Provenance)", ""},
	{"../timeline/sources.go", "case t.worst[m] < graph.Up:", "case t.worst[m] < graph.Degraded:"},
	{"../timeline/sources.go", "\t\t\tt.within(&r.Of[i])", ""},
	{"../timeline/sources.go", "if len(broken) > 0 {", "if false {"},
	{"../../../models/date.go", "LastDay(date) < moment", "LastDay(date) <= moment"},
	{"../../../models/date.go", "LastDay(date) < moment", "FirstDay(date) < moment"},
	{"../../../models/date.go", "cmp.Or(m.OwnDate(p), m.Date())", "m.OwnDate(p)"},
	{"../../../models/date.go", "cmp.Or(p.Asof, m.dateOfSource(p.Source))", "p.Asof"},
}

// TestOracleCatchesPlantedFaults builds the package with each fault, and wants the
// comparison with the oracle to fail. It takes minutes, so only the long rounds do.
func TestOracleCatchesPlantedFaults(t *testing.T) {
	if os.Getenv(rounds.Variable) == "" || testing.Short() {
		t.Skip("every fault is a build of its own: for the long rounds")
	}
	for _, p := range planted {
		t.Run(filepath.Base(p.file)+" "+p.wrong, func(t *testing.T) {
			out, err := withFault(t, p.file, p.right, p.wrong)
			if err == nil || !bytes.Contains(out, []byte("--- FAIL: Test")) {
				t.Errorf("in place of %q it is not caught: %s", p.right, out)
			}
		})
	}
}

// withFault compares a build with a fault with the oracle.
func withFault(t *testing.T, file, right, wrong string) ([]byte, error) {
	t.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil || strings.Count(string(text), right) != 1 {
		t.Fatalf("%s has not once %q (%v)", file, right, err)
	}
	dir := t.TempDir()
	faulty, overlay := filepath.Join(dir, "faulty.go"), filepath.Join(dir, "overlay.json")
	replaced, err := json.Marshal(map[string]any{"Replace": map[string]string{path: faulty}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{faulty: []byte(strings.Replace(string(text), right, wrong, 1)), overlay: replaced} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "-overlay", overlay, "-run", "AgreeWithOracle", ".")
	cmd.Env = append(os.Environ(), rounds.Variable+"=1")
	return cmd.CombinedOutput()
}
