package picture_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/graph/picture"
)

// BenchmarkOf draws large models: whole, with a failure, and around a node.
func BenchmarkOf(b *testing.B) {
	for _, nodes := range []int{1_000, 10_000, 100_000} {
		var text bytes.Buffer
		if err := large.Write(&text, nodes, 1); err != nil {
			b.Fatal(err)
		}
		c := load(b, "m.jsonl", text.Bytes())
		for _, x := range []struct {
			name, focus string
			failed      []string
		}{{name: "whole"}, {name: "failure", failed: []string{"n0"}}, {name: "focus", focus: "n500"}} {
			d := drawing{Focus: x.focus}.of(ask(b, c, x.failed...))
			b.Run(fmt.Sprintf("%s/%d", x.name, nodes), func(b *testing.B) {
				for b.Loop() {
					if _, err := picture.Of(b.Context(), c.Model, d, "en"); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
