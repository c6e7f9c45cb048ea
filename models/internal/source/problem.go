package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/words"
)

// Severity says whether a problem makes a model invalid.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Problem is one thing that is wrong with a model, or doubtful, and where.
type Problem struct {
	Severity Severity
	Code     string // stable, for scripts: "unknown-id"
	File     string
	Line     int    // from 1; 0 where the problem is the file's own
	Column   int    // from 1, in characters
	Width    int    // how many characters are meant, at least 1
	Message  string // what is wrong
	Hint     string // what was meant or what to do, or ""
	Text     string // the line of the file
}

// String returns the problem on one line, "file:line:column: error: message".
func (p Problem) String() string {
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
	s := fmt.Sprintf("%s: %s: %s", where, p.Severity, p.Message)
	if p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// Problems are all that is wrong with a model, in the order of its files. As
// an error it is what Load returns for an invalid model.
type Problems []Problem

// Error returns the problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// maxProblems bounds the list: past it a broken file says nothing new.
const maxProblems = 1000

// Log collects problems while a model is read. Their places are found
// only at the end, since that needs a second look at the file.
type Log struct {
	Partial  bool // something could not be read: nothing is called unknown any more
	entries  []logged
	dropped  int
	compared int // words, for suggestions

	written map[said]int // of what templates stand for: where it is in entries
}

// said is what tells problems apart.
type said struct {
	code, message, path string
	file                *File
	atKey               bool
}

func (e *logged) said() said {
	return said{e.Code, e.Message, strings.Join(e.at.Path, "\x00"), e.at.File, e.atKey}
}

type logged struct {
	Problem
	at     Place // its file is that of the problem, once that was found
	atKey  bool
	others int // how many more a template stands for have the same
}

// where says for what the problem is one, where a template stands for several.
func (e *logged) where() string {
	switch {
	case e.at.Stands == nil:
		return ""
	case e.others == 0:
		return " (" + e.at.Stands.Values + ")"
	case e.others == 1:
		return " (" + e.at.Stands.Values + ", and one more)"
	}
	return fmt.Sprintf(" (%s, and %d more)", e.at.Stands.Values, e.others)
}

// Full says whether what is logged now is only counted.
func (l *Log) Full() bool { return len(l.entries) >= maxProblems }

// Add logs a problem at a place: at its key, or at its value. Past a thousand they are
// only counted, and nothing is called unknown where Partial says why.
func (l *Log) Add(p Problem, at Place, atKey bool) {
	if l.Partial && strings.HasPrefix(p.Code, "unknown-") && p.Code != "unknown-key" {
		return
	}
	e := logged{Problem: p, at: at, atKey: atKey}
	if at.Stands != nil && l.again(&e) {
		return
	}
	if l.Full() {
		l.dropped++
		return
	}
	e.Severity = cmp.Or(p.Severity, SeverityError)
	l.entries = append(l.entries, e)
}

// again counts a problem that what a template stands for has, and others that it stands
// for had before, and says whether it is one.
func (l *Log) again(e *logged) bool {
	id := e.said()
	i, has := l.written[id]
	if has {
		if l.entries[i].at.Stands != e.at.Stands { // else it was read twice
			l.entries[i].others++
		}
		return true
	}
	if !l.Full() {
		if l.written == nil {
			l.written = map[said]int{}
		}
		l.written[id] = len(l.entries)
	}
	return false
}

// Problems returns what was logged with its places, in the order of files,
// lines and columns.
func (l *Log) Problems() Problems {
	order := map[*File]int{}
	for i := range l.entries {
		e := &l.entries[i]
		if e.at.File == nil {
			continue
		}
		if e.Line == 0 {
			e.at.File, e.Line, e.Column, e.Width = e.at.Find(e.atKey)
		}
		e.File = e.at.File.Name
		order[e.at.File] = e.at.File.Order
		e.Text = e.at.File.LineText(e.Line)
		e.Message += e.where()
		e.others, e.at.Stands = 0, nil // which is said now
	}
	slices.SortStableFunc(l.entries, func(a, b logged) int {
		return cmp.Or(cmp.Compare(order[a.at.File], order[b.at.File]), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	out := make(Problems, 0, len(l.entries))
	for _, e := range l.entries {
		e.inParts()
		if n := len(out); n > 0 && out[n-1] == e.Problem {
			continue
		}
		out = append(out, e.Problem)
	}
	if l.dropped > 0 {
		out = append(out, Problem{Severity: l.entries[0].Severity, Code: "too-many", File: out[len(out)-1].File,
			Message: fmt.Sprintf("further problems, not listed: %d", l.dropped)})
	}
	return out
}

// Merge adds what another log has and this one has not, with when that is so behind its
// message.
func (l *Log) Merge(other *Log, when string) {
	if len(other.entries) == 0 {
		return
	}
	has := map[said]bool{}
	for i := range l.entries {
		has[l.entries[i].said()] = true
	}
	for i := range other.entries {
		if e := &other.entries[i]; !has[e.said()] {
			e.Message += when
			l.Add(e.Problem, e.at, e.atKey)
		}
	}
}

// Count returns how many problems there are.
func (l *Log) Count() int { return len(l.entries) + l.dropped }

// Empty says whether nothing is wrong.
func (l *Log) Empty() bool { return len(l.entries) == 0 }

// maxCompared bounds how many words are looked at for the suggestions of a model.
const maxCompared = 1_000_000

// Suggest is words.DidYouMean within what may be spent on it. It asks for the words
// only then.
func (l *Log) Suggest(word string, list func() []string) string {
	if l.Full() || l.compared > maxCompared {
		return ""
	}
	all := list()
	l.compared += len(all)
	return words.DidYouMean(word, all)
}
