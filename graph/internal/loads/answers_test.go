package loads_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/loads"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// difference is where the program's answer to a question is another, and what kind of
// figure it is that differs; "" where none is.
func difference(t testing.TB, doc loads.Doc, q loads.Question) (kind, what string) {
	t.Helper()
	after, err := models.ParseHorizon(q.After)
	if err != nil {
		t.Fatal(err)
	}
	w, err := whatif.Of(t.Context(), fixture.Compile(t, gen.TOML(doc)), whatif.Question{Failed: q.Failed, After: after, Demand: q.Demand, All: true})
	if err != nil {
		return "error", err.Error()
	}
	want, course := loads.WhatIf(doc, q)
	for i := range w.Nodes {
		if kind, what = differs(&w.Nodes[i], &want, &course.Before); kind != "" {
			return kind, w.Nodes[i].ID + ": " + what
		}
	}
	return "", ""
}

func differs(n *result.NodeState, want, before *loads.State) (kind, what string) {
	said := func(kind string, got, want any) (string, string) {
		return kind, fmt.Sprintf("%s is %v, want %v", kind, got, want)
	}
	if level := told(n, before, n.ID); string(n.Before) != level {
		return said("level before", n.Before, level)
	}
	if n.Load != nil {
		// what tripped tells what did it, and what is down is overloaded no more
		if kind := want.Overload[n.ID]; string(n.Load.Overload) != kind && n.Level != "down" {
			return said("overload", n.Load.Overload, kind)
		}
		if load := want.Load[n.ID]; n.Load.Overload == "" && !near(n.Load.Amount, load, 1e-6*max(1, load)) {
			return said("load", n.Load.Amount, load)
		}
	}
	if level := told(n, want, n.ID); string(n.Level) != level {
		return said("level", n.Level, level)
	}
	for _, p := range n.Parts {
		if p.Part != "" {
			continue // its name is another here
		}
		if level := told(n, want, n.ID+"@"+p.Access); string(p.Level) != level {
			return said("level of part "+p.Access, p.Level, level)
		}
	}
	return differsInUsers(n, want, before, said)
}

// told is the level at which a service, a part of it or another node is told to be: not up
// for users of whom some are turned away.
func told(n *result.NodeState, s *loads.State, vertex string) string {
	level := s.Level[vertex]
	if n.Kind == "service" && level == "up" && (s.Lost[vertex] > 0 || vertex == n.ID && s.ShareDown[vertex] > 0) {
		return "degraded"
	}
	return level
}

func differsInUsers(n *result.NodeState, want, before *loads.State, said func(string, any, any) (string, string)) (kind, what string) {
	share := func(x *float64) float64 {
		if x == nil {
			return 0
		}
		return *x
	}
	if n.Kind != "service" {
		return "", ""
	}
	if !near(share(n.ShareDown), want.ShareDown[n.ID], 1e-8) {
		return said("share", share(n.ShareDown), want.ShareDown[n.ID])
	}
	if !near(share(n.ShareBefore), before.ShareDown[n.ID], 1e-8) {
		return said("share before", share(n.ShareBefore), before.ShareDown[n.ID])
	}
	for kind, x := range map[string]struct {
		got  result.Users
		want map[string]float64
	}{"users": {n.UsersDown, want.Down}, "degraded users": {n.UsersDegraded, want.Degraded}} {
		users, known := x.want[n.ID]
		if got := x.got.Number(); (got != nil) != known || known && !near(*got, users, 0.5+1e-5) {
			return said(kind, got, users)
		}
	}
	return "", ""
}

func near(a, b, by float64) bool { return math.Abs(a-b) <= by }

// smaller takes away from a document all that can go while it still differs in a way.
func smaller(doc loads.Doc, still func(loads.Doc) bool) loads.Doc {
	for again := true; again; {
		again = false
		for _, path := range paths("", map[string]any(doc)) {
			next := without(doc, path)
			if next != nil && still(next) {
				doc, again = next, true
				break
			}
		}
	}
	return doc
}

// paths are all that could be taken away, the largest first.
func paths(at string, value any) []string {
	var out []string
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			out = append(out, at+"\x00"+key)
			out = append(out, paths(at+"\x00"+key, member)...)
		}
	case []any:
		for i, member := range v {
			out = append(out, fmt.Sprintf("%s\x00%d", at, i))
			out = append(out, paths(fmt.Sprintf("%s\x00%d", at, i), member)...)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		return strings.Compare(fmt.Sprint(strings.Count(a, "\x00"), a), fmt.Sprint(strings.Count(b, "\x00"), b))
	})
	return out
}

// without is a document without what lies at a path.
func without(doc loads.Doc, path string) loads.Doc {
	out, _ := cut(map[string]any(doc), strings.Split(path[1:], "\x00")).(map[string]any)
	return out
}

func cut(value any, path []string) any {
	switch v := value.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, member := range v {
			if key != path[0] {
				out[key] = member
			} else if len(path) > 1 {
				out[key] = cut(member, path[1:])
			}
		}
		return out
	case []any:
		out := []any{}
		for i, member := range v {
			if fmt.Sprint(i) != path[0] {
				out = append(out, member)
			} else if len(path) > 1 {
				out = append(out, cut(member, path[1:]))
			}
		}
		return out
	}
	return value
}
