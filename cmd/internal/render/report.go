// Package render turns results into what people and programs read: text for
// terminals, Markdown, CSV and JSON. It computes nothing.
package render

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/hidden"
)

// report is a result in the shape that text and Markdown share.
type report struct {
	title    string
	lead     []string // sentences below the title
	sections []section
	foot     []string
}

// unloaded says that an answer leaves load out, where it does.
func (r *report) unloaded(ignored bool, t *i18n.Catalogue) {
	if ignored {
		r.lead = append(r.lead, t.LoadIgnored)
	}
}

// apart says that delays are compared with the horizon each by itself, where that may matter.
func (r *report) apart(a result.Apart, t *i18n.Catalogue) {
	if a.Delays == result.DelaysApart {
		r.lead = append(r.lead, delaysApart(a, t))
	}
}

func delaysApart(a result.Apart, t *i18n.Catalogue) string {
	return fmt.Sprintf(t.DelaysApart, shorten(strings.Join(a.Chain, " → ")))
}

// mayFail says what may fail where the question did not say it, and how to say it where it
// can be.
func (r *report) mayFail(what result.MayFail, how string, t *i18n.Catalogue) {
	switch what {
	case result.MayFailOthers:
		r.lead = append(r.lead, fmt.Sprintf(t.MayFailOthers, how))
	case result.MayFailNeeded:
		r.lead = append(r.lead, fmt.Sprintf(t.MayFailNeeded, how))
	}
}

// say adds a sentence below the title, where there is one.
func (r *report) say(sentence string) {
	if sentence != "" {
		r.lead = append(r.lead, "", sentence)
	}
}

// section is a heading with a table below it, or with sentences.
type section struct {
	title string
	head  []string // empty: the table has no header
	right []bool   // by column: numbers stand at the right
	rows  [][]cell
	tree  []branch
	notes []string
	cut   bool // something is left out that JSON has
}

// branch is one line of a tree, with a detail below it.
type branch struct {
	depth  int // 0 at the root
	text   string
	detail string
	mood   mood
	to     link // what stands before the text, in a document
}

// link leads to another chapter of a document.
type link struct {
	text string
	id   string // of the chapter
}

// cell is one cell of a table: its text, the same in the other language beside
// it, and below them a detail.
type cell struct {
	text   string
	other  string
	detail string
	mood   mood
}

// both returns the text in both languages, side by side.
func (c cell) both() string {
	if c.other == "" {
		return c.text
	}
	return c.text + "  " + c.other
}

// mood is what colour may underline. It never says anything that words do not.
type mood uint8

const (
	plain mood = iota
	bad
	doubtful
	good
	quiet
)

// maxRows bounds a table for people; JSON and CSV have all.
const maxRows = 300

// capped cuts a table to maxRows and says how many rows there are besides.
func capped(sec section, t *i18n.Catalogue) section {
	if more := len(sec.rows) - maxRows; more > 0 {
		sec.rows, sec.cut = sec.rows[:maxRows], true
		sec.notes = append(sec.notes, fmt.Sprintf(t.AndMore, more))
	}
	return sec
}

func plainCell(s string) cell { return cell{text: s} }

// clean makes text of a model harmless on one line. It is the counterpart of
// escaping for plain text.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case hidden.Is(r):
			return -1
		}
		return r
	}, s)
}

// shorten cuts text of a model to a readable length.
func shorten(s string) string {
	const most = 120
	s = clean(s)
	if r := []rune(s); len(r) > most {
		return string(r[:most-3]) + "..."
	}
	return s
}
