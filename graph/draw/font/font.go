// Package font measures text with the font that pictures are laid out for, so
// that a label's size is known before any viewer has seen it.
//
// The font is a part of Noto Sans CJK KR: all of Hangul, the signs and the Hanja of
// KS X 1001, and the Latin, Greek and Cyrillic letters there (README.md in this folder
// says how it is made). It is under the SIL Open Font License (OFL.txt).
package font

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// File is the font file, in OpenType. Nobody may change it.
//
//go:embed NotoSansCJKkr-Regular-subset.otf
var File []byte

// boldFactor is by how much Noto Sans CJK KR's semi-bold is wider than its regular
// weight at most: Latin letters grow by 2 to 5 %, Hangul does not.
const boldFactor = 1.04

// Ruler measures text. It is not safe for concurrent use; make one each.
type Ruler struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	em     fixed.Int26_6
	known  map[rune]float64 // advance in ems
	lacks  map[rune]bool    // of those: what the font lacks and a reader would miss
}

// NewRuler returns a ruler for the embedded font.
func NewRuler() *Ruler {
	f, err := sfnt.Parse(File)
	if err != nil {
		panic("the embedded font is damaged: " + err.Error()) // no input leads here
	}
	return &Ruler{font: f, em: fixed.Int26_6(f.UnitsPerEm()), known: map[rune]float64{}, lacks: map[rune]bool{}}
}

// Width returns the width of s, set on one line at the given size. Of characters that
// the font lacks it is a guess, see Has.
func (r *Ruler) Width(s string, size float64) float64 {
	ems, before := 0.0, rune(0)
	for _, c := range s {
		if !joined(before, c) {
			ems += r.advance(c)
		}
		before = c
	}
	return ems * size
}

// BoldWidth is like Width, for semi-bold text.
func (r *Ruler) BoldWidth(s string, size float64) float64 {
	return boldFactor * r.Width(s, size)
}

// Has reports whether the font has a character, or needs none for it, since nothing of
// it is seen but what it does to others.
func (r *Ruler) Has(c rune) bool {
	i, err := r.font.GlyphIndex(&r.buffer, c)
	return err == nil && i != 0 || unseen(c)
}

// advance returns the width of a character in ems.
func (r *Ruler) advance(c rune) float64 {
	if w, ok := r.known[c]; ok {
		return w
	}
	w := usualAdvance(c)
	if i, err := r.font.GlyphIndex(&r.buffer, c); err == nil && i != 0 {
		// At as many pixels as the em has units, a unit is a pixel.
		if a, err := r.font.GlyphAdvance(&r.buffer, i, r.em<<6, 0); err == nil {
			w = float64(a) / float64(r.em<<6)
		}
	}
	r.known[c] = w
	if !r.Has(c) {
		r.lacks[c] = true
	}
	return w
}

// Lacking returns the characters that were measured and the font lacks, in order.
func (r *Ruler) Lacking() []rune { return slices.Sorted(maps.Keys(r.lacks)) }

// Lacks reports whether the font lacks a character of a text.
func (r *Ruler) Lacks(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return !r.Has(c) })
}
