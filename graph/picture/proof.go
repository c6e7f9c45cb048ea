package picture

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// OfProof returns the picture of why a node is not up: the nodes of the proof
// and the arrows along which the failure travels in it, nothing else. Of a node
// that is up it shows what carries it. Cost: linear in the answer.
func OfProof(m *models.Model, w *result.Why, lang string) result.Picture {
	p := &proofPicture{m: m, w: w, t: i18n.In(lang), nodes: map[string]result.State{}, edges: map[result.PictureEdge]bool{}}
	for _, c := range w.CarriedBy { // first, so that their look is theirs
		switch {
		case c.AtRisk:
			p.node(c.Node, result.StateAtRisk, false)
		case c.By == result.ByUnless:
			p.node(c.Node, result.StateStarted, false)
		}
	}
	p.circle()
	p.node(w.Node, stateOf(w.Level, w.Before), slices.Contains(w.Failed, w.Node))
	if w.Partial {
		p.nodes[idOf(w.Node)] = result.StatePartial
	}
	p.steps()
	p.carriers()
	pic := result.Picture{Lang: p.t.Lang, Title: p.title(), Subtitle: modelLine(m, p.t), Nodes: p.boxes(), Edges: p.arrows(), Words: wordsOf(p.t)}
	pic.Legend = p.legend(pic)
	p.foldRows(&pic)
	if len(w.Proof) > 0 {
		pic.Notes = []string{p.t.LegendProof.With(p.mainSteps())}
	}
	if w.SelfSustained {
		pic.Notes = append(pic.Notes, circleNote(w.Circle, p.t))
	}
	return pic
}

// proofPicture gathers the boxes and arrows of a proof. Parts stand in the box of
// their service.
type proofPicture struct {
	m     *models.Model
	w     *result.Why
	t     *i18n.Catalogue
	nodes map[string]result.State
	edges map[result.PictureEdge]bool
}

func idOf(ref string) string {
	id, _, _ := strings.Cut(ref, "@")
	return id
}

// stateOf is how a node looks that has a level, and had another with nothing failed; that
// is "" where it was up.
func stateOf(level, before result.Level) result.State {
	switch {
	case before == "":
	case level == before:
		return result.StateHeld
	case level == result.LevelUp:
		return result.StateStarted
	}
	return result.State(level)
}

// node shows a node; of several parts the first decides on its look.
func (p *proofPicture) node(ref string, state result.State, failed bool) {
	if failed {
		state = result.StateFailed
	}
	if _, seen := p.nodes[idOf(ref)]; !seen {
		p.nodes[idOf(ref)] = state
	}
}

// edge leads from a member to what needs it. A service is joined to others only,
// not to its parts.
func (p *proofPicture) edge(from, to string, style result.EdgeStyle, carried bool) {
	if from, to = idOf(from), idOf(to); from != to {
		p.edges[result.PictureEdge{From: from, To: to, Style: style, Carried: carried}] = true
	}
}

func (p *proofPicture) steps() {
	for i := range p.w.Proof {
		s := &p.w.Proof[i]
		p.node(s.Node, stateOf(s.Level, s.Before), s.Failed)
		if s.Requirement != nil {
			p.members(s.Node, s.Members, styleOfNeed(s.Requirement.Needs), true)
			p.members(s.Node, s.Others, styleOfNeed(s.Requirement.Needs), false)
		}
	}
}

// members joins the members of a requirement, groups within it included: these
// are no deeper than a model may nest.
func (p *proofPicture) members(to string, members []result.ProofMember, style result.EdgeStyle, carried bool) {
	for _, m := range members {
		if m.Node != "" {
			if m.Level != "" && !(m.Stands && m.Step > 0) { // else its step has its look
				p.node(m.Node, result.State(m.Level), slices.Contains(p.w.Failed, m.Node))
			}
			p.edge(m.Node, to, style, carried)
			continue
		}
		within := style
		switch {
		case m.Group == result.GroupUnless && style == result.EdgeUnless:
			within = result.EdgeHard
		case m.Group == result.GroupUnless:
			within = result.EdgeUnless
		}
		if m.Group != result.GroupAll && style == result.EdgeHard {
			within = result.EdgeAlternative
		}
		p.members(to, m.Members, within, carried)
		p.members(to, m.Others, within, false)
	}
}

// styleOfNeed returns the style of a requirement's edges: nil is a plain one.
func styleOfNeed(r *result.Requirement) result.EdgeStyle {
	switch {
	case r != nil && r.Unless != nil:
		return result.EdgeUnless
	case r != nil && r.Loss != "":
		return result.EdgeSoft
	case r != nil && (len(r.Any) > 1 || r.AtLeast < len(r.Of)):
		return result.EdgeAlternative
	}
	return result.EdgeHard
}

func (p *proofPicture) carriers() {
	for _, c := range p.w.CarriedBy {
		for i, id := range c.Path {
			p.node(id, result.StateUp, false)
			if i > 0 {
				p.edge(c.Path[i-1], id, p.styleBetween(c.Path[i-1], id), false)
			}
		}
		for _, lost := range c.Lost {
			p.node(lost.Node, result.State(lost.Level), slices.Contains(p.w.Failed, lost.Node))
			p.edge(lost.Node, c.Node, p.styleBetween(lost.Node, c.Node), false)
		}
		for _, id := range c.Down {
			p.node(id, result.StateDown, slices.Contains(p.w.Failed, id))
			p.edge(id, c.Node, result.EdgeUnless, false)
		}
		for _, id := range c.Holding {
			p.node(id, result.StateUp, false)
			p.edge(id, c.Node, p.styleBetween(id, c.Node), false)
		}
	}
}

