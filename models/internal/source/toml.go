package source

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	owntoml "github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/plain"
)

// maxSyntaxErrors is how many places of a file are blanked out to find what else
// is wrong with it.
const maxSyntaxErrors = 20

// maxSyntaxEffort is how many bytes are read again for it.
const maxSyntaxEffort = 2 * owntoml.MaxBytes

// DecodeTOML reads the whole file. The parser stops at the first error; so that
// a user hears of all of them in one go, the element that has it is blanked out
// and the rest read again. Of what stands twice only the first is read. ok is
// false if anything else had to be left out.
func (s *File) DecodeTOML(log *Log) (doc map[string]any, ok bool) {
	text, effort, ok := s.Data, 0, true
	for round := 0; round < maxSyntaxErrors && effort <= maxSyntaxEffort; round++ {
		s.parsed = text
		flaw := unreadable(text)
		if flaw == nil {
			var err error
			if doc, err = parseTOML(text); err == nil {
				if bytes.IndexByte(text, '\\') >= 0 { // the file's own text is normal, what it escapes need not be
					normal(doc)
				}
				return doc, ok
			}
			flaw = flawOf(err, text)
		}
		if twins := s.twinsBefore(flaw, text); len(twins) > 0 {
			text = blankTwins(text, twins)
			for _, t := range twins {
				s.logFlaw(&t.flaw, log)
			}
		} else {
			s.logFlaw(flaw, log)
			text, ok = blank(text, flaw.offset), false
		}
		effort += len(text)
	}
	return nil, false
}

// normal puts all text below a value into the form that text is compared in, and
// returns the value.
func normal(v any) any {
	switch x := v.(type) {
	case string:
		return plain.String(x)
	case []any:
		for i := range x {
			x[i] = normal(x[i])
		}
	case []map[string]any:
		for _, t := range x {
			normal(t)
		}
	case map[string]any:
		for k := range x {
			x[k] = normal(x[k])
		}
	}
	return v
}

func (s *File) logFlaw(f *flaw, log *Log) {
	line, column := s.position(f.offset)
	log.Add(Problem{Code: f.code, Line: line, Column: column, Width: max(1, f.width), Message: f.message, Hint: f.hint}, Place{File: s}, false)
}

// flaw is what keeps a file from being parsed, and the offset where it is.
type flaw struct {
	offset, width       int
	code, message, hint string
	unread              bool // the text must not be handed to a parser
}

// unreadable returns what a parser must not be handed, or nil: no text at all, and
// nesting so deep that its time or stack would not be bounded.
func unreadable(text []byte) *flaw {
	f := &flaw{unread: true}
	if f.offset = invalidUTF8(text); f.offset >= 0 {
		f.code, f.message, f.hint = "utf-8", fmt.Sprintf("byte 0x%02x is not valid UTF-8", text[f.offset]), "save the file as UTF-8"
		return f
	}
	if f.offset = controlCharacter(text); f.offset >= 0 {
		f.code, f.message, f.hint = "toml", fmt.Sprintf("this is not valid TOML: control character %U", text[f.offset]), `in text it is written \uXXXX`
		if wide(text) {
			f.code, f.message, f.hint = "utf-8", "every other byte is 0: this looks like UTF-16 without a byte order mark", "save the file as UTF-8"
		}
		return f
	}
	scan := scanTOML(text)
	if f.offset = scan.deep; f.offset >= 0 {
		f.code, f.message = "too-deep", fmt.Sprintf("nesting goes deeper than %d levels", MaxDepth)
		return f
	}
	if f.offset = scan.long; f.offset >= 0 {
		f.code, f.message, f.hint = "too-long", "the names in this file are too long, all in all", "shorten its keys, or split the file"
		return f
	}
	return nil
}

// wide says whether text starts as UTF-16 does, of either byte order: two characters of
// ASCII, each beside a zero.
func wide(text []byte) bool {
	if len(text) < 4 {
		return false
	}
	zero := func(i int) bool { return text[i] == 0 }
	return zero(0) != zero(1) && zero(0) == zero(2) && zero(1) == zero(3)
}

func parseTOML(text []byte) (doc map[string]any, err error) {
	doc = map[string]any{}
	_, err = toml.NewDecoder(bytes.NewReader(text)).Decode(&doc)
	return doc, err
}

// flawOf returns the flaw that the parser's error is about.
func flawOf(err error, text []byte) *flaw {
	f := &flaw{code: "toml"}
	f.message, f.hint = describeTOML(err)
	var pe toml.ParseError
	if errors.As(err, &pe) {
		f.offset = CharacterStart(text, pe.Position.Start)
	}
	if open := unclosed(text, f.offset); open >= 0 {
		f.offset, f.message, f.hint = open, "this is not valid TOML: what starts here does not end", ""
	}
	return f
}

// unclosed returns the offset of the string or bracket whose end the parser
// misses, where it stumbles over the end of the file or over the header of the
// next element; else -1.
func unclosed(text []byte, offset int) int {
	end := len(text)
	if offset+1 < len(bytes.TrimRight(text, " \t\r\n")) { // the parser is not exact at the end
		end = bytes.LastIndexByte(text[:offset], '\n') + 1
		line, _, _ := bytes.Cut(text[end:], []byte("\n"))
		if !tableHeader.Match(line) {
			return -1
		}
	}
	return scanTOML(text[:end]).open
}

// CharacterStart returns the offset of the character that an offset is in.
func CharacterStart(text []byte, offset int) int {
	offset = min(max(offset, 0), len(text))
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	return offset
}

func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for at := 0; ; {
		r, n := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
}

// controlCharacter returns the offset of a character that TOML bans, or -1.
func controlCharacter(text []byte) int {
	for i, b := range text {
		if (b < ' ' || b == 0x7f) && b != '\t' && !lineEnd(text, i) {
			return i
		}
	}
	return -1
}

// lineEnd says whether the byte at i belongs to a line end of TOML.
func lineEnd(text []byte, i int) bool {
	return text[i] == '\n' || text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n'
}

var tableHeader = regexp.MustCompile(`(?m)^[ \t]*\[{1,2}[^\[\]"',{}=\r\n]+\]{1,2}[ \t]*(#.*)?\r?$`)

// blank returns the text with the element around an offset, from its header to
// the next one's, turned into spaces.
func blank(text []byte, offset int) []byte {
	from, to := elementAround(text, offset)
	out := bytes.Clone(text)
	blankRange(out, from, to)
	return out
}

// blankRange turns a range of a text into spaces, but for the ends of its lines.
func blankRange(text []byte, from, to int) {
	for i := from; i < to; i++ {
		if !lineEnd(text, i) {
			text[i] = ' '
		}
	}
}

// elementAround returns the range of the element that an offset is in.
func elementAround(text []byte, offset int) (from, to int) {
	to = len(text)
	for _, h := range tableHeader.FindAllIndex(text, -1) {
		if h[0] > offset {
			to = h[0]
			break
		}
		from = h[0]
	}
	lineStart := bytes.LastIndexByte(text[:offset], '\n') + 1
	if lineStart > from && lineStart < to && text[lineStart] == '[' { // a header that is broken itself
		from = lineStart
	}
	return from, to
}
