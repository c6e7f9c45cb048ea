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

	// One of the two: paint writes what has been placed; translate has another
	// program place it, and never fails with a [LayoutError].
	paint     func(scene, Options) ([]byte, error)
	translate func(result.Picture) ([]byte, error)
}

// Draw writes the picture in this format. The same picture gives the same
// bytes. It is safe to call from several goroutines.
func (f Format) Draw(ctx context.Context, pic result.Picture, opts Options) ([]byte, error) {
	if f.paint == nil {
		return f.translate(pic)
	}
	s, err := place(ctx, pic, opts)
	if err != nil {
		return nil, err
	}
	return f.paint(s, opts)
}

// HasCharts reports whether [Format.Chart] works in this format.
func (f Format) HasCharts() bool { return f.paint != nil }

// Chart writes a chart in this format. It is placed without a layout, in a time
// in proportion to its bars; for people, some 300 rows are the most.
func (f Format) Chart(c result.Chart, opts Options) ([]byte, error) {
	if !f.HasCharts() {
		return nil, fmt.Errorf("there are no charts in the format %s", f.Name)
	}
	return f.paint(placeChart(c), opts)
}

// Formats lists what there is.
func Formats() []Format {
	return []Format{
		{Name: "svg", About: "vector picture for browsers and documents", paint: paintSVG},
		{Name: "png", About: "pixels, for everything else", paint: paintPNG},
		{Name: "dot", About: "input for a Graphviz of one's own", translate: translateDOT},
		{Name: "mmd", About: "Mermaid flowchart, for Markdown pages", translate: Mermaid},
	}
}

// FormatNames lists the names of the formats.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

func paintSVG(s scene, _ Options) ([]byte, error) { return writeSVG(s), nil }

func translateDOT(pic result.Picture) ([]byte, error) { return DOT(pic), nil }

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
	for _, f := range Formats() {
		if strings.EqualFold(f.Name, name) {
			return f, nil
		}
	}
	return Format{}, &UnknownFormatError{Asked: name, Known: FormatNames()}
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
