package check_test

import (
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestPlainReachability warns of models in which nothing mildens a failure, and of no other.
func TestPlainReachability(t *testing.T) {
	for needs, want := range map[string]bool{
		`["b", "c"]`:                                                true,
		`[{ all = ["b", "c"] }]`:                                    false, // one requirement
		`["b", { all = ["b", "c"] }]`:                               true,
		`["b", { any = ["b", "c"] }]`:                               false,
		`["b", { on = "c", loss = "degraded" }]`:                    false,
		`["b", { on = "c", holdup = "1h" }]`:                        false,
		`["b", { on = "c", accepts = "degraded" }]`:                 false,
		`["b", { unless = "c" }]`:                                   false,
		`["b", { all = ["b", { at_least = 1, of = ["c", "d"] }] }]`: false,
		`["b", { at_least = 2, of = ["c", "d"] }]`:                  true,
		`["b"]`: false,
	} {
		c := fixture.Compile(t, []byte("[service.a]\nneeds = "+needs+"\n[platform.b]\n[platform.c]\n[platform.d]\n"))
		answer, err := check.Ask(t.Context(), c, check.Question{})
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(answer.Problems, func(p result.Problem) bool { return p.Code == "plain-reachability" })
		if (at >= 0) != want {
			t.Errorf("%s: warned is %v", needs, at >= 0)
		}
		if at >= 0 && answer.Problems[at].Line != 2 {
			t.Errorf("%s: on line %d", needs, answer.Problems[at].Line)
		}
	}
}
