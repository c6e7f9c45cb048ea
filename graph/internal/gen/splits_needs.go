package gen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
)

// needs draws those of a service. One whose population has several lines speaks of a
// line, or needs a service of its population that stands before it.
func (m *splitter) needs(i int) []any {
	s := m.services[i]
	list := m.several(i, m.rng.IntN(4), 2)
	if s.of == nil || len(s.of.lines) == 1 && m.chance(0.5) {
		return list
	}
	leads := slices.ContainsFunc(flat(list), func(name string) bool {
		return name[0] == '@' || slices.ContainsFunc(m.services[:i], func(o *served) bool { return o.id == name && o.of == s.of })
	})
	if !leads {
		list = append(list, "@"+pick(m.rng, s.of.lines...))
	}
	return list
}

// flat are the names in a list, at any nesting.
func flat(list []any) []string {
	var out []string
	for _, member := range list {
		switch v := member.(type) {
		case string:
			out = append(out, v)
		case map[string]any:
			for _, form := range []string{"any", "all", "of"} {
				if of, ok := v[form].([]any); ok {
					out = append(out, flat(of)...)
				}
			}
			if on, ok := v["on"].(string); ok {
				out = append(out, on)
			}
		}
	}
	return out
}

// several draws members of one list, no name twice.
func (m *splitter) several(i, count, depth int) []any {
	var list []any
	for range count {
		member := m.member(i, depth)
		if member == nil || slices.ContainsFunc(list, func(o any) bool {
			return nameOf(o) != "" && nameOf(o) == nameOf(member) || fmt.Sprint(o) == fmt.Sprint(member)
		}) {
			continue
		}
		list = append(list, member)
	}
	return list
}

func (m *splitter) member(i, depth int) any {
	if depth > 0 && m.chance(0.4) {
		members := m.several(i, 2+m.rng.IntN(2), depth-1)
		if len(members) == 0 {
			return nil
		}
		group := map[string]any{}
		switch m.rng.IntN(4) {
		case 0:
			group["all"] = members
		case 1:
			group["at_least"], group["of"] = int64(1+m.rng.IntN(len(members))), members
		default:
			group["any"] = members
		}
		return m.soften(group)
	}
	name := m.name(i)
	if name == "" {
		return nil
	}
	if group := m.soften(map[string]any{"on": name}); len(group) > 1 {
		return group
	}
	return name
}

func (m *splitter) soften(group map[string]any) map[string]any {
	if m.chance(0.15) {
		group["loss"] = "degraded"
	}
	if m.chance(0.15) {
		group["accepts"] = "degraded"
	}
	return group
}

// name draws what a service may name.
func (m *splitter) name(i int) string {
	s := m.services[i]
	switch x := m.rng.Float64(); {
	case s.of != nil && x < 0.45:
		return "@" + pick(m.rng, s.of.lines...)
	case x < 0.6:
		return pick(m.rng, m.cores...)
	case x < 0.65:
		return pick(m.rng, m.ends...)
	}
	j := m.rng.IntN(len(m.services))
	if i > 0 && m.chance(0.8) {
		j = m.rng.IntN(i)
	}
	other := m.services[j]
	switch {
	case j == i:
		return ""
	case other.of != nil && j < i && m.chance(0.3):
		return m.part(other)
	}
	return other.id
}

// part draws the name of a part of a service that has its needs, of one or two terms.
func (m *splitter) part(s *served) string {
	splits, spoken := s.of.splits, []string{}
	for _, name := range flat(needsOf(s)) {
		if line, own := strings.CutPrefix(name, "@"); own && line != "access" {
			spoken = append(spoken, line)
		}
	}
	if len(s.of.lines) == 1 {
		spoken = s.of.lines
	}
	split := pick(m.rng, splits...)
	by := "@" + split + ":" + pick(m.rng, s.of.by[split]...)
	if len(spoken) == 0 || m.chance(0.3) {
		return s.id + by
	}
	line := pick(m.rng, spoken...)
	end := m.somewhere(s.of, line)
	if m.chance(0.5) {
		end = line + ":" + end
	}
	if m.chance(0.2) {
		end += by
	}
	return s.id + "@" + end
}

func needsOf(s *served) []any {
	needs, _ := s.keys["needs"].([]any)
	return needs
}

// somewhere is a node on which a line may end, for some of a population.
func (m *splitter) somewhere(c *crowd, line string) string {
	to := c.keys["line"].(map[string]any)[line]
	if byValue, ok := to.(map[string]any); ok {
		for _, ends := range byValue {
			of := ends.(map[string]any)
			to = of[pick(m.rng, sortedKeys(of)...)]
		}
	}
	end := to.(string)
	for _, split := range c.splits {
		end = strings.ReplaceAll(end, "{"+split+"}", pick(m.rng, c.by[split]...))
	}
	return end
}

// SplitQuestion asks about one to three nodes or parts of such a document.
func SplitQuestion(rng *rand.Rand, doc oracle.Doc) persons.Question {
	var nodes, services []string
	for _, table := range sortedKeys(doc) {
		if isKind(table) {
			nodes = append(nodes, sortedKeys(doc[table].(map[string]any))...)
		}
	}
	found := persons.WhatIf(doc, persons.Question{}).Classes
	for _, id := range sortedKeys(found) {
		if len(found[id]) > 0 {
			services = append(services, id)
		}
	}
	var q persons.Question
	for range 1 + rng.IntN(3) {
		name := pick(rng, nodes...)
		if len(services) > 0 && rng.Float64() < 0.25 {
			name = partOf(rng, services, found)
		}
		if !slices.Contains(q.Failed, name) {
			q.Failed = append(q.Failed, name)
		}
	}
	return q
}

// partOf names a part in which there is somebody.
func partOf(rng *rand.Rand, services []string, found map[string][]persons.Class) string {
	id := pick(rng, services...)
	c := pick(rng, found[id]...)
	var terms []string
	for _, line := range sortedKeys(c.Lines) {
		if term := line + ":" + c.Lines[line]; rng.Float64() < 0.5 {
			terms = append(terms, term)
		} else if c.Lines[line] != "-" && rng.Float64() < 0.4 {
			terms = append(terms, c.Lines[line])
		}
	}
	for _, split := range sortedKeys(c.Values) {
		if split != "access" && (rng.Float64() < 0.15 || len(terms) == 0 && len(c.Lines) == 0) {
			terms = append(terms, split+":"+c.Values[split])
		}
	}
	if len(terms) == 0 {
		return id
	}
	return id + "@" + strings.Join(terms, "@")
}
