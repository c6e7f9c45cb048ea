package replay_test

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// compareLevels holds every level at every change against the cases.
func (p *partial) compareLevels(answer *result.Timeline) string {
	for _, vertex := range sorted(p.course.Before) {
		for _, now := range p.course.Moments() {
			if got, want := levelAt(answer, vertex, now), p.course.Levels.At(vertex, now); got != want {
				return fmt.Sprintf("%s at %d is %s, want %s", vertex, now, got, want)
			}
		}
	}
	return cmp.Or(p.compareShares(answer), p.compareEnd(answer))
}

// compareShares holds for how many of those who come every node and part is down and
// degraded, at every change.
func (p *partial) compareShares(answer *result.Timeline) string {
	for _, vertex := range sorted(p.course.Before) {
		for _, now := range p.course.Moments() {
			down, degraded := 0.0, 0.0
			sp := spanAt(answer, vertex, now)
			if sp != nil && sp.ShareDown == nil && sp.ShareDegraded == nil && p.crowds[vertex].Share != nil && p.crowds[vertex].Share[vertex] == 0 {
				continue // of a service with parts these tell, where each is the same for all
			}
			if sp != nil {
				down, degraded = all(sp.Level == result.LevelDown), all(sp.Level == result.LevelDegraded)
				if sp.ShareDown != nil {
					down = *sp.ShareDown
				}
				if sp.ShareDegraded != nil {
					degraded = *sp.ShareDegraded
				}
			}
			if want := p.course.Share(p.course.Down, vertex, now); math.Abs(down-want) > 1e-9 {
				return fmt.Sprintf("%v of %s are down at %d, want %v", down, vertex, now, want)
			}
			if want := p.course.Share(p.course.Degraded, vertex, now); math.Abs(degraded-want) > 1e-9 {
				return fmt.Sprintf("%v of %s are degraded at %d, want %v", degraded, vertex, now, want)
			}
		}
	}
	return ""
}

func all(of bool) float64 {
	if of {
		return 1
	}
	return 0
}

// compareEnd holds the moment at which everything is up again against the cases, where all
// was up before.
func (p *partial) compareEnd(answer *result.Timeline) string {
	end, ends := 0, true
	for _, vertex := range sorted(p.course.Before) {
		spans := p.course.Levels[vertex]
		last := spans[len(spans)-1]
		ends = ends && last.Level == "up" && p.course.Before[vertex] == "up"
		if len(spans) > 1 {
			end = max(end, last.From)
		}
	}
	if ends && (answer.EndS == nil || *answer.EndS != int64(end)) {
		return fmt.Sprintf("it ends at %s, want %d", show(answer.EndS), end)
	}
	return ""
}

func show(seconds *int64) string {
	if seconds == nil {
		return "no time"
	}
	return fmt.Sprint(*seconds)
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
