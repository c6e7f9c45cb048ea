package draw

import (
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

// TestLacking: a note names what the font lacks, and such text takes its own width;
// of what the font has, signs and Hanja among it, nothing is said.
func TestLacking(t *testing.T) {
	for text, noted := range map[string]string{
		"㈜케이티 農協 제①망 10㎞ 40℃ ₩1,000 Москва": "",
		"Łódź 🔥 مرحبا":   "Ł (U+0141) ź (U+017A) ا (U+0627) ب (U+0628) ح (U+062D) ر (U+0631) م (U+0645) 🔥 (U+1F525)",
		"ĈĊĎĔĖĜĞĠĢĤĴĶĹĻ": "Ĉ (U+0108) Ċ (U+010A) Ď (U+010E) Ĕ (U+0114) Ė (U+0116) Ĝ (U+011C) Ğ (U+011E) Ġ (U+0120) Ģ (U+0122) Ĥ (U+0124) Ĵ (U+0134) Ķ (U+0136) +2",
	} {
		pic := result.Picture{Nodes: []result.PictureNode{{ID: "a", Name: text}, {ID: "b", Name: "b"}}, Words: result.PictureWords{Lacking: "lacking: %s"}}
		c := result.Chart{Rows: []result.ChartRow{{ID: "a", Name: text}}, Words: pic.Words}
		for name, s := range map[string]parsedSVG{"picture": drawn(t, pic), "chart": parseSVG(t, Gantt(c))} {
			if strings.Contains(s.Desc, "lacking: "+noted) != (noted != "") || strings.Contains(s.Desc, "lacking") != (noted != "") {
				t.Errorf("%s of %q says %q", name, text, s.Desc)
			}
		}
		for _, g := range drawn(t, pic).of("node") {
			for _, x := range g.Texts {
				if held := x.Length > 0; held != (g.DataID == "b" || noted == "" || !newPlacer(pic).ruler.Lacks(x.Text)) {
					t.Errorf("%q has the length %v", x.Text, x.Length)
				}
			}
		}
	}
	if s := drawn(t, result.Picture{Nodes: []result.PictureNode{{ID: "a", Name: "Ł"}}}); s.Desc != "" {
		t.Errorf("without words it says %q", s.Desc)
	}
}

// TestStraightened: what the layout could not place is noted and told.
func TestStraightened(t *testing.T) {
	told := 0
	p := newPlacer(result.Picture{Nodes: []result.PictureNode{{ID: "a"}, {ID: "b"}}, Edges: []result.PictureEdge{{From: "a", To: "b"}},
		Words: result.PictureWords{Straight: "straight: %d"}})
	if _, err := p.measure(); err != nil {
		t.Fatal(err)
	}
	p.straightened(1, Options{Straightened: func(lines int) { told = lines }})
	s := p.compose(layout.Layout{Width: 300, Height: 40, Nodes: []rect{{W: 90, H: 40}, {X: 200, W: 90, H: 40}},
		Edges: [][]point{{{X: 90, Y: 20}, {X: 120, Y: 20}, {X: 160, Y: 20}, {X: 200, Y: 20}}}, Straight: []int{0}})
	if told != 1 || s.about != "straight: 1" {
		t.Errorf("told %d, the picture says %q", told, s.about)
	}
}
