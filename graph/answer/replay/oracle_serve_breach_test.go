package replay_test

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
	"github.com/meoktong/meoktong/graph/result"
)

// breached are the limits by rule and the levels that count.
var breached = []struct {
	rule   string
	levels []string
}{{"tolerance", []string{"down"}}, {"tolerance_degraded", []string{"down", "degraded"}}, {"terms:row", []string{"down"}}, {"terms:month", []string{"down"}}, {"terms:bands", []string{"down"}}}

// compareBreaches holds those against the users for whom it lasted too long.
func (p *partial) compareBreaches(answer *result.Timeline, counts map[string]int) string {
	got := map[string][]result.Breach{}
	for _, b := range answer.Breaches {
		got[b.Rule+" "+b.Node] = append(got[b.Rule+" "+b.Node], b)
	}
	for _, id := range sorted(p.crowds) {
		for _, part := range sorted(p.crowds[id].Share) {
			for _, r := range breached {
				limit := map[string]int{"terms:row": 7200, "terms:month": 10800, "terms:bands": 1799}[r.rule]
				if says, ok := p.doc["service"].(map[string]any)[id].(map[string]any)[r.rule]; ok {
					limit = seconds(says)
				}
				if limit == 0 || p.course.Before[part] == "down" || r.rule == "tolerance_degraded" && p.course.Before[part] != "up" {
					continue
				}
				key := r.rule + " " + part
				want := p.beyond(part, limit, r.rule == "terms:month", r.levels)
				if diff := compareBreach(got[key], want, p.crowds[id], part); diff != "" {
					return "breach of " + key + ": " + diff
				}
				counts[r.rule] += len(want)
			}
		}
	}
	return ""
}

// beyond are the outages of a vertex past a limit, those of one beginning and end together;
// where they add up, for each case all of them as one, from the first on.
func (p *partial) beyond(vertex string, limit int, sum bool, levels []string) map[outage]float64 {
	out := p.course.Outages(vertex, levels...)
	if sum {
		all := map[int]partly.Outage{}
		for _, o := range out {
			one, again := all[o.Case]
			if !again {
				one = partly.Outage{Case: o.Case, Weight: o.Weight, From: o.From, To: o.From}
			}
			one.To += lasts(o)
			all[o.Case] = one
		}
		out = slices.Collect(maps.Values(all))
	}
	past := map[outage]float64{}
	for _, o := range out {
		if lasts(o) > limit {
			past[outage{o.From, min(lasts(o), endless)}] += o.Weight
		}
	}
	return past
}

// outage is when one begins and how long it lasts, in seconds.
type outage struct{ from, lasts int }

const endless = 1 << 40

// pay is what the bands of terms pay a user.
func pay(o outage) float64 {
	if o.lasts >= 7200 {
		return 10
	}
	return 1
}

// compareBreach holds the breaches of a rule by a part, and for whom they are some.
func compareBreach(got []result.Breach, want map[outage]float64, crowd oracle.Crowd, part string) string {
	left := maps.Clone(want)
	for _, b := range got {
		o := outage{int(b.FromS), endless}
		if b.OutageS != nil {
			o.lasts = int(*b.OutageS)
		}
		share := 1.0
		if b.Share != nil {
			share = *b.Share
		}
		weight, is := left[o]
		users := crowd.Users * crowd.Share[part] * weight
		if !is || math.Abs(share-weight) > 1e-9 || crowd.Known != (b.Users.Number() != nil) || b.Users.Number() != nil && math.Abs(*b.Users.Number()-users) > 1e-6 {
			return fmt.Sprintf("%+v (share %v, users %v), want %v, users %v", o, share, b.Users.Number(), want, users)
		}
		if pays := b.Rule == "terms:bands" && crowd.Known; pays != (b.Owed.Number() != nil) || pays && math.Abs(*b.Owed.Number()-users*pay(o)) > 1e-6 {
			return fmt.Sprintf("%+v: owed %v, want %v for %v", o, b.Owed.Number(), pay(o), users)
		}
		delete(left, o)
	}
	if len(left) > 0 {
		return fmt.Sprintf("%v are missing", left)
	}
	return ""
}

func lasts(o partly.Outage) int {
	if o.To < 0 {
		return endless
	}
	return o.To - o.From
}
