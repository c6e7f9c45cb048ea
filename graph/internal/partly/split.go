package partly

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
)

// Glance is a moment of a script, as the persons of each case find everything.
type Glance struct {
	At      int
	Weights []float64
	Cases   []persons.Answer
}

// Glances plays a script through in a model with splits and lines and without delays,
// in which nothing is degraded of itself: what has failed at a moment makes all of it.
func Glances(doc oracle.Doc, s Script) []Glance {
	var out []Glance
	seen := map[string]persons.Answer{}
	for _, now := range s.moments() {
		g := Glance{At: now}
		for _, c := range s.Cases() {
			failed := s.failed(c, now)
			key := strings.Join(failed, " ")
			answer, known := seen[key]
			if !known {
				answer = persons.WhatIf(doc, persons.Question{Failed: failed})
				seen[key] = answer
			}
			g.Weights, g.Cases = append(g.Weights, c.Weight), append(g.Cases, answer)
		}
		out = append(out, g)
	}
	return out
}

// failed are the nodes and parts that those of a case do not find at a moment.
func (s *Script) failed(c Case, now int) []string {
	var out []string
	for _, e := range s.Events {
		for _, name := range e.Fail {
			if e.At <= now && (e.For == 0 || now < e.At+e.For) && !s.repaired(name, e.At, now) {
				out = append(out, name)
			}
		}
	}
	for node, times := range c.Unserved {
		if slices.ContainsFunc(times, func(at oracle.Stretch) bool { return at.From <= now && now < at.To }) {
			out = append(out, node)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// repaired says whether a node, or a part or its service, was repaired after one moment
// and by another.
func (s *Script) repaired(name string, since, now int) bool {
	service, _, _ := strings.Cut(name, "@")
	return slices.ContainsFunc(s.Events, func(e oracle.Event) bool {
		return since < e.At && e.At <= now && (slices.Contains(e.Repair, name) || slices.Contains(e.Repair, service))
	})
}

// ShareDown is the share of a service's users that is cut off.
func (g *Glance) ShareDown(service string) float64 {
	return g.over(func(a persons.Answer) float64 { return a.ShareDown[service] })
}

// Level is that of a node: down where it is so in every case, up likewise, else degraded.
func (g *Glance) Level(node string) string {
	level := g.Cases[0].Levels[node]
	for _, a := range g.Cases {
		if a.Levels[node] != level {
			return "degraded"
		}
	}
	return level
}

// PartDown is the share of a part's users that is cut off: of those of a service whose
// lines end on some nodes.
func (g *Glance) PartDown(service string, lines map[string]string) float64 {
	return g.over(func(a persons.Answer) float64 {
		down, all := 0.0, 0.0
		for _, c := range a.Classes[service] {
			is := true
			for line, node := range lines {
				is = is && c.Lines[line] == node
			}
			if is {
				all += c.Share
			}
			if is && c.Level == "down" {
				down += c.Share
			}
		}
		return down / all
	})
}

// over adds something up over the cases.
func (g *Glance) over(of func(persons.Answer) float64) float64 {
	sum := 0.0
	for i, a := range g.Cases {
		sum += g.Weights[i] * of(a)
	}
	return sum
}
