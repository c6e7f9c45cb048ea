package render

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// findingsShown is how many findings of one sort the summary names.
const findingsShown = 5

// redundancyShown is how many groups it names whose redundancy is false: neighbours in
// their list are often much the same.
const redundancyShown = 3

// summary gathers the lines of the first page.
type summary struct {
	p     Review
	t     *i18n.Catalogue
	lines []branch
}

// say adds a line that leads to a chapter.
func (s *summary) say(id, title, text string) {
	s.lines = append(s.lines, branch{to: link{text: title, id: id}, text: ": " + text})
}

// under adds a line below the last one, which may lead to a chapter, too.
func (s *summary) under(b branch) {
	b.depth = 1
	s.lines = append(s.lines, b)
}

// more says how many findings are not named.
func (s *summary) more(n int) { s.moreThan(findingsShown, n) }

// moreThan says it where fewer than usual are named.
func (s *summary) moreThan(shown, n int) {
	if n > shown {
		s.under(branch{text: fmt.Sprintf(s.t.AndMore, n-shown)})
	}
}

// name returns what the model calls a node, or a part of a service.
func (s *summary) name(ref string) string {
	id, part, isPart := strings.Cut(ref, "@")
	name := shorten(s.p.Answer.Names[id].In(s.p.Lang, id))
	if isPart {
		called := func(id string) string { return shorten(s.p.Answer.Names[id].In(s.p.Lang, id)) }
		name += " (" + result.PartLabel(part, called) + ")"
	}
	return name
}

func (s *summary) names(refs []string) string { return s.joined(refs, ", ") }

func (s *summary) joined(refs []string, by string) string {
	var out []string
	for _, ref := range refs {
		out = append(out, s.name(ref))
	}
	return strings.Join(out, by)
}

// policies names those that are violated, with their worst cases.
func (s *summary) policies() {
	g := s.p.Answer.Gate
	if g == nil {
		return
	}
	var broken []*result.Policy
	for i := range g.Policies {
		if !g.Policies[i].Holds {
			broken = append(broken, &g.Policies[i])
		}
	}
	if len(broken) == 0 {
		s.say("gate", s.t.PoliciesWord, s.t.GateSummary.With(len(g.Policies), len(g.Policies)))
		s.vacuous(g)
		return
	}
	b := &s.p.Answer.Page.Broken
	s.say("gate", s.t.PoliciesWord, s.t.BrokenShort.With(len(broken), len(g.Policies), b.Violations))
	defer s.vacuous(g)
	for _, x := range broken[:min(findingsShown, len(broken))] {
		worst := s.t.WorstCase.With(len(x.Worst.Failed), s.name(x.Worst.Node), becomes(x.Worst, s.t), s.names(x.Worst.Failed))
		s.under(branch{to: link{text: s.p.policyName(x.ID, x.Names), id: s.proofOf(x.ID)}, text: ". " + worst, mood: bad})
	}
	s.more(len(broken))
}

// vacuous names the policies that hold whatever happens, and what others do not see.
func (s *summary) vacuous(g *result.Gate) {
	for i := range g.Policies {
		x := &g.Policies[i]
		if x.Vacuous {
			s.under(branch{text: vacuous(x, s.t), mood: doubtful})
		}
		if line := hiding(x, s.t); line != "" {
			s.under(branch{text: line, mood: doubtful})
		}
	}
}

// proofOf returns the chapter that proves a policy's worst case, else that of all
// policies.
func (s *summary) proofOf(policy string) string {
	for i := range s.p.Answer.Proofs {
		if s.p.Answer.Proofs[i].Policy == policy {
			return "proofs:" + policy
		}
	}
	return "gate"
}

