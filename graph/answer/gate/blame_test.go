package gate_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// late is a model in which the outage that breaks the policies begins when
// batteries are empty. Before that, a switch takes the payment down for a moment.
const late = `
[power.grid]
[carrier.line]
needs = [{ on = "grid", holdup = "2h" }]
[platform.spare]
[platform.pay]
needs = [{ any = ["grid", "spare"], failover = "10s" }]
[population.shops]
size = 190
access = { line = 1.0 }
[service.tills]
population = "shops"
needs = ["pay"]
[service.d]
needs = [{ on = "grid", holdup = "3h" }]
[service.d2]
needs = [
  "d",
]
[service.back]
recovery = "5h"
needs = ["spare", { any = ["grid", "spare"], failover = "10s" }]
[policy.access]
protect = "tills"
against = "grid"
worst = "down"
max_outage = "1h"
for = "8h"
[policy.single]
protect = "d2"
against = "grid"
worst = "down"
max_outage = "1h"
for = "8h"
[policy.recovering]
protect = "back"
against = "grid"
worst = "down"
max_outage = "1h"
for = "8h"
`

// TestBlameInTime wants the requirement to blame that an outage which is too long
// rests on, whenever that begins.
func TestBlameInTime(t *testing.T) {
	want := map[string]string{"access": models.AccessNode, "single": `"d"`, "recovering": `{ any = ["grid", "spare"], failover = "10s" }`}
	for _, p := range gated(t, load(t, late)).Policies {
		if len(p.Violations) != 1 {
			t.Fatalf("%s: %+v", p.ID, p)
		}
		b := p.Violations[0].Blame
		if b.Requirement != want[p.ID] {
			t.Errorf("%s blames %s, want %s", p.ID, b.Requirement, want[p.ID])
		}
		if lines := strings.Split(late, "\n"); b.Requirement != models.AccessNode && !strings.Contains(lines[b.Line-1], b.Requirement) {
			t.Errorf("%s blames line %d: %s", p.ID, b.Line, lines[b.Line-1])
		}
	}
}

// TestBlameIsDown plays random models through with the oracle, together with a
// probe that needs just what is blamed: it must be down during an outage that is
// too long, and at the moment when it gets so unless the node only recovers.
func TestBlameIsDown(t *testing.T) {
	checked, late, recovering, cases := 0, 0, 0, rounds.Of(t, 25, 150)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 33))
		doc := gen.Doc(rng, gen.Timed(rng))
		d := draw(rng, doc, true)
		d.keys["worst"], d.keys["tolerance"] = "down", false
		if d.keys["max_outage"] == nil {
			d.keys["max_outage"] = "1h"
		}
		delete(d.keys, "max_share")
		c := load(t, string(gen.TOML(doc)))
		violations := gated(t, c).Policies[0].Violations
		for _, v := range violations[:min(2, len(violations))] {
			probed, vertex := probe(t, c, doc, &v)
			script := oracle.Script{Events: []oracle.Event{{Fail: v.Failed, For: length(d.keys["for"])}}, End: end}
			spans := oracle.Timeline(probed, script)
			when := whenDown(c, &v, spans, vertex, length(d.keys["max_outage"]))
			if when == "" {
				t.Fatalf("seed %d: %s is blamed for %s after %v, and is never down while that is out for too long\n%s", seed, v.Blame.Requirement, v.Node, v.Failed, gen.TOML(doc))
			}
			checked++
			switch when {
			case "late":
				late++
			case "recovering":
				recovering++
			}
		}
	}
	t.Logf("%d outages, %d of which begin late, and in %d the node only recovers", checked, late, recovering)
	if checked-recovering < cases.Least(80) || late < cases.Least(15) || recovering < cases.Least(3) {
		t.Error("the draw is too easy")
	}
}

// probe adds a node that needs nothing but what a violation blames, as the part
// or node does that is out, and returns how the probe is called there.
func probe(t *testing.T, c *compile.Compiled, doc oracle.Doc, v *result.Violation) (oracle.Doc, func(vertex string) string) {
	node, _, _ := strings.Cut(v.Node, "@")
	n := c.Model.Node(node)
	if v.Blame.Requirement == models.AccessNode {
		return doc, func(vertex string) string { _, access, _ := strings.Cut(vertex, "@"); return access }
	}
	doc = oracle.Plain(doc)
	i := slices.IndexFunc(n.Needs, func(r models.Requirement) bool { return r.String() == v.Blame.Requirement })
	if i < 0 {
		t.Fatalf("%s after %v blames %q\n%s", v.Node, v.Failed, v.Blame.Requirement, gen.TOML(doc))
	}
	needs := []any{doc[n.Kind].(map[string]any)[node].(map[string]any)["needs"].([]any)[i]}
	keys := map[string]any{}
	if n.Use != nil && n.Use.Population != "" {
		keys["population"] = n.Use.Population
		needs = append(needs, map[string]any{"any": []any{models.AccessNode, "always"}}) // in place of its access
		add(doc, "platform", "always", map[string]any{})
	}
	keys["needs"] = needs
	add(doc, "service", "probe", keys)
	return doc, func(vertex string) string {
		if _, access, isPart := strings.Cut(vertex, "@"); isPart {
			return "probe@" + access
		}
		return "probe"
	}
}

func add(doc oracle.Doc, kind, id string, keys map[string]any) {
	if doc[kind] == nil {
		doc[kind] = map[string]any{}
	}
	doc[kind].(map[string]any)[id] = keys
}

// whenDown says when a probe is down in an outage of a node, or of a part of it,
// that is too long: "at" the moment at which it gets so, "late" if the outage
// began after the failure, "recovering" if only before; "" if never.
func whenDown(c *compile.Compiled, v *result.Violation, spans oracle.Spans, probe func(string) string, tolerable int) string {
	best := ""
	for x := range c.Seen(c.Vertex(v.Node)).All() {
		vertex := c.Name(x)
		for i, s := range spans[vertex] {
			until := end
			if i+1 < len(spans[vertex]) {
				until = spans[vertex][i+1].From
			}
			if s.Level != "down" || until-s.From <= tolerable {
				continue
			}
			switch {
			case spans.At(probe(vertex), s.From+tolerable) == "down" && s.From > 0:
				return "late"
			case spans.At(probe(vertex), s.From+tolerable) == "down":
				best = "at"
			case best == "" && downWithin(spans[probe(vertex)], s.From, s.From+tolerable):
				best = "recovering"
			}
		}
	}
	return best
}

// downWithin says whether something is down at some moment from one to another.
func downWithin(spans []oracle.Span, from, to int) bool {
	for i, s := range spans {
		if s.Level == "down" && s.From <= to && (i+1 == len(spans) || spans[i+1].From > from) {
			return true
		}
	}
	return false
}
