package models

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// Limits of what a model may be. A file over them is refused with a message
// that names them.
const (
	MaxTOMLBytes = 8 << 20 // of one TOML file; larger models come as JSON Lines
	MaxJSONBytes = 1 << 30 // of one JSON Lines file
	MaxLineBytes = 4 << 20 // of one line of JSON Lines
	MaxFiles     = 2000    // of one folder
	MaxDepth     = 32      // of nested lists, tables and dotted keys
)

// source is one file of a model.
type source struct {
	name  string // as the user would name it
	label string // how the digest names it
	order int    // its place among the files
	data  []byte
	jsonl bool

	parsed    []byte          // of TOML: data without what is broken
	spans     map[string]span // of TOML, made when a place is asked for
	lineStart []int           // offsets of line starts, made likewise
}

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

func index(i int) string { return fmt.Sprintf("[%d]", i) }

func (s *source) digest() [sha256.Size]byte { return sha256.Sum256(s.data) }

// maxSyntaxErrors is how many places of a file are blanked out to find what else
// is wrong with it.
const maxSyntaxErrors = 20

// decodeTOML reads the whole file. The parser stops at the first error; so that
// a user hears of all of them in one go, the element that has it is blanked out
// and the rest read again. ok is false if anything had to be left out.
func (s *source) decodeTOML(log *problemLog) (doc map[string]any, ok bool) {
	if !s.sound(log) {
		return nil, false
	}
	text := s.data
	for broken := 0; broken < maxSyntaxErrors; broken++ {
		doc = map[string]any{}
		_, err := toml.NewDecoder(bytes.NewReader(text)).Decode(&doc)
		if s.parsed = text; err == nil {
			return doc, broken == 0
		}
		var pe toml.ParseError
		if !errors.As(err, &pe) {
			log.add(Problem{Code: "toml", Message: "this is not valid TOML: " + err.Error()}, place{src: s}, false)
			return nil, false
		}
		line, column := s.position(pe.Position.Start)
		log.add(Problem{Code: "toml", Line: line, Column: column, Width: 1,
			Message: "this is not valid TOML: " + strings.TrimSuffix(pe.Message, ".")}, place{src: s}, false)
		text = blank(text, pe.Position.Start)
	}
	return nil, false
}

var tableHeader = regexp.MustCompile(`(?m)^[ \t]*\[{1,2}[^\[\]"',{}=\n]+\]{1,2}[ \t]*(#.*)?$`)

// blank returns the text with the element around an offset, from its header to
// the next one's, turned into spaces.
func blank(text []byte, offset int) []byte {
	lineEnd := len(text)
	if n := bytes.IndexByte(text[min(offset, len(text)):], '\n'); n >= 0 {
		lineEnd = offset + n
	}
	from, to := 0, len(text)
	for _, h := range tableHeader.FindAllIndex(text, -1) {
		if h[0] <= offset {
			from = h[0]
		} else if h[0] > lineEnd {
			to = h[0]
			break
		}
	}
	if n := bytes.LastIndexByte(text[:min(offset, len(text))], '\n'); n >= from && text[n+1] == '[' {
		from = n + 1 // a header that is broken itself
	}
	out := bytes.Clone(text)
	for i := from; i < to; i++ {
		if out[i] != '\n' {
			out[i] = ' '
		}
	}
	return out
}

// sound checks what the parser must not be handed: invalid UTF-8 and nesting
// so deep that a parser's time or stack would not be bounded.
func (s *source) sound(log *problemLog) bool {
	if !utf8.Valid(s.data) {
		at := 0
		for at < len(s.data) {
			r, n := utf8.DecodeRune(s.data[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		line, column := s.position(at)
		log.add(Problem{Code: "utf-8", Line: line, Column: column, Width: 1,
			Message: fmt.Sprintf("byte 0x%02x is not valid UTF-8", s.data[at]), Hint: "save the file as UTF-8"}, place{src: s}, false)
		return false
	}
	if at := tooDeep(s.data); at >= 0 {
		line, column := s.position(at)
		log.add(Problem{Code: "too-deep", Line: line, Column: column, Width: 1,
			Message: fmt.Sprintf("nesting goes deeper than %d levels", MaxDepth)}, place{src: s}, false)
		return false
	}
	return true
}

// tooDeep returns the offset at which TOML text nests deeper than MaxDepth in
// brackets, braces and dotted keys, or -1. It knows strings and comments, and
// nothing else of the language.
func tooDeep(data []byte) int {
	depth, dots := 0, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '#':
			if n := bytes.IndexByte(data[i:], '\n'); n >= 0 {
				i += n - 1
			} else {
				return -1
			}
		case '"', '\'':
			i = stringEnd(data, i)
		case '[', '{':
			depth, dots = depth+1, 0
		case ']', '}':
			depth, dots = max(0, depth-1), 0
		case '.':
			dots++
		case '=', ',', '\n':
			dots = 0
		}
		if depth+dots > MaxDepth {
			return i
		}
	}
	return -1
}

// stringEnd returns the offset of the last byte of the string that starts at i.
func stringEnd(data []byte, i int) int {
	quote := data[i]
	delim := []byte{quote}
	if bytes.HasPrefix(data[i:], []byte{quote, quote, quote}) {
		delim = []byte{quote, quote, quote}
	}
	for j := i + len(delim); j < len(data); j++ {
		switch {
		case quote == '"' && data[j] == '\\':
			j++
		case len(delim) == 1 && data[j] == '\n': // unterminated: the parser will say so
			return j - 1
		case bytes.HasPrefix(data[j:], delim):
			return j + len(delim) - 1
		}
	}
	return len(data) - 1
}

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
	return line, utf8.RuneCount(s.data[starts[line-1]:offset]) + 1
}

// lineText returns a line without its end, or "".
func (s *source) lineText(line int) string {
	starts := s.lines()
	if line < 1 || line > len(starts) {
		return ""
	}
	end := len(s.data)
	if line < len(starts) {
		end = starts[line] - 1
	}
	return strings.TrimSuffix(string(s.data[starts[line-1]:end]), "\r")
}
