package timeline_test

import (
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// TestAmountsBySelector gives demand and capacity to whatever a selector names, as if
// each had been named.
func TestAmountsBySelector(t *testing.T) {
	const model = `
[platform.gate]
capacity = 100
overload = "trip"
[platform.wall]
capacity = 100
overload = "trip"
[service.web-a]
demand = 10
needs = ["gate"]
[service.web-b]
demand = 10
needs = ["wall"]
[incident.named]
events = [{ at = "0m", demand = { web-a = 60, web-b = 60 }, for = "1h" }, { at = "30m", capacity = { gate = 50, wall = 50 }, for = "1h" }]
[incident.selected]
events = [{ at = "0m", demand = { "web-*" = 60 }, for = "1h" }, { at = "30m", capacity = { "kind:platform" = 50 }, for = "1h" }]
`
	c := fixture.Compile(t, []byte(model))
	named, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "named"})
	if err != nil {
		t.Fatal(err)
	}
	selected, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "selected"})
	if err != nil {
		t.Fatal(err)
	}
	if selected.Incident = named.Incident; len(named.Overloads) != 2 || !reflect.DeepEqual(named, selected) {
		t.Errorf("by selector %+v, by name %+v", selected, named)
	}
}
