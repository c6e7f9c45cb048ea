package draw

import (
	"encoding/xml"
	"strconv"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// parsedSVG is an SVG document as a reader sees it.
type parsedSVG struct {
	XMLName xml.Name      `xml:"http://www.w3.org/2000/svg svg"`
	Width   float64       `xml:"width,attr"`
	Height  float64       `xml:"height,attr"`
	Lang    string        `xml:"lang,attr"`
	Role    string        `xml:"role,attr"`
	Title   string        `xml:"title"`
	Desc    string        `xml:"desc"`
	Groups  []parsedGroup `xml:"g"`
}

type parsedGroup struct {
	Class   string       `xml:"class,attr"`
	ID      string       `xml:"id,attr"`
	DataID  string       `xml:"data-id,attr"`
	State   string       `xml:"data-state,attr"`
	From    string       `xml:"data-from,attr"`
	To      string       `xml:"data-to,attr"`
	Cluster string       `xml:"data-cluster,attr"`
	FromS   string       `xml:"data-from-s,attr"`
	ToS     string       `xml:"data-to-s,attr"`
	Title   string       `xml:"title"`
	Texts   []parsedText `xml:"text"`
	Paths   []struct {
		Class string `xml:"class,attr"`
		D     string `xml:"d,attr"`
	} `xml:"path"`
}

type parsedText struct {
	Class  string  `xml:"class,attr"`
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Size   float64 `xml:"font-size,attr"`
	Length float64 `xml:"textLength,attr"`
	Anchor string  `xml:"text-anchor,attr"`
	Text   string  `xml:",chardata"`
}

// box is the room that a line of text takes.
func (x parsedText) box() rect {
	r := rect{X: x.X, Y: x.Y - 0.9*x.Size, W: x.Length, H: 1.15 * x.Size}
	if x.Anchor == "middle" {
		r.X -= r.W / 2
	}
	return r
}

// drawn draws a picture and reads the result.
func drawn(t *testing.T, pic result.Picture) parsedSVG {
	t.Helper()
	data, err := SVG(t.Context(), pic, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return parseSVG(t, data)
}

func parseSVG(t *testing.T, data []byte) parsedSVG {
	t.Helper()
	var s parsedSVG
	d := xml.NewDecoder(strings.NewReader(string(data)))
	d.Strict = true
	if err := d.Decode(&s); err != nil {
		t.Fatalf("the SVG does not parse: %v", err)
	}
	return s
}

// of returns the groups of a class.
func (s parsedSVG) of(class string) []parsedGroup {
	var out []parsedGroup
	for _, g := range s.Groups {
		if first, _, _ := strings.Cut(g.Class, " "); first == class {
			out = append(out, g)
		}
	}
	return out
}

// bounds is the rectangle around the first path whose class ends so. It relies
// on the outlines' controls being inside it, which holds for quarter ellipses.
func (g parsedGroup) bounds(t *testing.T, ending string) rect {
	t.Helper()
	for _, p := range g.Paths {
		if !strings.HasSuffix(p.Class, ending) {
			continue
		}
		numbers := strings.FieldsFunc(p.D, func(c rune) bool { return strings.ContainsRune("MLCZ ,", c) })
		var lo, hi point
		for i := 0; i+1 < len(numbers); i += 2 {
			x, errX := strconv.ParseFloat(numbers[i], 64)
			y, errY := strconv.ParseFloat(numbers[i+1], 64)
			if errX != nil || errY != nil {
				t.Fatalf("path %q", p.D)
			}
			if i == 0 {
				lo, hi = point{X: x, Y: y}, point{X: x, Y: y}
			}
			lo, hi = point{X: min(lo.X, x), Y: min(lo.Y, y)}, point{X: max(hi.X, x), Y: max(hi.Y, y)}
		}
		return rect{X: lo.X, Y: lo.Y, W: hi.X - lo.X, H: hi.Y - lo.Y}
	}
	t.Fatalf("group %q has no path %s", g.Class, ending)
	return rect{}
}

func within(inner, outer rect) bool {
	const slack = 0.02 // coordinates are rounded
	return inner.X >= outer.X-slack && inner.Y >= outer.Y-slack &&
		inner.X+inner.W <= outer.X+outer.W+slack && inner.Y+inner.H <= outer.Y+outer.H+slack
}
