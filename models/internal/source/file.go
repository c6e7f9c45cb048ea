package source

import (
	"bytes"
	"crypto/sha256"
	"iter"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/jsonl"
)

// Limits of what a file may be.
const (
	MaxLineBytes = 4 << 20 // of one line of JSON Lines
	MaxDepth     = 32      // of nested lists, tables and dotted keys
)

// File is one file of a model. Where things stand in it can be asked concurrently.
type File struct {
	Name    string // as the user would name it
	Label   string // how the digest names it
	Order   int    // its place among the files
	Data    []byte // without a byte order mark
	Sum     [sha256.Size]byte
	Format  format.Format
	Options format.Options // of formats of others: how the user says that it is read
	Lost    []format.Loss  // of formats of others: what it says, and the model does not

	// Keep says that what the format made of the file, and of those that were read with
	// it, is wanted for more than loading it: Document then has it, in the first of them.
	Keep     bool
	Document *format.Document

	// locate finds keys of elements in formats of others that know where these are: in
	// this file, or in one that was read with it. It is nil elsewhere.
	locate func(path []string) (*File, span, bool)

	mu        sync.Mutex      // of what is made when it is asked for
	parsed    []byte          // of TOML: data without what is broken
	spans     map[string]span // of formats of others made with the elements, else when a place is asked for
	spansOf   int             // of JSON Lines: the line that spans are of
	lineStart []int           // offsets of line starts, made likewise
	text      string          // the line last asked for
	textOf    int             // its number
}

// InLines says whether the file is JSON Lines.
func (s *File) InLines() bool { return s.Format.Name == jsonl.Name }

// Foreign says whether its format is one of others.
func (s *File) Foreign() bool { return s.Format.Read != nil }

// span is a range of a file.
type span struct{ start, end int }

// Lines yields the lines without their ends, by their numbers from 1.
func (s *File) Lines() iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for line, rest := 1, s.Data; len(rest) > 0; line++ {
			text, after, _ := bytes.Cut(rest, []byte("\n"))
			if rest = after; !yield(line, bytes.TrimSuffix(text, []byte("\r"))) {
				return
			}
		}
	}
}

// lines makes and returns the offsets at which lines start.
func (s *File) lines() []int {
	if s.lineStart == nil {
		s.lineStart = []int{0}
		for i, b := range s.Data {
			if b == '\n' {
				s.lineStart = append(s.lineStart, i+1)
			}
		}
	}
	return s.lineStart
}

// position returns line and column of an offset, both from 1, the column in
// characters.
func (s *File) position(offset int) (line, column int) {
	offset = min(offset, len(s.Data))
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
	before := s.Data[starts[line-1]:offset]
	if offset == len(s.Data) || s.Data[offset] == '\n' {
		before = bytes.TrimSuffix(before, []byte("\r")) // which belongs to the end of the line
	}
	return line, utf8.RuneCount(before) + 1
}

// LineOf returns the line of an offset, from 1.
func (s *File) LineOf(offset int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	line, _ := s.position(offset)
	return line
}

// LineText returns a line without its end, or "". It keeps the line, so that
// many problems on a long one share its text.
func (s *File) LineText(line int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lineText(line)
}

func (s *File) lineText(line int) string {
	starts := s.lines()
	if line < 1 || line > len(starts) {
		return ""
	}
	if line != s.textOf {
		end := len(s.Data)
		if line < len(starts) {
			end = starts[line] - 1
		}
		s.text, s.textOf = strings.TrimSuffix(string(s.Data[starts[line-1]:end]), "\r"), line
	}
	return s.text
}
