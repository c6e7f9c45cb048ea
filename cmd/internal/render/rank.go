package render

import (
	"fmt"
	"io"
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
	head := []string{"failed", "users_down", "sectors_failed", "nodes_down", "services_down"}
	if p.Answer.Failures == 2 {
		head = append([]string{"table"}, head...)
		head = append(head, "users_down_beyond", "sectors_failed_beyond", "nodes_down_beyond", "services_down_beyond")
	}
	var rows [][]string
	add := func(table string, of []result.RankRow) {
		for i := range of {
			r := &of[i]
			row := []string{strings.Join(r.Failed, " "), whole(r.UsersDown), strconv.Itoa(r.SectorsFail), strconv.Itoa(r.NodesDown), strconv.Itoa(r.ServicesDown)}
			if b := r.Beyond; b != nil {
				row = append([]string{table}, row...)
				row = append(row, whole(b.UsersDown), strconv.Itoa(b.SectorsFail), strconv.Itoa(b.NodesDown), strconv.Itoa(b.ServicesDown))
			}
			rows = append(rows, row)
		}
	}
	add("rows", p.Answer.Rows)
	add("joint", p.Answer.Joint)
	return writeCSV(w, head, rows)
}

func whole(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (p Rank) report() report {
	t := i18n.In(p.Lang)
	a := p.Answer
	title, count := t.RankSingles, t.RankRun.With(t.Number(float64(a.Scenarios)))
	if a.Failures == 2 {
		title, count = t.RankPairs, t.RankPairsRun.With(t.Number(float64(a.Scenarios)), t.Number(float64(*a.Interacting)), t.Number(float64(a.Run)))
	}
	r := report{title: fmt.Sprintf(title, a.After), lead: []string{shorten(t.Model(a.Model)), "", count}}
	r.unloaded(a.LoadIgnored, t)
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

// table is a row a failure, of so many in all. Of pairs, what they take down
// beyond what either does alone stands behind a plus.
func (p Rank) table(title string, rows []result.RankRow, all int64, t *i18n.Catalogue) section {
	sec := section{title: title, head: []string{"", t.IfThisFails, t.UsersDown, t.RankServices, t.RankSectors, t.RankNodes}, right: []bool{true, false, true, true, true, true}}
	for i := range rows {
		r := &rows[i]
		b := r.Beyond
		if b == nil {
			b = &result.Beyond{}
		}
		number := func(x, beyond float64) cell {
			if beyond == 0 {
				return plainCell(t.Number(x))
			}
			return cell{text: t.Number(x), detail: "+" + t.Number(beyond)}
		}
		sec.rows = append(sec.rows, []cell{plainCell(strconv.Itoa(i + 1)), p.failed(r), number(r.UsersDown, b.UsersDown), number(float64(r.ServicesDown), float64(b.ServicesDown)),
			number(float64(r.SectorsFail), float64(b.SectorsFail)), number(float64(r.NodesDown), float64(b.NodesDown))})
	}
	if len(rows) > 0 && int64(len(rows)) < all {
		sec.notes = append(sec.notes, fmt.Sprintf(t.RankListed, len(rows), t.Number(float64(all))))
	}
	return capped(sec, t)
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
