package render

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/meoktong/meoktong/graph/i18n"
)

var (
	//go:embed page/page.html
	pageTemplate string
	//go:embed page/page.css
	pageStyle string
)

// page is what the template of a page reads. Text in it is whatever the model
// says; the template escapes it.
type page struct {
	Lang, Title, Policy string
	Style               template.CSS
	Lead                []string
	Short               pageChapter // stands before the contents, which are of the others
	Chapters            []pageChapter
	Words               *i18n.Catalogue
}

type pageChapter struct {
	ID, Title, Command string
	Level              int
	Lead, Foot         []string
	Figures            []pageFigure
	Parts              []pagePart
	Below              []pageChapter
	Words              *i18n.Catalogue
}

type pageFigure struct {
	ID, Title, Alt, Command string
	Source                  template.URL
}

// pagePart is a section of a report. Long is set where it is folded away.
type pagePart struct {
	Title, Long string
	Level       int
	Head        []pageHead
	Rows        [][]pageCell
	Twigs       []*twig
	Notes       []string
}

type pageHead struct {
	Text  string
	Right bool
}

type pageCell struct {
	Text, Other, OtherLang, Detail, Class string
	Label                                 string // what heads its column: where the page is narrow it stands before the cell
	Head                                  bool   // it says what its row is about
}

// twig is a branch with what grows on it.
type twig struct {
	To, Address         string // a link, and where it leads
	Text, Detail, Class string
	Below               []*twig
}

// HTML writes the review as one page that needs nothing else: no script, no
// network; its pictures are in it, each a document of its own, so that they
// cannot touch it or one another. Its policy of content security allows no more.
func (p Review) HTML(w io.Writer) error {
	tmpl, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return err
	}
	t := i18n.In(p.Lang)
	sum := sha256.Sum256([]byte(pageStyle))
	doc := page{Lang: t.Lang, Title: p.title(t), Lead: p.lead(t), Words: t, Style: template.CSS(pageStyle),
		Policy: fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'", base64.StdEncoding.EncodeToString(sum[:]))}
	short, chapters := p.chapters(t)
	doc.Short = p.page(short, 2, t)
	for _, c := range chapters {
		doc.Chapters = append(doc.Chapters, p.page(c, 2, t))
	}
	return tmpl.Execute(w, doc)
}

func (p Review) page(c chapter, level int, t *i18n.Catalogue) pageChapter {
	out := pageChapter{ID: address(c.id), Title: c.title, Level: level, Command: clean(c.command), Lead: c.lead, Foot: c.foot, Words: t}
	for i := range p.Figures {
		if f := &p.Figures[i]; f.Chapter == c.id {
			out.Figures = append(out.Figures, p.figure(f, t))
		}
	}
	for _, sec := range c.sections {
		out.Parts = append(out.Parts, p.part(sec, level+1, t))
	}
	for _, below := range c.below {
		out.Below = append(out.Below, p.page(below, level+1, t))
	}
	return out
}

// address makes a name fit for a link within the page.
func address(id string) string {
	return strings.Map(func(r rune) rune {
		if r == ':' || r == '_' || r == '@' {
			return '-'
		}
		return r
	}, id)
}

func (p Review) figure(f *Drawn, t *i18n.Catalogue) pageFigure {
	out := pageFigure{ID: f.ID, Command: clean(p.command(f.Ask...)),
		Source: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(f.SVG))}
	if f.Chart != nil {
		out.Title = shorten(f.Chart.Title)
		out.Alt = out.Title + ". " + t.FigureRows.With(len(f.Chart.Rows))
		return out
	}
	out.Title = shorten(f.Picture.Title)
	alt := []string{out.Title}
	for _, l := range f.Picture.Legend {
		if l.State != "" {
			alt = append(alt, fmt.Sprintf("%s: %d", clean(l.Text), l.Count))
		}
	}
	out.Alt = strings.Join(alt, ". ")
	return out
}

// longPart is how many rows, or roots of a tree, a section may have before it is
// folded away.
const longPart = 30

func (p Review) part(sec section, level int, t *i18n.Catalogue) pagePart {
	out := pagePart{Title: sec.title, Level: level, Notes: sec.notes, Twigs: grow(sec.tree)}
	if n := len(sec.rows) + len(out.Twigs); n > longPart {
		out.Long = t.TableRows.With(n)
	}
	if len(sec.rows) > 0 {
		for i, h := range sec.head {
			out.Head = append(out.Head, pageHead{h, rightAt(sec, i)})
		}
	}
	about := aboutColumn(sec)
	var shape []string
	if len(sec.rows) > 0 {
		shape = columns(sec)
	}
	for _, row := range sec.rows {
		cells := make([]pageCell, len(row))
		for i, c := range row {
			cells[i] = pageCell{Text: c.text, Other: c.other, OtherLang: otherLang(p.Lang), Detail: c.detail,
				Class: strings.TrimSpace(shape[i] + " " + moodClass(c.mood)), Head: i == about && c.text != ""}
			if i < len(sec.head) && !cells[i].Head && c.text != "" {
				cells[i].Label = sec.head[i]
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// shortCell is how wide what stands in a column may be to stay on one line.
const shortCell = 20

// columns returns how wide each column may get: numbers and what is short stay on
// one line, all else is "wide" and does not get too narrow to read.
func columns(sec section) []string {
	out := make([]string, len(sec.rows[0]))
	for i := range out {
		widest := 0
		for _, row := range sec.rows {
			widest = max(widest, text.StringWidth(row[i].both()), text.StringWidth(row[i].detail))
		}
		switch {
		case rightAt(sec, i):
			out[i] = "number"
		case widest > shortCell:
			out[i] = "wide"
		default:
			out[i] = "short"
		}
	}
	return out
}

func rightAt(sec section, column int) bool { return column < len(sec.right) && sec.right[column] }

// aboutColumn returns the column that says what a row is about: the first with a
// heading that is no number, else the first.
func aboutColumn(sec section) int {
	for i, h := range sec.head {
		if h != "" && !rightAt(sec, i) {
			return i
		}
	}
	return 0
}

func otherLang(lang string) string {
	if lang == "ko" {
		return "en"
	}
	return "ko"
}

func moodClass(m mood) string {
	return [...]string{plain: "", bad: "bad", doubtful: "doubtful", good: "good", quiet: "quiet"}[m]
}

// grow turns lines with depths into a tree. A line that is deeper by more than
// one step hangs on the last.
func grow(tree []branch) []*twig {
	var roots []*twig
	var path []*twig
	for _, b := range tree {
		x := &twig{To: b.to.text, Address: address(b.to.id), Text: b.text, Detail: b.detail, Class: moodClass(b.mood)}
		path = path[:min(b.depth, len(path))]
		if len(path) == 0 {
			roots = append(roots, x)
		} else {
			last := path[len(path)-1]
			last.Below = append(last.Below, x)
		}
		path = append(path, x)
	}
	return roots
}
