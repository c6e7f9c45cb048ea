package picture_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestLegendHasNoArrowTooMany: where every line that is needed carried the failure, the legend
// explains that one alone.
func TestLegendHasNoArrowTooMany(t *testing.T) {
	c := load(t, "m.toml", []byte("[platform.a]\n[service.s]\nneeds = [\"a\"]\n[service.t]\nneeds = [\"s\"]\n[platform.b]\n[service.u]\nneeds = [\"b\"]\n"))
	for _, tt := range []struct {
		all  bool
		want int
	}{{false, 0}, {true, 1}} {
		plain, carried := 0, 0
		for _, l := range of(t, c, drawing{Lang: "en", All: tt.all}, "a").Legend {
			if l.Edge == result.EdgeHard && l.Carried {
				carried++
			} else if l.Edge == result.EdgeHard && !l.Indirect {
				plain++
			}
		}
		if plain != tt.want || carried != 1 {
			t.Errorf("all %v: %d plain, %d that carried", tt.all, plain, carried)
		}
	}
}
