// Package draw turns a result.Picture into files that people look at.
//
// A picture is measured with an embedded font, laid out once (see package
// layout), and placed: from then on it is a scene, a list of paths and lines of
// text at given coordinates, which SVG and PNG are painted from. A chart is
// placed without a layout, and painted by the same two. Writers for other
// programs, DOT and Mermaid, start from the picture itself.
//
// Text of a picture comes from a model and may be anything. Every writer makes
// it harmless for its own format.
package draw

import (
	"context"
	"time"

	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

// ErrTooSlow says that the layout took longer than [Options].Deadline.
var ErrTooSlow = layout.ErrTooSlow

// ErrTooMuchMemory says that the layout would have needed too much memory.
var ErrTooMuchMemory = layout.ErrTooMuchMemory

// TooLargeError says that the picture has more nodes or edges than a layout may
// have.
type TooLargeError = layout.TooLargeError

// LayoutError says that a picture could not be laid out: it was too much, or the
// layout failed. Formats that need none, such as DOT, can still be had.
type LayoutError struct{ Why error }

// Error implements error.
func (e *LayoutError) Error() string { return e.Why.Error() }

// Unwrap returns why.
func (e *LayoutError) Unwrap() error { return e.Why }

// Options of a drawing. The zero value is usable.
type Options struct {
	Deadline time.Duration // of the layout; layout.DefaultDeadline if zero
	DPI      int           // of a PNG: dots per inch; DefaultDPI if zero
	// Straightened, if set, is called where lines are straight because what the layout
	// says of them cannot be read, with how many these are.
	Straightened func(lines int)
}

// RunWorkerIfAsked must come first in main, and in the TestMain of tests that
// draw: layouts run in processes of the same program. See
// [layout.RunWorkerIfAsked].
func RunWorkerIfAsked() { layout.RunWorkerIfAsked() }

// SVG draws the picture: no script, nothing from outside, its text selectable,
// each node, edge, cluster and bar a group with a class, data- attributes and a
// title. The same picture gives the same bytes. It is safe to call from several
// goroutines.
func SVG(ctx context.Context, pic result.Picture, opts Options) ([]byte, error) {
	s, err := place(ctx, pic, opts)
	if err != nil {
		return nil, err
	}
	return writeSVG(s), nil
}
