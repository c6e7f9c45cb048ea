package render

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// WhatIf presents the answer to "what if": sectors first, worst first, then
// services with the users hit, then what lost its redundancy and what stays up.
type WhatIf struct {
	Answer *result.WhatIf
	Lang   string
}

// Text writes the answer for people at a terminal.
func (p WhatIf) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the answer as Markdown.
func (p WhatIf) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for every node of the answer.
func (p WhatIf) CSV(w io.Writer) error {
	head := []string{"id", "name", "kind", "sector", "level", "before", "lost_redundancy", "share_down", "users_down", "users_degraded", "parts_down", "because", "load", "capacity", "overload"}
	inhibited := slices.ContainsFunc(p.Answer.Nodes, func(n result.NodeState) bool { return len(n.HeldBy)+len(n.StartedBy) > 0 })
	if inhibited {
		head = append(head, "held_by", "started_by")
	}
	var rows [][]string
	number := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	for i := range p.Answer.Nodes {
		n := &p.Answer.Nodes[i]
		row := []string{n.ID, n.Name, string(n.Kind), n.Sector, string(n.Level), string(n.Before), strconv.FormatBool(n.LostRedundancy), number(n.ShareDown),
			usersOf(n.UsersDown), usersOf(n.UsersDegraded), strings.Join(accessOf(n, result.LevelDown), " "), strings.Join(n.Because, " "), "", "", ""}
		if l := n.Load; l != nil {
			copy(row[len(row)-3:], []string{number(&l.Amount), number(&l.Capacity), string(l.Overload)})
		}
		if inhibited {
			row = append(row, strings.Join(n.HeldBy, " "), strings.Join(n.StartedBy, " "))
		}
		rows = append(rows, row)
	}
	return writeCSV(w, head, rows)
}

func accessOf(n *result.NodeState, level result.Level) []string {
	var out []string
	for _, p := range n.Parts {
		if p.Level == level {
			out = append(out, p.Label())
		}
	}
	return out
}

func (p WhatIf) report() report {
	v := whatIfView{WhatIf: p, t: i18n.In(p.Lang)}
	a := p.Answer
	r := report{title: v.title()}
	r.lead = append(r.lead, shorten(v.t.Model(a.Model)), "", v.summary())
	if r.drawn(a.Trials, v.t); a.Totals.UsersDownRange != nil {
		r.lead = append(r.lead, v.t.UsersDown+": "+usersBand(nil, a.Totals.UsersDownRange, a.Totals.Uncounted, v.t))
	}
	r.unloaded(a.LoadIgnored, v.t)
	if len(a.Unsupplied) > 0 {
		r.lead = append(r.lead, shorten(fmt.Sprintf(v.t.Unsupplied, few(a.Unsupplied, v.t))))
	}
	if len(a.HeldDown) > 0 {
		r.lead = append(r.lead, shorten(fmt.Sprintf(v.t.HeldDown, few(a.HeldDown, v.t))))
	}
	if len(a.NotUpBefore) > 0 {
		r.lead = append(r.lead, shorten(fmt.Sprintf(v.t.NotUpBefore, few(a.NotUpBefore, v.t))))
	}
	for _, sec := range []section{v.sectors(), v.services(), v.asBefore(), v.others(), v.sometimes(), v.started(), v.relieved(), v.redundancy(), v.sustained(), v.untouched(), v.people()} {
		if len(sec.rows)+len(sec.notes) > 0 {
			r.sections = append(r.sections, sec)
		}
	}
	if a.Draw != "" {
		r.foot = append(r.foot, fmt.Sprintf(v.t.Picture, a.Draw))
	}
	return r
}

type whatIfView struct {
	WhatIf
	t *i18n.Catalogue
}

// named returns a cell with a name in both languages, and a detail below.
func (v *whatIfView) named(n result.Names, id, detail string) cell {
	return cell{text: shorten(n.In(v.Lang, id)), other: shorten(n.Other(v.Lang)), detail: detail}
}

