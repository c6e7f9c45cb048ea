package replay_test

import (
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
)

// TestServeOfWhatNobodyUses has nodes that no service uses, which are as well in between as
// neither for those who find everything nor for those who find nothing.
func TestServeOfWhatNobodyUses(t *testing.T) {
	t.Parallel()
	const between = `
[carrier.a]
[carrier.b]
[carrier.y]
[equipment.x]
needs = ["a", "b"]
`
	at := func(minutes int, node string) partly.Serving {
		return partly.Serving{At: minutes * 60, Of: map[string]float64{node: 0.5}}
	}
	for _, test := range []struct {
		name, needs string
		serve       []partly.Serving
	}{
		{"who loses it later switches later", `{ any = ["x", "y"], failover = "1h" }`, []partly.Serving{at(0, "a"), at(50, "b")}},
		{"who finds one and not the other", `"a", { unless = "b" }`, []partly.Serving{at(0, "a"), at(0, "b")}},
	} {
		text, doc := between+"[equipment.e]\nneeds = ["+test.needs+"]\n", oracle.Doc{}
		if _, err := toml.Decode(text, &doc); err != nil {
			t.Fatal(err)
		}
		s := partly.Script{Script: oracle.Script{End: 4 * 3600}, Serve: test.serve}
		events := ""
		for _, e := range test.serve {
			for node := range e.Of {
				events += "{ at = \"" + (time.Duration(e.At) * time.Second).String() + "\", serve = { " + node + " = 0.5 } }, "
			}
		}
		c := fixture.Compile(t, []byte(text+"[incident.i]\nevents = ["+events+"]"))
		answer, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "i"})
		if err != nil {
			t.Fatal(err)
		}
		p := &partial{doc: doc, script: s, course: partly.Play(doc, s), crowds: oracle.Crowds(doc)}
		if diff := p.compareLevels(answer); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// TestServeOfWhatWasDown has what was down before anything happened, and is now for some:
// nobody finds it worse, and so it counts for nothing.
func TestServeOfWhatWasDown(t *testing.T) {
	t.Parallel()
	const model = `
[carrier.a]
[carrier.b]
[population.p]
size = 1000
access = { a = 0.4, b = 0.6 }
[service.standby]
population = "p"
needs = [{ unless = "a" }]
tolerance = "1m"
[incident.i]
events = [{ at = "0m", serve = { a = 0.5 } }, { at = "1h", serve = { a = 1 } }]
`
	answer, err := timeline.Ask(t.Context(), fixture.Compile(t, []byte(model)), timeline.Question{Incident: "i"})
	if err != nil {
		t.Fatal(err)
	}
	for _, sp := range answer.Spans {
		if sp.Node != "a" && !sp.Before {
			t.Errorf("%+v was so before", sp)
		}
	}
	if answer.EndS == nil || *answer.EndS != 3600 || len(answer.Breaches) > 0 {
		t.Errorf("it ends at %s, with breaches %+v", show(answer.EndS), answer.Breaches)
	}
}
