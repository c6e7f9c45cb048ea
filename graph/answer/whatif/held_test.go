package whatif_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// standby is a model in which standbys start once what they stand by for is down.
const standby = `
[population.people]
size = 1000
access = { kt-radio = 0.4, skt-radio = 0.6 }
[carrier.kt-radio]
[carrier.lgu-radio]
[carrier.skt-radio]
[equipment.roaming]
needs = [{ unless = "kt-radio" }, "lgu-radio"]
[service.emergency]
population = "people"
sector = "safety"
needs = [{ any = ["@access", "roaming"] }]
[service.warning]
population = "people"
sector = "safety"
needs = [{ unless = "@access" }]
[power.main]
[power.diesel]
needs = [{ unless = "main" }]
[service.quiet]
sector = "safety"
users = 30
needs = [{ unless = "diesel" }]
[power.pump]
needs = [{ any = ["valve", "diesel"], supply = true }]
[power.valve]
needs = [{ on = "pump", supply = true }]
[power.ghost]
needs = [{ on = "ghosts", supply = true }]
[power.ghosts]
needs = [{ on = "ghost", supply = true }]
[sector.safety]
`

// TestHeldAndStarted tells what is held down with nothing failed, what starts and by
// what, and who is hit.
func TestHeldAndStarted(t *testing.T) {
	c := fixture.Compile(t, []byte(standby))
	tests := []struct {
		failed string
		want   string // of each node of the answer its level, state, and by what it is held or has started
		hit    int
		users  float64
		safe   string // services that notice nothing
	}{
		{"kt-radio", "kt-radio down failed; roaming up started [kt-radio]; warning degraded started [kt-radio] held by [skt-radio]; ", 0, 0, "[emergency quiet]"},
		{"main", "diesel up started [main]; main down failed; pump up started [diesel]; quiet down down held by [diesel]; valve up started [pump]; ", 1, 30, "[emergency]"},
		{"lgu-radio", "lgu-radio down failed; ", 0, 0, "[emergency quiet]"},
		{"diesel", "", 0, 0, "[emergency quiet]"},
		{"skt-radio", "emergency degraded partial; skt-radio down failed; warning degraded started [skt-radio] held by [kt-radio]; ", 1, 600, "[quiet]"},
	}
	for _, test := range tests {
		w, err := whatif.Ask(t.Context(), c, whatif.Question{Failed: []string{test.failed}, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		got, safe := "", []string{}
		for i := range w.Nodes {
			n := &w.Nodes[i]
			got += fmt.Sprint(n.ID, " ", n.Level, " ", n.State())
			if n.Started() {
				got += fmt.Sprint(" ", n.StartedBy)
			}
			if len(n.HeldBy) > 0 {
				got += fmt.Sprint(" held by ", n.HeldBy)
			}
			got += "; "
		}
		for _, u := range w.Untouched {
			safe = append(safe, u.ID)
		}
		if got != test.want || w.Totals.ServicesHit != test.hit || *w.Totals.UsersDown != test.users || fmt.Sprint(safe) != test.safe {
			t.Errorf("%s: %q, %d hit, %v users, safe %v", test.failed, got, w.Totals.ServicesHit, *w.Totals.UsersDown, safe)
		}
		if held, dry := fmt.Sprint(w.HeldDown), fmt.Sprint(w.Unsupplied); held != "[diesel pump roaming valve warning]" || dry != "[ghost ghosts]" {
			t.Errorf("held down are %s, without supply %s", held, dry)
		}
	}
}

// TestAllTellsWhatIsHeld has every node, with nothing of it changed.
func TestAllTellsWhatIsHeld(t *testing.T) {
	c := fixture.Compile(t, []byte(standby))
	w, err := whatif.Of(t.Context(), c, whatif.Question{After: time.Hour, All: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Nodes {
		n := &w.Nodes[i]
		want := map[string]result.State{"diesel": result.StateHeld, "pump": result.StateHeld, "valve": result.StateHeld, "roaming": result.StateHeld, "warning": result.StateHeld,
			"ghost": result.StateDown, "ghosts": result.StateDown}[n.ID]
		if want == "" {
			want = result.StateUp
		}
		if n.State() != want || n.Started() || n.Level != n.Before {
			t.Errorf("%s is %s, want %s", n.ID, n.State(), want)
		}
	}
}
