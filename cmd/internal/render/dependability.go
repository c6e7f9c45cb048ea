package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// CutSets presents the minimal cut sets of a node.
type CutSets struct {
	Answer *result.CutSets
	Lang   string
}

// Text writes the sets for people at a terminal.
func (p CutSets) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the sets as Markdown.
func (p CutSets) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a set, its nodes with spaces between; without sets, a row a
// size.
func (p CutSets) CSV(w io.Writer) error {
	var rows [][]string
	if p.Answer.Sets == nil {
		for _, n := range p.Answer.BySize {
			rows = append(rows, []string{strconv.Itoa(n.Size), n.Count})
		}
		return writeCSV(w, []string{"size", "count"}, rows)
	}
	for _, set := range p.Answer.Sets {
		rows = append(rows, []string{strconv.Itoa(len(set)), strings.Join(set, " ")})
	}
	return writeCSV(w, []string{"size", "nodes"}, rows)
}

func (p CutSets) report() report {
	t, a := i18n.In(p.Lang), p.Answer
	title := t.CutSetsDown
	if a.Level == "degraded" {
		title = t.CutSetsDegraded
	}
	r := report{title: fmt.Sprintf(title, shorten(a.Names.In(p.Lang, a.Node)), a.After), lead: p.counted(t)}
	if a.CompleteTo != nil {
		r.lead = append(r.lead, t.CutSetsIncomplete.With(*a.CompleteTo))
	}
	r.unloaded(a.LoadIgnored, t)
	sizes := section{head: []string{t.Size, t.Sets}, right: []bool{true, true}}
	for _, n := range a.BySize {
		sizes.rows = append(sizes.rows, []cell{plainCell(strconv.Itoa(n.Size)), plainCell(n.Count)})
	}
	sets := section{head: []string{t.Size, t.CutSet}, right: []bool{true}}
	for _, set := range a.Sets[:min(len(a.Sets), maxRows)] {
		sets.rows = append(sets.rows, []cell{plainCell(strconv.Itoa(len(set))), plainCell(strings.Join(set, " + "))})
	}
	if more := len(a.Sets) - maxRows; more > 0 {
		sets.notes = append(sets.notes, fmt.Sprintf(t.AndMore, more))
	}
	if a.ListedTo != nil && a.CompleteTo == nil {
		sets.notes = append(sets.notes, t.CutSetsListed.With(*a.ListedTo))
	}
	r.sections = filled(sizes, sets)
	return r
}

// counted says how many sets there are, of those that were looked for.
func (p CutSets) counted(t *i18n.Catalogue) []string {
	a := p.Answer
	if a.Order != nil {
		if a.Count == "0" && !a.Truncated {
			return []string{t.NoCutSetTo.With(*a.Order)}
		}
		return []string{t.CutSetCountTo.With(*a.Order, a.Count)}
	}
	lead := []string{fmt.Sprintf(t.CutSetCount, a.Count)}
	if a.Count == "0" && !a.Truncated {
		lead = append(lead, t.NoCutSet)
	}
	return lead
}

// filled leaves out the sections that say nothing.
func filled(sections ...section) []section {
	return slices.DeleteFunc(sections, func(s section) bool { return len(s.rows) == 0 && len(s.notes) == 0 })
}

// Availability presents how likely nodes are to be available.
type Availability struct {
	Answer     *result.Availability
	Lang       string
	Importance bool // how much each node matters was asked for
}

