package draw

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// swings is a chart of four facts: on both sides of the answer, on one, without an end, and
// with names that are far too long.
func swings(lang string) result.Tornado {
	f := func(x float64) *float64 { return &x }
	return result.Tornado{Lang: lang, Title: "가정이 움직이는 폭", Subtitle: "A town", Base: f(100), BaseText: "100",
		Ticks: []result.TornadoTick{{At: 0, Text: "0"}, {At: 100, Text: "100"}, {At: 200, Text: "200"}},
		Rows: []result.TornadoRow{
			{Name: "web: holdup", Detail: "1h: 200; 5h: 0", Least: f(0), Most: f(200), LeastText: "0", MostText: "200"},
			{Name: "온라인 가게", Detail: "없앰: 50", Least: f(50), Most: f(100), LeastText: "50", MostText: "100"},
			{Name: strings.Repeat("아주 긴 이름 ", 40), Detail: strings.Repeat("없앰 ", 80), Least: f(100), MostText: "끝없음", LeastText: "100"},
			{Name: `<script>"&'`, Detail: "\x00\u202e", LeastText: "unknown", MostText: "unknown"},
		},
		Notes: []string{"a note"}}
}

// TestTornadoBars are in proportion, on the side of the answer as it is on which they belong.
func TestTornadoBars(t *testing.T) {
	s := placeTornado(swings("ko"))
	width := map[string][]float64{} // by row and style
	for _, g := range s.groups {
		for _, m := range g.marks {
			if g.class == "row" && strings.HasSuffix(m.style, "-body") {
				b := boundsOf(m.shape)
				width[g.id+m.style] = []float64{b.X, b.X + b.W}
			}
		}
	}
	lower, higher := width["row-number-0"+"started-body"], width["row-number-0"+"down-body"]
	if len(width) == 0 || lower == nil || higher == nil {
		t.Fatalf("bars are %v", width)
	}
	if math.Abs(lower[1]-higher[0]) > 0.1 || math.Abs((lower[1]-lower[0])-(higher[1]-higher[0])) > 0.1 {
		t.Errorf("lower %v, higher %v", lower, higher)
	}
}

// TestTornadoTexts stay on the page and do not run into bars.
func TestTornadoTexts(t *testing.T) {
	for _, c := range []result.Tornado{swings("en"), swings("ko"), {Lang: "en", Title: "nothing"}} {
		s := placeTornado(c)
		for _, g := range s.groups {
			left := math.Inf(1)
			for _, m := range g.marks {
				if g.class == "row" && m.text == nil {
					left = min(left, boundsOf(m.shape).X)
				}
			}
			for _, m := range g.marks {
				x := m.text
				if x == nil {
					continue
				}
				from := x.x
				if x.middle {
					from -= x.width / 2
				}
				if from < 0 || from+x.width > s.width || x.y > s.height {
					t.Errorf("%q leaves the page", x.text)
				}
				if (m.style == "row-name" || m.style == "row-other") && from+x.width > left {
					t.Errorf("%q runs into its bar", x.text)
				}
			}
		}
	}
}

// TestTornadoFormats is well-formed whatever the model says, and a PNG.
func TestTornadoFormats(t *testing.T) {
	for _, f := range Formats() {
		data, err := f.Tornado(swings("ko"), Options{})
		switch {
		case !f.HasCharts():
			if err == nil {
				t.Errorf("%s has charts", f.Name)
			}
		case err != nil:
			t.Errorf("%s: %v", f.Name, err)
		case f.Name == "svg":
			d := xml.NewDecoder(bytes.NewReader(data))
			for err == nil {
				_, err = d.Token()
			}
			if err != io.EOF || bytes.Contains(data, []byte("<script")) {
				t.Errorf("%v", err)
			}
		case !bytes.HasPrefix(data, []byte("\x89PNG")):
			t.Errorf("%s: %q", f.Name, data[:8])
		}
	}
}

func boundsOf(p path) rect {
	left, right := math.Inf(1), math.Inf(-1)
	for _, q := range p.flatten() {
		left, right = min(left, q.X), max(right, q.X)
	}
	return rect{X: left, W: right - left}
}
