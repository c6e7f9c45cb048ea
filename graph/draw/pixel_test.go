package draw

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/fogleman/gg"
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// How far a PNG may be from its SVG in a browser. No two programs paint the same
// pixels, and browsers put letters on whole ones: so both are blurred over
// squares of five by five.
//
// Over the whole picture, few pixels may be far apart. And each mark must bring
// the picture closer to the browser's: with it, the distance summed over the
// pixels that it changes is at most half of what it is without. A mark that
// changes next to nothing, as others cover it, must be covered in the browser,
// too: along its outline the two are close.
const (
	pixelScale = 1.5 // pixels to a unit, as at 144 dots per inch
	blurReach  = 2
	far        = 64 // of 255, in a channel
	mayBeFar   = 0.001
	muchCloser = 0.5
	visible    = 1000 // what a mark must change: a tenth of a small arrow's tip
	close      = 7    // of 255, in the mean
)

// browserPixels is what Chromium makes of a scene's SVG, with the font that the
// scene was measured for and without hinting.
func browserPixels(t *testing.T, ctx context.Context, s scene) *image.RGBA {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "font.otf"), font.File, 0o600); err != nil {
		t.Fatal(err)
	}
	svg := bytes.TrimPrefix(writeSVG(s), []byte(`<?xml version="1.0" encoding="UTF-8"?>`))
	page := `<!DOCTYPE html><meta charset="utf-8"><style>@font-face{font-family:"Noto Sans KR";src:url(font.otf)}
		body{margin:0}svg{display:block}</style>` + string(svg)
	file := filepath.Join(dir, "x.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	viewport := chromedp.EmulateViewport(int64(s.width)+1, int64(s.height)+1, chromedp.EmulateScale(pixelScale))
	if _, err := chromedp.Run(ctx, viewport); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Navigate(fileURL(file))); err != nil {
		t.Fatal(err)
	}
	await := chromedp.Evaluate[bool](`document.fonts.load('13px "Noto Sans KR"').then(() => document.fonts.check('13px "Noto Sans KR"'))`, chromedp.EvalAwaitPromise)
	if loaded, err := chromedp.Run(ctx, await); err != nil || !loaded {
		t.Fatalf("the font is not loaded: %v", err)
	}
	shot, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(m.Bounds())
	draw.Draw(out, out.Bounds(), m, image.Point{}, draw.Src)
	return out
}

