package render

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Timeline presents who is out from when to when.
type Timeline struct {
	Answer *result.Timeline
	Lang   string
}

// Text writes the timeline for people at a terminal.
func (p Timeline) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the timeline as Markdown.
func (p Timeline) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// timelineView writes moments the way the incident allows: as clock times where
// it has a start, else as time from the start.
type timelineView struct {
	Timeline
	t     *i18n.Catalogue
	start time.Time
}

func (p Timeline) report() report {
	v := timelineView{Timeline: p, t: i18n.In(p.Lang)}
	v.start, _ = time.Parse(time.RFC3339, p.Answer.Start)
	a := p.Answer
	title := a.Names.In(p.Lang, a.Incident)
	if a.Incident == "" {
		title = v.question()
	}
	r := report{title: shorten(title)}
	r.lead = append(r.lead, shorten(v.t.Model(a.Model)), "")
	switch {
	case a.EndS == nil:
		r.lead = append(r.lead, v.t.NeverOver)
	case slices.ContainsFunc(a.Spans, func(s result.Span) bool { return s.Before }):
		r.lead = append(r.lead, fmt.Sprintf(v.t.OverAtButStays, v.when(a.EndRange, v.moment(*a.EndS))))
	default:
		r.lead = append(r.lead, fmt.Sprintf(v.t.OverAt, v.when(a.EndRange, v.moment(*a.EndS))))
	}
	r.drawn(a.Trials, v.t)
	r.finds(a.Finds, v.t)
	if len(a.HeldDown) > 0 {
		r.lead = append(r.lead, shorten(fmt.Sprintf(v.t.HeldDown, few(a.HeldDown, v.t))))
	}
	for _, sec := range []section{v.events(), v.difference(), v.spans(true), v.notHit(), v.spans(false), v.sometimes(), v.started(), v.overloads(), v.recovery(), v.criticalPath(), v.breaches(), v.userHours()} {
		if len(sec.rows)+len(sec.notes) > 0 {
			r.sections = append(r.sections, sec)
		}
	}
	return r
}

func (v *timelineView) question() string {
	h := v.Answer.Events[0]
	if h.ForS == 0 {
		return v.t.IfFailsForGood.With(len(h.Fail), strings.Join(h.Fail, ", "))
	}
	return v.t.IfFailsFor.With(len(h.Fail), strings.Join(h.Fail, ", "), result.Lasting(h.ForS))
}

// when writes a moment, with its percentiles where there are any.
func (v *timelineView) when(p *result.Percentiles, plain string) string {
	return band(about(p), v.t, func(s float64) string { return v.moment(int64(s)) }, v.t.ForGood, plain)
}

// whenCell is when in a table: the percentiles stand below.
func (v *timelineView) whenCell(p *result.Percentiles, plain string) cell {
	middle, ends := bandParts(about(p), v.t, func(s float64) string { return v.moment(int64(s)) }, v.t.ForGood, plain)
	return cell{text: middle, detail: ends}
}

// long writes how long something lasts, likewise.
func (v *timelineView) long(p *result.Percentiles, plain string) string {
	return band(about(p), v.t, lastingAbout, v.t.ForGood, plain)
}

func (v *timelineView) moment(s int64) string { return result.Moment(v.start, s) }

func (v *timelineView) events() section {
	sec := section{title: v.t.Events}
	for _, h := range v.Answer.Events {
		add := func(word string, ids []string) {
			if len(ids) == 0 {
				return
			}
			text := word + ": " + few(ids, v.t)
			if h.ForS > 0 && word != v.t.Repaired {
				text += " (" + v.long(h.ForRange, result.Lasting(h.ForS)) + ")"
			}
			sec.rows = append(sec.rows, []cell{plainCell(v.when(h.AtRange, v.moment(h.AtS))), {text: text, detail: shorten(h.Reason)}})
		}
		add(v.t.Failed, h.Fail)
		add(v.t.Degraded, h.Degrade)
		add(v.t.Repaired, h.Repair)
		set := func(format string, values map[string]float64, written func(id string) string) {
			for _, id := range slices.Sorted(maps.Keys(values)) {
				text := fmt.Sprintf(format, id, written(id))
				if h.ForS > 0 {
					text += " (" + v.long(h.ForRange, result.Lasting(h.ForS)) + ")"
				}
				sec.rows = append(sec.rows, []cell{plainCell(v.when(h.AtRange, v.moment(h.AtS))), {text: text, detail: shorten(h.Reason)}})
			}
		}
		set(v.t.ServeIs, h.Serve, func(id string) string {
			return band(h.ServeRange[id], v.t, v.t.Percent, "", v.t.Percent(h.Serve[id]))
		})
		set(v.t.DemandIs, h.Demand, func(id string) string { return v.t.Number(h.Demand[id]) })
		set(v.t.CapacityIs, h.Capacity, func(id string) string { return v.t.Number(h.Capacity[id]) })
	}
	return sec
}

