package models

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
)

// A part is named by the lines that tell it apart, "service@line:node@…", with "line:-"
// where it has no such line, and by the splits that do, "@split:value". Where only one
// line does, "service@node" is enough.

// noLine stands in names for the end of a line that people do not have.
const noLine = "-"

// PartName returns the name of a part of a node, both by position.
func (m *Model) PartName(node, part int) string {
	return m.Nodes[node].ID + m.PartsOf(node).Name(m, part)
}

// Name returns the name of a part behind that of its service: "@node" and the like.
func (p *Parts) Name(m *Model, part int) string {
	var b strings.Builder
	ends := p.Ends(part)
	for k, l := range p.Lines {
		b.WriteByte('@')
		end := noLine
		if x := ends[k]; x >= 0 {
			end = m.Nodes[x].ID
		}
		if len(p.Lines) > 1 || end == noLine {
			b.WriteString(p.Segments.Lines[l].Name + ":")
		}
		b.WriteString(end)
	}
	for _, k := range p.Splits {
		b.WriteString("@" + p.Segments.Splits[k].Name + ":" + p.Segments.SplitValue(p.Segment(part), k))
	}
	return b.String()
}

// SplitValue returns the value that a segment has of a split, by position.
func (s *Segments) SplitValue(segment, split int) string {
	return s.Splits[split].Values[s.Value(segment, split)].ID
}

// PartsNamed returns the position of a node and, where ref names parts of it, those
// parts in order: one or several. Of the node itself there are none. The error is a
// *NameError. It costs a pass over the segments where a split is named that does not
// tell parts apart, else one over the parts.
func (m *Model) PartsNamed(ref string) (node int, parts []int, err error) {
	id, rest, isPart := strings.Cut(ref, "@")
	node = m.Index(id)
	if node < 0 {
		return -1, nil, &NameError{fmt.Sprintf("there is no node %s", quote(id)), ""}
	}
	if !isPart {
		return node, nil, nil
	}
	p := m.PartsOf(node)
	if p == nil {
		return node, nil, &NameError{fmt.Sprintf("%s has no population, and so no parts", quote(id)), fmt.Sprintf("name the node itself: %q", id)}
	}
	q, err := m.readQualifiers(id, p, rest)
	if err != nil {
		return node, nil, err
	}
	if parts = q.parts(); len(parts) == 0 {
		return node, nil, m.noPart(id, p, rest)
	}
	return node, parts, nil
}

// qualifiers say which of the parts of a service are meant.
type qualifiers struct {
	of     *Parts
	nodes  []int32 // some line ends there, for each
	lines  []wanted
	splits []wanted
	deep   bool // some split does not tell the parts apart
}

// wanted is what a line or a split, by position, must lead to: of a line -1 is none.
type wanted struct{ of, value int }

func (m *Model) readQualifiers(id string, p *Parts, text string) (*qualifiers, error) {
	q := &qualifiers{of: p}
	for term := range strings.SplitSeq(text, "@") {
		name, value, named := strings.Cut(term, ":")
		if !named {
			x := m.Index(term)
			if x < 0 {
				return nil, m.noPart(id, p, term)
			}
			q.nodes = append(q.nodes, int32(x))
			continue
		}
		l, k := p.Segments.Line(name), p.Segments.Split(name)
		switch {
		case l >= 0 && slices.Contains(p.Lines, l):
			x := m.Index(value)
			if x < 0 && value != noLine {
				return nil, m.noPart(id, p, term)
			}
			q.lines = append(q.lines, wanted{slices.Index(p.Lines, l), x})
		case k >= 0:
			s := &p.Segments.Splits[k]
			x := s.Value(value)
			if x < 0 {
				return nil, &NameError{fmt.Sprintf("split %s has no value %s", quote(name), quote(value)), s.valueHint(value)}
			}
			q.splits = append(q.splits, wanted{k, x})
			q.deep = q.deep || !slices.Contains(p.Splits, k)
		default:
			return nil, p.unknownName(id, name, l >= 0)
		}
	}
	return q, nil
}

// unknownName says that a service has no such line or split, or does not speak of it.
func (p *Parts) unknownName(id, name string, isLine bool) error {
	var names []string
	for _, l := range p.Lines {
		names = append(names, p.Segments.Lines[l].Name)
	}
	for k := range p.Segments.Splits {
		names = append(names, p.Segments.Splits[k].Name)
	}
	hint := cmp.Or(didYouMean(name, names), "there are "+listWords(names))
	if isLine {
		return &NameError{fmt.Sprintf("%s does not speak of line %s, and has no parts by it", quote(id), quote(name)), hint}
	}
	return &NameError{fmt.Sprintf("the parts of %s have no line and no split %s", quote(id), quote(name)), hint}
}

