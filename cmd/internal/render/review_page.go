package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// sectorsShown is how many sectors the first page shows.
const sectorsShown = 6

// Text writes the first page for people at a terminal.
func (p Review) Text(w io.Writer, s Screen) error {
	t := i18n.In(p.Lang)
	page := p.first(t).report
	page.title, page.lead = p.title(t), p.lead(t)
	return s.write(w, page)
}

// first is the first page: what was asked of which model, what is broken and how badly,
// what to do first, what that rests on, what it does not cover, and room to sign it. It is
// to fit a sheet of paper.
func (p Review) first(t *i18n.Catalogue) chapter {
	s := &summary{p: p, t: t}
	c := chapter{id: "short", report: report{title: t.ReviewInShort}}
	c.sections = append(c.sections, s.asked(),
		s.gather(t.PageBroken, s.policies, s.promises, s.worst, s.together, s.redundancy, s.coldStart))
	if sectors := s.sectors(); len(sectors.rows) > 0 {
		c.sections = append(c.sections, sectors)
	}
	c.sections = append(c.sections,
		s.gather(t.PageFirst, s.remedy),
		s.gather(t.PageRests, s.facts, s.assumptions, s.replay, s.ranges),
		s.gather(t.PageLeaves, s.leaves),
		section{title: t.PageSigned, notes: []string{t.PageSignLine}})
	return c
}

// gather makes a section of what some findings say.
func (s *summary) gather(title string, say ...func()) section {
	s.lines = nil
	for _, f := range say {
		f()
	}
	return section{title: title, tree: s.lines}
}

// note adds a line that leads nowhere.
func (s *summary) note(text string) { s.lines = append(s.lines, branch{text: clean(text)}) }

