package yamltree

import (
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/meoktong/meoktong/models/formats/format"
)

func (f *File) spanOf(n *yaml.Node) format.Span { return f.span(n.Line, n.Column, len(n.Value)) }

// span makes a span of a line and a column, both from 1, the column in letters.
func (f *File) span(line, column, length int) format.Span {
	if line < 1 || line > len(f.starts) {
		return format.Span{File: f.index, Start: len(f.data), End: len(f.data)}
	}
	start := f.letter(line-1, column-1)
	end := start
	for end < len(f.data) && end-start < length && f.data[end] != '\n' {
		end++
	}
	return format.Span{File: f.index, Start: start, End: end}
}

// everyLetters is how far the marks of a line are apart.
const everyLetters = 256

// letter returns where a letter of a line is, both from 0. It costs no more in a long line:
// a file may be a single one.
func (f *File) letter(line, column int) int {
	marks := f.marks[line]
	if marks == nil {
		rest := f.data[f.starts[line]:]
		if line+1 < len(f.starts) {
			rest = f.data[f.starts[line]:f.starts[line+1]]
		}
		n := 0
		for i := range string(rest) {
			if n%everyLetters == 0 {
				marks = append(marks, f.starts[line]+i)
			}
			n++
		}
		marks = append(marks, f.starts[line]+len(rest))
		f.marks[line] = marks
	}
	near := min(max(column, 0)/everyLetters, len(marks)-1)
	at, past := marks[near], marks[len(marks)-1]
	for column -= near * everyLetters; column > 0 && at < past; column-- {
		_, size := utf8.DecodeRune(f.data[at:])
		at += size
	}
	return at
}

// Span is where a value stands: its own place, not that of an alias to it.
func (v Value) Span() format.Span {
	if v.node == nil {
		return format.Span{}
	}
	return v.file.spanOf(v.node)
}
