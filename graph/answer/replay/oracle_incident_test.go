package replay_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

func cut(vertex string) (node, line string, isPart bool) { return strings.Cut(vertex, "@") }

// TestIncidentsAgreeWithOracle makes up observations of random models, whose facts have
// dates and sources, and holds verdicts, bases and what decides against the contract.
func TestIncidentsAgreeWithOracle(t *testing.T) {
	counts, cases := map[string]int{}, rounds.Of(t, 20, 200)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 42))
		size := gen.Timed(rng)
		size.Nodes, size.Populations, size.Access = 8+rng.IntN(6), 1+rng.IntN(2), float64(rng.IntN(3))*0.3
		doc := gen.Doc(rng, size)
		doc["model"].(map[string]any)["asof"] = date(rng)
		grounds(rng, doc)
		in := newIncident(doc)
		script := in.cutLine(rng, gen.Script(rng, doc))
		in.script, in.dates = script, map[string]string{"old": "2020", "new": "2021-10"}
		text := append(gen.TOML(doc), "[source.old]\nasof = \"2020\"\n[source.new]\nasof = \"2021-10\"\n"...)
		text = append(text, in.contracts(rng)...)
		c, happened := fixture.Compile(t, text), fixture.Incident(script)
		happened.Start, happened.DateOnly, in.start = start(rng)
		if changesAfter(t, timeline.Script{Incident: happened}, c, script.End) {
			continue // the oracle does not see all of it
		}
		in.course = oracle.Timeline(doc, script)
		made := in.observations(rng)
		for _, o := range made {
			happened.Observed = append(happened.Observed, o.observation())
		}
		r, err := replay.Of(t.Context(), c, []*models.Incident{happened})
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range r.Incidents[0].Observations {
			o := made[i]
			verdict := oracle.Verdict(doc, in.course, script.End, o.Observation)
			if o.what != "" {
				verdict = in.verdict(o)
			}
			naive := in.naive(o)
			want := fmt.Sprint(verdict, " ", naive, " ", in.onLevels(doc, o) != naive, " ", in.basis(o))
			if o.what == "owed" && !in.pays(o.Node) {
				want = "not-in-model  false "
			}
			if said := fmt.Sprint(got.Verdict, " ", got.Naive, " ", got.Decides, " ", got.Basis); said != want {
				t.Fatalf("seed %d, start %q, %+v, %+v: %s, want %s\n%s", seed, in.start, script, o, said, want, bytes.TrimSpace(text))
			}
			for _, word := range []string{string(got.Basis), o.what + " " + verdict, fmt.Sprint("decides ", got.Decides)} {
				counts[word]++
			}
		}
	}
	for _, word := range []string{"given", "fitted", "no-path", "hindsight", "predicted", "decides true", "share_down matched", "share_down missed", "share_down contradicted",
		"users matched", "users missed", "users contradicted", "owed matched", "owed missed", "owed contradicted"} {
		if counts[word] < cases.Least(20) {
			t.Errorf("too few are %s: %v", word, counts)
		}
	}
}

// cutLine lets an access node fail, too, more often than not.
func (in *incident) cutLine(rng *rand.Rand, script oracle.Script) oracle.Script {
	for _, population := range sorted(in.populations) {
		lines := sorted(in.populations[population]["access"].(map[string]any))
		line := lines[rng.IntN(len(lines))]
		if in.nodes[line]["fails"] == false || rng.IntN(3) == 0 {
			continue
		}
		script.Events = append(script.Events, oracle.Event{At: rng.IntN(19) * 10 * minute, Fail: []string{line}, For: []int{20, 60, 600}[rng.IntN(3)] * minute})
	}
	slices.SortStableFunc(script.Events, func(a, b oracle.Event) int { return a.At - b.At })
	return script
}

// date draws one before the incidents, mostly.
func date(rng *rand.Rand) string {
	return []string{"2020", "2021-09", "2021-10-24", "2021-10-24", "2020", "2020", "2021-09", "2020", "2021-10-25", "2021-10", "2021", "2022"}[rng.IntN(12)]
}

// start draws when an incident began: at a time, on a day, or nobody knows.
func start(rng *rand.Rand) (at time.Time, dateOnly bool, day string) {
	at = time.Date(2021, 10, 25, 0, 20, 0, 0, time.FixedZone("", 9*3600))
	switch rng.IntN(8) {
	case 0:
		return time.Time{}, false, ""
	case 1:
		return time.Date(2021, 10, 25, 0, 0, 0, 0, time.UTC), true, "2021-10-25"
	}
	return at, false, "2021-10-25"
}

