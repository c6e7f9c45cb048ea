package picture

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// saying is what a line between two nodes says.
type saying struct {
	strength  int8     // of the mention that the label is of: the strongest
	label     string   // a few words
	sentences []string // one for each way in which the one names the other
}

// sayings returns what the lines to a node say, by the id of where they come
// from. Cost: a pass over its needs.
func (b *builder) sayings(to int32) map[string]*saying {
	out := map[string]*saying{}
	eachMention(b.m, &b.m.Nodes[to], func(x mention) {
		s := out[x.node]
		if s == nil {
			s = &saying{strength: int8(len(styles()))}
			out[x.node] = s
		}
		if st := int8(strength(x.style)); st < s.strength {
			s.strength, s.label = st, b.shortly(x)
		}
		const most = 3
		if len(s.sentences) == most {
			return
		}
		if text := b.wholly(x); text != "" && !slices.Contains(s.sentences, text) {
			s.sentences = append(s.sentences, text)
		}
	})
	return out
}

// needTitle describes a line between two nodes.
func (b *builder) needTitle(from, to string, s *saying) string {
	if s.strength == int8(strength(result.EdgeUnless)) {
		return joined("; ", fmt.Sprintf(b.t.EdgeWaits, b.nameOf(to), b.nameOf(from)), strings.Join(s.sentences, " / "))
	}
	return joined(": ", fmt.Sprintf(b.t.EdgeNeeds, b.nameOf(to), b.nameOf(from)), strings.Join(s.sentences, " / "))
}

// shortly says what the style of a line does not: how many of several are
// needed, how long it rides through a loss, how long the switch to it takes.
func (b *builder) shortly(x mention) string {
	var out []string
	var holdup time.Duration
	for i, s := range x.chain {
		if s.r.K > 1 && s.r.K < len(s.r.Of) {
			out = append(out, fmt.Sprintf(b.t.Of, s.r.K, len(s.r.Of)))
		}
		if s.r.Mods == nil {
			continue
		}
		holdup = max(holdup, s.r.Mods.Holdup)
		// The first k members are in use: a switch leads to the others.
		if s.r.Mods.Failover > 0 && i+1 < len(x.chain) && x.chain[i+1].at >= s.r.K {
			out = append(out, fmt.Sprintf(b.t.Switch, models.FormatDuration(s.r.Mods.Failover)))
		}
	}
	if holdup > 0 {
		out = append(out, fmt.Sprintf(b.t.Holdup, models.FormatDuration(holdup)))
	}
	return strings.Join(out, ", ")
}

// wholly describes the requirement around a name.
func (b *builder) wholly(x mention) string {
	var out []string
	if len(x.chain) > 0 && len(x.chain[0].r.Of) > 0 && !waits(x.chain[0].r) {
		out = append(out, b.phrase(x.chain[0].r, 3))
	}
	for _, s := range x.chain {
		m := s.r.Mods
		if m == nil {
			continue
		}
		if m.Failover > 0 {
			out = append(out, fmt.Sprintf(b.t.Failover, models.FormatDuration(m.Failover)))
		}
		if m.Accepts {
			out = append(out, b.t.Accepts)
		}
		if m.Loss {
			out = append(out, b.t.Soft)
		}
		if m.Holdup > 0 {
			out = append(out, fmt.Sprintf(b.t.Holdup, models.FormatDuration(m.Holdup)))
		}
	}
	if x.supply {
		out = append(out, b.t.Supply)
	}
	if x.users != nil {
		name := result.Names(x.users.Name).In(b.t.Lang, x.users.ID)
		out = append(out, fmt.Sprintf(b.t.AccessOf, b.t.Percent(x.share), name))
	}
	return strings.Join(out, "; ")
}

// waits says whether a requirement is that one name is down: the line says that.
func waits(r *models.Requirement) bool { return r.Form == models.Unless && r.Of[0].On != "" }

// phrase puts a requirement into words: "at least 2 of (a, b, c)". Of many
// members it names the first, of deep groups the outer ones.
func (b *builder) phrase(r *models.Requirement, levels int) string {
	switch {
	case r.On != "":
		return r.On
	case levels == 0:
		return "…"
	case r.Form == models.Unless:
		return fmt.Sprintf(b.t.WhileDown, b.phrase(&r.Of[0], levels-1))
	}
	const most = 6
	var members []string
	for i := range r.Of[:min(most, len(r.Of))] {
		members = append(members, b.phrase(&r.Of[i], levels-1))
	}
	if more := len(r.Of) - most; more > 0 {
		members = append(members, fmt.Sprintf(b.t.AndMore, more))
	}
	head := b.t.AllOf
	switch {
	case r.K == 1:
		head = b.t.AnyOf
	case r.K < len(r.Of):
		head = fmt.Sprintf(b.t.AtLeastOf, r.K)
	}
	return head + " (" + strings.Join(members, ", ") + ")"
}

// pathTitle describes a line that stands for a path.
func (b *builder) pathTitle(from, to *box) string {
	return fmt.Sprintf(b.t.EdgeReaches, b.labelOf(from), b.labelOf(to))
}

// manyTitle describes a line that stands for several.
func (b *builder) manyTitle(from, to *box, count int) string {
	return fmt.Sprintf(b.t.EdgeNeeds, b.labelOf(to), b.labelOf(from)) + ": " + fmt.Sprintf(b.t.EdgeCount, count)
}

// labelOf names a box in a sentence.
func (b *builder) labelOf(x *box) string {
	if x.by == "" {
		return b.nameOf(x.id)
	}
	name, _ := b.boxName(x)
	return name
}
