package picture_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/picture"
)

const shop = `
[carrier.line-a]
[carrier.line-b]
[power.mains]
[datacentre.east]
needs = ["mains"]
[datacentre.west]
needs = ["mains"]
[population.people]
access = { line-a = 0.4, line-b = 0.6 }
[service.till]
population = "people"
needs = [{ all = ["pay", { any = ["east", "west"] }] }]
[platform.pay]
needs = [{ any = ["east", "west"] }]
[datacentre.north]
[platform.desk]
needs = [{ any = ["west", { all = ["mains", "north"] }, "north"], failover = "2h" }]
[platform.news]
needs = [{ on = "east", loss = "degraded" }]
`

// TestOfProof draws proofs, and what carries a node: these boxes and arrows, and
// no others.
func TestOfProof(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	m := c.Model
	for _, tt := range []struct{ node, failed, boxes, arrows, legend string }{
		{"till", "line-a", "line-a failed, till partial", "line-a hard till", "failed 1, partial 1, carried"},
		{"till@line-a", "line-a", "line-a failed, till down", "line-a hard till", "failed 1, down 1, carried"},
		{"pay", "mains", "east down, mains failed, pay down, west down",
			"east alternative pay, mains hard east, mains hard west, west alternative pay", "failed 1, down 3, alternative, carried"},
		{"news", "east", "east failed, news degraded", "east soft news", "failed 1, degraded 1, soft, carried"},
		{"pay", "east", "east failed, pay at-risk, west up", "east alternative pay, west alternative pay", "failed 1, at-risk 1, up 1, alternative"},
		{"till", "east", "east failed, pay at-risk, till up, west up", "east alternative pay, east alternative till, pay hard till, west alternative pay, west alternative till",
			"failed 1, at-risk 1, up 2, hard, alternative"},
		{"desk", "mains", "desk down, mains failed, north up, west down", "mains alternative desk beside, mains hard west, north alternative desk beside, west alternative desk",
			"failed 1, down 2, up 1, alternative, carried"},
		{"mains", "east", "mains up", "", "up 1"},
	} {
		w, err := why.Ask(t.Context(), c, why.Question{Node: tt.node, Failed: []string{tt.failed}, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		pic := picture.OfProof(m, w, "en")
		var boxes, arrows, legend []string
		for _, n := range pic.Nodes {
			boxes = append(boxes, n.ID+" "+string(n.State))
		}
		for _, e := range pic.Edges {
			arrow := fmt.Sprint(e.From, " ", e.Style, " ", e.To)
			if w.Level != "up" && !e.Carried {
				arrow += " beside"
			}
			arrows = append(arrows, arrow)
		}
		for _, l := range pic.Legend {
			s := string(l.Edge)
			switch {
			case l.State != "":
				s = fmt.Sprint(l.State, " ", l.Count)
			case l.Carried:
				s = "carried"
			}
			legend = append(legend, s)
		}
		got := []string{strings.Join(boxes, ", "), strings.Join(arrows, ", "), strings.Join(legend, ", ")}
		if want := []string{tt.boxes, tt.arrows, tt.legend}; !slices.Equal(got, want) {
			t.Errorf("%s if %s:\n%q, want\n%q", tt.node, tt.failed, got, want)
		}
	}
}

// TestProofOfAChain: a row of steps is a box, with what it begins and ends at.
func TestProofOfAChain(t *testing.T) {
	c := load(t, "m.jsonl", jsonl(500, func(i int) (string, []int) { return "platform", before(i, 1) }))
	w, err := why.Of(t.Context(), c, why.Question{Node: "n499", Failed: []string{"n0"}, After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	pic := picture.OfProof(c.Model, w, "en")
	want(t, "picture", boxes(pic)+arrows(pic), `n0 failed (FAILED)
n499 down (down)
series:n1*498 down (498 nodes: down)
n0 -> series:n1 hard !
series:n1 -> n499 hard !
`)
	if pic.Legend[1].Count != 499 {
		t.Errorf("the legend counts %+v", pic.Legend)
	}
}
