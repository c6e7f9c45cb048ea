package whatif_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestTurnedAwayThoughItAccepts: a service that accepts what is degraded loses those whom that
// turns away. It is not up for them, says because of what, and is named where overload does
// so with nothing failed.
func TestTurnedAwayThoughItAccepts(t *testing.T) {
	model := `
[equipment.lamp]
[equipment.mill]
capacity = 75
overload = "shed"
[service.bread]
users = 100
demand = DEMAND
needs = ["mill"]
[service.cake]
users = 1000
needs = [{ on = "mill", accepts = "degraded" }]
`
	for _, tt := range []struct {
		demand    string
		more      map[string]float64
		before    result.Level
		because   string
		notUp     string
		hit, down int
	}{
		{"100", nil, result.LevelDegraded, "mill", "bread cake mill", 0, 1},
		{"60", map[string]float64{"bread": 100}, result.LevelUp, "mill", "", 2, 1},
	} {
		c := fixture.Compile(t, []byte(strings.ReplaceAll(model, "DEMAND", tt.demand)))
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{"lamp"}, Demand: tt.more, All: true, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(w.Nodes, func(n result.NodeState) bool { return n.ID == "cake" })
		n := &w.Nodes[i]
		if n.Level != result.LevelDegraded || n.Before != tt.before || !n.Partial() || *n.ShareDown != 0.25 || strings.Join(n.Because, " ") != tt.because {
			t.Errorf("demand %s: cake is %s, before %s, %v down because of %s", tt.demand, n.Level, n.Before, *n.ShareDown, n.Because)
		}
		if got := strings.Join(w.NotUpBefore, " "); got != tt.notUp || w.Totals.ServicesHit != tt.hit || w.Totals.NodesDown != tt.down {
			t.Errorf("demand %s: not up before: %s; %+v", tt.demand, got, w.Totals)
		}
	}
}
