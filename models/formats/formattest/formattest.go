// Package formattest is what tests of formats are made of: all that a reading brings as
// text, what files say in all, and files that it is compared with.
package formattest

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/toml"
)

var update = flag.Bool("update", false, "write what the tests get into the files that they compare it with")

// Text is all that a reading brings: the model, the counts, what was left out, and flaws.
func Text(doc *format.Document) string {
	var b strings.Builder
	if _, err := toml.Format().Write(&b, doc.Elements); err != nil {
		return err.Error()
	}
	fmt.Fprintf(&b, "\n# %d nodes, %d edges\n", doc.Counts.Nodes, doc.Counts.Edges)
	for _, l := range doc.Lost {
		fmt.Fprintf(&b, "# left out: %s %s: %s\n", l.Of, l.Kind, l.What)
	}
	for _, f := range doc.Flaws {
		fmt.Fprintf(&b, "# %d:%d-%d %s: %s; %s\n", f.At.File, f.At.Start, f.At.End, f.Code, f.Message, f.Hint)
	}
	return b.String()
}

// Said is how many nodes and edges files say: what was read, and what was left out.
func Said(doc *format.Document) (nodes, edges int) {
	nodes, edges = doc.Counts.Nodes, doc.Counts.Edges
	for _, l := range doc.Lost {
		switch l.Of {
		case format.OfNode:
			nodes++
		case format.OfEdge:
			edges++
		}
	}
	return nodes, edges
}

// Files reads files of testdata with a format, together.
func Files(t *testing.T, f format.Format, names ...string) *format.Document {
	t.Helper()
	var files []format.File
	for _, name := range names {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, format.File{Name: name, Data: data})
	}
	return f.Read(files, format.Options{})
}

// Golden compares a text with a file of testdata, which -update writes.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	name = "testdata/" + name
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != got {
		t.Errorf("%s: %v, got\n%s", name, err, got)
	}
}
