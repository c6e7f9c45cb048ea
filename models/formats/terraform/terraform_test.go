package terraform_test

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
	"github.com/meoktong/meoktong/models/formats/terraform"
)

func read(name, data string) *format.Document {
	return terraform.Format().Read([]format.File{{Name: name, Data: []byte(data)}}, format.Options{})
}

// samples have the traps of real files. Their nodes and edges were counted by hand.
var samples = []struct {
	file, golden string
	nodes, edges int
}{
	{"state4.tfstate", "state4.txt", 9, 12},
	{"state3.json", "state3.txt", 6, 7},
	{"shown.json", "shown.txt", 4, 4},
	{"plan.json", "plan.txt", 7, 17},
	{"steps.dot", "steps.txt", 13, 13},
	{"resources.dot", "resources.txt", 4, 4},
	{"beautified.gv", "beautified.txt", 4, 3},
}

// TestRead compares readings of the samples with what they should bring, keeps that what is
// read and what is left out is all that they say, and that no secret is in any of it.
func TestRead(t *testing.T) {
	for _, c := range samples {
		data, err := os.ReadFile("testdata/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		if !terraform.Format().Sniff(data) {
			t.Errorf("%s is not told", c.file)
		}
		doc := read(c.file, string(data))
		got := formattest.Text(doc)
		if strings.Contains(got, "SECRET") {
			t.Errorf("%s: a secret is in the model", c.file)
		}
		nodes, edges := formattest.Said(doc)
		if nodes != c.nodes || edges != c.edges {
			t.Errorf("%s: %d nodes and %d edges, not %d and %d", c.file, nodes, edges, c.nodes, c.edges)
		}
		formattest.Golden(t, c.golden, got)
	}
}

// TestFlaws says what is wrong with a file.
func TestFlaws(t *testing.T) {
	deep := strings.Repeat("{", 600)
	for file, want := range map[string]string{
		"":                                 "ends in the middle",
		"{":                                "ends in the middle",
		"[]":                               "no state and no plan",
		"{}":                               "no state and no plan",
		`{"version": 2}`:                   "12-13 unknown: a state of this version",
		`{"version": 4}`:                   "no resource of Terraform",
		`{"format_version": "1.0"}`:        "the state is empty",
		`{"version": 4, "resources": 1}`:   "resources must be a list, and is a number",
		`{"version": 4, "resources": [1]}`: "what resources holds must be a table, and is a number",
		`{"version": 4, "resources": [{"type": "a"}]}`:                                                    "29-30 address: this resource has no type, or no name",
		`{"version": 4, "resources": [{"type": "a", "name": "b", "instances": [{"dependencies": [1]}]}]}`: "what dependencies holds must be text, and is a number",
		`{"version": 3, "modules": [{"resources": {"a": 1}}]}`:                                            "no type, or no name",
		`{"values": {"root_module": {"resources": [{}]}}}`:                                                "no type, or no name",
		`{"configuration": {"root_module": {"resources": [{"address": "a.b", "depends_on": {}}]}}}`:       "depends_on must be a list, and is a table",
		`{"configuration": {"root_module": {"module_calls": []}}}`:                                        "module_calls must be a table, and is a list",
		"digraph {":               "no graph in DOT",
		"digraph {\n a -> -> b }": "16-17 dot: this is no graph in DOT",
		"digraph { a -> b }":      "no resource of Terraform",
		"digraph { " + deep:       "deeper than 500",
		"digraph { subgraph { subgraph { \"aws_vpc.a\" -> b } } -> c }": "",
	} {
		doc := read("f", file)
		if got := formattest.Text(doc); !strings.Contains(got, want) || (want == "") != (len(doc.Flaws) == 0) {
			t.Errorf("%.80s\nhas not %s, but\n%s", file, want, got)
		}
	}
}

// TestSniff tells Terraform's files from others with the same endings.
func TestSniff(t *testing.T) {
	for data, want := range map[string]bool{
		`{"format_version":"1.0","terraform_version":"1.5"`: true,
		"{\n\"version\": 4, \"lineage\": \"x\"":             true,
		`[{"terraform_version": 1}]`:                        false,
		`{"elements": {"nodes": []}}`:                       false,
		`{"id": 1, "model": {"people": []}}`:                false,
		"digraph {\n \"[root] root\" ":                      true,
		" strict digraph G { \"aws_vpc.a\"":                 true,
		"digraph { a -> b }":                                false,
		"graph { \"aws_vpc.a\" }":                           false,
		"":                                                  false,
	} {
		if terraform.Format().Sniff([]byte(data)) != want {
			t.Errorf("%s: not %t", data, want)
		}
	}
}