// promises names the services that are out for longer than they tolerate.
func (s *summary) promises() {
	a := s.p.Answer.Promises
	if a == nil {
		return
	}
	s.say("promises", s.t.PromisesWord, strings.Join(promisesShort(a, s.t), " "))
	for i := range a.Breached[:min(findingsShown, len(a.Breached))] {
		x := &a.Breached[i]
		s.under(branch{text: s.name(x.Node) + ": " + breaks(x, s.t.IfFailsShort.With(1, s.names(x.Failed[:1])), s.t), mood: bad})
	}
	s.more(len(a.Breached))
}

// worst names the worst single failure.
func (s *summary) worst() {
	if ranked := s.p.Answer.Singles; len(ranked.Rows) > 0 {
		r := &ranked.Rows[0]
		s.say("singles", s.t.WorstWord, s.t.WorstShort.With(s.names(r.Failed), usersDown(r.UsersDown, r.AtLeast, r.Uncounted, s.t), r.ServicesHit, r.SectorsFail))
	}
}

func (s *summary) redundancy() {
	a := s.p.Answer.FalseRedundancy
	if len(a.Findings) == 0 {
		s.say("false_redundancy", s.t.FalseRedundancy, s.t.NoFalse.With(a.Groups))
		return
	}
	s.say("false_redundancy", s.t.FalseRedundancy, s.t.FalseIn.With(len(a.Findings), a.Groups))
	for i := range a.Findings[:min(redundancyShown, len(a.Findings))] {
		x := &a.Findings[i]
		shared := withAttribute(x.Attribute, x.Value, s.t)
		if x.Attribute == "" {
			shared = s.name(x.Shared)
		}
		s.under(branch{text: s.name(x.Node) + ": " + s.t.Takes.With(shared, x.Lost, x.Members, x.Needed), mood: bad})
	}
	s.moreThan(redundancyShown, len(a.Findings))
}

func (s *summary) coldStart() {
	a := s.p.Answer.ColdStart
	var lines []string
	if a.Never.Count > 0 {
		lines = append(lines, s.t.ColdNever.With(a.Never.Count))
	}
	if a.PartialCount > 0 {
		lines = append(lines, s.t.ColdPartly.With(a.PartialCount))
	}
	if len(lines) == 0 {
		lines = append(lines, s.t.ComesBack.With(len(a.Rounds)))
	}
	s.say("cold_start", s.t.ColdStart, strings.Join(lines, " "))
	for i := range a.Loops[:min(findingsShown, len(a.Loops))] {
		s.under(branch{text: fmt.Sprintf(s.t.LoopOf, shorten(s.names(a.Loops[i].Nodes[:min(namesShown, len(a.Loops[i].Nodes))]))), mood: bad})
	}
	s.more(len(a.Loops))
}

func (s *summary) together() {
	a := s.p.Answer.Pairs
	if a == nil || len(a.Joint) == 0 {
		return
	}
	r := &a.Joint[0]
	s.say("pairs", s.t.PairsWord, s.t.JointShort.With(s.t.Number(float64(*a.Interacting)), s.joined(r.Failed, " + "), s.t.Users(r.Beyond.UsersDown)))
	if a.LoadPairs != nil {
		s.under(branch{text: someLoad(a.LoadPairs, s.t)})
	}
}

func (s *summary) assumptions() {
	a := s.p.Answer.Assumptions
	s.say("assumptions", s.t.Assumptions, s.t.AssumptionsShort.With(len(a.Facts), a.Examined))
}

func (s *summary) replay() {
	if a := s.p.Answer.Replay; a != nil {
		t, v := &a.Total, a.Total.ByBasis[result.BasisPredicted]
		if v.Matched+v.Missed+v.Contradicted == 0 {
			s.say("replay", s.t.ReplayTitle, s.t.ReplayNone.With(t.Coverage.Modelled, t.Coverage.Of, t.Matched, t.Missed, t.Contradicted))
			return
		}
		s.say("replay", s.t.ReplayTitle, s.t.ReplayShort.With(t.Coverage.Modelled, t.Coverage.Of, v.Matched, v.Matched+v.Missed+v.Contradicted,
			t.Decided.Right, t.Decided.Of, t.Matched, t.Missed, t.Contradicted))
	}
}
