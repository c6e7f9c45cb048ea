package models

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/source"
)

// ImportRequest says what is imported.
type ImportRequest struct {
	Format  string // its name
	Files   []string
	Options format.Options
	Stdin   io.Reader // what StandardInput stands for
}

// Imported is a model in another format, to be written as one of this
// program's.
type Imported struct {
	Model    *Model
	Counts   format.Counts
	Lost     []format.Loss // what the files say and the model does not
	files    []*source.File
	elements []format.Element
}

// Import reads a model in another format, with the errors of Load; a format
// that does not exist is a *NameError. It costs about as much as a load, and ends soon
// after its context does, with its error.
func Import(ctx context.Context, req ImportRequest) (*Imported, error) {
	f, ok := formats.Named(req.Format, formats.Foreign())
	if !ok {
		return nil, &NameError{fmt.Sprintf("there is no import format %s", quote(req.Format)), "there is " + listWords(formats.Names(formats.Foreign()))}
	}
	if len(req.Files) > 1 && !f.Joins {
		return nil, &NameError{fmt.Sprintf("%s is read one file at a time", f.Name), "import each by itself"}
	}
	for _, file := range req.Files {
		if ends := formats.OfEnding(file); len(ends) > 0 && !slices.Contains(formats.Names(ends), f.Name) {
			return nil, &NameError{fmt.Sprintf("%s is no %s", quote(file), f.Words.Noun), f.Words.Rule}
		}
	}
	asked := Request{Path: req.Files[0], More: req.Files[1:], Stdin: req.Stdin}
	from, err := asked.resolveAll()
	if err != nil {
		return nil, err
	}
	defer from.close()
	for _, o := range from {
		o.as, o.options = &f, req.Options
	}
	m, err := load(ctx, from, nil)
	if err != nil {
		return nil, err
	}
	doc := m.sources[0].Document
	return &Imported{Model: m, Counts: doc.Counts, Lost: doc.Lost, files: m.sources, elements: doc.Elements}, nil
}

// Place says where a loss stands, as messages do: "compose.yaml:12",
// "book.xlsx!Nodes!C12".
func (m *Imported) Place(l format.Loss) string {
	if l.At == (format.Span{}) {
		return ""
	}
	return m.files[l.At.File].Where(l.At.Start)
}

// Write writes the model in a format that can be written, and returns what that has
// no place for. A model that is too large for the format is an error.
func (m *Imported) Write(w io.Writer, name string) ([]format.Loss, error) {
	f, ok := formats.Named(name, formats.Writable())
	if !ok {
		return nil, &NameError{fmt.Sprintf("no model is written as %s", quote(name)), "use " + listWords(formats.Names(formats.Writable()))}
	}
	return f.Write(w, m.elements)
}
