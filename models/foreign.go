package models

import (
	"fmt"

	"github.com/meoktong/meoktong/models/formats/format"
)

// splitForeign reads a file in a format of others into elements, and logs what is
// wrong with it.
func (l *loader) splitForeign(src *source) []element {
	doc := src.format.Read(src.data)
	sound := len(doc.Flaws) == 0
	l.broken = l.broken || !sound
	for i := range doc.Flaws {
		src.logForeign(&doc.Flaws[i], doc, l.log)
	}
	out := make([]element, len(doc.Elements))
	src.spans = make(map[string]span, len(out))
	for i, e := range doc.Elements {
		at := place{src: src, path: []string{e.Table, e.ID}}
		if e.ID == "" {
			at.path = at.path[:1]
		}
		out[i] = newElement(e.Table, e.ID, e.Keys, at)
		if sound && e.At != (format.Span{}) {
			src.spans[e.Table+"\x00"+e.ID] = span{e.At.Start, e.At.End}
		}
	}
	return out
}

// logForeign logs one thing that is wrong with a file.
func (s *source) logForeign(f *format.Flaw, doc *format.Document, log *problemLog) {
	p := Problem{Code: f.Code, Message: f.Message, Hint: f.Hint}
	p.Line, p.Column, p.Width = s.rangeOf(span{f.At.Start, f.At.End}, 0)
	switch {
	case f.First != nil:
		line, column := s.position(f.First.Start)
		p.Hint = fmt.Sprintf("first at line %d, column %d", line, column)
	case f.Unknown != "":
		p.Hint = log.suggest(f.Unknown, func() []string { return doc.Names })
	}
	log.add(p, place{src: s}, false)
}
