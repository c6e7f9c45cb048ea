package source

import (
	"fmt"

	"github.com/meoktong/meoktong/models/formats/format"
)

// ReadForeign reads files in a format of others, together. What is wrong with them is
// logged: then ok is false, and the elements have names and nothing else to rely on. Each
// stands at the path of its table and id, in the file that its span says.
func ReadForeign(files []*File, log *Log) (elements []format.Element, ok bool) {
	doc := files[0].Format.Read(Foreign(files), files[0].Options)
	for i := range doc.Flaws {
		logForeign(files, &doc.Flaws[i], doc, log)
	}
	ok, files[0].Lost = len(doc.Flaws) == 0, doc.Lost
	if files[0].Keep {
		files[0].Document = doc
	}
	for _, f := range files {
		f.spans = map[string]span{}
		if ok && doc.Locate != nil {
			f.locate = func(path []string) (*File, span, bool) {
				at, known := doc.Locate(path)
				return files[at.File], span{at.Start, at.End}, known
			}
		}
	}
	for _, e := range doc.Elements {
		if ok && e.At != (format.Span{}) {
			files[e.At.File].spans[e.Table+"\x00"+e.ID] = span{e.At.Start, e.At.End}
		}
	}
	return doc.Elements, ok
}

// Foreign returns files as their format reads them.
func Foreign(files []*File) []format.File {
	out := make([]format.File, len(files))
	for i, f := range files {
		out[i] = format.File{Name: f.Name, Data: f.Data}
	}
	return out
}

// logForeign logs one thing that is wrong with some files.
func logForeign(files []*File, f *format.Flaw, doc *format.Document, log *Log) {
	s := files[f.At.File]
	p := Problem{Code: f.Code, Message: f.Message, Hint: f.Hint}
	p.Line, p.Column, p.Width = s.rangeOf(span{f.At.Start, f.At.End}, 0)
	switch {
	case f.First != nil:
		p.Hint = files[f.First.File].first(f.First.Start, f.First.File != f.At.File)
	case f.Unknown != "":
		p.Hint = log.Suggest(f.Unknown, func() []string { return doc.Names })
	}
	log.Add(p, Place{File: s}, false)
}

// first says where something was defined before, in this file or in another one.
func (s *File) first(offset int, another bool) string {
	if s.Format.Place != nil {
		return "first at " + s.Where(offset)
	}
	line, column := s.position(offset)
	hint := fmt.Sprintf("first at line %d, column %d", line, column)
	if another {
		hint += " of " + s.Name
	}
	return hint
}
