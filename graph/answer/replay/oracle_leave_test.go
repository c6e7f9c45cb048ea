package replay_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestLeaveOneOutAgreesWithHand takes hindsight out of the text of random models by hand, and
// wants the same score; where there is none, that with all facts; and never one in which
// anything is worse.
func TestLeaveOneOutAgreesWithHand(t *testing.T) {
	counts, cases := map[string]int{}, rounds.Of(t, 20, 300)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 43))
		size := gen.Timed(rng)
		size.Nodes, size.Populations, size.Access = 8+rng.IntN(6), 1+rng.IntN(2), float64(rng.IntN(3))*0.3
		doc := gen.Doc(rng, size)
		doc["model"].(map[string]any)["asof"] = date(rng)
		if rng.IntN(6) > 0 {
			grounds(rng, doc)
		}
		in := newIncident(doc)
		in.script, in.dates = in.cutLine(rng, gen.Script(rng, doc)), map[string]string{"old": "2020", "new": "2021-10"}
		text := append(gen.TOML(doc), sources...)
		text = append(text, in.contracts(rng)...)
		happened := fixture.Incident(in.script)
		happened.Start, happened.DateOnly, in.start = start(rng)
		c := fixture.Compile(t, text)
		if changesAfter(t, timeline.Script{Incident: happened}, c, in.script.End) {
			continue // amounts of the oracle's are of less than the whole
		}
		in.course = oracle.Timeline(doc, in.script)
		for _, o := range in.observations(rng) {
			happened.Observed = append(happened.Observed, o.observation())
		}
		r := leaveOneOut(t, c, happened)
		h := &hand{incident: in, cites: map[string]bool{}, gone: map[string]bool{}, people: map[string]bool{}}
		want := h.replay(t, happened)
		got := r.Incidents[0].LeaveOneOut
		if said, wanted := scored(got.Score, got.Observations), scored(want.Score, want.Observations); said != wanted {
			t.Fatalf("seed %d, start %q, %+v:\n%s\ntaken %+v\n%s\nby hand\n%s", seed, in.start, in.script, differ(said, wanted), got.Taken, text, h.text)
		}
		if len(got.Taken) == 0 && scored(got.Score, got.Observations) != scored(r.Incidents[0].Score, r.Incidents[0].Observations) {
			t.Fatalf("seed %d: nothing is hindsight, and the scores differ\n%s", seed, text)
		}
		counts[fmt.Sprint("taken ", min(1, len(got.Taken)))]++
		for i, o := range got.Observations {
			counts[string(o.Verdict)+" "+string(o.Basis)]++
			if before := r.Incidents[0].Observations[i]; before.Verdict != o.Verdict {
				counts["turned"]++
			}
		}
	}
	for _, word := range []string{"taken 0", "taken 1", "turned", "matched predicted", "missed predicted", "contradicted predicted", "not-in-model ", "matched no-path", "missed given"} {
		if counts[word] < cases.Least(4) {
			t.Errorf("too few are %s: %v", word, counts)
		}
	}
}

const sources = "[source.old]\nasof = \"2020\"\n[source.new]\nasof = \"2021-10\"\n"

// leaveOneOut asks of an incident that the model has not.
func leaveOneOut(t *testing.T, c *compile.Compiled, in *models.Incident) *result.Replay {
	t.Helper()
	m := *c.Model
	m.Incidents = []models.Incident{*in}
	with, err := compile.Compile(&m)
	if err != nil {
		t.Fatal(err)
	}
	r, err := replay.Ask(t.Context(), with, replay.Question{LeaveOneOut: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// scored writes a score with its observations, but for what only leaving out says.
func scored(s result.Score, observations []result.Observed) string {
	for i := range observations {
		o := &observations[i]
		o.RestedOn = nil
		if o.Lacks == result.LacksNode {
			o.Node, o.Lacks = "", ""
		}
	}
	text, _ := json.MarshalIndent(struct {
		O []result.Observed
		S result.Score
	}{observations, s}, "", " ")
	return string(text)
}

// differ returns from where on two texts differ.
func differ(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return strings.Join(a[max(0, i-14):min(len(a), i+6)], "\n") + "\nwant\n" + strings.Join(b[max(0, i-14):min(len(b), i+6)], "\n")
		}
	}
	return ""
}