// grounds gives facts dates and sources: mostly old ones.
func grounds(rng *rand.Rand, doc oracle.Doc) {
	says := func(keys map[string]any) {
		if rng.IntN(3) == 0 {
			keys["source"] = []string{"old", "old", "new", "report", "memo"}[rng.IntN(5)]
		}
		if rng.IntN(3) == 0 {
			keys["asof"] = date(rng)
		}
	}
	var needs func(value any)
	needs = func(value any) {
		list, _ := value.([]any)
		for i, entry := range list {
			if name, ok := entry.(string); ok && rng.IntN(3) == 0 {
				entry = map[string]any{"on": name}
				list[i] = entry
			}
			if table, ok := entry.(map[string]any); ok {
				says(table)
				for _, form := range []string{"any", "all", "of"} {
					needs(table[form])
				}
			}
		}
	}
	for _, table := range sorted(doc) {
		if table == "model" || table == "sector" {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sorted(elements) {
			keys := elements[id].(map[string]any)
			says(keys)
			needs(keys["needs"])
		}
	}
}

// contracts writes terms that cover services whose users are known.
func (in *incident) contracts(rng *rand.Rand) string {
	text := ""
	for i, service := range in.services {
		if !in.counted(service) || rng.IntN(2) == 0 {
			continue
		}
		t := contract{covers: []string{service}, bands: [][2]int{{5 * minute, 1}, {90 * minute, 10}, {600 * minute, 30}}[rng.IntN(2):]}
		if parts := sorted(in.users(service)); rng.IntN(3) == 0 {
			t.covers = []string{parts[rng.IntN(len(parts))]}
		}
		in.terms = append(in.terms, t)
		text += fmt.Sprintf("[terms.t%d]\ncovers = [%q]\nbands = [", i, t.covers[0])
		for _, band := range t.bands {
			text += fmt.Sprintf("{ from = \"%dm\", pay = %d }, ", band[0]/minute, band[1])
		}
		text += "]\n"
	}
	return text
}

// observations makes up observations of levels and of amounts, half of parts.
func (in *incident) observations(rng *rand.Rand) []seen {
	var out []seen
	parts := slices.DeleteFunc(in.vertices(), func(vertex string) bool { return !strings.Contains(vertex, "@") })
	for _, o := range observations(rng, in.course) {
		if len(parts) > 0 && rng.IntN(2) == 0 {
			o.Node = parts[rng.IntN(len(parts))]
		}
		s := seen{Observation: o, fitted: rng.IntN(8) == 0, source: []string{"", "report", "memo", "else"}[rng.IntN(4)], withinShare: []float64{0, 0.1, 0.3}[rng.IntN(3)], factor: []float64{1, 1.5, 4}[rng.IntN(3)]}
		if node, _, _ := cut(o.Node); rng.IntN(2) == 0 && slices.Contains(in.services, node) {
			in.measured(rng, &s, in.counted(node))
		}
		out = append(out, s)
	}
	return out
}

// measured makes an observation one of an amount: the one that the model has, or near it.
func (in *incident) measured(rng *rand.Rand, s *seen, counted bool) {
	s.what, s.Level, s.From, s.To = "share_down", "", nil, nil
	if counted {
		s.what = []string{"share_down", "users", "owed"}[rng.IntN(3)]
	}
	switch s.what {
	case "share_down":
		s.amount = in.most(s.Node, s.At, s.Within)
		s.amount = min(1, max(0, s.amount+[]float64{0, 0.1, -0.1, 0.5, -1}[rng.IntN(5)]))
		return
	case "users":
		s.amount = in.many(s.Node) * in.most(s.Node, nil, s.Within)
	case "owed":
		s.amount = in.owed(s.Node, s.Within)
	}
	s.At = nil
	s.amount = max(0, s.amount*[]float64{1, 1.5, 0.5, 5, 0}[rng.IntN(5)])
	if rng.IntN(4) == 0 {
		s.amount = 77
	}
}

// observation is what the program is told.
func (s *seen) observation() models.Observation {
	o := models.Observation{Node: s.Node, Level: s.Level, From: moment(s.From), To: moment(s.To), At: moment(s.At), Within: *moment(&s.Within),
		WithinShare: s.withinShare, Factor: s.factor, Fitted: s.fitted, Scored: true, Provenance: &models.Provenance{Source: s.source}}
	switch s.what {
	case "share_down":
		o.ShareDown = &s.amount
	case "users":
		o.Users = &s.amount
	case "owed":
		o.Owed = &s.amount
	}
	return o
}
