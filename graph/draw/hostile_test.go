package draw

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"github.com/goccy/go-graphviz"
	"github.com/meoktong/meoktong/graph/result"
)

// hostile texts, of a model that wants to be more than a model.
var hostile = []string{
	`"quotes" 'and' more"`,
	`<script>alert(1)</script>`,
	`]]>`,
	`</text></svg><svg onload="alert(1)">`,
	`<!--`, `<![CDATA[`, `<?xml?>`, `&#60;b&#62; &amp; &nbsp; &undefined;`,
	"control \x01\x07\x1b[31m\x7f\u0085 characters",
	"nul\x00nul",
	"invalid \xff\xfe\xc3\x28 UTF-8",
	"\uFFFE\uFFFF not characters",
	"right-to-left \u202Egnihton\u202C \u2066marks\u2069 \u200F\u200E\u061C",
	"\\N \\G \\E \\T \\H \\L \\l\\r\\n \\", `\"`, `\\"`, `trailing \`,
	"lines\r\nof\ntext\u2028and\u2029more\ttabs",
	"javascript:alert(1)", "url(javascript:alert(1))", "}</style><script>",
	`"]; evil [label="`, `<<b>bold</b>>`, `}`, `// comment`, `/*`, `#`, `%s%d%n`,
	strings.Repeat("길다", 5000),
	strings.Repeat("long word ", 1000),
	strings.Repeat("x", 10000),
	strings.Repeat("\u0301", 10000),
	"", " ", "\u200D", "👩‍👩‍👧‍👦", "مرحبا بالعالم", "가",
}

// hostilePicture has every hostile text in every place.
func hostilePicture() result.Picture {
	pic := result.Picture{Lang: hostile[1]}
	for i, s := range hostile {
		pic.Title += s
		pic.Subtitle += s
		pic.Notes = append(pic.Notes, s)
		pic.Clusters = append(pic.Clusters, result.PictureCluster{ID: s, Label: s, State: result.State(s)})
		pic.Nodes = append(pic.Nodes,
			result.PictureNode{ID: s, Kind: s, Shape: s, Name: s, Other: s, Note: s, State: result.StateDown, Cluster: s, Title: s, Change: result.Change(s), Folded: i},
			result.PictureNode{ID: fmt.Sprint("n", i), Name: s, Shape: "diamond", State: result.State(s), Cluster: s})
		pic.Edges = append(pic.Edges, result.PictureEdge{From: s, To: fmt.Sprint("n", i), Style: result.EdgeStyle(s), Title: s, Label: s, Indirect: i%2 == 0, Count: i})
		pic.Legend = append(pic.Legend, result.PictureLegend{Change: result.Change(s), Text: s}, result.PictureLegend{State: result.State(s), Edge: result.EdgeStyle(s), Text: s})
	}
	return pic
}

func TestHostileSVG(t *testing.T) {
	pic := hostilePicture()
	data, err := SVG(t.Context(), pic, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := parseSVG(t, data)
	if got := len(s.of("node")); got != len(pic.Nodes) {
		t.Errorf("%d nodes, want %d", got, len(pic.Nodes))
	}
	ids := map[string]bool{}
	for _, g := range s.of("node") {
		if ids[g.ID] {
			t.Errorf("id %q is there twice", g.ID)
		}
		ids[g.ID] = true
	}
	for _, bad := range []string{"<script", "onload=\"", "<!--", "<![CDATA[", "href"} {
		if bytes.Contains(data, []byte(bad)) {
			t.Errorf("the SVG has %q", bad)
		}
	}
	checkHarmless(t, data)
}

// checkHarmless finds characters that no output may have.
func checkHarmless(t *testing.T, data []byte) {
	t.Helper()
	for _, c := range string(data) {
		if c != '\n' && c != '\u200D' && (unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c)) {
			t.Errorf("the output has %U", c)
			return
		}
	}
}

// TestLongLabelsAreCutButKept: the label is cut, the tooltip is whole.
func TestLongLabelsAreCutButKept(t *testing.T) {
	long := strings.Repeat("아주 긴 이름 ", 1000) + "끝"
	s := drawn(t, result.Picture{Nodes: []result.PictureNode{{ID: "a", Name: long, Title: "a: up"}}})
	node := s.of("node")[0]
	if last := node.Texts[len(node.Texts)-1].Text; !strings.HasSuffix(last, "…") || len(node.Texts) > 3 {
		t.Errorf("label has %d lines and ends %q", len(node.Texts), last)
	}
	if !strings.Contains(node.Title, long) || !strings.HasPrefix(node.Title, "a: up") {
		t.Errorf("tooltip is %.80q, %d bytes", node.Title, len(node.Title))
	}
}

func TestHostileDOT(t *testing.T) {
	pic := hostilePicture()
	data := DOT(pic)
	checkHarmless(t, data)
	count := func(name string, svg []byte) {
		s := parseGraphvizSVG(t, svg)
		if want := len(pic.Nodes) + 2*len(pic.Legend); s.nodes < len(pic.Nodes) || s.nodes > want || s.edges < len(pic.Edges) {
			t.Errorf("%s: %d nodes of %d, %d edges of %d", name, s.nodes, len(pic.Nodes), s.edges, len(pic.Edges))
		}
		for _, want := range []string{`&lt;script&gt;alert(1)&lt;/script&gt;`, `\N \G \E \T \H \L`, `&amp;#60;b&amp;#62;`} {
			if !strings.Contains(strings.NewReplacer("&#45;", "-", "&quot;", `"`, "&#160;", " ").Replace(string(svg)), want) {
				t.Errorf("%s: label %q is not as it was", name, want)
			}
		}
	}
	if native, err := exec.LookPath("dot"); err == nil {
		cmd := exec.Command(native, "-Tsvg")
		cmd.Stdin = bytes.NewReader(data)
		var complaints bytes.Buffer
		cmd.Stderr = &complaints
		out, err := cmd.Output()
		if err != nil || strings.Contains(complaints.String(), "rror") {
			t.Fatalf("native dot: %v %s", err, complaints.String())
		}
		count("native dot", out)
	}
	count("go-graphviz", graphvizSVG(t, data))
}

// graphvizSVG has go-graphviz draw a DOT file.
func graphvizSVG(t *testing.T, dot []byte) []byte {
	t.Helper()
	gv, err := graphviz.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	g, err := graphviz.ParseBytes(dot)
	if err != nil || g == nil {
		t.Fatalf("go-graphviz: %v", err)
	}
	var out bytes.Buffer
	if err := gv.Render(t.Context(), g, graphviz.SVG, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
