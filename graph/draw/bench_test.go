package draw

import "testing"

// BenchmarkSVG measures a whole picture of 25 nodes, with the layout's process.
func BenchmarkSVG(b *testing.B) {
	pic := sample("ko")
	for b.Loop() {
		if _, err := SVG(b.Context(), pic, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMeasure measures what happens in this process before the layout.
func BenchmarkMeasure(b *testing.B) {
	pic := sample("ko")
	for b.Loop() {
		p := newPlacer(pic)
		if _, err := p.measure(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDOT measures the same picture as DOT.
func BenchmarkDOT(b *testing.B) {
	pic := sample("ko")
	for b.Loop() {
		DOT(pic)
	}
}

// BenchmarkPNG measures painting and packing alone, at the default resolution.
func BenchmarkPNG(b *testing.B) {
	s, err := place(b.Context(), sample("ko"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := paintPNG(s, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
