package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// BlackStart presents what of a model comes back from black, and in which order.
type BlackStart struct {
	Answer *result.BlackStart
	Lang   string
}

// Text writes what does not come back, the loops, and the rounds.
func (p BlackStart) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes what does not come back, the loops, and the rounds.
func (p BlackStart) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row for each node and part that is listed: its round, 0 for never,
// and how many nodes that has. Of a loop there are its number, how it stays, and
// whether an independent start of the node breaks it.
func (p BlackStart) CSV(w io.Writer) error {
	of := loopsOf(&p.Answer.ColdStart)
	var rows [][]string
	add := func(round int, r *result.ColdRound) {
		for _, id := range r.Nodes {
			share := 0.0 // of those who are served then
			if round > 0 {
				share = r.ShareOf(id)
			}
			rows = append(rows, append([]string{strconv.Itoa(round), strconv.Itoa(r.Count), id, fraction(share)}, of[id].cells()...))
		}
		for _, part := range r.Parts {
			rows = append(rows, []string{strconv.Itoa(round), strconv.Itoa(r.Count), part, "", "", "", ""})
		}
	}
	for i := range p.Answer.Rounds {
		add(i+1, &p.Answer.Rounds[i])
	}
	add(0, &p.Answer.Never)
	if p.Answer.Held != nil {
		add(0, p.Answer.Held)
	}
	return writeCSV(w, []string{"round", "count", "node", "share", "loop", "loop_stays", "breaks_loop"}, rows)
}

// inLoop is the loop of a node.
type inLoop struct {
	number int // from 1; 0: it is in none
	stays  result.Level
	breaks bool // an independent start of the node starts it
}

func (l inLoop) cells() []string {
	if l.number == 0 {
		return []string{"", "", ""}
	}
	return []string{strconv.Itoa(l.number), string(l.stays), strconv.FormatBool(l.breaks)}
}

// loopsOf returns the loop of each node that is listed in one.
func loopsOf(s *result.ColdStart) map[string]inLoop {
	out := map[string]inLoop{}
	add := func(loops []result.ColdLoop, before int, stays result.Level) {
		for i := range loops {
			for _, id := range loops[i].Nodes {
				out[id] = inLoop{number: before + i + 1, stays: stays}
			}
			for _, id := range loops[i].Breakers {
				out[id] = inLoop{number: before + i + 1, stays: stays, breaks: true}
			}
		}
	}
	add(s.Loops, 0, result.LevelDown)
	add(s.Degraded, len(s.Loops), result.LevelDegraded)
	return out
}

// report has what does not come back first.
func (p BlackStart) report() report {
	t := i18n.In(p.Lang)
	a := &p.Answer.ColdStart
	r := report{title: t.ColdStart, lead: []string{shorten(t.Model(p.Answer.Model)), "", t.BlackNote}}
	r.sections = append(r.sections, section{title: t.ReviewInShort, notes: backLines(a, manyNames, t)})
	for _, of := range []struct {
		title string
		loops []result.ColdLoop
		mood  mood
	}{{t.LoopsDown, a.Loops, bad}, {t.LoopsDegraded, a.Degraded, doubtful}} {
		if len(of.loops) > 0 {
			sec := section{title: of.title, tree: loopTree(of.loops, of.mood, t)}
			if a.Truncated {
				sec.notes = append(sec.notes, t.BreakersMissing)
			}
			r.sections = append(r.sections, sec)
		}
	}
	if len(a.Rounds) > 0 {
		order, cut := roundsTable(a, manyNames, t)
		order.title = t.InOrder
		order = capped(order, t)
		if cut || order.cut {
			order.notes = append(order.notes, t.MoreElsewhere)
		}
		r.sections = append(r.sections, order)
	}
	return r
}

// coldStart is a section of other answers on how a model comes back from black.
func coldStart(a *result.ColdStart, lang string) section {
	t := i18n.In(lang)
	sec, cut := roundsTable(a, namesShown, t)
	sec.title = t.ColdStart
	sec.tree = loopTree(a.Loops, bad, t)
	sec.notes = backLines(a, namesShown, t)
	sec.cut = cut || a.Never.Count > namesShown || a.PartialCount > namesShown
	if a.Truncated {
		sec.notes = append(sec.notes, t.TooLarge)
	}
	return capped(sec, t)
}

// roundsTable has a row for each round. cut says that names are left out.
func roundsTable(a *result.ColdStart, most int, t *i18n.Catalogue) (sec section, cut bool) {
	sec = section{head: []string{t.Round, t.RankNodes, t.ComeBack}, right: []bool{true, true}}
	for i := range a.Rounds {
		r := &a.Rounds[i]
		line, more := returning(r, most, t)
		cut = cut || more
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(i + 1)), plainCell(t.Number(float64(r.Count))), plainCell(line)})
	}
	return sec, cut
}

// loopTree has each loop, and what would break it.
func loopTree(loops []result.ColdLoop, m mood, t *i18n.Catalogue) []branch {
	var out []branch
	for i := range loops {
		l := &loops[i]
		b := branch{text: fmt.Sprintf(t.LoopOf, shorten(strings.Join(l.Nodes, ", "))), detail: t.BrokenByNone, mood: m}
		if len(l.Breakers) > 0 {
			b.detail = fmt.Sprintf(t.BrokenBy, shorten(strings.Join(l.Breakers, ", ")))
		}
		out = append(out, b)
	}
	return out
}

// returning names what comes back in a round, and says what does so only in part.
// cut says that there is more than it names.
func returning(r *result.ColdRound, most int, t *i18n.Catalogue) (line string, cut bool) {
	var names []string
	for _, id := range r.Nodes[:min(most, len(r.Nodes))] {
		if share := r.ShareOf(id); share < 1 {
			id = fmt.Sprintf(t.ColdShare, id, t.Percent(share))
		}
		names = append(names, id)
	}
	lines := []string{}
	if r.Count > 0 {
		lines = append(lines, firstOf(names, r.Count, most, t))
	}
	if r.PartCount > 0 {
		lines = append(lines, fmt.Sprintf(t.ColdParts, firstOf(r.Parts, r.PartCount, most, t)))
	}
	return strings.Join(lines, "; "), r.Count > most || r.PartCount > most
}

// namesShown is how many names a list in a sentence has, and manyNames how many
// where the list is what was asked for.
const (
	namesShown = 12
	manyNames  = 60
)

// firstOf names the first of so many, at most that many.
func firstOf(names []string, count, most int, t *i18n.Catalogue) string {
	line := strings.Join(names[:min(most, len(names))], ", ")
	if more := count - most; more > 0 {
		line += " " + fmt.Sprintf(t.AndMore, more)
	}
	return line
}

// backLines say what does not come back, or only in part.
func backLines(s *result.ColdStart, most int, t *i18n.Catalogue) []string {
	out := []string{t.ComesBack.With(len(s.Rounds))}
	if s.Never.Count > 0 {
		out = []string{t.NeverBack.With(s.Never.Count), firstOf(s.Never.Nodes, s.Never.Count, most, t)}
	} else if s.PartialCount > 0 {
		out = nil
	}
	if s.Held != nil {
		out = append(out, fmt.Sprintf(t.ColdHeld, firstOf(s.Held.Nodes, s.Held.Count, most, t)))
	}
	if s.PartialCount > 0 {
		var names []string
		for _, p := range s.Partial {
			names = append(names, fmt.Sprintf(t.ColdShare, p.Node, t.Percent(p.Share)))
		}
		out = append(out, t.PartlyBack.With(s.PartialCount, firstOf(names, s.PartialCount, most, t)))
	}
	return out
}
