package whatif_test

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

// plantedInSplits are faults of what makes parts and counts people, each of which the
// comparison with persons drawn class by class must catch: what stands in a file, and
// what in its place.
var plantedInSplits = []struct{ file, right, wrong string }{
	{"../../../models/segments.go", "s.cross(blocks[1:], at, share*b.share[i])", "s.cross(blocks[1:], at, b.share[i])"},
	{"../../../models/segments.go", "case !jointly[split.Name]:", "default:"},
	{"../../../models/segments.go", "if next == nil {\n\t\t\treturn \"\"\n\t\t}", "if next == nil {\n\t\t\tnext = &end.Of[0].End\n\t\t}"},
	{"../../../models/segments.go", "\tif end.By != \"\" {\n\t\tadd(end.By)\n\t}", ""},
	{"../../../models/parts.go", "case len(p.Access) == 0 && len(p.Line) == 1:", "case len(p.Access) == 0:"},
	{"../../../models/parts.go", "p.share[i] /= p.all", "p.share[i] /= p.Segments.whole"},
	{"../../../models/parts.go", "t = t.or(d.tells[j])", "t = t.or(told{splits: d.tells[j].splits})"},
	{"../../../models/parts.go", "t.splits |= 1 << k", "t.splits |= 0"},
	{"../../../models/parts.go", "t.lines |= 1 << d.segments.Line(LineAccess)", "t.lines |= 0"},
	{"../../../models/parts_left_out.go", "return !lacks[j][d.parts[j].Of(segment)]", "return true"},
	{"../../../models/parts_left_out.go", "if m.Loss && best == BestDown {", "if false {"},
	{"../../../models/parts_left_out.go", "twice && at >= 0 {", "twice && at < -1 {"},
	{"../../../models/parts_left_out.go", "worst = min(worst,", "worst = max(worst,"},
	{"../../../models/part_names.go", "if !slices.Contains(ends, x) {", "if x < -1 {"},
	{"../../../models/part_names.go", "if int(ends[w.of]) != w.value {", "if w.value < -1 {"},
	{"../../../models/part_names.go", "if q.of.Segments.Value(i, w.of) != w.value {", "if w.value < -1 {"},
	{"../../../models/access.go", "n.Use.Reach * parts.All(), true", "n.Use.Reach, true"},
	{"../../compile/fold.go", "case d >= k && g.mods.Accepts:", "case false:"},
	{"../../compile/fold.go", "\t\tg.degraded++", "\t\tg.up++"},
	{"../../compile/fold.go", "\t\town.Loss = true\n", ""},
	{"../../compile/fold.go", "least := graph.Spec{Of: g.of, K: k - d,", "least := graph.Spec{Of: g.of, K: k,"},
	{"../../compile/fold.go", "Mods: graph.Mods{Whole: true, Supply: supply}", "Mods: graph.Mods{Supply: supply}"},
	{"../../compile/fold.go", "n.Use.Population == from.population {", "n.Use.Population == from.population && node < 0 {"},
	{"../users/cells.go", "if part < 0 {\n\t\treturn of\n\t}", "part = max(part, 0)"},
	{"../users/counter.go", "max(c.widest[first+cell], reach)", "c.widest[first+cell] + reach"},
	{"../users/counter.go", "min(1, c.sum[first+int32(i)])", "c.sum[first+int32(i)]"},
	{"../users/counter.go", "span{max(s.least, other.least), s.most + other.most}", "span{s.least + other.least, s.most + other.most}"},
	{"../users/counter.go", "out[i].most = min(out[i].most, p.Most)", ""},
	{"../users/weights.go", "return users * n.Criticality, known", "return users, known"},
	{"sectors.go", "case share > 0:", "case false:"},
	{"people.go", "case v.c.IsPart(x) || level >= v.levelBefore(x):", "case level >= v.levelBefore(x):"},
}

// TestPersonsCatchPlantedFaults builds the package with each fault, and wants the
// comparison to fail. It takes minutes, so only the long rounds do.
func TestPersonsCatchPlantedFaults(t *testing.T) {
	if os.Getenv(rounds.Variable) == "" || testing.Short() {
		t.Skip("every fault is a build of its own: for the long rounds")
	}
	for _, p := range plantedInSplits {
		t.Run(filepath.Base(p.file)+" "+p.wrong, func(t *testing.T) {
			out, err := withFault(t, p.file, p.right, p.wrong)
			if err == nil || !bytes.Contains(out, []byte("--- FAIL: Test")) {
				t.Errorf("in place of %q it is not caught: %s", p.right, out)
			}
		})
	}
}

// withFault compares a build with a fault with persons drawn class by class.
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
	cmd := exec.CommandContext(t.Context(), "go", "test", "-overlay", overlay, "-run", "SplitsAgreeWithOracle", ".")
	cmd.Env = append(os.Environ(), rounds.Variable+"=1")
	return cmd.CombinedOutput()
}
