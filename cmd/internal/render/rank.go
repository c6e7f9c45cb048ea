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

// Rank presents the worst failures, and of pairs those that are worse together.
type Rank struct {
	Answer *result.Rank
	Lang   string
}

// Text writes the ranking for people at a terminal.
func (p Rank) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the ranking as Markdown.
func (p Rank) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a failure; of pairs, those of the second table follow those
// of the first.
func (p Rank) CSV(w io.Writer) error {
	head := []string{"failed", "users_down", "uncounted", "sectors_failed", "nodes_down", "services_hit"}
	if p.Answer.Failures == 2 {
		head = append([]string{"table"}, head...)
		head = append(head, "users_down_beyond", "uncounted_beyond", "sectors_failed_beyond", "nodes_down_beyond", "services_hit_beyond")
	}
	head = append(head, "self_sustained")
	var rows [][]string
	add := func(table string, of []result.RankRow) {
		for i := range of {
			r := &of[i]
			row := []string{strings.Join(r.Failed, " "), usersFigure(r.UsersDown), strconv.Itoa(r.Uncounted), strconv.Itoa(r.SectorsFail), strconv.Itoa(r.NodesDown), strconv.Itoa(r.ServicesHit)}
			if b := r.Beyond; b != nil {
				row = append([]string{table}, row...)
				row = append(row, usersFigure(b.UsersDown), strconv.Itoa(b.Uncounted), strconv.Itoa(b.SectorsFail), strconv.Itoa(b.NodesDown), strconv.Itoa(b.ServicesHit))
			}
			rows = append(rows, append(row, strconv.Itoa(r.SelfSustained)))
		}
	}
	add("rows", p.Answer.Rows)
	add("joint", p.Answer.Joint)
	return writeCSV(w, head, rows)
}

func (p Rank) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	title, count := t.RankSingles, t.RankRun.With(t.Number(float64(a.Scenarios)))
	if a.Failures == 2 {
		counted := t.RankPairsRun
		if a.LoadPairs != nil {
			counted = t.RankSomePairs
		}
		title, count = t.RankPairs, counted.With(t.Number(float64(a.Scenarios)), t.Number(float64(*a.Interacting)), t.Number(float64(a.Run)))
	}
	r := report{title: fmt.Sprintf(title, a.After), lead: []string{shorten(t.Model(a.Model)), "", count}}
	if a.LoadPairs != nil {
		r.lead = append(r.lead, someLoad(a.LoadPairs, t))
	}
	r.mayFail(a.MayFail, t.MayFailAsk, t)
	r.unloaded(a.LoadIgnored, t)
	r.apart(a.Apart, t)
	r.sections = append(r.sections, p.table("", a.Rows, a.Scenarios, t))
	if a.Failures == 2 {
		sec := p.table(t.RankJoint, a.Joint, *a.Interacting, t)
		if len(sec.rows) == 0 {
			sec.notes = append(sec.notes, t.RankNoJoint)
		} else {
			sec.notes = append(sec.notes, t.RankBeyondNote)
		}
		r.sections = append(r.sections, sec)
	}
	return r
}

// someLoad says which pairs that load can touch were run, and that the others are left out.
func someLoad(x *result.LoadPairs, t *i18n.Catalogue) string {
	count := func(n int64) string { return t.Number(float64(n)) }
	return fmt.Sprintf(t.RankSomeLoad, count(x.Of), count(int64(x.Worst)), count(x.Run), count(x.Of-x.Run))
}

// table is a row a failure, of so many in all. Of pairs, what they take down
// beyond what either does alone stands behind a plus.
func (p Rank) table(title string, rows []result.RankRow, all int64, t *i18n.Catalogue) section {
	sec := section{title: title, head: []string{"", t.IfThisFails, t.UsersDown, t.RankServices, t.RankSectors, t.RankNodes}, right: []bool{true, false, true, true, true, true}}
	some := slices.ContainsFunc(rows, func(r result.RankRow) bool { return r.Uncounted > 0 })
	if some {
		sec.head, sec.right = slices.Insert(sec.head, 3, t.UncountedWord), slices.Insert(sec.right, 3, true)
	}
	for i := range rows {
		r := &rows[i]
		b := r.Beyond
		if b == nil {
			b = &result.Beyond{UsersDown: new(float64)}
		}
		row := []cell{plainCell(strconv.Itoa(i + 1)), p.failed(r), beyondUsers(t.Lost(r.UsersDown, r.AtLeast, r.Uncounted), b, t)}
		if some {
			row = append(row, beyond(strconv.Itoa(r.Uncounted), float64(b.Uncounted), t))
		}
		for _, x := range [][2]int{{r.ServicesHit, b.ServicesHit}, {r.SectorsFail, b.SectorsFail}, {r.NodesDown, b.NodesDown}} {
			row = append(row, beyond(t.Number(float64(x[0])), float64(x[1]), t))
		}
		sec.rows = append(sec.rows, row)
	}
	if len(rows) > 0 && int64(len(rows)) < all {
		sec.notes = append(sec.notes, fmt.Sprintf(t.RankListed, len(rows), t.Number(float64(all))))
	}
	if some && title == "" {
		sec.notes = append(sec.notes, t.UncountedNote+" "+t.UncountedOrder)
	}
	if title == "" && slices.ContainsFunc(rows, func(r result.RankRow) bool { return r.AtLeast != nil }) {
		sec.notes = append(sec.notes, t.BetweenNote)
	}
	return capped(sustainedColumn(sec, rows, t), t)
}

// sustainedColumn adds how many nodes are self-sustained, where in some row any are.
func sustainedColumn(sec section, rows []result.RankRow, t *i18n.Catalogue) section {
	if !slices.ContainsFunc(rows, func(r result.RankRow) bool { return r.SelfSustained > 0 }) {
		return sec
	}
	sec.head, sec.right = append(sec.head, t.RankSustained), append(sec.right, true)
	for i := range sec.rows {
		sec.rows[i] = append(sec.rows[i], plainCell(t.Number(float64(rows[i].SelfSustained))))
	}
	sec.notes = append(sec.notes, t.RankSustainedNote)
	return sec
}

// beyondUsers writes how many users a pair takes, and of these those that neither takes alone.
func beyondUsers(text string, b *result.Beyond, t *i18n.Catalogue) cell {
	if b.UsersDown == nil {
		return cell{text: text, detail: "+" + t.UsersUnknown}
	}
	return beyond(text, *b.UsersDown, t)
}

// beyond writes a number of a pair, and what of it neither takes down alone.
func beyond(text string, more float64, t *i18n.Catalogue) cell {
	if more == 0 {
		return plainCell(text)
	}
	return cell{text: text, detail: "+" + t.Number(more)}
}

// failed names what fails, with the ids below.
func (p Rank) failed(r *result.RankRow) cell {
	var names, others []string
	for _, ref := range r.Failed {
		id, _, _ := strings.Cut(ref, "@")
		n := p.Answer.Names[id]
		names = append(names, shorten(n.In(p.Lang, ref)))
		if other := shorten(n.Other(p.Lang)); other != "" {
			others = append(others, other)
		}
	}
	c := cell{text: strings.Join(names, " + "), detail: strings.Join(r.Failed, ", ")}
	if len(others) == len(names) {
		c.other = strings.Join(others, " + ")
	}
	if c.text == strings.Join(r.Failed, " + ") {
		c.detail = ""
	}
	return c
}