// parts returns the parts that are meant.
func (q *qualifiers) parts() []int {
	var out []int
	for part := range q.of.Len() {
		if q.admitsLines(part) && (q.deep || q.admitsSegment(q.of.Segment(part))) {
			out = append(out, part)
		}
	}
	if !q.deep {
		return out
	}
	has := make([]bool, q.of.Len())
	for i, part := range q.of.of {
		if part >= 0 && !has[part] && q.admitsSegment(i) {
			has[part] = true
		}
	}
	return slices.DeleteFunc(out, func(part int) bool { return !has[part] })
}

func (q *qualifiers) admitsLines(part int) bool {
	ends := q.of.Ends(part)
	for _, x := range q.nodes {
		if !slices.Contains(ends, x) {
			return false
		}
	}
	for _, w := range q.lines {
		if int(ends[w.of]) != w.value {
			return false
		}
	}
	return true
}

func (q *qualifiers) admitsSegment(i int) bool {
	for _, w := range q.splits {
		if q.of.Segments.Value(i, w.of) != w.value {
			return false
		}
	}
	return true
}

// noPart says that a service has no such part, and which it has.
func (m *Model) noPart(id string, p *Parts, wrong string) error {
	names := make([]string, 0, min(p.Len(), maxSuggestAmong))
	for part := range cap(names) {
		if name := p.Name(m, part); name != "" { // the one part of a service that no line tells apart has no name
			names = append(names, name[1:])
		}
	}
	hint := didYouMean(wrong, names)
	if hint == "" && p.Len() <= maxSuggestParts && len(names) > 0 {
		hint = "its parts are " + listWords(names)
	}
	return &NameError{fmt.Sprintf("%s has no part at %s", quote(id), quote(wrong)), hint}
}

// maxSuggestAmong is among how many parts a message looks for what was meant.
const maxSuggestAmong = 10_000

// apart returns by which splits names tell the parts of services apart: those in needs,
// in events, and those that Apart was told of.
func (m *Model) apart() map[string][]string {
	out := map[string][]string{}
	for id, splits := range m.told {
		out[id] = slices.Clone(splits)
	}
	if !slices.ContainsFunc(m.Populations, func(p Population) bool { return len(p.By) > 0 }) {
		return out
	}
	for i := range m.Nodes {
		walkMembers(m.Nodes[i].Needs, func(ref string) { m.tellApart(out, ref) })
	}
	for i := range m.Incidents {
		for _, e := range m.Incidents[i].Events {
			for _, s := range slices.Concat(e.Fail, e.Degrade, e.Repair) {
				m.tellApart(out, s)
			}
			for _, s := range e.Serve {
				m.tellApart(out, s.Node)
			}
		}
	}
	return out
}

// tellApart notes the splits that a selector names of services.
func (m *Model) tellApart(out map[string][]string, selector string) {
	if !strings.Contains(selector, "@") || !strings.Contains(selector, ":") {
		return
	}
	for term := range strings.SplitSeq(selector, ",") {
		id, rest, isPart := strings.Cut(strings.TrimLeft(strings.TrimSpace(term), "! "), "@")
		if !isPart || id == "" {
			continue
		}
		for _, n := range m.servicesLike(id) {
			p := m.PopulationOf(n)
			for q := range strings.SplitSeq(rest, "@") {
				name, _, named := strings.Cut(q, ":")
				if named && p.split(name) != nil && !slices.Contains(out[n.ID], name) {
					out[n.ID] = append(out[n.ID], name)
				}
			}
		}
	}
}

// servicesLike returns the services with a population that an id or a pattern names.
func (m *Model) servicesLike(id string) []*Node {
	if !strings.ContainsAny(id, "*?[") {
		if n := m.Node(id); n != nil && m.PopulationOf(n) != nil {
			return []*Node{n}
		}
		return nil
	}
	var out []*Node
	for i := range m.Nodes {
		if ok, _ := path.Match(id, m.Nodes[i].ID); ok && m.PopulationOf(&m.Nodes[i]) != nil {
			out = append(out, &m.Nodes[i])
		}
	}
	return out
}

// Apart returns the model with parts told apart by the splits that selectors name, as
// "calls@region:busan": an argument that names a part must find it. Where they name
// none it is the model itself.
func (m *Model) Apart(selectors ...string) *Model {
	told := map[string][]string{}
	for _, s := range selectors {
		m.tellApart(told, s)
	}
	if len(told) == 0 {
		return m
	}
	for id, splits := range m.told {
		for _, s := range splits {
			if !slices.Contains(told[id], s) {
				told[id] = append(told[id], s)
			}
		}
	}
	out := *m
	out.told, out.lay = told, &layout{}
	return &out
}
