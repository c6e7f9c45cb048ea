package models

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// plain says whether a population has nothing but access nodes.
func (p *Population) plain() bool { return len(p.By) == 0 && len(p.Line) == 0 }

// reason takes a *NameError apart; without an error there is nothing to say.
func reason(err error) (what, hint string) {
	var name *NameError
	if errors.As(err, &name) {
		return name.Message, name.Hint
	}
	return "", ""
}

// population checks where the lines of a population end.
func (k *linker) population(p *Population) {
	if p.Of != "" && k.populations[p.Of] == nil && !k.refused[p.Of] {
		k.errorf(p.place("of"), "unknown-population", k.suggestOrDeclare(p.Of, tablePopulation, k.m.populationIDs), "there is no population %s", quote(p.Of))
	}
	for _, a := range p.Access {
		if k.pace.Over() {
			return
		}
		k.end(p, a.Node, "", p.place("access").With(a.Node), true)
	}
	if p.wrong || p.plain() {
		return
	}
	if len(p.Lines()) > maxLines || len(p.By) > maxLines {
		k.errorf(p.at, "too-large", "", "population %s has more than %d lines or splits", quote(p.ID), maxLines)
		p.wrong = true
		return
	}
	s, ok := newSegments(p)
	if !ok {
		k.log.Add(Problem{Code: "too-large", Hint: "leave splits out, or give the shares of those who matter by joint",
			Message: fmt.Sprintf("population %s has more than %d segments: combinations of values of its splits", quote(p.ID), MaxSegments)}, p.at, true)
		p.wrong = true
		return
	}
	missing := false
	s.findEnds(k.m.Index, func(line, segment int, id string) {
		if name := s.Lines[line].Name; name != LineAccess || len(p.Access) == 0 {
			k.end(p, id, s.describe(line, segment), p.place("line."+name), false)
		}
		missing = true
	})
	p.wrong = p.wrong || missing
	for l := range s.Lines {
		k.selfEnds(p, s, l)
	}
}

// end checks that a line ends on a node.
func (k *linker) end(p *Population, id, who string, at source.Place, atKey bool) {
	if !k.missing(id) {
		if n := k.m.Node(id); n != nil && n.populationID() == p.ID {
			k.log.Add(Problem{Code: "self", Message: fmt.Sprintf("population %s would reach %s over itself", quote(p.ID), quote(id)),
				Hint: "an access node is one that stands without these users"}, at, atKey)
		}
		return
	}
	message := fmt.Sprintf("there is no node %s", quote(id))
	if who != "" {
		message += ", where the line of those with " + who + " would end"
	}
	k.log.Add(Problem{Code: "unknown-id", Message: message, Hint: k.meant(id)}, at, atKey)
}

// selfEnds finds lines that end on services of their own population.
func (k *linker) selfEnds(p *Population, s *Segments, line int) {
	seen := map[int]bool{-1: true}
	for i := range s.Len() {
		if x := s.End(i, line); !seen[x] {
			seen[x] = true
			if k.m.Nodes[x].populationID() == p.ID && s.Lines[line].Name != LineAccess {
				k.end(p, k.m.Nodes[x].ID, "", p.place("line."+s.Lines[line].Name), false)
			}
		}
	}
}

// line checks a line that needs name.
func (k *linker) line(n *Node, line string, at func() source.Place) {
	if n.populationID() == "" {
		k.errorf(at(), "no-access", `give the service a population`, "%s has no population, so there is no %s", quote(n.ID),
			either(line == LineAccess, "access node", "line "+quote(line)))
		return
	}
	p := k.populations[n.populationID()]
	if p == nil || p.wrong {
		return
	}
	names := p.lineNames()
	if slices.Contains(names, line) {
		return
	}
	for i := range names {
		names[i] = "@" + names[i]
	}
	hint := cmp.Or(didYouMean("@"+line, names), "its lines are "+listWords(names))
	k.errorf(at(), "unknown-line", hint, "population %s has no line %s", quote(p.ID), quote(line))
}

// lineNames returns the names of the lines of a population, as needs name them but for
// the "@".
func (p *Population) lineNames() []string {
	var out []string
	for _, l := range p.Lines() {
		out = append(out, l.Name)
	}
	return out
}

// reached checks that a service of a population with several lines says which of them
// it needs, itself or through another service of the population, and that some have
// what it needs.
func (k *linker) reached(i int) {
	n := &k.m.Nodes[i]
	p := k.populations[n.populationID()]
	if p == nil || p.wrong || p.plain() || k.refused[n.ID] {
		return
	}
	at := n.place("needs")
	if len(n.Needs) == 0 {
		at = n.place("population")
	}
	switch parts := k.m.PartsOf(i); {
	case parts == nil:
	case len(p.lineNames()) == 0:
		k.errorf(at, "no-line", fmt.Sprintf("say in [population.%s] on which node a line ends: line.data = \"...\"", p.ID),
			"the people of %s have no line over which they could reach %s", quote(p.ID), quote(n.ID))
	case len(parts.Lines) == 0 && !n.SpeaksOfLines():
		names := p.lineNames()
		k.errorf(at, "no-line", fmt.Sprintf("write needs = [\"@%s\"], or { any = [%s] } where each of them does", names[0], quotedLines(names)),
			"%s names none of the %d lines of population %s: over which do they reach it?", quote(n.ID), len(names), quote(p.ID))
	case parts.Len() == 0 && len(parts.Lines) > 0:
		k.errorf(at, "no-line", "", "nobody of population %s has the lines that %s needs", quote(p.ID), quote(n.ID))
	}
}

func quotedLines(names []string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = fmt.Sprintf("%q", "@"+name)
	}
	return strings.Join(out, ", ")
}
