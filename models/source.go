package models

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/jsonl"
	owntoml "github.com/meoktong/meoktong/models/formats/toml"
)

// Limits of what a model may be. A file over them is refused with a message
// that names them.
const (
	MaxTOMLBytes = owntoml.MaxBytes // of one TOML file; larger models come as JSON Lines
	MaxLineBytes = 4 << 20          // of one line of JSON Lines
	MaxFiles     = 2000             // of one folder
	MaxDepth     = 32               // of nested lists, tables and dotted keys

	MaxRequirement = 10_000 // members of one requirement that nests groups or names parts; plain groups are not limited
)

// source is one file of a model.
type source struct {
	name   string // as the user would name it
	label  string // how the digest names it
	order  int    // its place among the files
	data   []byte // without a byte order mark
	sum    [sha256.Size]byte
	format format.Format

	parsed    []byte          // of TOML: data without what is broken
	spans     map[string]span // of formats of others made with the elements, else when a place is asked for
	spansOf   int             // of JSON Lines: the line that spans are of
	lineStart []int           // offsets of line starts, made likewise
	text      string          // the line last asked for
	textOf    int             // its number
}

// inLines says whether the file is JSON Lines, and foreign whether its format is one
// of others.
func (s *source) inLines() bool { return s.format.Name == jsonl.Name }
func (s *source) foreign() bool { return s.format.Read != nil }

// span is a range of a file.
type span struct{ start, end int }

// place is where something stands: a path of keys and "[i]" within a file, for
// JSON Lines within one of its lines.
type place struct {
	src  *source
	path []string
	line int // of JSON Lines, from 1
}

func (p place) with(steps ...string) place {
	p.path = append(p.path[:len(p.path):len(p.path)], steps...)
	return p
}

// isKeyOf says whether a key stands in the element itself, and not in an overlay
// or an option.
func (p place) isKeyOf(element place) bool {
	n := len(p.path) - 1
	return p.src == element.src && p.line == element.line && n == len(element.path) && slices.Equal(p.path[:n], element.path)
}

func index(i int) string { return fmt.Sprintf("[%d]", i) }

// lines makes and returns the offsets at which lines start.
func (s *source) lines() []int {
	if s.lineStart == nil {
		s.lineStart = []int{0}
		for i, b := range s.data {
			if b == '\n' {
				s.lineStart = append(s.lineStart, i+1)
			}
		}
	}
	return s.lineStart
}

// position returns line and column of an offset, both from 1, the column in
// characters.
func (s *source) position(offset int) (line, column int) {
	offset = min(offset, len(s.data))
	starts := s.lines()
	line = len(starts)
	for lo, hi := 0, len(starts); lo < hi; {
		mid := (lo + hi) / 2
		if starts[mid] <= offset {
			line, lo = mid+1, mid+1
		} else {
			hi = mid
		}
	}
	before := s.data[starts[line-1]:offset]
	if offset == len(s.data) || s.data[offset] == '\n' {
		before = bytes.TrimSuffix(before, []byte("\r")) // which belongs to the end of the line
	}
	return line, utf8.RuneCount(before) + 1
}

// lineText returns a line without its end, or "". It keeps the line, so that
// many problems on a long one share its text.
func (s *source) lineText(line int) string {
	starts := s.lines()
	if line < 1 || line > len(starts) {
		return ""
	}
	if line != s.textOf {
		end := len(s.data)
		if line < len(starts) {
			end = starts[line] - 1
		}
		s.text, s.textOf = strings.TrimSuffix(string(s.data[starts[line-1]:end]), "\r"), line
	}
	return s.text
}
