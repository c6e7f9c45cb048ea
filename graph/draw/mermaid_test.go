package draw

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

func TestMermaidGolden(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		path := filepath.Join("testdata", "folded."+lang+".mmd")
		got, err := Mermaid(folded(lang))
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err = os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s changed (go test -update writes it):\n%s", path, got)
		}
	}
}

// mermaidLine is every line that Mermaid may write, with labels between quotes
// that hold nothing but plain text, entities and line breaks.
var mermaidLine = func() *regexp.Regexp {
	label := `"(?:[^"#&<>%` + "`" + `\\:;*_~$]|#(?:quot|amp|lt|gt|\d+);|<br/>)+"`
	name := `[nlrc]\d+e?`
	return regexp.MustCompile(`^(?:---|title: "[^<>]*"|flowchart LR|direction LR|end` +
		`|subgraph (?:c\d+|legend)\[` + label + `\]` +
		`|` + name + `(?:\[|\(|\(\[|\{|\{\{|\[/|\[\(|>|\[\[)` + label + `(?:\]|\)|\]\)|\}|\}\}|/\]|\\\]|\)\]|\]\]):::[a-z-]+` +
		`|` + name + ` (?:-->|-\.->|--o)(?:\|` + label + `\|)? ` + name +
		`|(?:style (?:legend|c\d+)|classDef [a-z-]+) [a-z0-9:#,. -]+|linkStyle [\d,]+ [a-z0-9:#,-]+)$`)
}()

// TestHostileMermaid: whatever the text, it stays inside its quotes.
func TestHostileMermaid(t *testing.T) {
	pic := hostilePicture()
	data, err := Mermaid(pic)
	if err != nil {
		t.Fatal(err)
	}
	checkHarmless(t, data)
	nodes, edges := 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if !mermaidLine.MatchString(line) {
			t.Errorf("line %.200q", line)
		}
		if strings.HasPrefix(line, "n") && strings.Contains(line, ":::") {
			nodes++
		} else if strings.HasPrefix(line, "n") {
			edges++
		}
	}
	if nodes != len(pic.Nodes) || edges != len(pic.Edges) {
		t.Errorf("%d nodes of %d, %d edges of %d", nodes, len(pic.Nodes), edges, len(pic.Edges))
	}
	for _, bad := range []string{"%%", "<script", "javascript:"} {
		if body := string(data[strings.Index(string(data), "flowchart"):]); strings.Contains(body, bad) {
			t.Errorf("the flowchart has %q", bad)
		}
	}
}

// TestMermaidLimits: exactly what renderers take is written.
func TestMermaidLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("it writes large diagrams")
	}
	pic := result.Picture{Nodes: []result.PictureNode{{ID: "hub"}}}
	for i := range maxMermaidEdges {
		id := fmt.Sprint(i)
		pic.Nodes = append(pic.Nodes, result.PictureNode{ID: id})
		pic.Edges = append(pic.Edges, result.PictureEdge{From: "hub", To: id})
	}
	if _, err := Mermaid(pic); err != nil {
		t.Fatal(err)
	}
	var limit *MermaidError
	more := pic
	more.Legend = []result.PictureLegend{{Edge: result.EdgeHard}}
	if _, err := Mermaid(more); !errors.As(err, &limit) || limit.Edges != maxMermaidEdges+1 || !strings.Contains(err.Error(), "--fold") {
		t.Errorf("501 edges: %v", err)
	}

	// So many nodes more, and not one more.
	with := func(n int) ([]byte, error) {
		longer := pic
		for i := range n {
			longer.Nodes = append(longer.Nodes, result.PictureNode{ID: fmt.Sprint("long", i), Name: "𝄞"})
		}
		return Mermaid(longer)
	}
	n := sort.Search(5000, func(n int) bool { _, err := with(n); return err != nil })
	if data, err := with(n - 1); err != nil || utf16Length(string(data)) < maxMermaidText-40 {
		t.Errorf("%d characters, %v", utf16Length(string(data)), err)
	}
	if _, err := with(n); !errors.As(err, &limit) || limit.Text <= maxMermaidText || limit.Edges != maxMermaidEdges {
		t.Errorf("one node more: %v", err)
	}
}

func TestUTF16Length(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "가나": 2, "𝄞x": 3} {
		if got := utf16Length(text); got != want {
			t.Errorf("%q is %d long, want %d", text, got, want)
		}
	}
}

// TestMermaidEdgeIsSeen: on light and dark pages.
func TestMermaidEdgeIsSeen(t *testing.T) {
	for _, page := range []string{pageInk.light, pageInk.dark} {
		if got := contrast(t, mermaidCarried, page); got < 3 {
			t.Errorf("on %s the contrast is %.2f", page, got)
		}
	}
}
