package replay_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
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
	serveAgrees(t, rounds.Of(t, 24, 2000), gen.Timed)
}

// TestServeWithSupplyAgreesWithOracle does so where what is required flows, and may go
// round.
func TestServeWithSupplyAgreesWithOracle(t *testing.T) {
	t.Parallel()
	serveAgrees(t, rounds.Of(t, 4, 600), gen.SuppliedTimed)
}

func serveAgrees(t *testing.T, cases rounds.Rounds, size func(*rand.Rand) gen.Size) {
	t.Helper()
	counts := map[string]int{}
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 75))
		of := size(rng)
		of.Sectors = 0 // each service is to have its own
		p := newPartial(t, rng, gen.Doc(rng, of))
		if diff := p.compare(t, counts); diff != "" {
			t.Fatalf("seed %d: %s\n%s", seed, diff, p.text())
		}
	}
	t.Log(counts)
	for _, word := range []string{"share", "largest", "users", "hours", "tolerance", "tolerance_degraded", "terms:row", "terms:month", "label"} {
		if counts[word] < cases.Least(100) {
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
	p.script = gen.Serve(rng, doc, gen.Script(rng, doc), most)
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

// compareLevels holds every level at every change against the cases.
func (p *partial) compareLevels(answer *result.Timeline) string {
	for _, vertex := range sorted(p.course.Before) {
		for _, now := range p.course.Moments() {
			if got, want := levelAt(answer, vertex, now), p.course.Levels.At(vertex, now); got != want {
				return fmt.Sprintf("%s at %d is %s, want %s", vertex, now, got, want)
			}
		}
	}
	return ""
}

// compareSeen holds what is predicted of what was seen against the cases.
func (p *partial) compareSeen(got []result.Observed, counts map[string]int) string {
	for i, o := range p.observed {
		o := o.(map[string]any)
		vertex := o["node"].(string)
		within, want := seconds(o["within"]), 0.0
		at, timed := o["at"].(string)
		now := seconds(at)
		switch {
		case o["level"] != nil:
			label := p.label(vertex, now)
			if is := got[i].Verdict == result.JudgedMatched; is != (label == o["level"] || label == "partial" && o["level"] == "degraded") {
				return fmt.Sprintf("%v: %s, and it is %s", o, got[i].Verdict, label)
			}
			counts["label"]++
			continue
		case timed:
			want = p.course.Most(vertex, &now, within)
			counts["share"] += some(want)
		case o["users"] != nil:
			id, _, _ := cut(vertex)
			want = p.course.Most(vertex, nil, within) * p.crowds[id].Users
			if id != vertex {
				want *= p.crowds[id].Share[vertex]
			}
			counts["users"] += some(p.course.Most(vertex, nil, within))
		default:
			want = p.course.Most(vertex, nil, within)
			counts["largest"] += some(want)
		}
		if a := got[i].Amount; a == nil || a.Predicted == nil || math.Abs(*a.Predicted-want) > 1e-9*max(1, want) {
			return fmt.Sprintf("%v: %+v, want %v", o, a, want)
		}
	}
	return ""
}

// some is one where a share is one of some and not of all.
func some(share float64) int {
	if share > 1e-9 && share < 1-1e-9 {
		return 1
	}
	return 0
}

func seconds(of any) int {
	text, _ := of.(string)
	n, unit := 0, ""
	if _, err := fmt.Sscanf(text, "%d%s", &n, &unit); err != nil {
		return 0
	}
	return n * map[string]int{"s": 1, "m": 60, "h": 3600}[unit]
}

// label is the level of a service or a part, or that some of its users are cut off.
func (p *partial) label(vertex string, now int) string {
	if some(p.course.Share(p.course.Down, vertex, now)) > 0 {
		return "partial"
	}
	return p.course.Levels.At(vertex, now)
}

// compareHours holds the user-hours of every service, each a sector of its own, against
// the area under its curve.
func (p *partial) compareHours(answer *result.Timeline, counts map[string]int) string {
	if answer.EndS == nil {
		return "" // of what does not end nothing is said
	}
	hours := p.course.Hours()
	for _, u := range answer.UserHours {
		id := strings.TrimPrefix(u.Sector, "of-")
		want, known := hours[id]
		switch {
		case !known && u.Down == nil:
		case !known || u.Down == nil || math.Abs(*u.Down-want) > 1e-6*max(1, want):
			return fmt.Sprintf("user-hours of %s are %+v, want %v", id, u, want)
		default:
			counts["hours"]++
		}
		delete(hours, id)
	}
	for id, want := range hours {
		if want > 1e-6 {
			return fmt.Sprintf("%s lost %v user-hours, and nothing is said of it: %+v", id, want, answer.UserHours)
		}
	}
	return ""
}

// breached are the limits by rule and the levels that count.
var breached = []struct {
	rule   string
	levels []string
}{{"tolerance", []string{"down"}}, {"tolerance_degraded", []string{"down", "degraded"}}, {"terms:row", []string{"down"}}, {"terms:month", []string{"down"}}}

// compareBreaches holds those against the users for whom it lasted too long.
func (p *partial) compareBreaches(answer *result.Timeline, counts map[string]int) string {
	got := map[string][]result.Breach{}
	for _, b := range answer.Breaches {
		got[b.Rule+" "+b.Node] = append(got[b.Rule+" "+b.Node], b)
	}
	for _, id := range sorted(p.crowds) {
		for _, part := range sorted(p.crowds[id].Share) {
			for _, r := range breached {
				limit := map[string]int{"terms:row": 7200, "terms:month": 10800}[r.rule]
				if says, ok := p.doc["service"].(map[string]any)[id].(map[string]any)[r.rule]; ok {
					limit = seconds(says)
				}
				if limit == 0 || p.course.Before[part] == "down" || r.rule == "tolerance_degraded" && p.course.Before[part] != "up" {
					continue
				}
				key := r.rule + " " + part
				want := p.beyond(part, limit, r.rule == "terms:month", r.levels)
				if (len(want) > 0) != (len(got[key]) > 0) {
					return fmt.Sprintf("breach of %s: %+v, want %+v", key, got[key], want)
				}
				counts[r.rule] += len(want)
			}
		}
	}
	return ""
}

// beyond are the outages of a vertex past a limit, or where they add up all of those whose
// sum is past it, without end where any is.
func (p *partial) beyond(vertex string, limit int, sum bool, levels []string) []partly.Outage {
	out := p.course.Outages(vertex, levels...)
	total := map[int]int{}
	for _, o := range out {
		total[o.Case] += lasts(o)
	}
	return slices.DeleteFunc(out, func(o partly.Outage) bool {
		if sum {
			return total[o.Case] <= limit
		}
		return lasts(o) <= limit
	})
}

func lasts(o partly.Outage) int {
	if o.To < 0 {
		return 1 << 40
	}
	return o.To - o.From
}