// TestPowerShell reads a state that a shell of Windows wrote: UTF-16, with a byte order mark.
func TestPowerShell(t *testing.T) {
	data, err := os.ReadFile("testdata/shown.json")
	if err != nil {
		t.Fatal(err)
	}
	wide := binary.LittleEndian.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(string(data))) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	file := filepath.Join(t.TempDir(), "state.json")
	if err = os.WriteFile(file, wide, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Import(t.Context(), models.ImportRequest{Format: "terraform", Files: []string{file}})
	if err != nil || m.Counts.Nodes != 3 || m.Counts.Edges != 2 {
		t.Errorf("%v, %+v", err, m)
	}
	if _, err := models.Load(models.Request{Path: file}); err != nil {
		t.Error(err)
	}
}

// TestLarge reads many resources, and much that refers to much, in little time.
func TestLarge(t *testing.T) {
	state := func(n, on int) string {
		var b strings.Builder
		b.WriteString(`{"version": 4, "resources": [`)
		for i := range n {
			fmt.Fprintf(&b, `{"type": "aws_x", "name": "n%d", "instances": [{"dependencies": ["aws_x.n%d"`, i, i/2)
			for j := i - 1; j > max(0, i-on); j-- {
				fmt.Fprintf(&b, `, "aws_x.n%d"`, j)
			}
			b.WriteString("]}]},\n")
		}
		return b.String() + `{"type": "a", "name": "b"}]}`
	}
	outputs := func(n int) string { // each module puts out what all before it do
		var b strings.Builder
		b.WriteString(`{"configuration": {"root_module": {"resources": [{"address": "a.b", "expressions": {"x": {"references": ["module.m` + fmt.Sprint(n-1) + `.o"]}}}], "module_calls": {`)
		for i := range n {
			fmt.Fprintf(&b, `"m%d": {"expressions": {"v": {"references": ["module.m%d.o", "module.m%d.o"]}}, "module": {"resources": [{"address": "c.d"}], "outputs": {"o": {"expression": {"references": ["var.v", "c.d"]}}}}}`, i, i-1, i/2)
			if i < n-1 {
				b.WriteString(",")
			}
		}
		return b.String() + "}}}}"
	}
	modules := func(n int) string { // each needs a module of as many
		var b strings.Builder
		b.WriteString(`{"version": 4, "resources": [`)
		for i := range n {
			fmt.Fprintf(&b, `{"module": "module.m", "type": "a", "name": "n%d", "instances": [{"dependencies": ["module.m"]}]},`, i)
		}
		return b.String() + `{"module": "` + strings.Repeat("module.x.", 50_000) + `module.y", "type": "a", "name": "b"}]}`
	}
	ways := func(n int) string {
		var b strings.Builder
		b.WriteString("digraph {\n")
		for i := range n {
			fmt.Fprintf(&b, "\"[root] aws_x.n%d\" -> \"[root] var.a\"\n\"[root] var.a\" -> \"[root] aws_x.n%d\"\n", i, i)
		}
		return b.String() + "}"
	}
	for _, file := range []string{state(30_000, 2), state(1000, 60), outputs(500), outputs(3000), modules(500), ways(300), "digraph { a" + strings.Repeat("->a", 100_000) + "}"} {
		start := time.Now()
		doc := read("f", file)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%.40s: %v, %+v", file, d, doc.Flaws)
		}
	}
}

// FuzzRead looks for panics, for places outside the file and for secrets.
func FuzzRead(f *testing.F) {
	for _, c := range samples {
		data, err := os.ReadFile("testdata/" + c.file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(`{"version": 4, "resources": [{"type": "a", "name": "b", "instances": [{"dependencies": ["module.a[\"x\"]", "module."]}]}]}`)
	f.Fuzz(func(t *testing.T, data string) {
		doc := read("f", data)
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(data) || x.Code == "" || strings.ContainsFunc(x.Message, unicode.IsControl) {
				t.Fatalf("%+v", x)
			}
		}
		ids := map[string]bool{}
		for _, e := range doc.Elements {
			if e.Table != "sector" && ids[e.ID] || e.At.Start < 0 || e.At.End > len(data) {
				t.Fatalf("%+v", e)
			}
			ids[e.ID] = ids[e.ID] || e.Table != "sector"
		}
	})
}
