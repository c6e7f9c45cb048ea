package models

import (
	"slices"
	"strings"
)

// isPattern says whether what names a node in a table of amounts is a selector that is
// no plain id.
func isPattern(ref string) bool { return strings.ContainsAny(ref, ":*?[,!") }

// Resolved returns the incident with the demands and capacities of its events by id:
// what a selector is given, every node has that it names. An incident whose events name
// ids is returned as it is; else the cost is that of the selectors. The error is that
// of Select.
func (m *Model) Resolved(in *Incident) (*Incident, error) {
	patterns := func(list []Setting) bool {
		return slices.ContainsFunc(list, func(s Setting) bool { return isPattern(s.Node) })
	}
	if !slices.ContainsFunc(in.Events, func(e Event) bool { return patterns(e.Demand) || patterns(e.Capacity) }) {
		return in, nil
	}
	out := *in
	out.Events = slices.Clone(in.Events)
	for i := range out.Events {
		for _, list := range []*[]Setting{&out.Events[i].Demand, &out.Events[i].Capacity} {
			settings, err := m.settings(*list)
			if err != nil {
				return nil, err
			}
			*list = settings
		}
	}
	return &out, nil
}

// settings gives the amounts of selectors to the nodes that they name.
func (m *Model) settings(list []Setting) ([]Setting, error) {
	var out []Setting
	for _, s := range list {
		ids := []string{s.Node}
		if isPattern(s.Node) {
			var err error
			if ids, err = m.Select(s.Node); err != nil {
				return nil, err
			}
		}
		for _, id := range ids {
			out = append(out, Setting{Node: id, Value: s.Value})
		}
	}
	return out, nil
}
