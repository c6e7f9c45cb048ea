package suggest_test

import (
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestWhatHoldsMayDoHarm has a standby that helps one service, and holds another down
// wherever it runs.
func TestWhatHoldsMayDoHarm(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[power.main]
[power.turbine]
[power.elsewhere]
[power.standby]
needs = [{ unless = "main" }]
[service.shop]
users = 100
needs = [{ any = ["turbine", "standby"] }]
[service.quiet]
users = 80
needs = [{ unless = "standby" }]
`))
	x, err := suggest.Ask(t.Context(), c, suggest.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, s := range x.Redundancy {
		got[s.Node] = value(s.Saved)
	}
	if len(got) != 2 || got["shop"] != 100 || got["quiet"] != 80 {
		t.Errorf("%v save the most", got)
	}
}
