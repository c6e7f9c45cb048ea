package whatif_test

import (
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestWhatHasNotStartedIsTold: a standby is held down as long as the main is up; then what it
// lacks is why it is down.
func TestWhatHasNotStartedIsTold(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[power.mains]
[equipment.fuel]
[power.diesel]
needs = [{ unless = "mains" }, "fuel"]
[power.pump]
needs = ["diesel"]
`))
	for _, x := range []struct {
		failed []string
		want   []string // of diesel and pump those that have not started
	}{
		{[]string{"fuel"}, nil},
		{[]string{"mains"}, nil},
		{[]string{"fuel", "mains"}, []string{"diesel", "pump"}},
		{[]string{"diesel", "mains"}, []string{"pump"}},
	} {
		a, err := whatif.Of(t.Context(), c, whatif.Question{Failed: x.failed})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range a.Nodes {
			if n := &a.Nodes[i]; n.NotStarted {
				got = append(got, n.ID)
				if n.State() != result.StateDown || n.HeldDown || len(n.Because) == 0 {
					t.Errorf("%v: %s is %s, because of %v", x.failed, n.ID, n.State(), n.Because)
				}
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%v: %v have not started, want %v", x.failed, got, x.want)
		}
	}
}
