package draw

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image/png"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

func TestPNGSizeAndResolution(t *testing.T) {
	pic := result.Picture{Title: "Title", Nodes: []result.PictureNode{{ID: "a", Name: "가"}}}
	s, err := place(t.Context(), pic, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, dpi := range []int{MinDPI, 96, 0, 300} {
		data, err := paintPNG(s, Options{DPI: dpi})
		if err != nil {
			t.Fatal(err)
		}
		if dpi == 0 {
			dpi = DefaultDPI
		}
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if w := s.width * float64(dpi) / 96; float64(m.Bounds().Dx()) < w || float64(m.Bounds().Dx()) >= w+1 {
			t.Errorf("at %d dots it is %d wide, want %.1f", dpi, m.Bounds().Dx(), w)
		}
		at := bytes.Index(data, []byte("pHYs"))
		if perMetre := float64(binary.BigEndian.Uint32(data[at+4:])); perMetre < float64(dpi)/0.0254-1 || perMetre > float64(dpi)/0.0254+1 {
			t.Errorf("at %d dots the file says %v to the metre", dpi, perMetre)
		}
		if _, _, _, a := m.At(m.Bounds().Dx()-1, m.Bounds().Dy()-1).RGBA(); a != 0xffff {
			t.Errorf("at %d dots the last pixel is transparent", dpi)
		}
	}
}

func TestPNGBounds(t *testing.T) {
	s := scene{width: 4000, height: 4000}
	var dpi *DPIError
	for _, d := range []int{-1, MinDPI - 1, MaxDPI + 1} {
		if _, err := paintPNG(s, Options{DPI: d}); !errors.As(err, &dpi) {
			t.Errorf("%d dots: %v", d, err)
		}
	}
	var large *PixelsError
	if _, err := paintPNG(s, Options{DPI: 600}); !errors.As(err, &large) || large.Width != 25000 || large.Fits != 196 {
		t.Errorf("error %v %+v", err, large)
	}
	if w, h := pixels(s, large.Fits); w*h > maxPixels {
		t.Errorf("what would fit has %d pixels", w*h)
	}
	if w, h := pixels(s, large.Fits+1); w*h <= maxPixels {
		t.Errorf("more would fit")
	}
	if _, err := paintPNG(scene{width: 1e6, height: 1e6}, Options{}); !errors.As(err, &large) || large.Fits != 0 || !strings.Contains(err.Error(), "svg") {
		t.Errorf("error %v", err)
	}
}

func TestHostilePNG(t *testing.T) {
	if testing.Short() {
		t.Skip("it paints large pictures")
	}
	hostileCharts, _ := ForName("png")
	for name, draw := range map[string]func() ([]byte, error){
		"picture": func() ([]byte, error) { return hostileCharts.Draw(t.Context(), hostilePicture(), Options{DPI: MinDPI}) },
		"chart":   func() ([]byte, error) { return hostileCharts.Chart(hostileChart(), Options{DPI: MinDPI}) },
	} {
		data, err := draw()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m, err := png.Decode(bytes.NewReader(data)); err != nil || m.Bounds().Empty() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPNGIsTheSameEachTime(t *testing.T) {
	s := placeChart(sampleChart("ko"))
	a, errA := paintPNG(s, Options{})
	b, errB := paintPNG(s, Options{})
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("two pictures: %v %v", errA, errB)
	}
}

// TestEveryCharacterHasAShape: what the font lacks is an empty box.
func TestEveryCharacterHasAShape(t *testing.T) {
	set := newGlyphs()
	box := len(set.letter('\U0001F4A9').ops)
	for text, want := range map[rune]func(n int) bool{
		'가': func(n int) bool { return n > 10 }, 'A': func(n int) bool { return n > 5 }, ' ': func(n int) bool { return n == 0 },
		'\u0645': func(n int) bool { return n == box }, '\uFFFD': func(n int) bool { return n > 0 },
	} {
		if n := len(set.letter(text).ops); !want(n) {
			t.Errorf("%U has %d steps", text, n)
		}
	}
}