// asked says which model was asked what.
func (s *summary) asked() section {
	t, a, head := s.t, &s.p.Answer.Page.Asked, s.p.Answer.Header
	sec := section{title: t.PageAsked}
	add := func(what string, parts ...string) {
		text := strings.Join(slices.DeleteFunc(parts, func(x string) bool { return x == "" }), "; ")
		sec.rows = append(sec.rows, []cell{plainCell(what), plainCell(text)})
	}
	title := shorten(head.Model.Title)
	add(t.PageModel, title, t.PageNodes.With(a.Nodes, a.Services), few(a.Overlays, t))
	unsaid := t.OwnerUnsaid
	if s.p.Answer.Redacted {
		unsaid = t.OwnerHidden
	}
	add(t.PageOwner, shorten(or(a.Owners.In(s.p.Lang, ""), unsaid)))
	date := or(a.Asof, t.DateUnsaid)
	if a.FactsOf != "" {
		date = fmt.Sprintf(t.FactsOf, date, a.FactsOf)
	}
	add(t.PageDate, clean(date))
	add(t.PageMoment, moment(a.After, t))
	add(t.PageFails, failures(a, t)...)
	add(t.PageCoverage, t.PageCounted.With(a.Services-s.p.Answer.Page.NotCovered.Uncounted, a.Services), observed(a, t))
	add(t.PageDigest, head.Model.SHA256)
	add(t.PageTool, "meoktong "+head.Tool.Version)
	return sec
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// moment says when the question looks.
func moment(after string, t *i18n.Catalogue) string {
	if after == "ever" {
		return t.MomentEver
	}
	return fmt.Sprintf(t.MomentAfter, after)
}

// failures says what was taken to fail.
func failures(a *result.Asked, t *i18n.Catalogue) []string {
	out := []string{t.PageFailures.With(t.Number(float64(a.Failures)))}
	if a.Pairs != nil {
		out = append(out, t.PagePairs.With(t.Number(float64(*a.Pairs))))
	}
	switch a.MayFail {
	case result.MayFailOthers:
		out = append(out, t.PageOthers)
	case result.MayFailNeeded:
		out = append(out, t.PageNeeded)
	}
	if a.Policies > 0 {
		out = append(out, t.PageCases.With(a.Policies, t.Number(float64(a.Cases))))
	}
	return out
}

func observed(a *result.Asked, t *i18n.Catalogue) string {
	if a.Coverage.Of == 0 {
		return ""
	}
	return t.PageObserved.With(a.Coverage.Modelled, a.Coverage.Of)
}

// sectors says how sectors fare in the worst single failure, and from what share on each
// fails.
func (s *summary) sectors() section {
	b, t := &s.p.Answer.Page.Broken, s.t
	if b.Worst == nil {
		return section{}
	}
	sec := section{title: fmt.Sprintf(t.PageSectors, s.names(b.Worst.Failed)), head: []string{t.Sector, t.PageFailsAt, t.PageDown, ""}, right: []bool{false, true, true, false}}
	untouched := 0
	for i := range b.Sectors {
		x := &b.Sectors[i]
		if x.ShareDown == 0 && !x.Fails || len(sec.rows) == sectorsShown {
			untouched++
			continue
		}
		state := plainCell(t.PageStands)
		if x.Fails {
			state = cell{text: t.PageFailsWord, mood: bad}
		}
		sec.rows = append(sec.rows, []cell{plainCell(shorten(x.Names.In(s.p.Lang, x.ID))), plainCell(t.Percent(x.FailsAt)), plainCell(t.Percent(x.ShareDown)), state})
	}
	if untouched > 0 && len(sec.rows) > 0 {
		sec.notes = []string{t.PageOtherSectors.With(untouched)}
	}
	return sec
}

// remedy says what to do first, and what it costs.
func (s *summary) remedy() {
	r, m := &s.p.Answer.Page.First, s.p.Answer.Mitigate
	switch {
	case len(r.Steps) > 0:
		s.steps(r, m)
	case s.p.Answer.Gate == nil || len(s.p.Answer.Gate.Policies) == 0:
		s.note(s.t.FirstNoPolicies)
	case s.p.Answer.Page.Broken.Policies == 0:
		s.say("gate", s.t.PoliciesWord, s.nothingToBuy())
	case m == nil:
		s.note(s.t.NoOptions)
	default:
		s.say("mitigate", s.t.OptionsTitle, s.t.FirstNone)
	}
	if m != nil {
		s.unmendable(m)
	}
	if r.Change != nil {
		s.change(r)
	}
}

// nothingToBuy says why no option is needed where every policy holds, and that a promise
// which is broken beside them is not what options were chosen for.
func (s *summary) nothingToBuy() string {
	if a := s.p.Answer.Promises; a != nil && len(a.Breached) > 0 {
		return s.t.FirstPromises
	}
	return s.t.FirstNothing
}

// steps names the options that make the policies hold, what does most first.
func (s *summary) steps(r *result.Remedy, m *result.Mitigate) {
	v := mitigateView{Mitigate: Mitigate{Answer: m, Lang: s.p.Lang}, t: s.t, names: map[string]string{}}
	for _, o := range m.Options {
		v.names[o.ID] = shorten(o.Names.In(s.p.Lang, o.ID))
	}
	costs := ""
	switch n := len(r.Steps); {
	case r.Assumed == n:
		costs = " " + s.t.CostsAssumed
	case r.Assumed > 0:
		costs = " " + s.t.CostsPartly.With(r.Assumed, n)
	}
	all := s.t.FirstAll.With(v.money(r.Cost), len(r.Steps))
	if !m.Met {
		all = s.t.FirstSome.With(v.money(r.Cost), len(r.Steps), len(m.Policies)-len(m.Unmet), len(m.Policies))
	}
	s.say("mitigate", s.t.OptionsTitle, all+costs)
	for i, x := range r.Steps[:min(findingsShown, len(r.Steps))] {
		line := fmt.Sprintf("%d. %s, %s", i+1, v.names[x.Option], v.money(x.Cost))
		switch {
		case x.Policies == nil:
		case *x.Policies == 0:
			line += ": " + s.t.FirstKept
		default:
			line += ": " + s.t.FirstLeaves.With(*x.Policies, *x.Violations)
		}
		s.under(branch{text: line})
	}
	s.more(len(r.Steps))
}

// unmendable says of each policy that no set meets what no option mends of it.
func (s *summary) unmendable(m *result.Mitigate) {
	for i := range m.Policies {
		x := m.Policies[i]
		if x.Unmendable != nil {
			x.ID = s.p.policyName(x.ID, x.Names)
			s.under(branch{text: mendNote(&x, s.t), mood: bad})
		}
	}
}

// change says which single change saves most of what all single failures cost.
func (s *summary) change(r *result.Remedy) {
	x, text := r.Change, s.t.FirstHarden
	if r.Changes == "redundancy" {
		text = s.t.FirstRedundancy
	}
	s.say("suggest", s.name(x.Node), text.With(s.t.Lost(x.Saved, nil, x.Spared), s.t.Lost(r.Of, nil, s.p.Answer.Suggest.Uncounted)))
}

// facts says how many facts there are, and who vouches for them.
func (s *summary) facts() {
	r := &s.p.Answer.Page.RestsOn
	if r.Facts > 0 {
		text := s.t.RestsFacts.With(r.Facts, r.Unverified)
		if n := s.unsaid(); n > 0 {
			text += " " + s.t.RestsUnsaid.With(n)
		}
		s.say("nodes", s.t.ReviewFactsWord, text)
	}
}

// unsaid counts the facts of which the model does not say how sure they are: they count as
// verified only since nobody said anything.
func (s *summary) unsaid() int {
	for _, x := range s.p.Answer.Facts {
		if x.Of == "" {
			return x.Count
		}
	}
	return 0
}

// ranges says that figures are taken at their likeliest.
func (s *summary) ranges() {
	if x := s.p.Answer.Ranges; x != nil {
		s.note(s.t.OfRanges(x, false))
	}
}

// firstOf lists commands, and says how many more there are than a line has room for.
func (s *summary) firstOf(commands []string) string {
	shown := commands[:min(namesShown, len(commands))]
	if more := len(commands) - len(shown); more > 0 {
		shown = append(slices.Clone(shown), fmt.Sprintf(s.t.AndMore, more))
	}
	return strings.Join(shown, ", ")
}

// leaves says what the answers do not cover.
func (s *summary) leaves() {
	l := &s.p.Answer.Page.NotCovered
	if l.Uncounted > 0 {
		s.note(s.t.LeavesUncounted.With(l.Uncounted))
	}
	if l.NotInModel > 0 {
		s.say("replay", s.t.ReplayTitle, s.t.LeavesNotInModel.With(l.NotInModel))
	}
	if l.Load {
		s.note(s.t.LeavesOutLoad)
	}
	if s.p.Answer.HasLoad {
		s.note(s.t.LoadIgnored)
	}
	if l.Bounds > 0 {
		s.say("nodes", s.t.BoundsTitle, s.t.LeavesBounds.With(l.Bounds, s.firstOf(s.p.Answer.Bounded())))
	}
	s.say("nodes", s.t.LeavesOutTitle, s.t.LeavesOutFacts)
}
