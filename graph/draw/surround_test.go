package draw

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// TestTheExplanationIsReadable: however large a picture is, its legend and its notes are
// at least 7.5 pixels high where it fills a screen; and a small one's are as they were.
func TestTheExplanationIsReadable(t *testing.T) {
	entries := []result.PictureLegend{{State: result.StateDown, Text: "down because of it", Count: 12}, {State: result.StatePartial, Text: "down for some of its users", Count: 3},
		{Edge: result.EdgeSoft, Text: "degrades only"}}
	notes := []string{strings.Repeat("nodes folded into boxes; ", 12)}
	for _, size := range []struct {
		width, height, least float64
		enlarged             bool
	}{
		{400, 300, 11, false}, {1800, 700, 8, false}, {1600, 3900, 7.5, true}, {5000, 2500, 7.5, true}, {700, 3000, 7.5, true}, {7000, 1000, 7.5, true},
	} {
		x := newSurround(font.NewRuler(), "If the backbone fails", "A model", entries, notes, size.width, size.height)
		var s scene
		y := x.above(&s)
		width := max(size.width, x.width())
		height := x.below(&s, y+size.height, width)
		if got := size.height + x.height(size.width); got < height-sectionGap || got > height+2*pageMargin {
			t.Errorf("%v: the page is %.0f high, not %.0f", size, height, got)
		}
		seen := min(1, seenWidth/(width+2*pageMargin), seenHeight/height)
		for _, g := range s.groups {
			for _, m := range g.marks {
				if m.text != nil && (m.text.size*seen < size.least || m.text.x+m.text.width > width+2*pageMargin) {
					t.Errorf("%v: %q is %.1f high where it is seen, from %.0f to %.0f of %.0f", size, m.text.text, m.text.size*seen, m.text.x, m.text.x+m.text.width, width)
				}
			}
		}
		if (x.scale > 1) != size.enlarged {
			t.Errorf("%v: it is set %.2f times as large", size, x.scale)
		}
	}
}

// TestCards: a row for each node that a box lists, in its state, within the box.
func TestCards(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		pic := folded(lang)
		s := drawn(t, pic)
		for i, n := range pic.Nodes {
			g := s.of("node")[i]
			card := fmt.Sprintf("mt-card-%s-body", n.State)
			if strings.Contains(pathClasses(g), card) != (len(n.Members) > 0) {
				t.Errorf("%s has %s", n.ID, pathClasses(g))
			}
			rows := strings.Count(pathClasses(g), "-body ") - 1
			if rows != len(n.Members) {
				t.Errorf("%s has %d rows, want %d", n.ID, rows, len(n.Members))
			}
			text := ""
			for _, x := range g.Texts {
				text += x.Text + "\n"
			}
			for _, m := range n.Members {
				if !strings.Contains(text, m.Note) || !strings.Contains(text, firstBytes(m.Name, 6)) {
					t.Errorf("%s: %+v is not in %q", n.ID, m, text)
				}
			}
			if n.More != "" && !strings.Contains(text, n.More) {
				t.Errorf("%s does not say %q: %q", n.ID, n.More, text)
			}
		}
	}
}
