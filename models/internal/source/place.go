package source

import (
	"fmt"
	"slices"
)

// Place is where something stands: a path of keys and "[i]" within a file, for
// JSON Lines within one of its lines.
type Place struct {
	File *File
	Path []string
	Line int // of JSON Lines, from 1
}

// With returns the place that some steps lead to from here.
func (p Place) With(steps ...string) Place {
	p.Path = append(p.Path[:len(p.Path):len(p.Path)], steps...)
	return p
}

// IsKeyOf says whether a key stands in the element itself, and not in an overlay
// or an option.
func (p Place) IsKeyOf(element Place) bool {
	n := len(p.Path) - 1
	return p.File == element.File && p.Line == element.Line && n == len(element.Path) && slices.Equal(p.Path[:n], element.Path)
}

// Index returns the step to an item of a list.
func Index(i int) string { return fmt.Sprintf("[%d]", i) }
