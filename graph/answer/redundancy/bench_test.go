package redundancy_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/answer/redundancy"
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

func BenchmarkFind(b *testing.B) {
	c := korea(b)
	for b.Loop() {
		if _, err := redundancy.Of(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}
