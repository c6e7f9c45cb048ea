package replay_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// many is a model of services, each of which needs carriers of its own, and of an incident
// in which each carrier serves nine in ten: from a moment on, for a time.
func many(services, carriers, apart, lasts int) string {
	var b, events, seen strings.Builder
	for s := range services {
		var needs []string
		for i := range carriers {
			id := fmt.Sprintf("c%d-%d", s, i)
			fmt.Fprintf(&b, "[carrier.%s]\n", id)
			needs = append(needs, fmt.Sprintf("%q", id))
			fmt.Fprintf(&events, "{ at = \"%dm\", serve = { %s = 0.9 }, for = \"%dm\" }, ", i*apart, id, lasts)
		}
		fmt.Fprintf(&b, "[service.s%d]\nneeds = [%s]\n", s, strings.Join(needs, ", "))
		fmt.Fprintf(&seen, "{ node = \"s%d\", share_down = 0.5 }, ", s)
	}
	return fmt.Sprintf("%s[incident.made-up]\nevents = [%s]\nobserved = [%s]\n", b.String(), events.String(), seen.String())
}

// TestServeOfMany has parts to which as many nodes as may be serve a share at once, and
// one more.
func TestServeOfMany(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		services, carriers, apart, lasts int
		down                             float64
	}{
		"ten at once":        {1, 10, 0, 60, 1 - math.Pow(0.9, 10)},
		"more, of two parts": {2, 9, 0, 60, 1 - math.Pow(0.9, 9)},
		"one after another":  {1, 9, 10, 10, 0.1},
	} {
		c := fixture.Compile(t, []byte(many(x.services, x.carriers, x.apart, x.lasts)))
		r, err := replay.Ask(t.Context(), c, replay.Question{Incidents: []string{"made-up"}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, o := range r.Incidents[0].Observations {
			if math.Abs(*o.Amount.Predicted-x.down) > 1e-9 {
				t.Errorf("%s: %v of %s are down, want %v", name, *o.Amount.Predicted, o.Node, x.down)
			}
		}
	}
	half := strings.Replace(many(1, 17, 0, 60), "= 0.9", "= 0.0", 8) // whom nobody finds is found alike
	r, err := replay.Ask(t.Context(), fixture.Compile(t, []byte(half)), replay.Question{Incidents: []string{"made-up"}})
	if err != nil || *r.Incidents[0].Observations[0].Amount.Predicted != 1 {
		t.Errorf("eight that serve nobody and nine that serve some: %+v, %v", r, err)
	}
	c := fixture.Compile(t, []byte(many(1, 17, 0, 60)))
	_, err = timeline.Ask(t.Context(), c, timeline.Question{Incident: "made-up"})
	if err == nil {
		t.Fatal("seventeen at once are answered")
	}
	for i := range 17 {
		if id := fmt.Sprintf("c0-%d", i); !strings.Contains(err.Error(), id) {
			t.Errorf("%q does not name %s", err, id)
		}
	}
}
