package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// Why presents why a node is not up: the shortest proof as a tree, and what would
// have saved it; or what carries it.
type Why struct {
	Answer *result.Why
	Lang   string
}

// Text writes the answer for people at a terminal.
func (p Why) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the answer as Markdown.
func (p Why) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for every step of the proof.
func (p Why) CSV(w io.Writer) error {
	var rows [][]string
	for i := range p.Answer.Proof {
		s := &p.Answer.Proof[i]
		row := []string{strconv.Itoa(s.Step), s.Node, s.Name, string(s.Proves), string(s.Level), strconv.FormatBool(s.Failed), "", "", "", strings.Join(memberNodes(s.Members), " ")}
		if r := s.Requirement; r != nil {
			row[6], row[7], row[8] = blame(r, i18n.In("en")), r.File, strconv.Itoa(r.Line)
		}
		rows = append(rows, row)
	}
	return writeCSV(w, []string{"step", "node", "name", "proves", "level", "failed", "requirement", "file", "line", "because"}, rows)
}

func memberNodes(members []result.ProofMember) []string {
	var out []string
	for _, m := range members {
		if m.Node != "" {
			out = append(out, m.Node)
		}
		out = append(out, memberNodes(m.Members)...)
	}
	return out
}

func (p Why) report() report {
	v := whyView{Why: p, t: i18n.In(p.Lang)}
	a := p.Answer
	n, failed := len(a.Failed), shorten(few(a.Failed, v.t))
	r := report{lead: []string{shorten(v.t.Model(a.Model))}}
	if a.LevelWithLoad != "" {
		r.lead = append(r.lead, fmt.Sprintf(v.t.WithLoad, v.t.State(result.State(a.LevelWithLoad))))
	} else {
		r.unloaded(a.LoadIgnored, v.t)
	}
	if a.Level == result.LevelUp {
		r.title = v.t.StaysUp.With(n, v.name(a.Node, a.Names), failed, a.After)
		if a.Before != "" {
			r.title = v.t.StartsIf.With(n, v.name(a.Node, a.Names), failed, a.After)
		}
		if !a.Reached {
			r.lead = append(r.lead, "", v.t.NotReached)
		} else {
			r.sections = []section{v.carriers()}
		}
		r.sections = append(r.sections, v.circle()...)
		return r
	}
	r.title = v.t.WhyTitle.With(n, v.name(a.Node, a.Names), failed, a.After, v.state())
	if a.Before == a.Level {
		r.lead = append(r.lead, "", fmt.Sprintf(v.t.SoBefore, v.t.State(result.State(a.Before))))
	}
	if a.Partial {
		r.lead = append(r.lead, "", fmt.Sprintf(v.t.ProofOfOne, shorten(strings.Join(a.PartsDown, ", "))))
	}
	r.sections = append([]section{v.proof(), v.savedNodes(), v.savedNeeds()}, append(v.savedFailures(), v.circle()...)...)
	if a.Draw != "" {
		r.foot = []string{fmt.Sprintf(v.t.Picture, a.Draw)}
	}
	return r
}

type whyView struct {
	Why
	t *i18n.Catalogue
}

// name returns a node's name with its id: "KT backbone (kt-backbone)".
func (v *whyView) name(id string, n result.Names) string {
	if name := n.In(v.Lang, ""); name != "" {
		return shorten(name) + " (" + id + ")"
	}
	return id
}

func (v *whyView) state() string {
	switch a := v.Answer; {
	case a.Partial:
		return v.t.Partial + ", " + fmt.Sprintf(v.t.ShareDown, v.t.Percent(*a.ShareDown))
	case a.Level == result.LevelDown:
		return v.t.Down
	}
	return v.t.Degraded
}

