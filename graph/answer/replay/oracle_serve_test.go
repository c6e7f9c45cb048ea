package replay_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// partial is a model with an incident in which nodes serve a share, what becomes of it
// by writing every case out, and what the program is told was seen.
type partial struct {
	doc      oracle.Doc
	script   partly.Script
	course   partly.Course
	crowds   map[string]oracle.Crowd
	observed []any
}

// TestServeAgreesWithOracle compares levels, shares, users, user-hours and breaches, as
// the timeline and the replay of an incident in a file give them, with those of the cases
// written out.
func TestServeAgreesWithOracle(t *testing.T) {
	t.Parallel()
	serveAgrees(t, rounds.Of(t, 13, 1000), 300, func(rng *rand.Rand) oracle.Doc { return gen.Doc(rng, small(rng, gen.Timed(rng))) })
}

// TestServeWithSupplyAgreesWithOracle does so where what is required flows, and may go
// round.
func TestServeWithSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	serveAgrees(t, rounds.Of(t, 4, 250), 50, func(rng *rand.Rand) oracle.Doc { return gen.Doc(rng, small(rng, gen.SuppliedTimed(rng))) })
}

// TestServeWithUnlessAgreesWithOracle does so where some nodes start once others are down.
func TestServeWithUnlessAgreesWithOracle(t *testing.T) {
	t.Parallel()
	serveAgrees(t, rounds.Of(t, 6, 250), 50, func(rng *rand.Rand) oracle.Doc {
		for {
			doc := gen.Doc(rng, small(rng, gen.Timed(rng)))
			if gen.Inhibit(rng, doc, 0.3, valid) > 0 {
				return doc
			}
		}
	})
}

// valid says whether the program takes a document.
func valid(doc oracle.Doc) bool {
	m, err := models.LoadFS(fstest.MapFS{"made.toml": {Data: gen.TOML(doc)}}, "made.toml")
	if err == nil {
		_, err = compile.Compile(m)
	}
	return err == nil && gen.Standing(doc)
}

// small is a size of models of which every case can be played.
func small(rng *rand.Rand, of gen.Size) gen.Size {
	of.Sectors = 0 // each service is to have its own
	of.Nodes = min(of.Nodes, 3+rng.IntN(7))
	if of.Supply > 0 {
		of.Nodes = min(of.Nodes, 6) // what flows takes longest
	}
	return of
}

// serveAgrees draws models and scripts; few is how often, in the long rounds, each thing that
// is compared has to turn up.
func serveAgrees(t *testing.T, cases rounds.Rounds, few int, made func(*rand.Rand) oracle.Doc) {
	t.Helper()
	counts := map[string]int{}
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		p := newPartial(t, rng, made(rng))
		if diff := p.compare(t, counts); diff != "" {
			t.Fatalf("seed %d: %s\n%s", seed, diff, p.text())
		}
	}
	for _, word := range []string{"share", "largest", "users", "hours", "tolerance", "tolerance_degraded", "terms:row", "terms:month", "terms:bands", "label"} {
		least := few
		if word == "hours" {
			least = few / 5 // of what does not end nothing is said
		}
		if counts[word] < cases.Least(least) {
			t.Errorf("too few %s: %v", word, counts)
		}
	}
}

