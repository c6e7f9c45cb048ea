package openpsa_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/internal/modeltest"
)

// tree is a random fault tree, and says itself which gates are failed.
type tree struct {
	gates  []formula
	events int
	houses []bool
	negate bool // formulas may, and no gates go round in a circle
}

// formula is a name, or at least k of formulas.
type formula struct {
	name string
	op   string // a connective that negates; "": at least k
	k    int
	of   []formula
}

func randomTree(rng *rand.Rand, negate bool) *tree {
	t := &tree{negate: negate, gates: make([]formula, 1+rng.IntN(6)), events: 1 + rng.IntN(5), houses: make([]bool, rng.IntN(4))}
	for i := range t.houses {
		t.houses[i] = rng.IntN(2) == 0
	}
	for i := range t.gates {
		t.gates[i] = t.random(rng, i, 2)
	}
	return t
}

// random returns a formula for a gate: cycles are made, a gate in its own
// formula is not.
func (t *tree) random(rng *rand.Rand, gate, depth int) formula {
	n := 1 + rng.IntN(4)
	f := formula{k: 1 + rng.IntN(n)}
	if ops := []string{"not", "xor", "iff", "imply", "nand", "nor", "cardinality"}; t.negate && rng.IntN(2) == 0 {
		f.op = ops[rng.IntN(len(ops))]
		switch i := slices.Index(ops, f.op); {
		case i == 0:
			n = 1
		case i < 4:
			n = 2
		}
	}
	wanted := n
	seen := map[string]bool{fmt.Sprint("G_", gate): true}
	for len(f.of) < n {
		if depth > 0 && rng.IntN(4) == 0 {
			f.of = append(f.of, t.random(rng, gate, depth-1))
			continue
		}
		name := fmt.Sprint("e", rng.IntN(t.events))
		switch r := rng.IntN(6); {
		case r < 2 && !t.negate:
			name = fmt.Sprint("G_", rng.IntN(len(t.gates)))
		case r < 2 && gate > 0:
			name = fmt.Sprint("G_", rng.IntN(gate))
		case r == 2 && len(t.houses) > 0:
			name = fmt.Sprint("h", rng.IntN(len(t.houses)))
		}
		if seen[name] {
			n, f.k = n-1, max(1, min(f.k, n-1))
			if n == 0 {
				return formula{k: 1, of: []formula{{name: "e0"}}}
			}
			continue
		}
		seen[name] = true
		f.of = append(f.of, formula{name: name})
	}
	if n < wanted { // too little to choose from
		f.op = ""
	}
	return f
}

func (t *tree) xml() string {
	var b strings.Builder
	b.WriteString("<opsa-mef>\n<define-fault-tree name=\"random\">\n")
	for i, g := range t.gates {
		fmt.Fprintf(&b, "<define-gate name=\"G_%d\">%s</define-gate>\n", i, g.xml())
	}
	b.WriteString("</define-fault-tree>\n<model-data>\n")
	for i := range t.events {
		fmt.Fprintf(&b, "<define-basic-event name=\"e%d\"/>\n", i)
	}
	for i, h := range t.houses {
		fmt.Fprintf(&b, "<define-house-event name=\"h%d\"><constant value=\"%t\"/></define-house-event>\n", i, h)
	}
	return b.String() + "</model-data>\n</opsa-mef>\n"
}

func (f formula) xml() string {
	if f.name != "" {
		return fmt.Sprintf("<event name=%q/>", f.name)
	}
	tag, attr := "atleast", fmt.Sprintf(" min=\"%d\"", f.k)
	switch {
	case f.op == "cardinality":
		tag, attr = f.op, fmt.Sprintf(" min=\"%d\" max=\"%d\"", f.k-1, f.k)
	case f.op != "":
		tag, attr = f.op, ""
	case f.k == 1 && len(f.of)%2 == 0:
		tag, attr = "or", ""
	case f.k == len(f.of):
		tag, attr = "and", ""
	}
	s := "<" + tag + attr + ">"
	for _, a := range f.of {
		s += a.xml()
	}
	return s + "</" + tag + ">"
}

// failed returns the gates that are failed with a set of events: the least
// fixed point of the formulas, from nothing failed.
func (t *tree) failed(events int) map[string]bool {
	v := map[string]bool{}
	for i := range t.events {
		v[fmt.Sprint("e", i)] = events>>i&1 == 1
	}
	for i, h := range t.houses {
		v[fmt.Sprint("h", i)] = h
	}
	for changed := true; changed; { // in order, so that what negates is settled at once
		changed = false
		for i, g := range t.gates {
			if name := fmt.Sprint("G_", i); !v[name] && g.holds(v) {
				v[name], changed = true, true
			}
		}
	}
	return v
}

