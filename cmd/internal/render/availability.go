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

// Availability presents how likely nodes are to be available.
type Availability struct {
	Answer *result.Availability
	Lang   string
}

// Text writes the answer for people at a terminal.
func (p Availability) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the answer as Markdown.
func (p Availability) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a node; where importance was asked for, a row for each node
// that matters to it.
func (p Availability) CSV(w io.Writer) error {
	var rows [][]string
	if p.Answer.Importance {
		for _, n := range p.Answer.Nodes {
			for _, m := range n.Importance {
				rows = append(rows, []string{n.ID, m.Node, digits(&m.Birnbaum), digits(&m.Criticality), digits(m.Fussell), digits(&m.RAW), digits(m.RRW)})
			}
		}
		return writeCSV(w, []string{"id", "node", "birnbaum", "criticality", "fussell_vesely", "raw", "rrw"}, rows)
	}
	for _, n := range p.Answer.Nodes {
		rows = append(rows, []string{n.ID, digits(&n.Availability), digits(&n.Unavailability), digits(&n.DowntimeHours), strconv.FormatBool(n.Exact), userHoursOf(n.UserHours)})
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

// userHoursOf writes user-hours for programs: nothing for what has no users.
func userHoursOf(x result.Users) string {
	if n := x.Number(); n != nil {
		return digits(n)
	}
	return usersOf(x)
}

func (p Availability) report() report {
	t, a := i18n.In(p.Lang), p.Answer
	title := t.AvailabilityTitle
	if a.Level == result.LevelDegraded {
		title = t.AvailabilityUp
	}
	sec := section{head: []string{t.Node, t.Name, t.AvailabilityWord, t.Downtime, t.UserHoursYear}, right: []bool{false, false, true, true, true}}
	trials := ""
	nodes := slices.SortedStableFunc(slices.Values(a.Nodes), func(a, b result.NodeAvailable) int { return cmp.Compare(b.Unavailability, a.Unavailability) })
	for _, n := range nodes {
		name := cell{text: shorten(n.Names.In(p.Lang, n.ID)), other: shorten(n.Names.Other(p.Lang))}
		available := plainCell(fmt.Sprintf("%.9f", n.Availability))
		hours := measure(n.UserHours.Number())
		if x := n.UserHours.Number(); !n.UserHours.IsZero() && (x == nil || *x >= 1000) {
			hours = t.Users(x)
		}
		if e := n.Estimate; e != nil {
			available.detail = fmt.Sprintf(t.Estimated, 1-e.High, 1-e.Low)
			trials = t.EstimatedBy.With(t.Number(float64(e.Trials)), e.Seed)
		}
		if b := n.Bounds; b != nil && n.Estimate != nil {
			available.detail += "; " + fmt.Sprintf(t.Bounded, measure(&b[0]), measure(&b[1]))
		}
		sec.rows = append(sec.rows, []cell{plainCell(n.ID), name, available, plainCell(lessThan(n) + measure(downtime(n))), plainCell(either(hours == "-", "", lessThan(n)) + hours)})
	}
	sec = capped(sec, t)
	if trials != "" { // that none of them met it does not say that it never happens
		sec.notes = append(sec.notes, trials)
		if slices.ContainsFunc(nodes, func(n result.NodeAvailable) bool { return n.Bounds != nil && n.Estimate != nil }) {
			sec.notes = append(sec.notes, t.BoundedNote)
		}
	}
	sec.notes = append(sec.notes, restsOn(nodes, a.AssumedPerfect, t)...)
	r := report{title: fmt.Sprintf(title, a.After), sections: []section{sec}}
	r.unloaded(a.LoadIgnored, t)
	r.apart(a.Apart, t)
	for i := range nodes {
		if p.Answer.Importance && nodes[i].Exact {
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
	if inhibited(*n) && len(sec.rows) > 0 {
		sec.notes = append(sec.notes, t.ImportanceNote)
	}
	if len(sec.rows) == 0 {
		sec.notes = restsOn([]result.NodeAvailable{*n}, n.AssumedPerfect, t)
	}
	return capped(sec, t)
}

// lessThan stands before what is an upper end.
func lessThan(n result.NodeAvailable) string {
	if n.TooSmall || n.Unavailability == 0 && n.Estimate != nil {
		return "<"
	}
	return ""
}

// downtime returns the hours out a year, where trials met none of them their upper end.
func downtime(n result.NodeAvailable) *float64 {
	if n.Unavailability == 0 && n.Estimate != nil {
		return new(n.Estimate.High * hoursPerYear)
	}
	return &n.DowntimeHours
}

const hoursPerYear = 8760

// restsOn says of which nodes an answer is never, which is too small, and what it rests
// on that the model gives no figure for, or says of itself that it never fails.
func restsOn(nodes []result.NodeAvailable, perfect *result.Nodes, t *i18n.Catalogue) []string {
	var never, small, zero []string
	for _, n := range nodes {
		switch {
		case n.Never:
			never = append(never, n.ID)
			if n.StatedZero != nil {
				zero = append(zero, n.StatedZero.First...)
			}
		case n.TooSmall:
			small = append(small, n.ID)
		}
	}
	slices.Sort(never)
	slices.Sort(small)
	slices.Sort(zero)
	var out []string
	for _, x := range []struct {
		format string
		ids    []string
	}{{t.NeverHere, never}, {t.StatedNever, slices.Compact(zero)}, {t.TooSmallHere, small}} {
		if len(x.ids) > 0 {
			out = append(out, fmt.Sprintf(x.format, few(x.ids, t)))
		}
	}
	if perfect != nil {
		out = append(out, t.AssumedPerfect.With(perfect.Count, someOf(perfect, t)))
	}
	return out
}

// someOf names nodes that are counted.
func someOf(n *result.Nodes, t *i18n.Catalogue) string {
	text := strings.Join(n.First, ", ")
	if more := n.Count - len(n.First); more > 0 {
		text += " " + fmt.Sprintf(t.AndMore, more)
	}
	return text
}

// inhibited says whether a failure may help a node.
func inhibited(n result.NodeAvailable) bool { return n.Coherent != nil && !*n.Coherent }

// measure writes a number in four digits; "-" for none.
func measure(x *float64) string {
	if x == nil {
		return "-"
	}
	return strconv.FormatFloat(*x, 'g', 4, 64)
}