// proof writes the proof as a tree: each step in full where it is first used,
// and by its number after that. It does not recurse, since a proof may be deep.
func (v *whyView) proof() section {
	sec := section{title: v.t.Proof}
	uses, shown := v.uses(), map[int]bool{}
	for stack := []leaf{{m: result.ProofMember{Step: 1}}}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if len(sec.tree) == maxRows {
			sec.notes, sec.cut = append(sec.notes, v.t.StepsLeftOut.With(len(v.Answer.Proof)-len(shown))), true
			break
		}
		b := branch{depth: at.depth}
		below, others := at.m.Members, at.m.Others
		switch {
		case at.m.Step > 0:
			s := &v.Answer.Proof[at.m.Step-1]
			b = v.step(s, at, uses[s.Step] > 1, shown[s.Step])
			if below, others = s.Members, s.Others; shown[s.Step] {
				below, others = nil, nil
			}
			shown[s.Step] = true
		case at.m.Node != "":
			b.text = v.name(at.m.Node, at.m.Names) + ": " + v.t.State(result.State(at.m.Level))
		default:
			b.text = v.group(at.m)
		}
		if at.other {
			b.text = v.beside(b.text, at.m)
		}
		sec.tree = append(sec.tree, b)
		for _, m := range slices.Backward(others) {
			stack = append(stack, leaf{m, at.depth + 1, true})
		}
		for _, m := range slices.Backward(below) {
			stack = append(stack, leaf{m, at.depth + 1, false})
		}
	}
	return sec
}

// leaf is a member that is still to be written.
type leaf struct {
	m     result.ProofMember
	depth int
	other bool // the proof does without it
}

// beside marks a member that the proof does without.
func (v *whyView) beside(text string, m result.ProofMember) string {
	switch {
	case m.Lost:
		return fmt.Sprintf(v.t.AlsoLost, text)
	case m.Waiting:
		return fmt.Sprintf(v.t.NotSwitchedTo, text)
	}
	return text
}

// uses counts how often each step is used.
func (v *whyView) uses() map[int]int {
	out := map[int]int{}
	for i := range v.Answer.Proof {
		s := &v.Answer.Proof[i]
		for members := slices.Concat(s.Members, s.Others); len(members) > 0; members = members[1:] {
			out[members[0].Step]++
			members = slices.Concat(members, members[0].Members, members[0].Others)
		}
	}
	return out
}

func (v *whyView) group(m result.ProofMember) string {
	switch m.Group {
	case result.GroupUnless:
		return v.t.WhileThisDown
	case result.GroupAll:
		return v.t.AllOf
	case result.GroupAny:
		return v.t.AnyOf
	}
	return fmt.Sprintf(v.t.AtLeastOf, m.AtLeast)
}

func (v *whyView) step(s *result.ProofStep, at leaf, numbered, seen bool) branch {
	b := branch{depth: at.depth, text: v.name(s.Node, s.Names) + ": ", mood: bad}
	switch {
	case s.Failed:
		b.text += v.t.LegendFailed
	case s.Proves == result.ClaimNotDown:
		b.text, b.mood = b.text+v.t.State(result.State(s.Level)), plain
	case s.Proves == result.ClaimDown:
		b.text += v.t.Down
	case s.Level == result.LevelDegraded:
		b.text, b.mood = b.text+v.t.Degraded, doubtful
	default: // that it is not up was enough, and is all that is proved
		b.text, b.mood = b.text+fmt.Sprintf(v.t.NotUp, v.t.State(result.State(s.Level))), doubtful
	}
	switch {
	case seen && at.m.Loop:
		b.text += ", " + fmt.Sprintf(v.t.SameLoop, s.Step)
		return b
	case seen:
		b.text += ", " + fmt.Sprintf(v.t.SeeStep, s.Step)
		return b
	case numbered:
		b.text = fmt.Sprintf("[%d] ", s.Step) + b.text
	}
	if s.Proves == result.ClaimNotDown {
		b.detail = v.t.HeldNoLonger
	}
	switch {
	case s.Recovers && len(s.Because) > 0:
		b.detail = fmt.Sprintf(v.t.NotRecovered, shorten(strings.Join(s.Because, ", ")))
	case s.Recovers:
		b.detail = v.t.RecoversStill
	}
	if r := s.Requirement; r != nil {
		if b.detail != "" {
			b.detail += "; "
		}
		b.detail += blame(r, v.t)
		if r.Waiting {
			b.detail += "; " + fmt.Sprintf(v.t.NotSwitched, v.Answer.After)
		}
		if s.Starved {
			b.detail += "; " + v.t.Starved
		}
		b.detail += place(r)
	}
	return b
}

