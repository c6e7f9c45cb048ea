package font

import (
	"math"
	"testing"
)

func TestWidth(t *testing.T) {
	r := NewRuler()
	tests := []struct {
		text   string
		lo, hi float64 // in ems
	}{
		{"", 0, 0},
		{"가", 0.9, 0.95},
		{"카카오톡", 3.6, 3.8},
		{"W", 0.8, 1},
		{"i", 0.2, 0.35},
		{"\U0001F4A9", 1, 1}, // not in the font
		{"…", 0.5, 1},
	}
	for _, test := range tests {
		got := r.Width(test.text, 10) / 10
		if got < test.lo || got > test.hi {
			t.Errorf("%q is %.3f em wide, want %.2f to %.2f", test.text, got, test.lo, test.hi)
		}
		if again := r.Width(test.text, 20) / 20; math.Abs(again-got) > 1e-9 {
			t.Errorf("%q: width does not grow with the size", test.text)
		}
	}
}

func TestHangulIsComplete(t *testing.T) {
	r := NewRuler()
	for c := '가'; c <= '힣'; c++ {
		if i, err := r.font.GlyphIndex(&r.buffer, c); err != nil || i == 0 {
			t.Fatalf("no glyph for %c", c)
		}
	}
}