func newPartial(t *testing.T, rng *rand.Rand, doc oracle.Doc) *partial {
	p := &partial{doc: doc}
	most := []int{4, 8, 24}[rng.IntN(3)]
	if !rounds.Asked(t) {
		most = 6
	}
	script := gen.Script(rng, doc)
	script.End = 14 * 3600
	p.script = gen.Serve(rng, doc, script, most, 0.15)
	if wavers(doc, p.script) {
		p.doc = gen.FilterDelays(doc, func(_, key string) bool { return key != "failover" })
	}
	p.doc["sector"] = map[string]any{}
	p.crowds = oracle.Crowds(p.doc)
	for _, id := range sorted(p.crowds) {
		keys := p.doc["service"].(map[string]any)[id].(map[string]any)
		keys["sector"] = "of-" + id
		p.doc["sector"].(map[string]any)["of-"+id] = map[string]any{"measure": "services"}
		for _, key := range []string{"tolerance", "tolerance_degraded"} {
			if limit := []string{"", "30m", "2h"}[rng.IntN(3)]; limit != "" {
				keys[key] = limit
			}
		}
	}
	p.course = partly.Play(p.doc, p.script)
	p.observe(rng)
	if len(p.crowds) > 0 {
		p.doc["terms"] = map[string]any{
			"row":   map[string]any{"covers": []any{"kind:service"}, "consecutive": "2h"},
			"month": map[string]any{"covers": []any{"kind:service"}, "monthly": "3h"},
			"bands": map[string]any{"covers": []any{"kind:service"}, "bands": []any{
				map[string]any{"from": "30m", "pay": int64(1)}, map[string]any{"from": "2h", "pay": int64(10)}}},
		}
	}
	p.doc["incident"] = map[string]any{"made-up": gen.Incident(p.script, p.observed)}
	return p
}

// text is the model and what happens, without what was seen.
func (p *partial) text() []byte {
	doc := oracle.Plain(p.doc)
	delete(doc["incident"].(map[string]any)["made-up"].(map[string]any), "observed")
	return gen.TOML(doc)
}

// wavers says whether the language leaves open what some case comes to.
func wavers(doc oracle.Doc, s partly.Script) bool {
	return slices.ContainsFunc(s.Cases(), func(c partly.Case) bool {
		script := s.Script
		script.Unserved = c.Unserved
		return oracle.Wavers(doc, script)
	})
}

// observe makes up what was seen of services and their parts: how many were cut off at
// some moments, at the worst one, for how long, and at what level they were.
func (p *partial) observe(rng *rand.Rand) {
	moments := p.course.Moments()
	for _, id := range sorted(p.crowds) {
		for _, vertex := range append([]string{id}, slices.DeleteFunc(sorted(p.crowds[id].Share), func(part string) bool { return part == id })...) {
			for range 3 {
				at := moments[rng.IntN(len(moments))]
				p.observed = append(p.observed,
					map[string]any{"node": vertex, "share_down": 0.5, "at": gen.Seconds(at), "within": []string{"0s", "10m", "1h"}[rng.IntN(3)]},
					map[string]any{"node": vertex, "level": []string{"up", "degraded", "partial", "down"}[rng.IntN(4)], "at": gen.Seconds(at)})
			}
			p.observed = append(p.observed, map[string]any{"node": vertex, "share_down": 0.5, "within": []string{"0s", "30m", "2h"}[rng.IntN(3)]})
			if p.crowds[id].Known {
				p.observed = append(p.observed, map[string]any{"node": vertex, "users": int64(10), "within": "0s"})
			}
		}
	}
}

func (p *partial) compare(t *testing.T, counts map[string]int) string {
	t.Helper()
	c := fixture.Compile(t, gen.TOML(p.doc))
	answer, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "made-up"})
	if err != nil {
		return err.Error()
	}
	if late(answer) > int64(p.script.End) {
		return "" // the oracle does not see all of it
	}
	r, err := replay.Ask(t.Context(), c, replay.Question{Incidents: []string{"made-up"}})
	if err != nil {
		return err.Error()
	}
	for _, diff := range []string{p.compareLevels(answer), p.compareSeen(r.Incidents[0].Observations, counts), p.compareHours(answer, counts), p.compareBreaches(answer, counts)} {
		if diff != "" {
			return diff
		}
	}
	return ""
}

func late(answer *result.Timeline) int64 {
	last := int64(0)
	for _, sp := range answer.Spans {
		last = max(last, sp.FromS)
		if sp.ToS != nil {
			last = max(last, *sp.ToS)
		}
	}
	return last
}