// blame writes a requirement in words.
func blame(r *result.Blame, t *i18n.Catalogue) string {
	switch {
	case r.Whole:
		return t.OfItsParts
	case r.Access:
		return t.OwnAccess
	}
	return t.Needs + " " + shorten(need(r.Needs, t))
}

// place writes where a requirement stands: "  (file:12)".
func place(r *result.Blame) string {
	if r.File == "" {
		return ""
	}
	return fmt.Sprintf("  (%s:%d)", clean(r.File), r.Line)
}

// circle says that what keeps the node from falling goes round in a circle; nothing
// where it does not.
func (v *whyView) circle() []section {
	if !v.Answer.SelfSustained {
		return nil
	}
	return []section{{title: v.t.WhyCircle, notes: []string{clean(fmt.Sprintf(v.t.CircleOf, few(v.Answer.Circle, v.t))) + " " + v.t.SelfSustainedNote}}}
}

func (v *whyView) savedNodes() section {
	found := &v.Answer.SavedBy.Nodes
	sec := section{title: v.t.SavedNodes}
	for _, set := range found.Sets {
		sec.rows = append(sec.rows, []cell{{text: strings.Join(set, " + "), mood: good}})
	}
	sec.notes = v.searched(found.Searched, len(found.Sets))
	return sec
}

func (v *whyView) savedNeeds() section {
	found := &v.Answer.SavedBy.Requirements
	sec := section{title: v.t.SavedNeeds}
	for _, set := range found.Sets {
		var all []string
		for i := range set {
			all = append(all, set[i].Node+" "+blame(&set[i], v.t)+place(&set[i]))
		}
		sec.rows = append(sec.rows, []cell{{text: strings.Join(all, " + "), mood: good}})
	}
	sec.notes = v.searched(found.Searched, len(found.Sets))
	return sec
}

// searched says what a search has left out.
func (v *whyView) searched(s result.Searched, found int) []string {
	switch {
	case s.Truncated:
		return []string{v.t.SavedCut}
	case found == 0:
		return []string{fmt.Sprintf(v.t.SavedNone, s.Size)}
	case s.Larger:
		return []string{fmt.Sprintf(v.t.SavedLarger, s.Size)}
	}
	return nil
}

// savedFailures lists what would have taken something down that held the node down.
func (v *whyView) savedFailures() []section {
	if len(v.Answer.SavedBy.Failures) == 0 {
		return nil
	}
	sec := section{title: v.t.SavedFailures}
	for _, id := range v.Answer.SavedBy.Failures {
		sec.rows = append(sec.rows, []cell{{text: id, mood: good}})
	}
	return []section{sec}
}

// memberList is a format, and the members that it takes.
type memberList struct {
	format string
	ids    []string
}

// members writes those lists that have members.
func (v *whyView) members(lists []memberList) string {
	var out []string
	for _, l := range lists {
		if len(l.ids) > 0 {
			out = append(out, fmt.Sprintf(l.format, shorten(strings.Join(l.ids, ", "))))
		}
	}
	return strings.Join(out, "; ")
}

func (v *whyView) carriers() section {
	by := map[result.CarriedBy]string{result.ByUnless: v.t.ByUnless, result.ByRedundancy: v.t.ByRedundancy, result.ByHoldup: v.t.ByHoldup, result.ByAccepts: v.t.ByAccept}
	sec := section{title: v.t.CarriedBy}
	for i := range v.Answer.CarriedBy {
		c := &v.Answer.CarriedBy[i]
		line := branch{text: c.Node + ": " + by[c.By] + "; " + blame(&c.Blame, v.t) + place(&c.Blame), mood: good}
		var lost []string
		for _, m := range c.Lost {
			lost = append(lost, m.Node+" ("+v.t.State(result.State(m.Level))+")")
		}
		line.detail = v.members([]memberList{{v.t.LostMembers, lost}, {v.t.HoldingMembers, c.Holding}, {v.t.DownMembers, c.Down}})
		sec.tree = append(sec.tree, line)
	}
	if v.Answer.CarriedMore {
		sec.notes = []string{v.t.SavedCut}
	}
	return sec
}
