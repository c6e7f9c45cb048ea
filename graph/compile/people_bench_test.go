package compile_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// BenchmarkSegments compiles a population of 100,000 segments, from its text on.
func BenchmarkSegments(b *testing.B) {
	text := fixture.Segments()
	for b.Loop() {
		fixture.Compile(b, text)
	}
}

// BenchmarkCompileSegments compiles it alone, with its people laid out anew.
func BenchmarkCompileSegments(b *testing.B) {
	m := fixture.Compile(b, fixture.Segments()).Model
	for b.Loop() {
		if _, err := compile.Compile(m.WithNodes(m.Nodes)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRegions compiles 100 services of 204 segments.
func BenchmarkRegions(b *testing.B) {
	text := fixture.Regions(100)
	for b.Loop() {
		fixture.Compile(b, text)
	}
}