// TestPNGLooksLikeSVG compares whole pictures, and each mark.
func TestPNGLooksLikeSVG(t *testing.T) {
	ctx := browser(t)
	scenes := map[string]scene{"chart": placeChart(sampleChart("ko"))}
	pictures := map[string]result.Picture{"sample": sample("en"), "folded": folded("ko")}
	if rounds.Size(t, 1, 2) == 1 {
		delete(pictures, "folded")
	}
	for name, pic := range pictures {
		s, err := place(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		scenes[name] = s
	}
	for name, s := range scenes {
		want := browserPixels(t, ctx, s)
		w, h := pixels(s, int(pixelScale*unitsPerInch))
		if share := farApart(want, paint(s, pixelScale, image.Rect(0, 0, w, h))); share > mayBeFar {
			t.Errorf("%s: %.5f of the pixels are not like the SVG's", name, share)
		}
		checkMarks(t, name, newComparison(s, want))
	}
}

// farApart is the share of pixels that are far from the other picture's.
func farApart(a, b *image.RGBA) float64 {
	a, b = blurred(a), blurred(b)
	common := a.Bounds().Intersect(b.Bounds()).Inset(blurReach + 1)
	n := 0
	for y := common.Min.Y; y < common.Max.Y; y++ {
		for x := common.Min.X; x < common.Max.X; x++ {
			if pixelDistance(a.RGBAAt(x, y), b.RGBAAt(x, y)) > far {
				n++
			}
		}
	}
	return float64(n) / float64(common.Dx()*common.Dy())
}

// pixelDistance is the distance in the worst channel.
func pixelDistance(p, q color.RGBA) int {
	apart := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(apart(p.R, q.R), apart(p.G, q.G), apart(p.B, q.B))
}

// blurred is the mean of each pixel and its neighbours; the rim stays empty. It adds
// up columns first, and then slides over their sums.
func blurred(m *image.RGBA) *image.RGBA {
	const across = 2*blurReach + 1
	out := image.NewRGBA(m.Bounds())
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	columns := make([]int, 4*w)
	for y := range h {
		for i := range columns {
			columns[i] += int(m.Pix[y*m.Stride+i])
			if y >= across {
				columns[i] -= int(m.Pix[(y-across)*m.Stride+i])
			}
		}
		if y < across-1 || w < across {
			continue
		}
		row := out.Pix[(y-blurReach)*out.Stride:]
		for channel := range 4 {
			sum := 0
			for i := channel; i < 4*w; i += 4 {
				sum += columns[i]
				if i >= 4*across {
					sum -= columns[i-4*across]
				}
				if i >= 4*(across-1) {
					row[i-4*blurReach] = uint8(sum / (across * across))
				}
			}
		}
	}
	return out
}

// comparison judges the marks of a scene, one by one.
type comparison struct {
	want  *image.RGBA
	marks []mark
	areas []image.Rectangle
	set   *glyphs
}

func newComparison(s scene, want *image.RGBA) comparison {
	c := comparison{want: want, set: newGlyphs()}
	for _, g := range s.groups[1:] { // after the page
		c.marks = append(c.marks, g.marks...)
	}
	for _, m := range c.marks {
		c.areas = append(c.areas, markArea(c.set, m))
	}
	return c
}

// checkMarks judges every mark, and whether some mark of each style would be missed.
// Not each would: along the rim of a broken line's gap lie the two strokes that are
// drawn on it.
func checkMarks(t *testing.T, name string, c comparison) {
	t.Helper()
	const whole = -1
	// Too pale, or too small, for a single one to be missed; that there are some is
	// seen all the same.
	faint := []string{"panel", "grid", "degraded-ring"}
	styles, seen, missed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i, m := range c.marks {
		styles[m.style] = true
		wrong, hidden := c.judge(i, whole)
		if wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
		if hidden {
			continue
		}
		seen[m.style] = true
		if !missed[m.style] {
			wrong, _ := c.judge(i, i)
			missed[m.style] = wrong != "" || slices.Contains(faint, m.style)
		}
	}
	for style := range styles {
		switch {
		case style == "cluster-gap": // that is seen where a line crosses it
		case !seen[style]:
			t.Errorf("%s: no mark of style %s can be seen", name, style)
		case !missed[style]:
			t.Errorf("%s: nothing would be wrong without any mark of style %s", name, style)
		}
	}
	if len(styles) < 20 {
		t.Errorf("%s: only %d styles", name, len(styles))
	}
}

// judge says what is wrong with a mark in a PNG that lacks another one, and
// whether the mark is hidden there.
func (c comparison) judge(i, lacking int) (wrong string, hidden bool) {
	area := c.areas[i]
	with, without := blurred(c.paint(area, lacking, lacking)), blurred(c.paint(area, i, lacking))
	page := blurred(cut(c.want, area))
	near, apart, own := 0, 0, 0
	for y := range area.Dy() {
		for x := range area.Dx() {
			if p, q, r := with.RGBAAt(x, y), without.RGBAAt(x, y), page.RGBAAt(x, y); p != q {
				near, apart, own = near+pixelDistance(p, r), apart+pixelDistance(q, r), own+pixelDistance(p, q)
			}
		}
	}
	if own >= visible {
		if float64(near) > muchCloser*float64(apart) {
			wrong = fmt.Sprintf("a %s at %v is not like the SVG's: distance %d with it, %d without", c.marks[i].style, area, near, apart)
		}
		return wrong, false
	}
	if d := alongOutline(c.set, c.marks[i], area, with, page); d > close {
		wrong = fmt.Sprintf("a %s at %v is not in the PNG: along it, the SVG is %.0f apart", c.marks[i].style, area, d)
	}
	return wrong, true
}

// alongOutline is the mean distance of two parts of pictures along a mark.
func alongOutline(set *glyphs, m mark, area image.Rectangle, a, b *image.RGBA) float64 {
	corners := markShape(set, m).flatten()
	sum, n := 0, 0
	for i := 1; i < len(corners); i++ {
		steps := int(distance(corners[i-1], corners[i])*pixelScale) + 1
		for k := range steps {
			at := mix(corners[i-1], corners[i], float64(k)/float64(steps))
			x, y := int(at.X*pixelScale)-area.Min.X, int(at.Y*pixelScale)-area.Min.Y
			sum += pixelDistance(a.RGBAAt(x, y), b.RGBAAt(x, y))
			n++
		}
	}
	return float64(sum) / float64(max(n, 1))
}

// markShape is the path of a mark, or of its letters.
func markShape(set *glyphs, m mark) path {
	if m.text != nil {
		return set.line(*m.text)
	}
	return m.shape
}

// markArea is where a mark may have pixels.
func markArea(set *glyphs, m mark) image.Rectangle {
	shape := markShape(set, m)
	if len(shape.points) == 0 {
		return image.Rectangle{}
	}
	lo, hi := shape.points[0], shape.points[0]
	for _, p := range shape.points {
		lo = point{X: min(lo.X, p.X), Y: min(lo.Y, p.Y)}
		hi = point{X: max(hi.X, p.X), Y: max(hi.Y, p.Y)}
	}
	const margin = 5
	return image.Rect(int(lo.X*pixelScale)-margin, int(lo.Y*pixelScale)-margin, int(hi.X*pixelScale)+margin, int(hi.Y*pixelScale)+margin)
}

// cut copies a part of a picture.
func cut(m *image.RGBA, area image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	draw.Draw(out, out.Bounds(), m, area.Min, draw.Src)
	return out
}

// paint paints a part of the page, without two of its marks.
func (c comparison) paint(area image.Rectangle, without, nor int) *image.RGBA {
	canvas := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	p := painter{gg: gg.NewContextForRGBA(canvas), scale: pixelScale, glyphs: c.set, styles: palette()}
	p.gg.SetHexColor(p.styles["page"].fill.light)
	p.gg.Clear()
	p.gg.Translate(-float64(area.Min.X), -float64(area.Min.Y))
	for i, m := range c.marks {
		if i != without && i != nor && c.areas[i].Overlaps(area) {
			p.mark(m)
		}
	}
	return canvas
}
