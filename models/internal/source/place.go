package source

import (
	"fmt"
	"slices"
	"strings"
)

// Place is where something stands: a path of keys and "[i]" within a file, for
// JSON Lines within one of its lines.
type Place struct {
	File *File
	Path []string
	Line int // of JSON Lines, from 1

	Stands *Stands // of what a template stands for; nil: what is in the file
}

// Stands says what was put in place of the names of a template.
type Stands struct {
	Values string            // "region = seoul, step = 2"
	Keys   map[string]string // keys that hold values -> as the template has them
}

// original returns the path in the file: keys that hold values are called there as the
// template has them.
func (p Place) original(spans map[string]span) []string {
	if p.Stands == nil || len(p.Stands.Keys) == 0 {
		return p.Path
	}
	out, key := slices.Clone(p.Path), ""
	for i, step := range out {
		next := strings.TrimPrefix(key+"\x00"+step, "\x00")
		if _, ok := spans[next]; !ok && p.Stands.Keys[step] != "" {
			out[i] = p.Stands.Keys[step]
			next = strings.TrimPrefix(key+"\x00"+out[i], "\x00")
		}
		key = next
	}
	return out
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
