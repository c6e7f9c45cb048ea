package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/result"
)

// TestTellsWhichPairsWereRun: a ranking that leaves out pairs that load can touch says how many
// it has run and of what, and that the rest is nowhere in it.
func TestTellsWhichPairsWereRun(t *testing.T) {
	joint := int64(7)
	a := &result.Rank{Failures: 2, After: "1h", Scenarios: 4950, Run: 1300, Interacting: &joint, LoadPairs: &result.LoadPairs{Of: 4900, Run: 1225, Worst: 50}}
	for lang, want := range map[string][]string{
		"en": {"Pairs: 4,950.", "Pairs that load can touch: 4,900.", "worst single failures (50)", "1,225.", "left out of all that stands here: 3,675."},
		"ko": {"모두 4,950쌍", "부하가 미치는 쌍은 4,900쌍", "단일 장애 50건의 쌍 1,225쌍", "나머지 3,675쌍"},
	} {
		var b bytes.Buffer
		if err := (render.Rank{Answer: a, Lang: lang}).Text(&b, render.Screen{Width: 400}); err != nil {
			t.Fatal(err)
		}
		for _, piece := range want {
			if !strings.Contains(b.String(), piece) {
				t.Errorf("no %q in\n%s", piece, b.String())
			}
		}
		if strings.Contains(b.String(), "All pairs") {
			t.Errorf("it says that all pairs are accounted for:\n%s", b.String())
		}
	}
}

// TestTellsThatTheWorstPairIsNotListed: where one of the two alone breaks a policy for the same
// node, the pair is none of its violations.
func TestTellsThatTheWorstPairIsNotListed(t *testing.T) {
	pair := result.Outcome{Node: "web", Level: "down", Failed: []string{"a", "b"}}
	alone := func(node, failed string) result.Violation {
		return result.Violation{Outcome: result.Outcome{Node: node, Level: "degraded", Failed: []string{failed}}}
	}
	for _, tt := range []struct {
		violations []result.Violation
		want       string
	}{
		{[]result.Violation{alone("web", "b")}, "web down if a, b fail (not listed as a pair, since b alone breaks it)"},
		{[]result.Violation{{Outcome: pair}, alone("shop", "a"), alone("web", "c")}, "web down if a, b fail\n"},
	} {
		g := &result.Gate{Policies: []result.Policy{{ID: "p", Failures: 2, Worst: &pair, Violated: len(tt.violations), Violations: tt.violations}}}
		var b bytes.Buffer
		if err := (render.Gate{Answer: g, Lang: "en"}).Text(&b, render.Screen{Width: 400}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), tt.want) {
			t.Errorf("no %q in\n%s", tt.want, b.String())
		}
	}
}
