package gate_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func load(t testing.TB, text string) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, []byte(text))
}

func gated(t testing.TB, c *compile.Compiled) *result.Gate {
	t.Helper()
	g, err := gate.Ask(t.Context(), c, gate.Question{After: c.Model.Horizon})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// some picks up to n of a list, at least one.
func some(rng *rand.Rand, of []string, n int) []string {
	of = slices.Clone(of)
	rng.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
	of = of[:min(len(of), 1+rng.IntN(n))]
	slices.Sort(of)
	return of
}

// drawn is a random policy, and what its selectors name.
type drawn struct {
	keys             map[string]any
	protect, against []string
	c                *compile.Compiled
	start            oracle.Spans // with nothing failed; nil where nobody asks for outages
}

// draw adds a policy to a document. Half of them ask about outages as well.
func draw(rng *rand.Rand, doc oracle.Doc, outages bool) drawn {
	levels := oracle.WhatIf(doc, oracle.Question{}).Levels
	var all, can []string
	for id := range levels {
		all = append(all, id)
		node, _, _ := strings.Cut(id, "@")
		if fails(doc, node) {
			can = append(can, id)
		}
	}
	slices.Sort(all)
	slices.Sort(can)
	d := drawn{protect: some(rng, all, 5), against: some(rng, can, 6)}
	d.keys = map[string]any{"protect": strings.Join(d.protect, ","), "against": strings.Join(d.against, ",")}
	if !outages && rng.IntN(3) == 0 { // pairs, so many that some break it which alone do not
		d.against = some(rng, can, 12)
		d.keys["failures"], d.keys["against"] = int64(2), strings.Join(d.against, ",")
	}
	if rng.IntN(2) == 0 {
		d.keys["worst"] = []string{"up", "degraded", "down"}[rng.IntN(3)]
	}
	if rng.IntN(2) == 0 {
		d.keys["max_share"] = []float64{0, 0.25, 0.5, 0.75, 1}[rng.IntN(5)]
	}
	if outages {
		d.keys["for"] = []string{"30m", "2h", "4h"}[rng.IntN(3)]
		if d.keys["tolerance"] = rng.IntN(2) == 0; d.keys["tolerance"] == true {
			promise(rng, doc)
		}
		if d.keys["tolerance"] == false || rng.IntN(2) == 0 {
			d.keys["max_outage"] = []string{"0s", "30m", "1h", "3h"}[rng.IntN(4)]
		}
	}
	doc["policy"] = map[string]any{"p": d.keys}
	return d
}

// promise has services say how long they may be down, or not up.
func promise(rng *rand.Rand, doc oracle.Doc) {
	services, _ := doc["service"].(map[string]any)
	for _, id := range slices.Sorted(maps.Keys(services)) {
		for _, key := range []string{"tolerance", "tolerance_degraded"} {
			if rng.IntN(2) == 0 {
				services[id].(map[string]any)[key] = []string{"20m", "1h", "3h"}[rng.IntN(3)]
			}
		}
	}
}

func fails(doc oracle.Doc, node string) bool {
	for _, elements := range doc {
		if keys, ok := elements.(map[string]any)[node].(map[string]any); ok && keys["fails"] != nil {
			return false
		}
	}
	return true
}

// broken is what the slow way finds: "node: failed, failed" for each case that
// breaks the policy.
func (d drawn) broken(doc oracle.Doc) map[string]string {
	out := map[string]string{}
	if d.keys["for"] != nil {
		d.start = oracle.Timeline(doc, oracle.Script{End: end})
	}
	for i, a := range d.against {
		d.try(doc, []string{a}, out)
		for _, b := range d.against[i+1:] {
			if d.keys["failures"] != nil {
				d.try(doc, []string{a, b}, out)
			}
		}
	}
	return out
}

func (d drawn) try(doc oracle.Doc, failed []string, out map[string]string) {
	answer := oracle.WhatIf(doc, oracle.Question{Failed: failed})
	var spans oracle.Spans
	if d.keys["for"] != nil {
		spans = oracle.Timeline(doc, oracle.Script{Events: []oracle.Event{{Fail: failed, For: length(d.keys["for"])}}, End: end})
	}
	for _, node := range d.protect {
		if slices.ContainsFunc(failed, func(f string) bool { return same(f, node) }) {
			continue
		}
		level := answer.Levels[node]
		if slices.Index(levels, level) >= slices.Index(levels, answer.Before[node]) {
			level = "up" // it is no worse than with nothing failed
		}
		if what := d.breaks(doc, node, level, d.share(answer, node), spans); what != "" {
			out[node+": "+strings.Join(failed, ", ")] = what
		}
	}
}

var levels = []string{"down", "degraded", "up"}

// share returns the share of a node's users who lose it and had it with nothing failed:
// of what is no service 0.
func (d drawn) share(answer oracle.Answer, node string) (share float64) {
	lost := func(id string) bool { return answer.Levels[id] == "down" && answer.Before[id] != "down" }
	service, _, isPart := strings.Cut(node, "@")
	n := d.c.Model.Node(service)
	parts := d.c.Parts(int32(d.c.Model.Index(service)))
	switch {
	case n.Kind != models.KindService:
		return 0
	case isPart || parts.Len() == 0:
		if lost(node) {
			return 1
		}
		return 0
	}
	for v := range parts.All() {
		if lost(d.c.Name(v)) {
			share += d.c.Share(v)
		}
	}
	return share
}

// same says whether a failure is one of the node's own.
func same(failed, node string) bool {
	a, _, aPart := strings.Cut(failed, "@")
	b, _, bPart := strings.Cut(node, "@")
	return failed == node || a == b && !(aPart && bPart)
}

const end = 60 * 3600 // seconds: later than anything of these models that is told apart

func (d drawn) breaks(doc oracle.Doc, node, level string, share float64, spans oracle.Spans) string {
	worst, given := d.keys["worst"].(string)
	limit, shared := d.keys["max_share"].(float64)
	if !given && (shared || d.keys["for"] != nil) {
		worst = "down"
	} else if !given {
		worst = "up"
	}
	var out []string
	if slices.Index(levels, level) < slices.Index(levels, worst) {
		out = append(out, "worst")
	}
	if shared && share > limit+1e-9 {
		out = append(out, "max_share")
	}
	if spans == nil {
		return strings.Join(out, " ")
	}
	down, notUp := d.longest(node, spans, "down"), d.longest(node, spans, "degraded")
	if d.keys["max_outage"] != nil && down > length(d.keys["max_outage"]) {
		out = append(out, "max_outage")
	}
	service, _, _ := strings.Cut(node, "@")
	if services, ok := doc["service"].(map[string]any); ok && services[service] != nil && d.keys["tolerance"] == true {
		says := services[service].(map[string]any)
		if says["tolerance"] != nil && down > length(says["tolerance"]) {
			out = append(out, "tolerance")
		}
		if says["tolerance_degraded"] != nil && notUp > length(says["tolerance_degraded"]) {
			out = append(out, "tolerance_degraded")
		}
	}
	return strings.Join(out, " ")
}

// longest returns the longest time that a node, or any part of it, is at a level or worse.
func (d drawn) longest(node string, spans oracle.Spans, level string) int {
	most, parts, since := 0, false, -1
	worse := func(l string) bool { return slices.Index(levels, l) <= slices.Index(levels, level) }
	for id := range spans {
		if service, _, isPart := strings.Cut(id, "@"); isPart && service == node {
			parts, most = true, max(most, d.longest(id, spans, level))
		}
	}
	if parts || worse(d.start[node][0].Level) {
		return most // what is so with nothing failed has no outage
	}
	for i, s := range spans[node] {
		until := end
		if i+1 < len(spans[node]) {
			until = spans[node][i+1].From
		}
		if !worse(s.Level) {
			since = -1
			continue
		}
		if since < 0 {
			since = s.From
		}
		most = max(most, until-since)
	}
	return most
}

func length(v any) int {
	d, err := models.ParseDuration(v.(string))
	if err != nil {
		panic(err)
	}
	return int(d / time.Second)
}

// TestAgreesWithOracle compares every verdict with one that asks an interpreter
// of the language about every failure, every node and every tick.
func TestAgreesWithOracle(t *testing.T) {
	agrees(t, rounds.Of(t, 25, 500), func(seed uint64) (oracle.Doc, drawn) {
		rng := rand.New(rand.NewPCG(seed, 31))
		outages := seed%25 == 0
		size := gen.RandomSize(rng)
		if outages {
			size = gen.Timed(rng)
		}
		doc := gen.Doc(rng, size)
		return doc, draw(rng, doc, outages)
	})
}

// TestUnlessAgreesWithOracle does so for models in which something holds only while
// something else is down.
func TestUnlessAgreesWithOracle(t *testing.T) {
	agrees(t, rounds.Of(t, 13, 600), func(seed uint64) (oracle.Doc, drawn) {
		rng := rand.New(rand.NewPCG(seed, 33))
		outages := seed%6 == 0
		size := gen.RandomSize(rng)
		if outages {
			size = gen.Timed(rng)
		}
		doc := fixture.Inhibited(rng, size)
		return doc, draw(rng, doc, outages)
	})
}

func agrees(t *testing.T, cases rounds.Rounds, drawn func(seed uint64) (oracle.Doc, drawn)) {
	violated, pairs := 0, 0
	for seed := range cases.Seeds() {
		doc, d := drawn(seed)
		text := string(gen.TOML(doc))
		d.c = load(t, text)
		got := gated(t, d.c).Policies[0]
		want := d.broken(doc)
		if got.Holds != (len(want) == 0) {
			t.Fatalf("seed %d: holds %v, want %v\n%s", seed, got.Holds, want, text)
		}
		if got.Worst != nil && !got.Holds && want[got.Worst.Node+": "+strings.Join(got.Worst.Failed, ", ")] == "" {
			t.Fatalf("seed %d: the worst case %+v does not break it; these do: %v\n%s", seed, got.Worst, want, text)
		}
		if diff := compare(got, want); diff != "" {
			t.Fatalf("seed %d: %s\n%s", seed, diff, text)
		}
		violated += min(1, len(want))
		pairs += len(got.Violations) - countSingles(got)
	}
	if violated < cases.Least(200) || pairs < cases.Least(10) {
		t.Errorf("only %d policies were broken, and %d pairs listed", violated, pairs)
	}
}

func countSingles(p result.Policy) int {
	n := 0
	for _, v := range p.Violations {
		if len(v.Failed) == 1 {
			n++
		}
	}
	return n
}

// compare wants every single violation, and of pairs those of which neither
// alone is one.
func compare(got result.Policy, want map[string]string) string {
	listed := map[string]string{}
	for _, v := range got.Violations {
		listed[v.Node+": "+strings.Join(v.Failed, ", ")] = strings.Trim(fmt.Sprint(v.Breaks), "[]")
	}
	for key, what := range want {
		node, failed, _ := strings.Cut(key, ": ")
		a, b, pair := strings.Cut(failed, ", ")
		implied := pair && (want[node+": "+a] != "" || want[node+": "+b] != "")
		if implied {
			what = ""
		}
		if listed[key] != what {
			return fmt.Sprintf("%s breaks %q, want %q", key, listed[key], what)
		}
		delete(listed, key)
	}
	if len(listed) > 0 {
		return fmt.Sprintf("these break nothing: %v", listed)
	}
	return cmp.Or(map[bool]string{true: "the count is wrong"}[got.Violated != len(got.Violations)], "")
}