// named returns a cell with a name in both languages and the id below, where
// that says more.
func (v *timelineView) named(n result.Names, id string) cell {
	c := cell{text: shorten(n.In(v.Lang, id)), other: shorten(n.Other(v.Lang))}
	if c.text != id {
		c.detail = id
	}
	return c
}

// spans lists services that are hit, or other nodes: the first to go first.
func (v *timelineView) spans(services bool) section {
	if services {
		return v.table(v.t.Services, v.chosen(func(s *result.Span) bool { return s.Kind == result.KindService && !s.Before }))
	}
	return v.table(v.t.OtherNodes, v.chosen(func(s *result.Span) bool { return s.Kind != result.KindService }))
}

// notHit lists services as they were before anything happened.
func (v *timelineView) notHit() section {
	return v.table(v.t.NotHitBefore, v.chosen(func(s *result.Span) bool { return s.Kind == result.KindService && s.Before }))
}

// chosen returns spans of what is not held down, by when they begin.
func (v *timelineView) chosen(of func(s *result.Span) bool) []result.Span {
	spans := slices.DeleteFunc(slices.Clone(v.Answer.Spans), func(s result.Span) bool { return s.Held || !of(&s) })
	slices.SortStableFunc(spans, func(a, b result.Span) int { return cmp.Compare(a.FromS, b.FromS) })
	return spans
}

// sometimes lists what only some trials have.
func (v *timelineView) sometimes() section { return v.table(v.t.Sometimes, v.Answer.Sometimes) }

func (v *timelineView) table(title string, spans []result.Span) section {
	sec := section{title: title, head: []string{"", v.t.Node, v.t.From, v.t.To, v.t.Lasts}, right: []bool{false, false, true, true, true}}
	for _, s := range spans {
		state := cell{text: v.degraded(&s), mood: doubtful}
		switch s.Level {
		case result.LevelDown:
			state = cell{text: v.t.Down, mood: bad}
		case result.LevelUp:
			state = plainCell(v.t.Up)
		}
		to, lasts := cell{}, v.t.ForGood
		if s.ToS != nil {
			to, lasts = v.whenCell(s.ToRange, v.moment(*s.ToS)), v.long(s.LastsRange, result.Lasting(*s.ToS-s.FromS))
		}
		name := v.named(s.Names, s.Node)
		if in := inTrials(s.FromRange, v.Answer.Trials, v.t); in != "" {
			name.detail = strings.TrimPrefix(name.detail+"; "+in, "; ")
		}
		from := plainCell(v.since(s.FromS, s.Before))
		if !s.Before {
			from = v.whenCell(s.FromRange, from.text)
		}
		sec.rows = append(sec.rows, []cell{state, name, from, to, plainCell(lasts)})
	}
	return capped(sec, v.t)
}

// since writes from when on something was so; what was so before the start says that.
func (v *timelineView) since(s int64, before bool) string {
	if before && s == 0 {
		return v.t.BeforeWord
	}
	return v.moment(s)
}

func (v *timelineView) recovery() section {
	return v.returns(v.t.Recovered, v.Answer.Recovery)
}

func (v *timelineView) criticalPath() section {
	return v.returns(v.t.CriticalPath, v.Answer.CriticalPath)
}

// returns lists nodes that came back, with what each waited for last.
func (v *timelineView) returns(title string, list []result.Return) section {
	sec := section{title: title}
	for _, r := range list {
		sec.rows = append(sec.rows, []cell{plainCell(v.when(r.AtRange, v.moment(r.AtS))), plainCell(r.Node), plainCell(v.waited(r.Waited, r.On))})
	}
	return capped(sec, v.t)
}

// waited writes what a node waited for last, "" for nothing.
func (v *timelineView) waited(of result.Waited, on string) string {
	how := map[result.Waited]string{result.WaitedRepair: v.t.WaitedRepair, result.WaitedRecovery: v.t.WaitedRecovery, result.WaitedFailover: v.t.WaitedFailover,
		result.WaitedMember: v.t.WaitedMember, result.WaitedLoad: v.t.WaitedLoad, result.WaitedServe: v.t.WaitedServe, result.WaitedDown: v.t.WaitedDown}[of]
	switch {
	case on == "":
		return how
	case of == result.WaitedRecovery:
		return fmt.Sprintf(v.t.AfterNode, how, on)
	}
	return fmt.Sprintf(how, on)
}