// title says what was asked.
func (v *whatIfView) title() string {
	a := v.Answer
	var demands []string
	for _, id := range slices.Sorted(maps.Keys(a.Demand)) {
		demands = append(demands, fmt.Sprintf(v.t.WithDemand, v.t.Number(a.Demand[id]), id))
	}
	if len(a.Failed) == 0 {
		return fmt.Sprintf(v.t.IfDemand, shorten(strings.Join(demands, ", ")), a.After)
	}
	title := v.t.IfFails.With(len(a.Failed), shorten(strings.Join(a.Failed, ", ")), a.After)
	return strings.Join(append([]string{title}, demands...), ", ")
}

func (v *whatIfView) summary() string {
	t := v.Answer.Totals
	return v.t.Summary.With(t.SectorsFailed, len(v.Answer.Sectors), t.ServicesHit, t.Services, v.t.Counted(t.Counted, t.Uncounted))
}

// hitServices returns the services that are not up, worst first: most users,
// then the largest share, then by id.
func (v *whatIfView) hitServices() []*result.NodeState {
	var out []*result.NodeState
	for i := range v.Answer.Nodes {
		if n := &v.Answer.Nodes[i]; n.Hit() {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, func(a, b *result.NodeState) int {
		return cmp.Or(cmp.Compare(value(b.UsersDown.Number()), value(a.UsersDown.Number())), cmp.Compare(value(b.ShareDown), value(a.ShareDown)),
			cmp.Compare(value(b.UsersDegraded.Number()), value(a.UsersDegraded.Number())), strings.Compare(a.ID, b.ID))
	})
	return out
}

func value(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

func (v *whatIfView) sectors() section {
	sec := section{title: v.t.Sectors, head: []string{"", v.t.Sector, v.t.DownShare, v.t.Hit}, right: []bool{false, false, true, true}}
	sectors := slices.Clone(v.Answer.Sectors)
	slices.SortStableFunc(sectors, func(a, b result.Sector) int {
		return cmp.Or(rank(a.Level)-rank(b.Level), cmp.Compare(b.ShareDown, a.ShareDown), cmp.Compare(b.Services.Hit(), a.Services.Hit()))
	})
	for _, s := range sectors {
		state := cell{text: v.t.Up, mood: good}
		switch {
		case s.Fails:
			state = cell{text: v.t.SectorFails, mood: bad}
		case s.Level != result.LevelUp:
			state = cell{text: v.t.Degraded, mood: doubtful}
		}
		sec.rows = append(sec.rows, []cell{state, v.named(s.Names, s.ID, v.measured(&s)), v.shareOf(&s),
			plainCell(fmt.Sprintf(v.t.Of, s.Services.Hit(), s.Services.Total()))})
	}
	return sec
}

// shareOf says how much of a sector is down, and how much was.
func (v *whatIfView) shareOf(s *result.Sector) cell {
	c := cell{text: v.percent(s.ShareDownRange, s.ShareDown)}
	if s.ShareBefore != nil {
		c.detail = fmt.Sprintf(v.t.BeforeShare, v.t.Percent(*s.ShareBefore))
	}
	return c
}

// measured says what a sector is measured by, where something of it is down.
func (v *whatIfView) measured(s *result.Sector) string {
	if s.ShareDown == 0 && len(s.Unweighed) == 0 || s.Measure == "" {
		return ""
	}
	by := map[result.Measure]string{result.MeasureWeight: v.t.ByWeight, result.MeasureUsers: v.t.ByUsers, result.MeasureServices: v.t.ByServices}
	text := fmt.Sprintf(v.t.MeasuredBy, by[s.Measure])
	if n := len(s.Unweighed); n > 0 {
		text += "; " + v.t.Unweighed.With(n, few(s.Unweighed, v.t))
	}
	return text
}

// rank orders levels, worst first.
func rank[L ~string](level L) int {
	return slices.Index([]result.Level{result.LevelDown, result.LevelDegraded, result.LevelUp}, result.Level(level))
}

func (v *whatIfView) services() section {
	sec := section{title: v.t.Services, head: []string{"", v.t.Service, v.t.DownShare, v.t.UsersDown}, right: []bool{false, false, true, true}}
	for _, n := range v.hitServices() {
		share := cell{text: v.percent(n.ShareDownRange, value(n.ShareDown))}
		if n.ShareBefore != nil {
			share.detail = fmt.Sprintf(v.t.BeforeShare, v.t.Percent(*n.ShareBefore))
		}
		sec.rows = append(sec.rows, []cell{v.state(n), v.named(n.Names, n.ID, v.detail(n)), share, plainCell(usersBand(n.UsersDown.Number(), n.UsersDownRange, 0, v.t))})
	}
	if slices.ContainsFunc(v.hitServices(), func(n *result.NodeState) bool { return n.UsersDown.Number() == nil }) && len(sec.rows) > 1 {
		sec.notes = append(sec.notes, v.t.UnknownLast)
	}
	if len(sec.rows) == 0 && len(v.relieved().rows)+len(v.started().rows) == 0 {
		sec.notes = []string{v.t.NoEffect}
	}
	return capped(sec, v.t)
}

// asBefore lists services that are not up for all, and no worse than with nothing failed.
func (v *whatIfView) asBefore() section {
	sec := section{title: v.t.NotHitTitle}
	for i := range v.Answer.Nodes {
		if n := &v.Answer.Nodes[i]; n.NotHit && !n.Started() && rank(n.Level) <= rank(n.Before) {
			sec.rows = append(sec.rows, []cell{v.state(n), v.named(n.Names, n.ID, v.detail(n))})
		}
	}
	return capped(sec, v.t)
}

// started lists what had to wait until something else is down.
func (v *whatIfView) started() section {
	sec := section{title: v.t.Started}
	for i := range v.Answer.Nodes {
		n := &v.Answer.Nodes[i]
		if !n.Started() {
			continue
		}
		detail := n.ID + ": " + fmt.Sprintf(v.t.Because, few(n.StartedBy, v.t))
		if n.Level != n.Before {
			detail += "; " + fmt.Sprintf(v.t.WasBefore, v.t.State(result.State(n.Before)))
		}
		sec.rows = append(sec.rows, []cell{v.level(n), v.named(n.Names, n.ID, detail)})
	}
	return capped(sec, v.t)
}

// level is how a node fares that has started.
func (v *whatIfView) level(n *result.NodeState) cell {
	switch {
	case n.Level == result.LevelUp && !n.Partial():
		return cell{text: v.t.Up, mood: good}
	case n.Partial():
		return cell{text: v.t.Partial, mood: doubtful}
	}
	return cell{text: v.t.State(result.State(n.Level)), mood: doubtful}
}

// relieved lists what fares better than before: less load comes to it.
func (v *whatIfView) relieved() section {
	sec := section{title: v.t.Relieved}
	for i := range v.Answer.Nodes {
		n := &v.Answer.Nodes[i]
		if n.Started() || rank(n.Level) <= rank(n.Before) {
			continue
		}
		detail := n.ID + ": " + fmt.Sprintf(v.t.WasBefore, v.t.State(result.State(n.Before)))
		if n.Load != nil {
			detail += "; " + loadText(v.t, n.Load.Amount, n.Load.Capacity, n.Load.Unit)
		}
		sec.rows = append(sec.rows, []cell{v.state(n), v.named(n.Names, n.ID, detail)})
	}
	return capped(sec, v.t)
}

func (v *whatIfView) state(n *result.NodeState) cell {
	c := cell{text: v.t.State(n.State()), mood: doubtful}
	switch n.State() {
	case result.StateFailed, result.StateDown:
		c.mood = bad
	case result.StateUp, result.StateStarted:
		c.mood = good
	}
	return c
}

// detail says below a name which node this is, why it fell and for whom.
func (v *whatIfView) detail(n *result.NodeState) string {
	var parts []string
	add := func(format string, ids []string) {
		if len(ids) > 0 {
			parts = append(parts, fmt.Sprintf(format, few(ids, v.t)))
		}
	}
	if n.Failed {
		parts = append(parts, v.t.FailedItself)
	}
	if down := accessOf(n, result.LevelDown); len(down) < len(n.Parts)+n.PartsFolded {
		add(v.t.PartsDown, partsAt(n, result.LevelDown, v.t))
		add(v.t.PartsDegraded, partsAt(n, result.LevelDegraded, v.t))
	}
	add(v.t.Because, n.Others())
	add(v.t.HeldBy, n.HeldBy)
	if n.Load != nil && n.Load.Overload != "" {
		parts = append(parts, overloadWord(v.t, n.Load.Overload)+": "+loadText(v.t, n.Load.Amount, n.Load.Capacity, n.Load.Unit))
	}
	if in := v.levelsIn(n); in != "" {
		parts = append(parts, in)
	}
	return n.ID + ": " + strings.Join(parts, "; ")
}

// levelsIn says in how many trials a node was down, and degraded; "" where one was so in
// all.
func (v *whatIfView) levelsIn(n *result.NodeState) string {
	if n.LevelsIn == nil || n.LevelsIn.Down == 1 || n.LevelsIn.Degraded == 1 {
		return ""
	}
	var out []string
	for _, x := range []struct {
		word string
		in   float64
	}{{v.t.Down, n.LevelsIn.Down}, {v.t.Degraded, n.LevelsIn.Degraded}} {
		if x.in > 0 {
			out = append(out, x.word+" "+fmt.Sprintf(v.t.InTrials, v.t.Percent(x.in)))
		}
	}
	return strings.Join(out, ", ")
}

// percent writes a share, with its percentiles where there are any.
func (v *whatIfView) percent(p *result.Percentiles, plain float64) string {
	return band(p, v.t, v.t.Percent, "", v.t.Percent(plain))
}

// sometimes lists what only some trials hit.
func (v *whatIfView) sometimes() section {
	sec := section{title: v.t.Sometimes, right: []bool{false, true}}
	for i := range v.Answer.Sometimes {
		n := &v.Answer.Sometimes[i]
		users := ""
		if n.UsersDownRange != nil {
			users = usersBand(nil, n.UsersDownRange, 0, v.t)
		}
		sec.rows = append(sec.rows, []cell{v.named(n.Names, n.ID, n.ID+": "+v.levelsIn(n)), plainCell(users)})
	}
	return capped(sec, v.t)
}

func overloadWord(t *i18n.Catalogue, overload result.OverloadKind) string {
	return map[result.OverloadKind]string{result.OverloadTrip: t.Tripped, result.OverloadShed: t.Shedding, result.OverloadDegrade: t.Overloaded}[overload]
}

// loadText writes a load beside its capacity.
func loadText(t *i18n.Catalogue, load, capacity float64, unit string) string {
	return strings.TrimSpace(fmt.Sprintf(t.Load, t.Number(load), t.Number(capacity)) + " " + shorten(unit))
}

// few joins ids, at most six of them.
func few(ids []string, t *i18n.Catalogue) string {
	const most = 6
	if more := len(ids) - most; more > 0 {
		return strings.Join(ids[:most], ", ") + " " + fmt.Sprintf(t.AndMore, more)
	}
	return strings.Join(ids, ", ")
}

// others lists what is not up and is no service: what failed first, then the
// worst.
func (v *whatIfView) others() section {
	sec := section{title: v.t.OtherNodes}
	var nodes []*result.NodeState
	for i := range v.Answer.Nodes {
		if n := &v.Answer.Nodes[i]; n.Kind != result.KindService && n.Worse() {
			nodes = append(nodes, n)
		}
	}
	slices.SortStableFunc(nodes, func(a, b *result.NodeState) int {
		return cmp.Or(failedFirst(a, b), rank(a.Level)-rank(b.Level))
	})
	for _, n := range nodes {
		sec.rows = append(sec.rows, []cell{v.state(n), v.named(n.Names, n.ID, v.detail(n))})
	}
	return capped(sec, v.t)
}

func failedFirst(a, b *result.NodeState) int {
	switch {
	case a.Failed && !b.Failed:
		return -1
	case b.Failed && !a.Failed:
		return 1
	}
	return 0
}

// redundancy lists what still works and has nothing left to fall back on.
func (v *whatIfView) redundancy() section {
	sec := section{title: v.t.Redundancy}
	for i := range v.Answer.Nodes {
		n := &v.Answer.Nodes[i]
		if !n.LostRedundancy || n.Level == result.LevelDown {
			continue
		}
		id := n.ID
		lost := func(p *result.Part) bool { return p.LostRedundancy }
		if at := partsWhere(n, lost, v.t); len(at) > 0 && slices.ContainsFunc(n.Parts, func(p result.Part) bool { return !lost(&p) }) {
			id += " @ " + few(at, v.t)
		}
		sec.rows = append(sec.rows, []cell{{text: v.t.AtRisk, mood: doubtful}, v.named(n.Names, n.ID, id)})
	}
	return capped(sec, v.t)
}

// sustained lists what stands only by going round in a circle.
func (v *whatIfView) sustained() section {
	sec := section{title: v.t.SelfSustained}
	for i := range v.Answer.Nodes {
		if n := &v.Answer.Nodes[i]; n.SelfSustained {
			sec.rows = append(sec.rows, []cell{{text: v.t.AtRisk, mood: doubtful}, v.named(n.Names, n.ID, n.ID)})
		}
	}
	if len(sec.rows) > 0 {
		sec.notes = append(sec.notes, v.t.SelfSustainedNote)
	}
	return capped(sec, v.t)
}

// untouched says what notices nothing: users of access nodes where all services
// hit elsewhere work, and whole services.
func (v *whatIfView) untouched() section {
	sec := section{title: v.t.StayUp}
	if access := v.safeAccess(); len(access) > 0 {
		sec.notes = append(sec.notes, fmt.Sprintf(v.t.AccessUntouchd, strings.Join(access, ", ")))
	}
	if len(v.Answer.Untouched) == 0 {
		return sec
	}
	var names []string
	for _, u := range v.Answer.Untouched {
		names = append(names, shorten(u.Names.In(v.Lang, u.ID)))
	}
	const most = 60
	line := v.t.Untouched.With(len(names)) + ": " + strings.Join(names[:min(most, len(names))], ", ")
	if more := len(names) - most; more > 0 {
		line += " " + fmt.Sprintf(v.t.AndMore, more)
	}
	sec.notes = append(sec.notes, line)
	return sec
}

// safeAccess returns the names of the access nodes of hit services behind which
// no part of any is down.
func (v *whatIfView) safeAccess() []string {
	names, hurt := map[string]string{}, map[string]bool{}
	var order []string
	for i := range v.Answer.Nodes {
		n := &v.Answer.Nodes[i]
		some := losesMore(n)
		for _, p := range n.Parts {
			for _, end := range p.Lines { // who has this line may lose by another of theirs
				hurt[end] = true
			}
			if p.Access == "" {
				continue
			}
			if _, seen := names[p.Access]; !seen {
				order = append(order, p.Access)
			}
			names[p.Access] = shorten(p.Names.In(v.Lang, p.Access))
			hurt[p.Access] = hurt[p.Access] || some || p.Level == result.LevelDown
		}
	}
	slices.Sort(order)
	var out []string
	for _, id := range order {
		if !hurt[id] {
			out = append(out, names[id])
		}
	}
	return out
}

// losesMore says whether more of a service's users have lost it than its parts that are
// down: what is shed is lost by some of those whose part is not.
func losesMore(n *result.NodeState) bool {
	all, down := 0.0, 0.0
	for _, p := range n.Parts {
		all += p.Share
		if p.Level == result.LevelDown {
			down += p.Share
		}
	}
	const rounding = 1e-9
	return n.ShareDown != nil && *n.ShareDown*all > down+rounding
}

// lost says how many of a population lose something, and how many do in trials.
func (v *whatIfView) lost(p *result.Population) cell {
	c := plainCell(v.t.Between(p.AtLeast, p.UsersDown))
	if p.UsersDownRange != nil {
		c.detail = usersBand(nil, p.UsersDownRange, 0, v.t)
	}
	return c
}

func (v *whatIfView) people() section {
	sec := section{title: v.t.People, head: []string{v.t.Population, v.t.UsersDown, v.t.DownShare}, right: []bool{false, true, true}}
	populations := slices.Clone(v.Answer.Populations)
	slices.SortStableFunc(populations, func(a, b result.Population) int {
		return cmp.Or(cmp.Compare(value(b.UsersDown), value(a.UsersDown)), cmp.Compare(b.ShareDown, a.ShareDown))
	})
	for _, p := range populations {
		if p.ShareDown == 0 {
			continue
		}
		sec.rows = append(sec.rows, []cell{v.named(p.Names, p.ID, ""), v.lost(&p), plainCell(v.t.Percent(p.ShareDown))})
	}
	if len(sec.rows) > 0 {
		sec.notes = []string{v.t.SeveralNote}
	}
	return sec
}
