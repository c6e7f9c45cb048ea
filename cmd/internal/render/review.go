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

// Review presents the whole review of a model as one document: a page with its
// pictures in it, or Markdown with them beside it.
type Review struct {
	Answer  *result.Review
	Lang    string
	Figures []Drawn
}

// Drawn is a figure as SVG.
type Drawn struct {
	result.Figure
	SVG []byte
}

// File is the name of the file that Markdown looks for the picture in.
func (d *Drawn) File() string { return d.ID + ".svg" }

// Markdown writes the review, with links to the files of its pictures.
func (p Review) Markdown(w io.Writer) error {
	var b strings.Builder
	t := i18n.In(p.Lang)
	short, chapters := p.chapters(t)
	appendMarkdown(&b, report{title: p.title(t), lead: p.lead(t)}, 1)
	p.markdown(&b, short, 2, t)
	b.WriteString("\n## " + escapeMarkdown(t.ReviewContents) + "\n\n")
	markdownContents(&b, chapters, "")
	for _, c := range chapters {
		p.markdown(&b, c, 2, t)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func markdownContents(b *strings.Builder, chapters []chapter, indent string) {
	for _, c := range chapters {
		b.WriteString(indent + "- [" + escapeMarkdown(c.title) + "](#" + address(c.id) + ")\n")
		markdownContents(b, c.below, indent+"  ")
	}
}

// markdown writes a chapter. Its anchor is its own, since what anchors headings get
// differs from place to place.
func (p Review) markdown(b *strings.Builder, c chapter, level int, t *i18n.Catalogue) {
	b.WriteString("\n<a id=\"" + address(c.id) + "\"></a>\n\n")
	head := report{title: c.title, lead: c.lead}
	appendMarkdown(b, head, level)
	for i := range p.Figures {
		if f := &p.Figures[i]; f.Chapter == c.id {
			figure := p.figure(f, t)
			b.WriteString("\n![" + escapeMarkdown(figure.Alt) + "](" + f.File() + ")\n")
			reproduce(b, figure.Title+". "+t.Reproduce, figure.Command)
		}
	}
	appendMarkdown(b, report{sections: c.sections, foot: c.foot}, level)
	if c.command != "" {
		reproduce(b, t.Reproduce, c.command)
	}
	for _, below := range c.below {
		p.markdown(b, below, level+1, t)
	}
}

// reproduce writes a command below what says what it is for.
func reproduce(b *strings.Builder, what, command string) {
	b.WriteString("\n" + escapeMarkdown(what) + ":\n\n    " + clean(command) + "\n")
}

func (p Review) title(t *i18n.Catalogue) string {
	if p.Answer.Model.Title == "" {
		return t.ReviewTitle
	}
	return shorten(t.ReviewTitle + ": " + p.Answer.Model.Title)
}

// lead says that the names are others, where they are.
func (p Review) lead(t *i18n.Catalogue) []string {
	var out []string
	if p.Answer.Redacted {
		note := t.ReviewUnkeyed
		if p.Answer.Keyed {
			note = t.ReviewKeyed
		}
		out = append(out, t.ReviewRedacted, note)
	}
	return out
}

// chapter is one answer with its heading, and others below it.
type chapter struct {
	id      string // the JSON name of the answer
	command string
	report
	below []chapter
}

// chapters returns the document in the order of reading: what was found in short,
// and the rest.
func (p Review) chapters(t *i18n.Catalogue) (short chapter, rest []chapter) {
	answers := p.answers(t)
	return p.first(t), append([]chapter{p.contents(answers, t)}, answers...)
}

// answers returns a chapter for each answer.
func (p Review) answers(t *i18n.Catalogue) []chapter {
	var out []chapter
	add := func(id string, r report, args ...string) {
		out = append(out, p.chapter(id, r, t, args...))
	}
	a := p.Answer
	add("singles", Rank{Answer: a.Singles, Lang: p.Lang}.report(), "rank")
	if a.Pairs != nil {
		add("pairs", Rank{Answer: a.Pairs, Lang: p.Lang}.report(), "rank", "--failures", "2")
	}
	if a.Gate != nil {
		add("gate", Gate{Answer: a.Gate, Lang: p.Lang}.report(), "gate")
	}
	if len(a.Proofs) > 0 {
		out = append(out, p.proofs(t))
	}
	if a.Promises != nil {
		add("promises", promises(a.Promises, p.Lang), "check")
	}
	if a.Mitigate != nil {
		add("mitigate", Mitigate{Answer: a.Mitigate, Lang: p.Lang}.report(), "mitigate")
	}
	if a.Suggest != nil {
		add("suggest", Suggest{Answer: a.Suggest, Lang: p.Lang}.report(), "mitigate", "--suggest")
	}
	out = append(out, p.marked(t))
	of := func(sec section) report {
		title := sec.title
		sec.title = ""
		return report{title: title, sections: []section{sec}}
	}
	add("false_redundancy", of(falseRedundancy(a.FalseRedundancy, p.Lang)), "check")
	add("cold_start", of(coldStart(a.ColdStart, p.Lang)), "blackstart")
	add("concentration", dependence(a.Concentration, p.Lang), "concentration")
	add("assumptions", of(assumed(a.Assumptions, p.Lang)), result.Command{"assumptions"}.Flag("--unverified-before", a.Before)...)
	if a.Replay != nil {
		add("replay", Replay{Answer: a.Replay, Lang: p.Lang}.report(), "replay")
	}
	return append(out, p.timelines(t))
}

// chapter makes a chapter of a report. What it says of the model stands at the
// top of the document already, and that load is left out under what it leaves out.
func (p Review) chapter(id string, r report, t *i18n.Catalogue, args ...string) chapter {
	model := shorten(t.Model(p.Answer.Model))
	r.lead = slices.DeleteFunc(slices.Clone(r.lead), func(line string) bool { return line == "" || line == model || line == t.LoadIgnored })
	return chapter{id: id, command: p.command(args...), report: r}
}

// command returns the command that asks for something again.
func (p Review) command(args ...string) string { return p.Answer.Again(args).String() }

// marked has the cut sets and the availability of what matters most.
func (p Review) marked(t *i18n.Catalogue) chapter {
	a := p.Answer
	rule := map[result.MarkedBy]string{result.MarkedByCriticality: t.MarkedCriticality, result.MarkedByPolicies: t.MarkedPolicies, result.MarkedByUsers: t.MarkedUsers}[a.MarkedBy]
	list := t.Nothing
	if len(a.Marked) > 0 {
		list = strings.Join(a.Marked, ", ")
	}
	c := chapter{id: "cutsets", report: report{title: t.MarkedTitle, lead: []string{fmt.Sprintf(rule, list)}}}
	skipped := slices.ContainsFunc(a.Bounds, func(b result.Bound) bool { return b.Section == "availability" })
	switch {
	case skipped:
		c.lead = append(c.lead, t.NotAsked)
	case a.Availability == nil:
		c.lead = append(c.lead, t.NoAvailability)
	default:
		c.below = append(c.below, p.chapter("availability", Availability{Answer: a.Availability, Lang: p.Lang}.report(), t,
			"availability", strings.Join(a.Marked, ","), "--importance"))
	}
	for i := range a.CutSets {
		s := &a.CutSets[i]
		args := result.Command{"cutsets", s.Node}
		if s.Order != nil {
			args = args.And("--order", strconv.Itoa(*s.Order))
		}
		c.below = append(c.below, p.chapter("cutsets:"+s.Node, CutSets{Answer: s, Lang: p.Lang}.report(), t, args...))
	}
	return c
}

// timelines has an incident each.
func (p Review) timelines(t *i18n.Catalogue) chapter {
	c := chapter{id: "timelines", report: report{title: t.TimelinesTitle}}
	if len(p.Answer.Timelines) == 0 {
		c.lead = []string{t.NoIncidents}
	}
	for i := range p.Answer.Timelines {
		x := &p.Answer.Timelines[i]
		c.below = append(c.below, p.chapter("timelines:"+x.Incident, Timeline{Answer: x, Lang: p.Lang}.report(), t, "timeline", x.Incident))
	}
	return c
}
