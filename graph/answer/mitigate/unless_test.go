package mitigate_test

import (
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestLessIsMore: what helps is that something be down. With nothing decided yet all of
// an option's good sides count at once, and here they would do harm.
func TestLessIsMore(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[carrier.line]
[carrier.ground]
[equipment.lock]
[equipment.open]
needs = [{ unless = "ground" }]
[service.exit]
users = 3
needs = [{ any = ["line", { unless = "lock" }] }]
[policy.p]
protect = "exit"
against = "line"
[option.fail-safe]
cost = 2
add.equipment.lock.needs = ["open"]
`))
	a, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: c.Model.Horizon})
	if err != nil {
		t.Fatal(err)
	}
	if x := a.Policies[0]; x.Holds || !x.Choice.Found || !x.Choice.Exact || !slices.Equal(x.Choice.Options, []string{"fail-safe"}) {
		t.Errorf("%+v", x.Choice)
	}
}
