package weakness_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/answer/weakness"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

func korea(b *testing.B) *compile.Compiled {
	b.Helper()
	m, err := models.Load(models.Request{})
	if err != nil {
		b.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkFalseRedundancy(b *testing.B) {
	c := korea(b)
	for b.Loop() {
		weakness.FalseRedundancy(c)
	}
}

func BenchmarkColdStart(b *testing.B) {
	c := korea(b)
	for b.Loop() {
		weakness.ColdStart(c)
	}
}
