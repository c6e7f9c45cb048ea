package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestMonthlyTerms fails a service's platform for a while, for good, and both:
// time down in all counts, and what does not end is past every limit.
func TestMonthlyTerms(t *testing.T) {
	for name, x := range map[string]struct {
		monthly string
		events  []models.Event
		want    string
	}{
		"short enough":       {"6h", []models.Event{failing(0, 6*time.Hour)}, ""},
		"too long":           {"6h", []models.Event{failing(time.Hour, 7*time.Hour)}, "from 3600 for 25200"},
		"endless":            {"6h", []models.Event{failing(0, 0)}, "from 0 without end"},
		"too long in all":    {"30m", []models.Event{failing(0, 20*time.Minute), failing(time.Hour, 20*time.Minute)}, "from 0 for 2400"},
		"short, and endless": {"15m", []models.Event{failing(time.Minute, 20*time.Minute), failing(time.Hour, 0)}, "from 60 without end"},
	} {
		c := fixture.Compile(t, []byte("[platform.p]\n[service.s]\nneeds = [\"p\"]\nusers = 100\n[terms.x]\ncovers = [\"s\"]\nmonthly = \""+x.monthly+"\""))
		answer, err := timeline.Of(t.Context(), c, timeline.Script{Incident: &models.Incident{Events: x.events}})
		if err != nil {
			t.Fatal(err)
		}
		if got := told(answer.Breaches); got != x.want {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
}

// failing is the platform's failure at a moment, for a time; 0: for good.
func failing(at, lasts time.Duration) models.Event {
	return models.Event{At: at, Fail: []string{"p"}, For: lasts}
}

// told writes breaches shortly.
func told(breaches []result.Breach) string {
	var out []string
	for _, b := range breaches {
		text := fmt.Sprintf("from %d without end", b.FromS)
		if b.OutageS != nil {
			text = fmt.Sprintf("from %d for %d", b.FromS, *b.OutageS)
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// TestBreachesAgreeWithOracle holds terms of two hours, in a row and a month,
// against the oracle's levels, looked at minute by minute.
func TestBreachesAgreeWithOracle(t *testing.T) {
	seen, cases := map[string]int{}, rounds.Of(t, 10, 200)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 17))
		doc := gen.Doc(rng, gen.Timed(rng))
		script := gen.Script(rng, doc)
		services, ok := doc["service"].(map[string]any)
		if !ok {
			continue
		}
		terms := "[terms.row]\ncovers = [\"kind:service\"]\nconsecutive = \"2h\"\n[terms.month]\ncovers = [\"kind:service\"]\nmonthly = \"2h\"\n"
		c := fixture.Compile(t, append(gen.TOML(doc), terms...))
		q := timeline.Script{Incident: fixture.Incident(script)}
		answer, err := timeline.Of(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		if lastChange(answer) > int64(script.End) {
			continue // the oracle does not see all of it
		}
		want := map[string]bool{}
		for vertex, spans := range oracle.Timeline(doc, script) {
			id, access, _ := strings.Cut(vertex, "@")
			whole := access == "" && c.Parts(c.Vertex(id)).Len() > 0
			if services[id] == nil || whole {
				continue
			}
			row, month, last := minutesDown(spans, script.End)
			want["terms:row "+vertex] = row > 120 || last
			want["terms:month "+vertex] = month > 120 || last
		}
		for _, b := range answer.Breaches {
			if key := b.Rule + " " + b.Node; strings.HasPrefix(b.Rule, "terms:") && !want[key] {
				t.Fatalf("seed %d, %+v: %s is no breach\n%s", seed, script, key, gen.TOML(doc))
			}
		}
		for key, breached := range want {
			rule, node, _ := strings.Cut(key, " ")
			if breached && !slices.ContainsFunc(answer.Breaches, func(b result.Breach) bool { return b.Rule == rule && b.Node == node }) {
				t.Fatalf("seed %d, %+v: %s is a breach\n%s", seed, script, key, gen.TOML(doc))
			}
			seen[fmt.Sprint(rule, breached)]++
		}
	}
	if seen["terms:monthtrue"] < cases.Least(20) || seen["terms:monthtrue"]-seen["terms:rowtrue"] < cases.Least(1) {
		t.Errorf("too few breaches, or the same: %v", seen)
	}
}

// lastChange returns when the last change of a level was.
func lastChange(answer *result.Timeline) int64 {
	last := int64(0)
	for _, sp := range answer.Spans {
		last = max(last, sp.FromS)
		if sp.ToS != nil {
			last = max(last, *sp.ToS)
		}
	}
	return last
}

// minutesDown counts the minutes down, the longest in a row and in all, and says
// whether the end is one of them.
func minutesDown(spans []oracle.Span, end int) (row, all int, last bool) {
	course, now := oracle.Spans{"it": spans}, 0
	for at := 0; at < end; at += 60 {
		if last = course.At("it", at) == "down"; !last {
			now = 0
			continue
		}
		now++
		all++
		row = max(row, now)
	}
	return row, all, last
}
