package models

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// Imported is a model in another format, to be written as one of this
// program's.
type Imported struct {
	Nodes    int
	Lost     []format.Loss // what the file says and the model does not
	elements []format.Element
}

// Import reads a model in another format, with the errors of Load; a format
// that does not exist is a *NameError. It costs about as much as two loads.
func Import(name, file string) (*Imported, error) {
	return ImportContext(context.Background(), name, file, nil)
}

// ImportContext is Import that ends soon after its context does, with its error, and that
// reads StandardInput from stdin, where that is not nil.
func ImportContext(ctx context.Context, name, file string, stdin io.Reader) (*Imported, error) {
	f, ok := formats.Named(name, formats.Foreign())
	if !ok {
		return nil, &NameError{fmt.Sprintf("there is no import format %s", quote(name)), "there is " + listWords(formats.Names(formats.Foreign()))}
	}
	if ends := formats.OfEnding(file); len(ends) > 0 && !slices.Contains(formats.Names(ends), f.Name) {
		return nil, &NameError{fmt.Sprintf("%s is no %s", quote(file), f.Words.Noun), f.Words.Rule}
	}
	from, err := resolveOrRead(file, stdin)
	if err != nil {
		return nil, err
	}
	defer from.close()
	from.as = &f
	m, err := load(ctx, origins{from}, nil)
	if err != nil {
		return nil, err
	}
	var doc *format.Document
	if err := parallel.Until(ctx, func() { doc = f.Read(m.sources[0].Data) }); err != nil {
		return nil, err
	}
	return &Imported{Nodes: len(m.Nodes), Lost: doc.Lost, elements: doc.Elements}, nil
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