// overloads lists who was over its capacity.
func (v *timelineView) overloads() section {
	sec := section{title: v.t.Overloads, head: []string{"", v.t.Node, v.t.From, v.t.To}, right: []bool{false, false, true, true}}
	for _, o := range v.Answer.Overloads {
		to := v.t.ForGood
		if o.ToS != nil {
			to = v.when(o.ToRange, v.moment(*o.ToS))
		}
		name := v.named(o.Names, o.Node)
		name.detail = o.Node + ": " + loadText(v.t, o.Load, o.Capacity, o.Unit)
		from := v.since(o.FromS, o.Before)
		if !o.Before {
			from = v.when(o.FromRange, from)
		}
		sec.rows = append(sec.rows, []cell{{text: overloadWord(v.t, o.Overload), mood: doubtful}, name, plainCell(from), plainCell(to)})
	}
	sec = capped(sec, v.t)
	for _, o := range v.Answer.Overloads {
		if o.LockedOut {
			sec.notes = append(sec.notes, fmt.Sprintf(v.t.LockedOut, o.Node, v.moment(o.FromS)))
		}
	}
	return sec
}

func (v *timelineView) breaches() section {
	sec := section{title: v.t.Breaches}
	for _, b := range v.Answer.Breaches {
		lasts := v.t.ForGood
		if b.OutageS != nil {
			lasts = v.long(b.OutageRange, result.Lasting(*b.OutageS))
		}
		text := fmt.Sprintf("%s: %s > %s", b.Rule, lasts, result.Lasting(b.LimitS))
		if !b.Owed.IsZero() {
			text = fmt.Sprintf("%s: %s; %s", b.Rule, lasts, fmt.Sprintf(v.t.Owed, band(b.OwedRange, v.t, v.t.Number, "", v.t.Users(b.Owed.Number()))))
		}
		if b.Share != nil {
			text += "; " + fmt.Sprintf(v.t.OfItsUsers, band(b.ShareRange, v.t, v.t.Percent, "", v.t.Percent(*b.Share)))
		}
		if in := inTrials(b.OutageRange, v.Answer.Trials, v.t); in != "" {
			text += "; " + in
		}
		sec.rows = append(sec.rows, []cell{plainCell(b.Node), plainCell(text)})
	}
	if len(sec.rows) == 0 {
		sec.notes = []string{noBreach(v.Answer.Promised, v.t)}
	}
	return capped(sec, v.t)
}

// noBreach says that nothing is breached, of what the model promises at all.
func noBreach(p *result.Promised, t *i18n.Catalogue) string {
	switch {
	case p == nil || p.Tolerances > 0 && p.Terms > 0:
		return t.NoBreach
	case p.Tolerances > 0:
		return t.NoBreachTimes
	case p.Terms > 0:
		return t.NoBreachTerms
	}
	return t.NoPromise
}

func (v *timelineView) userHours() section {
	sec := section{title: v.t.UserHours, right: []bool{false, true}}
	for _, u := range v.Answer.UserHours {
		name := cell{text: shorten(u.Names.In(v.Lang, cmp.Or(u.Sector, "-"))), other: shorten(u.Names.Other(v.Lang))}
		sec.rows = append(sec.rows, []cell{name, plainCell(v.hours(&u.Hours))})
	}
	if all := v.Answer.TotalHours; all != nil && (len(sec.rows) != 1 || v.hours(all) != v.hours(&v.Answer.UserHours[0].Hours)) {
		sec.rows = append(sec.rows, []cell{plainCell(v.t.InAll), plainCell(v.hours(all))})
	}
	return sec
}

// hours writes what users lost: what has no end until the last moment.
func (v *timelineView) hours(h *result.Hours) string {
	if !h.Endless || h.DownRange != nil {
		return hoursBand(h, v.t)
	}
	until := *h
	until.Down, until.Endless = h.Until, false
	return fmt.Sprintf(v.t.HoursEndless, v.moment(*v.Answer.UntilS), hoursBand(&until, v.t))
}

// difference sets beside each other how long each node is out without the
// overlays and with them, where the two differ.
func (v *timelineView) difference() section {
	if v.Answer.Without == nil {
		return section{}
	}
	sec := section{title: v.t.Difference, head: []string{v.t.Node, v.t.WithoutOverlay, v.t.WithOverlay}, right: []bool{false, true, true}}
	before, after := v.Answer.Without.Out(), v.Answer.Out()
	ids := slices.Collect(maps.Keys(before))
	ids = slices.AppendSeq(ids, maps.Keys(after))
	slices.Sort(ids)
	lasts := func(s int64) string {
		switch s {
		case -1:
			return v.t.ForGood
		case 0:
			return "-"
		}
		return result.Lasting(s)
	}
	for _, id := range slices.Compact(ids) {
		if before[id] != after[id] {
			sec.rows = append(sec.rows, []cell{plainCell(id), plainCell(lasts(before[id])), plainCell(lasts(after[id]))})
		}
	}
	if len(sec.rows) == 0 {
		sec.notes = []string{v.t.NoDifference}
	}
	return capped(sec, v.t)
}