// Text writes the answer for people at a terminal.
func (p Availability) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the answer as Markdown.
func (p Availability) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a node; where importance was asked for, a row for each node
// that matters to it.
func (p Availability) CSV(w io.Writer) error {
	var rows [][]string
	if p.Importance {
		for _, n := range p.Answer.Nodes {
			for _, m := range n.Importance {
				rows = append(rows, []string{n.ID, m.Node, digits(&m.Birnbaum), digits(&m.Criticality), digits(m.Fussell), digits(&m.RAW), digits(m.RRW)})
			}
		}
		return writeCSV(w, []string{"id", "node", "birnbaum", "criticality", "fussell_vesely", "raw", "rrw"}, rows)
	}
	for _, n := range p.Answer.Nodes {
		rows = append(rows, []string{n.ID, digits(&n.Availability), digits(&n.Unavailability), digits(&n.DowntimeHours), strconv.FormatBool(n.Exact), digits(n.UserHours)})
	}
	return writeCSV(w, []string{"id", "availability", "unavailability", "downtime_hours_per_year", "exact", "user_hours_per_year"}, rows)
}

// digits writes a number so that nothing of it is lost; "" for none.
func digits(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'g', -1, 64)
}

func (p Availability) report() report {
	t, a := i18n.In(p.Lang), p.Answer
	title := t.AvailabilityTitle
	if a.Level == "degraded" {
		title = t.AvailabilityUp
	}
	sec := section{head: []string{t.Node, t.Name, t.AvailabilityWord, t.Downtime, t.UserHoursYear}, right: []bool{false, false, true, true, true}}
	trials := ""
	nodes := slices.SortedStableFunc(slices.Values(a.Nodes), func(a, b result.NodeAvailable) int { return cmp.Compare(b.Unavailability, a.Unavailability) })
	for _, n := range nodes {
		name := cell{text: shorten(n.Names.In(p.Lang, n.ID)), other: shorten(n.Names.Other(p.Lang))}
		available := plainCell(fmt.Sprintf("%.9f", n.Availability))
		hours := measure(n.UserHours)
		if n.UserHours != nil && *n.UserHours >= 1000 {
			hours = t.Number(*n.UserHours)
		}
		if e := n.Estimate; e != nil {
			available.detail = fmt.Sprintf(t.Estimated, 1-e.High, 1-e.Low)
			trials = t.EstimatedBy.With(t.Number(float64(e.Trials)), e.Seed)
		}
		sec.rows = append(sec.rows, []cell{plainCell(n.ID), name, available, plainCell(measure(&n.DowntimeHours)), plainCell(hours)})
	}
	sec = capped(sec, t)
	if trials != "" {
		sec.notes = append(sec.notes, trials)
	}
	if !slices.ContainsFunc(nodes, func(n result.NodeAvailable) bool { return n.Unavailability > 0 }) {
		sec.notes = append(sec.notes, t.NothingMatters)
	}
	r := report{title: fmt.Sprintf(title, a.After), sections: []section{sec}}
	r.unloaded(a.LoadIgnored, t)
	for i := range nodes {
		if p.Importance && nodes[i].Exact {
			r.sections = append(r.sections, p.matters(&nodes[i], t))
		}
	}
	return r
}

// matters is the table of what matters to one node.
func (p Availability) matters(n *result.NodeAvailable, t *i18n.Catalogue) section {
	sec := section{title: fmt.Sprintf(t.ImportanceOf, shorten(n.Names.In(p.Lang, n.ID))),
		head: []string{t.Node, t.Birnbaum, t.Criticality, t.FussellVesely, t.RAW, t.RRW}, right: []bool{false, true, true, true, true, true}}
	for _, m := range n.Importance {
		rrw := "∞"
		if m.RRW != nil {
			rrw = measure(m.RRW)
		}
		sec.rows = append(sec.rows, []cell{plainCell(m.Node), plainCell(measure(&m.Birnbaum)), plainCell(measure(&m.Criticality)),
			plainCell(measure(m.Fussell)), plainCell(measure(&m.RAW)), plainCell(rrw)})
	}
	if len(sec.rows) == 0 {
		sec.notes = []string{t.NothingMatters}
	}
	return capped(sec, t)
}

// measure writes a number in four digits; "-" for none.
func measure(x *float64) string {
	if x == nil {
		return "-"
	}
	return strconv.FormatFloat(*x, 'g', 4, 64)
}