func (f formula) holds(v map[string]bool) bool {
	if f.name != "" {
		return v[f.name]
	}
	n := 0
	for _, a := range f.of {
		if a.holds(v) {
			n++
		}
	}
	switch all := len(f.of); f.op {
	case "not", "nor":
		return n == 0
	case "nand":
		return n < all
	case "xor":
		return n == 1
	case "iff":
		return n != 1
	case "imply":
		return !f.of[0].holds(v) || f.of[1].holds(v)
	case "cardinality":
		return f.k-1 <= n && n <= f.k
	}
	return n >= f.k
}

// TestTreesMeanTheSame compares, for random trees and every set of basic events,
// which gates fail by the tree's own formulas and by the model made of it.
func TestTreesMeanTheSame(t *testing.T) { meanTheSame(t, false) }

// TestNegationsMeanTheSame does so for trees that negate.
func TestNegationsMeanTheSame(t *testing.T) { meanTheSame(t, true) }

func meanTheSame(t *testing.T, negate bool) {
	t.Helper()
	compared, folded, always, cases := 0, 0, 0, rounds.Of(t, 2000, 2000)
	for seed := range cases.Seeds() {
		tr := randomTree(rand.New(rand.NewPCG(seed, 0)), negate)
		m, err := modeltest.Text("m.xml", tr.xml())
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, tr.xml())
		}
		if m.Has("never-fails") {
			always++
		}
		c, err := compile.Compile(m)
		if err != nil {
			t.Fatal(err)
		}
		x := cascade.New(c.Graph, time.Hour)
		for events := range 1 << tr.events {
			var down []int32
			for i := range tr.events {
				if events>>i&1 == 1 {
					down = append(down, c.Vertex(fmt.Sprint("e", i)))
				}
			}
			x.Run(down, nil)
			want := tr.failed(events)
			for i := range tr.gates {
				name := fmt.Sprint("G_", i)
				v := int32(m.Index(fmt.Sprint("g-", i)))
				if v < 0 { // folded away: it must be constant
					if want[name] != tr.failed(0)[name] {
						t.Fatalf("seed %d: %s is folded away, but hangs on events\n%s", seed, name, tr.xml())
					}
					folded++
					continue
				}
				if got := x.Level(v) == graph.Down; got != want[name] {
					t.Fatalf("seed %d, events %b: %s failed: %t, want %t\n%s", seed, events, name, got, want[name], tr.xml())
				}
				compared++
			}
		}
	}
	if compared < cases.Least(10_000) || folded < cases.Least(1000) || always < cases.Least(10) {
		t.Errorf("%d gates compared, %d folded, %d trees with one that always fails: the generator is lopsided", compared, folded, always)
	}
}

// TestTree reads a tree of every form and says what it becomes.
func TestTree(t *testing.T) {
	text, err := os.ReadFile("testdata/cooling.xml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := modeltest.Text("cooling.xml", string(text))
	if err != nil {
		t.Fatal(err)
	}
	if m.Title[""] != "Loss of cooling" || m.Shape("gate") != "box" {
		t.Errorf("title %v, gates drawn as %s", m.Title, m.Shape("gate"))
	}
	golden(t, "testdata/cooling.txt", modelText(m))
}

// TestNegations reads every connective that negates and says what it becomes.
func TestNegations(t *testing.T) {
	text, err := os.ReadFile("testdata/negations.xml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := modeltest.Text("negations.xml", string(text))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/negations.txt", modelText(m))
}

var update = flag.Bool("update", false, "write what the tests get into the files that they compare it with")

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || got != string(want) {
		t.Errorf("got\n%swant\n%s%v", got, want, err)
	}
}

// modelText is all that a fault tree says.
func modelText(m *models.Model) string {
	var got strings.Builder
	for i := range m.Nodes {
		n := &m.Nodes[i]
		chance := "-"
		if n.Chance != nil {
			chance = fmt.Sprint(*n.Chance.Unavailability)
		}
		fmt.Fprintf(&got, "%s %s %q %q fails=%t %s", n.Kind, n.ID, n.Name[""], n.Description[""], n.Fails, chance)
		for j := range n.Needs {
			fmt.Fprint(&got, " ", needText(&n.Needs[j]))
		}
		fmt.Fprintln(&got)
	}
	return got.String()
}

func needText(r *models.Requirement) string {
	if r.On != "" {
		return r.On
	}
	s := fmt.Sprintf("%d(", r.K)
	for i := range r.Of {
		s += " " + needText(&r.Of[i])
	}
	return s + " )"
}

