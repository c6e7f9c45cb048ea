package loads

import (
	"cmp"
	"slices"
)

// Question is what fails, with what demand, and when one looks.
type Question struct {
	Failed []string
	Demand map[string]float64
	After  string // a duration; "": the model's horizon, else an hour
}

// WhatIf is "the state of a timeline in which these failures begin at once and last, at
// that moment, with all that happens at that moment done", and the course up to then.
func WhatIf(doc Doc, q Question) (State, Course) {
	after := seconds(cmp.Or(q.After, read(doc).horizon, "1h"))
	c := Play(doc, Script{Events: []Event{{Fail: q.Failed, Demand: q.Demand}}, End: after})
	return c.At(after), c
}

// Breach is for how many users something tolerable was not kept.
type Breach struct {
	Part  string // or the service, where it has no parts
	Share float64
	Users float64
}

// Breaches are those of all tolerances: "the longest time *down* that is tolerable …, per
// part. An outage past it is a *breach*", and "Who is so lost is *down* for tolerances".
// Of those who were lost before nothing is breached anew. Silent on who is lost where the
// share changes: the same are turned away first.
func Breaches(doc Doc, c *Course, end int) []Breach {
	m := read(doc)
	var all []Breach
	for _, service := range m.nodes {
		text, promised := m.keys[service]["tolerance"].(string)
		if !promised {
			continue
		}
		users, _ := m.users(service)
		for _, origin := range m.origins(service) {
			before := c.Before.down(origin)
			if x := c.lasting(origin, seconds(text), end); x > before+1e-9 {
				share := m.shareOf(origin) * (x - before)
				all = append(all, Breach{Part: origin, Share: share, Users: users * share})
			}
		}
	}
	return all
}

// down is the share of a vertex's users that is down or lost.
func (s State) down(vertex string) float64 {
	if s.Level[vertex] == "down" {
		return 1
	}
	return s.Lost[vertex]
}

// lasting is the largest share of a vertex that is down for longer than a time.
func (c *Course) lasting(vertex string, longer, end int) float64 {
	shares := []float64{0}
	for _, s := range c.States {
		shares = append(shares, s.down(vertex))
	}
	slices.Sort(shares)
	for _, share := range slices.Backward(shares) {
		since, down := 0, false
		for _, s := range c.States {
			is := s.down(vertex) >= share-1e-12
			if down && !is && s.At-since > longer {
				return share
			}
			if is && !down {
				since = s.At
			}
			down = is
		}
		if down && end-since > longer {
			return share
		}
	}
	return 0
}
