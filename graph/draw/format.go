package draw

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// Format is a kind of file that a picture can be written as.
type Format struct {
	Name  string // "svg": what --as takes, and the ending of files
	About string // a few words for a help text, in English
	// NeedsLayout: drawing can fail because it is [TooMuch].
	NeedsLayout bool

	draw func(context.Context, result.Picture, Options) ([]byte, error)
}

// Draw writes the picture in this format.
func (f Format) Draw(ctx context.Context, pic result.Picture, opts Options) ([]byte, error) {
	return f.draw(ctx, pic, opts)
}

// Formats lists what there is.
func Formats() []Format {
	return []Format{
		{Name: "svg", About: "vector picture for browsers and documents", NeedsLayout: true, draw: SVG},
		{Name: "dot", About: "input for a Graphviz of one's own", draw: drawDOT},
	}
}

func drawDOT(_ context.Context, pic result.Picture, _ Options) ([]byte, error) {
	return DOT(pic), nil
}

// UnknownFormatError says that there is no such format.
type UnknownFormatError struct {
	Asked string // as it was asked for: a name, or an ending with its dot, or ""
	Known []string
}

// Error implements error.
func (e *UnknownFormatError) Error() string {
	known := strings.Join(e.Known, ", ")
	if e.Asked == "" {
		return "the file's name has no ending that says which picture it is to be; there are " + known
	}
	return fmt.Sprintf("no picture format %q; there are %s", e.Asked, known)
}

// ForName finds a format by its name, in any case.
func ForName(name string) (Format, error) {
	var known []string
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
		known = append(known, f.Name)
	}
	return Format{}, &UnknownFormatError{Asked: name, Known: known}
}

// ForFile finds a format by the ending of a file's name.
func ForFile(path string) (Format, error) {
	ending := filepath.Ext(path)
	f, err := ForName(strings.TrimPrefix(ending, "."))
	if unknown, ok := err.(*UnknownFormatError); ok {
		unknown.Asked = ending
	}
	return f, err
}