// TestImport writes trees as TOML and as JSON Lines, and reads them again.
func TestImport(t *testing.T) {
	cooling, err := os.ReadFile("testdata/cooling.xml")
	if err != nil {
		t.Fatal(err)
	}
	trees := []string{string(cooling), strings.ReplaceAll(string(cooling), "Loss of", "\x7f\"\\'\u202e\u009b\U000e0001&#9;")}
	for seed := range uint64(100) {
		trees = append(trees, randomTree(rand.New(rand.NewPCG(seed, 1)), false).xml())
	}
	file := filepath.Join(t.TempDir(), "m.xml")
	for _, text := range trees {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		want, err := models.Load(models.Request{Path: file})
		imported, errImport := models.Import(t.Context(), models.ImportRequest{Format: "openpsa", Files: []string{file}})
		if err != nil || errImport != nil {
			if err == nil || errImport == nil || err.Error() != errImport.Error() {
				t.Errorf("loaded: %v, imported: %v", err, errImport)
			}
			continue
		}
		for _, f := range formats.Writable() {
			name := "m" + f.Endings[0]
			var b strings.Builder
			if _, err := imported.Write(&b, f.Name); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexAny(b.String(), "\x7f\u202e\u009b\U000e0001"); i >= 0 {
				t.Errorf("%s has a character that commands a terminal: %q", name, b.String()[i:])
			}
			got, err := modeltest.Text(name, b.String())
			if err != nil {
				t.Fatalf("%v\n%s", err, b.String())
			}
			if got, want := modelText(got), modelText(want); got != want {
				t.Errorf("%s: got\n%swant\n%s", name, got, want)
			}
		}
	}
}

// TestInvalidTrees reads files with errors, and compares all that is said of
// each with what stands beside it.
func TestInvalidTrees(t *testing.T) {
	files, err := filepath.Glob("testdata/bad-*.xml")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, p := range modeltest.Problems(t, filepath.Base(file), string(text)) {
			modeltest.CheckProblem(t, p, strings.TrimPrefix(string(text), "\ufeff"))
			fmt.Fprintln(&got, p.Code, p)
		}
		golden(t, strings.TrimSuffix(file, ".xml")+".txt", got.String())
	}
}

// TestTreeLimits refuses what would cost too much.
func TestTreeLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes trees that are too large")
	}
	around := func(s string) string { return `<opsa-mef><define-gate name="g">` + s + `</define-gate></opsa-mef>` }
	for name, c := range map[string]struct{ code, text string }{
		"deep":       {"too-deep", around(strings.Repeat("<or>", 100_000))},
		"attributes": {"too-long", around("<or " + strings.Repeat(`a="" `, 20_000) + "/>")},
		"name":       {"too-long", around(`<gate name="` + strings.Repeat("x", 201) + `"/>`)},
		"text":       {"too-long", strings.Repeat(" ", 70_000) + around("")},
		"laughs":     {"doctype", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + around(`<gate name="&b;"/>`)},
		"entity":     {"xml", around(`<gate name="&b;"/>`)},
		"many":       {"too-many", around("<or>" + strings.Repeat(`<gate name="x"/><or/>`, 100_000) + "</or>")},
	} {
		start := time.Now()
		codes := map[string]bool{}
		problems := modeltest.Problems(t, "m.xml", c.text)
		for _, p := range problems {
			codes[p.Code] = true
		}
		if took := time.Since(start); !codes[c.code] || took > time.Minute {
			t.Errorf("%s: %v after %s, want %s", name, codes, took, c.code)
		}
	}
}

// TestAralia loads the Aralia set of fault trees, which this project does not
// hold: MEOKTONG_ARALIA names its folder.
func TestAralia(t *testing.T) {
	folder := os.Getenv("MEOKTONG_ARALIA")
	if folder == "" {
		t.Skip("MEOKTONG_ARALIA names no folder")
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		start := time.Now()
		m, err := models.Load(models.Request{Path: file})
		took := time.Since(start)
		switch base := filepath.Base(file); {
		case err != nil:
			t.Errorf("%s: %v", base, err)
		default:
			top := 0
			for i, is := range m.Top() {
				if is && m.Nodes[i].ID == "r1" {
					top++
				}
			}
			if top != 1 || took > 20*time.Second {
				t.Errorf("%s: %d top events r1 in %s", base, top, took)
			}
		}
	}
}

func FuzzOpenPSA(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { modeltest.Try(t, "m.xml", data) })
}

func BenchmarkOpenPSA(b *testing.B) {
	var text strings.Builder
	text.WriteString("<opsa-mef>\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "<define-gate name=\"g%d\">\n<or>\n<gate name=\"g%d\"/>\n<basic-event name=\"e%d\"/>\n</or>\n</define-gate>\n", i, i+1, i)
		fmt.Fprintf(&text, "<define-basic-event name=\"e%d\">\n<float value=\"0.01\"/>\n</define-basic-event>\n", i)
	}
	text.WriteString("<define-basic-event name=\"g20000\"/></opsa-mef>\n")
	data := strings.ReplaceAll(text.String(), `<gate name="g20000"/>`, `<basic-event name="g20000"/>`)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := modeltest.Text("m.xml", data); err != nil {
			b.Fatal(err)
		}
	}
}
