package source

import (
	"fmt"

	"github.com/meoktong/meoktong/models/formats/format"
)

// ReadForeign reads a file in a format of others. What is wrong with it is logged: then
// ok is false, and the elements have names and nothing else to rely on. Each stands
// at the path of its table and id.
func (s *File) ReadForeign(log *Log) (elements []format.Element, ok bool) {
	doc := s.Format.Read(s.Data)
	for i := range doc.Flaws {
		s.logForeign(&doc.Flaws[i], doc, log)
	}
	ok, s.Lost = len(doc.Flaws) == 0, doc.Lost
	s.spans = make(map[string]span, len(doc.Elements))
	for _, e := range doc.Elements {
		if ok && e.At != (format.Span{}) {
			s.spans[e.Table+"\x00"+e.ID] = span{e.At.Start, e.At.End}
		}
	}
	return doc.Elements, ok
}

// logForeign logs one thing that is wrong with a file.
func (s *File) logForeign(f *format.Flaw, doc *format.Document, log *Log) {
	p := Problem{Code: f.Code, Message: f.Message, Hint: f.Hint}
	p.Line, p.Column, p.Width = s.rangeOf(span{f.At.Start, f.At.End}, 0)
	switch {
	case f.First != nil:
		line, column := s.position(f.First.Start)
		p.Hint = fmt.Sprintf("first at line %d, column %d", line, column)
	case f.Unknown != "":
		p.Hint = log.Suggest(f.Unknown, func() []string { return doc.Names })
	}
	log.Add(p, Place{File: s}, false)
}
