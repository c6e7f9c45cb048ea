package draw

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"math"

	"github.com/fogleman/gg"
)

const (
	// DefaultDPI of a PNG: half as sharp again as an ordinary screen.
	DefaultDPI = 144
	// MinDPI and MaxDPI are the bounds of [Options].DPI.
	MinDPI, MaxDPI = 36, 600

	unitsPerInch = 96       // a scene's unit is a pixel of CSS
	maxPixels    = 64 << 20 // of a PNG: a quarter of a gigabyte while it is painted
	maxSide      = 65535    // more than this few viewers open
)

// DPIError says that a resolution is out of bounds.
type DPIError struct{ DPI int }

// Error implements error.
func (e *DPIError) Error() string {
	return fmt.Sprintf("%d dots per inch is out of bounds: %d to %d", e.DPI, MinDPI, MaxDPI)
}

// PixelsError says that a picture has too many pixels at a resolution.
type PixelsError struct {
	DPI, Width, Height int
	Fits               int // a resolution that would do; 0 if none in bounds does
}

// Error implements error.
func (e *PixelsError) Error() string {
	hint := "write it as svg"
	if e.Fits > 0 {
		hint = fmt.Sprintf("--dpi %d would do, or write it as svg", e.Fits)
	}
	return fmt.Sprintf("at %d dots per inch the picture would be %d by %d pixels, over the limit of %d million; %s",
		e.DPI, e.Width, e.Height, maxPixels/1_000_000, hint)
}

// paintPNG paints a scene, on a light page.
func paintPNG(s scene, opts Options) ([]byte, error) {
	dpi := opts.DPI
	if dpi == 0 {
		dpi = DefaultDPI
	}
	if dpi < MinDPI || dpi > MaxDPI {
		return nil, &DPIError{DPI: dpi}
	}
	w, h := pixels(s, dpi)
	if !paintable(w, h) {
		return nil, &PixelsError{DPI: dpi, Width: w, Height: h, Fits: largestDPI(s)}
	}
	return encodePNG(paint(s, float64(dpi)/unitsPerInch, image.Rect(0, 0, w, h)), dpi)
}

// pixels is the size of a scene at a resolution.
func pixels(s scene, dpi int) (w, h int) {
	side := func(v float64) int { return max(1, int(math.Ceil(v*float64(dpi)/unitsPerInch-1e-6))) }
	return side(s.width), side(s.height)
}

func paintable(w, h int) bool {
	return w <= maxSide && h <= maxSide && w*h <= maxPixels
}

// largestDPI is the highest resolution at which a scene can be painted, or 0.
func largestDPI(s scene) int {
	for dpi := MaxDPI; dpi >= MinDPI; dpi-- {
		if paintable(pixels(s, dpi)) {
			return dpi
		}
	}
	return 0
}

// paint puts a scene on a canvas, so many pixels to a unit.
func paint(s scene, scale float64, size image.Rectangle) *image.RGBA {
	canvas := image.NewRGBA(size)
	p := painter{gg: gg.NewContextForRGBA(canvas), scale: scale, glyphs: newGlyphs(), styles: palette()}
	p.gg.SetHexColor(p.styles["page"].fill.light) // also where the last pixels are not whole
	p.gg.Clear()
	for _, g := range s.groups {
		for _, m := range g.marks {
			p.mark(m)
		}
	}
	return canvas
}

// encodePNG adds the resolution, so that documents show the picture in the size
// that the SVG has.
func encodePNG(m image.Image, dpi int) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	// The signature and the header come first, in 8 and 25 bytes; then pHYs may
	// (PNG specification, section 11.3.4.3).
	const before = 8 + 25
	chunk := []byte("....pHYs")
	binary.BigEndian.PutUint32(chunk, 9)
	perMetre := uint32(math.Round(float64(dpi) / 0.0254))
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := make([]byte, 0, b.Len()+len(chunk))
	out = append(out, b.Bytes()[:before]...)
	out = append(out, chunk...)
	return append(out, b.Bytes()[before:]...), nil
}
