package mitigate_test

import (
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// halls has doors that are enough as long as none fails. A rope is cheap and of no use; a
// stage brings more people than the doors let in, whatever else is bought; a third door
// will do.
const halls = `
[equipment.door-1]
capacity = 60
overload = "shed"
[equipment.door-2]
capacity = 60
overload = "shed"
[equipment.door-3]
capacity = 60
overload = "shed"
[service.hall]
users = 100
demand = 110
needs = [{ any = ["door-1", "door-2"], balance = "even" }]
[service.stage]
users = 10
[policy.p]
protect = "hall"
against = "kind:equipment"
max_share = 0.1
[option.rope]
cost = 1
set.equipment.door-1.name = "A door with a rope"
[option.stage]
cost = 2
set.service.stage.demand = 400
add.service.stage.needs = ["door-1"]
[option.third]
cost = 5
set.service.hall.needs = [{ any = ["door-1", "door-2", "door-3"], balance = "even" }]
`

// TestWithLoad finds the options by which the doors are enough, and without load none is
// needed.
func TestWithLoad(t *testing.T) {
	c := fixture.Compile(t, []byte(halls))
	x, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if p := x.Policies[0]; p.Holds || !p.Choice.Found || !slices.Equal(p.Choice.Options, []string{"third"}) || !p.Choice.Exact || x.LoadIgnored {
		t.Errorf("%+v, %+v", p, p.Choice)
	}
	if x, err = mitigate.Ask(t.Context(), c.WithoutLoad(), mitigate.Question{After: time.Hour}); err != nil {
		t.Fatal(err)
	}
	if p := x.Policies[0]; !p.Holds || !x.LoadIgnored {
		t.Errorf("without load: %+v", p)
	}
}
