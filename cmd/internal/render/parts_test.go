package render

import (
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// TestPartsTogether names many parts by what they alone have in common.
func TestPartsTogether(t *testing.T) {
	n := &result.NodeState{}
	for _, region := range []string{"east", "west"} {
		for _, home := range []string{"a", "b", "c", "d"} {
			p := result.Part{Level: result.LevelUp}
			p.Part, p.By = "fixed:"+home+"-"+region, map[string]string{"region": region, "home": home}
			p.Lines = map[string]string{"fixed": home + "-" + region}
			n.Parts = append(n.Parts, p)
		}
	}
	catalogue := i18n.In("en")
	down := func(which ...int) []string {
		for i := range n.Parts {
			n.Parts[i].Level = result.LevelUp
			if slices.Contains(which, i) {
				n.Parts[i].Level = result.LevelDown
			}
		}
		return partsAt(n, result.LevelDown, catalogue)
	}
	for _, test := range []struct{ which, want []string }{
		{down(4, 5, 6, 7), []string{"region:west (4)"}},
		{down(0, 4), []string{"fixed:a-east", "fixed:a-west"}},
		{down(0, 1, 2, 7), []string{"fixed:a-east", "fixed:b-east", "fixed:c-east", "fixed:d-west"}},
	} {
		if !slices.Equal(test.which, test.want) {
			t.Errorf("got %q, want %q", test.which, test.want)
		}
	}
}
