package gate

import (
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// accept marks the violations that a baseline, an earlier answer, has as well and
// no milder, lists those of it that are gone, and counts all three. Of the baseline
// only policies that were asked for count, and those that the model has no more.
func accept(g, baseline *result.Gate, inModel func(policy string) bool) {
	known := map[string]*result.Violation{}
	for i := range baseline.Policies {
		for j := range baseline.Policies[i].Violations {
			v := &baseline.Policies[i].Violations[j]
			known[v.Fingerprint] = v
		}
	}
	asked := map[string]bool{}
	for i := range g.Policies {
		asked[g.Policies[i].ID] = true
		for j := range g.Policies[i].Violations {
			v := &g.Policies[i].Violations[j]
			if before := known[v.Fingerprint]; before != nil {
				v.Known = !Graver(v, before)
				delete(known, v.Fingerprint)
			}
		}
	}
	for i := range baseline.Policies {
		p := &baseline.Policies[i]
		for _, v := range p.Violations {
			if known[v.Fingerprint] != nil && (asked[p.ID] || !inModel(p.ID)) {
				g.Gone = append(g.Gone, v)
			}
		}
	}
	g.Baseline = &result.Compared{New: g.New(), Gone: len(g.Gone)}
	for i := range g.Policies {
		g.Baseline.Accepted += g.Policies[i].Violated - g.Policies[i].New()
	}
}

// Graver says whether a violation breaks more than it did, or by more.
func Graver(now, before *result.Violation) bool {
	for _, b := range now.Breaks {
		if !slices.Contains(before.Breaks, b) {
			return true
		}
	}
	levels := []result.Level{result.LevelDown, result.LevelDegraded, result.LevelUp}
	return slices.Index(levels, now.Level) < slices.Index(levels, before.Level) ||
		number(now.ShareDown) > number(before.ShareDown)+tolerance ||
		now.Endless && !before.Endless || !before.Endless && seconds(now.OutageS) > seconds(before.OutageS) ||
		now.NotUpEndless && !before.NotUpEndless || !before.NotUpEndless && seconds(now.NotUpS) > seconds(before.NotUpS)
}

func number(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

func seconds(x *int64) int64 {
	if x == nil {
		return 0
	}
	return *x
}
