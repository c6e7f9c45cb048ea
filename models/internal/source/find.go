package source

import (
	"fmt"
	"unicode/utf8"
)

// Find returns the file and the range where a place is, as [File.Locate] does. In formats
// of others a key may stand in another file than its element.
func (p Place) Find(atKey bool) (file *File, line, column, width int) {
	if p.File.locate != nil {
		for path := p.Path; len(path) > 2; path = path[:len(path)-1] {
			if f, at, ok := p.File.locate(path); ok {
				f.mu.Lock()
				defer f.mu.Unlock()
				line, column, width = f.rangeOf(at, 0)
				return f, line, column, width
			}
		}
	}
	line, column, width = p.File.Locate(p, atKey)
	return p.File, line, column, width
}

// Row is how people call the line of a place: a file, or a part of one, and the number
// of the line or row in it.
func (p Place) Row(atKey bool) (name string, line int) {
	f, line, column, _ := p.Find(atKey)
	if f.Format.Place == nil || line == 0 {
		return f.Name, line
	}
	part, _, row := f.Format.Place(f.Data, f.offset(line, column))
	return f.Name + "!" + part, row
}

// Where is how messages call the place of an offset: "compose.yaml:12", or
// "book.xlsx!Nodes!C12".
func (s *File) Where(offset int) string {
	if s.Format.Place == nil {
		return fmt.Sprintf("%s:%d", s.Name, s.LineOf(offset))
	}
	part, cell, _ := s.Format.Place(s.Data, offset)
	return s.Name + "!" + part + "!" + cell
}

// offset returns that of a line and a column.
func (s *File) offset(line, column int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	starts := s.lines()
	at := starts[min(line, len(starts))-1]
	for ; column > 1 && at < len(s.Data); column-- {
		_, size := utf8.DecodeRune(s.Data[at:])
		at += size
	}
	return at
}

// inParts says where a problem is as people know it who do not see the file as text.
func (e *logged) inParts() {
	if f := e.at.File; f != nil && f.Format.Place != nil && e.Line > 0 {
		e.Problem.File, e.Line, e.Column, e.Width, e.Text = f.Where(f.offset(e.Line, e.Column)), 0, 0, 0, ""
	}
}
