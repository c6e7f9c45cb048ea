package draw

import (
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

var update = flag.Bool("update", false, "write the golden files")

func TestDOTGolden(t *testing.T) {
	for name, pic := range map[string]result.Picture{"sample.ko": sample("ko"), "sample.en": sample("en"), "folded.ko": folded("ko"), "folded.en": folded("en")} {
		path := filepath.Join("testdata", name+".dot")
		got := DOT(pic)
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
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

// graphvizPicture counts what Graphviz has drawn.
type graphvizPicture struct{ nodes, edges, clusters int }

func parseGraphvizSVG(t *testing.T, data []byte) graphvizPicture {
	t.Helper()
	var p graphvizPicture
	d := xml.NewDecoder(strings.NewReader(string(data)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return p
		}
		if err != nil {
			t.Fatalf("Graphviz's SVG does not parse: %v", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local != "class" {
				continue
			}
			switch first, _, _ := strings.Cut(a.Value, " "); first {
			case "node":
				p.nodes++
			case "edge":
				p.edges++
			case "cluster":
				p.clusters++
			}
		}
	}
}

func TestDOTOfNothing(t *testing.T) {
	if got := parseGraphvizSVG(t, graphvizSVG(t, DOT(result.Picture{}))); got.nodes != 0 {
		t.Errorf("got %v", got)
	}
}

func TestDOTNamesStayApart(t *testing.T) {
	pic := result.Picture{Nodes: []result.PictureNode{{ID: "a\x01"}, {ID: "a\x02"}, {ID: "a\uFFFD"}, {ID: ""}, {ID: "legend"}},
		Legend: []result.PictureLegend{{State: result.StateUp, Text: "up"}}}
	if got := parseGraphvizSVG(t, graphvizSVG(t, DOT(pic))); got.nodes != 6 {
		t.Errorf("%d nodes, want 6", got.nodes)
	}
}
