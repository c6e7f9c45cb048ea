package source

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Locate returns line, column and width of a place: of its key, or of its
// value. Where the place itself is not in the file (a key that is missing), the
// nearest thing around it is meant.
func (s *File) Locate(at Place, atKey bool) (line, column, width int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.Line == 0 && at.Path == nil {
		return 0, 0, 0
	}
	spans, base := s.placesOf(at.Line)
	for path := at.original(spans); ; path = path[:len(path)-1] {
		key := strings.Join(path, "\x00")
		sp, ok := spans["="+key]
		if atKey || !ok {
			if k, found := spans[key]; found {
				sp, ok = k, true
			}
		}
		if ok {
			return s.rangeOf(sp, base)
		}
		if len(path) == 0 {
			break
		}
		atKey = true
	}
	line, column = s.position(base)
	return line, column, 1
}

// ValueText returns a value of one line as the file writes it.
func (s *File) ValueText(at Place) string {
	line, column, width := s.Locate(at, false)
	text := []rune(s.LineText(line))
	from := min(max(column-1, 0), len(text))
	return string(text[from:min(from+width, len(text))])
}

// rangeOf returns line, column and width of a span that counts from an offset;
// the width ends with the line.
func (s *File) rangeOf(sp span, base int) (line, column, width int) {
	line, column = s.position(base + sp.start)
	onLine, _, _ := bytes.Cut(s.Data[base+sp.start:base+sp.end], []byte("\n"))
	return line, column, max(1, utf8.RuneCount(bytes.TrimSuffix(onLine, []byte("\r"))))
}

// placesOf returns the spans of keys ("a\x00b") and values ("=a\x00b") of the
// file, or of one of its lines, and the offset that they count from. Those of
// one line are kept, since problems come line by line.
func (s *File) placesOf(line int) (map[string]span, int) {
	start := 0
	if s.InLines() {
		start = s.lines()[line-1]
	}
	if !s.Foreign() && (s.spans == nil || s.spansOf != line) {
		s.spansOf = line
		if s.InLines() {
			s.spans = jsonSpans([]byte(s.lineText(line)))
		} else {
			s.spans = tomlSpans(s.parsed)
		}
	}
	return s.spans, start
}