// circle shows the loop that the node lives by: the first of it, joined as they need
// each other.
func (p *proofPicture) circle() {
	if !p.w.SelfSustained {
		return
	}
	if p.w.Level == result.LevelUp {
		p.node(p.w.Node, result.StateAtRisk, false)
	}
	const most = 12
	shown := p.w.Circle[:min(most, len(p.w.Circle))]
	for _, id := range shown {
		p.node(id, result.StateAtRisk, false)
		eachMention(p.m, p.m.Node(id), func(x mention) {
			if slices.Contains(shown, x.node) {
				p.edge(x.node, id, p.styleBetween(x.node, id), false)
			}
		})
	}
}

// circleNote names what is self-sustained, the first few of it.
func circleNote(ids []string, t *i18n.Catalogue) string {
	const most = 6
	shown := slices.Clone(ids[:min(most, len(ids))])
	if more := len(ids) - most; more > 0 {
		shown = append(shown, fmt.Sprintf(t.AndMore, more))
	}
	return fmt.Sprintf(t.PictureCircle, strings.Join(shown, ", "))
}

// styleBetween returns the strongest style in which a node's needs name another.
func (p *proofPicture) styleBetween(from, to string) result.EdgeStyle {
	best := styles()[len(styles())-1]
	eachMention(p.m, p.m.Node(idOf(to)), func(x mention) {
		if x.node == idOf(from) && strength(x.style) < strength(best) {
			best = x.style
		}
	})
	return best
}

func (p *proofPicture) title() string {
	w := p.w
	n, name, failed := len(w.Failed), w.Names.In(p.t.Lang, w.Node), strings.Join(w.Failed, ", ")
	switch {
	case w.Level == "up" && w.Before != "":
		return p.t.StartsIf.With(n, name, failed, w.After)
	case w.Level == "up":
		return p.t.StaysUp.With(n, name, failed, w.After)
	case w.Partial:
		return p.t.WhyTitle.With(n, name, failed, w.After, p.t.Partial)
	}
	return p.t.WhyTitle.With(n, name, failed, w.After, p.t.State(result.State(w.Level)))
}

// mainSteps counts the steps that the proof rests on.
func (p *proofPicture) mainSteps() int {
	n := 0
	for i := range p.w.Proof {
		if !p.w.Proof[i].Beside {
			n++
		}
	}
	return n
}

func (p *proofPicture) boxes() []result.PictureNode {
	var out []result.PictureNode
	for _, id := range slices.Sorted(maps.Keys(p.nodes)) {
		n, state := p.m.Node(id), p.nodes[id]
		names := result.Names(n.Name)
		box := result.PictureNode{ID: id, Kind: n.Kind, Shape: p.m.Shape(n.Kind), Name: names.In(p.t.Lang, id), Other: names.Other(p.t.Lang),
			State: state, Title: id + ": " + p.t.State(state)}
		if state != result.StateUp {
			box.Note = p.t.State(state)
		}
		if state == result.StatePartial {
			box.Note = fmt.Sprintf(p.t.ShareDown, p.t.Percent(*p.w.ShareDown))
		}
		out = append(out, box)
	}
	tellApart(out)
	return out
}

func carriedFirst(e result.PictureEdge) int {
	if e.Carried {
		return 0
	}
	return 1
}

// arrows returns the edges, each pair once: as the proof has it, in its strongest
// style.
func (p *proofPicture) arrows() []result.PictureEdge {
	out := slices.SortedFunc(maps.Keys(p.edges), func(x, y result.PictureEdge) int {
		return cmp.Or(strings.Compare(x.From, y.From), strings.Compare(x.To, y.To), carriedFirst(x)-carriedFirst(y), strength(x.Style)-strength(y.Style))
	})
	return slices.CompactFunc(out, func(x, y result.PictureEdge) bool { return x.From == y.From && x.To == y.To })
}

// legend explains what the picture has, and counts what it shows.
func (p *proofPicture) legend(pic result.Picture) []result.PictureLegend {
	states, styles := map[result.State]int{}, map[result.EdgeStyle]bool{}
	for i := range pic.Nodes {
		states[pic.Nodes[i].State]++
	}
	for _, e := range pic.Edges {
		styles[e.Style] = styles[e.Style] || !drawnAsCarried(e)
	}
	atRisk := p.t.LegendAtRisk
	if p.w.SelfSustained {
		atRisk += ", " + p.t.RankSustained
	}
	var out []result.PictureLegend
	for _, s := range []result.PictureLegend{{State: result.StateFailed, Text: p.t.LegendFailed}, {State: result.StateDown, Text: p.t.LegendDown},
		{State: result.StatePartial, Text: p.t.LegendPartial}, {State: result.StateDegraded, Text: p.t.LegendDegraded}, {State: result.StateAtRisk, Text: atRisk},
		{State: result.StateStarted, Text: p.t.LegendStarted}, {State: result.StateHeld, Text: p.t.LegendHeld},
		{State: result.StateUp, Text: p.t.LegendUp}} {
		if s.Count = states[s.State]; s.Count > 0 {
			out = append(out, s)
		}
	}
	for _, e := range []result.PictureLegend{{Edge: result.EdgeHard, Text: p.t.EdgeHard}, {Edge: result.EdgeAlternative, Text: p.t.EdgeAlternative},
		{Edge: result.EdgeSoft, Text: p.t.EdgeSoft}, {Edge: result.EdgeUnless, Text: p.t.EdgeUnless}} {
		if styles[e.Edge] {
			out = append(out, e)
		}
	}
	if len(pic.Edges) > 0 && len(p.w.Proof) > 0 {
		out = append(out, result.PictureLegend{Edge: result.EdgeHard, Carried: true, Text: p.t.EdgeCarried})
	}
	return out
}
