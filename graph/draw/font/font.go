// Package font measures text with the font that pictures are laid out for, so
// that a label's size is known before any viewer has seen it.
//
// The font is Noto Sans KR, with all of Hangul, under the SIL Open Font License
// (OFL.txt in this folder).
package font

import (
	_ "embed"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// TTF is the font file. Nobody may change it.
//
//go:embed NotoSansKR-Regular-subset.ttf
var TTF []byte

// boldFactor is by how much Noto Sans KR's semi-bold is wider than its regular
// weight at most: Latin letters grow by 2 to 5 %, Hangul does not.
const boldFactor = 1.04

// Ruler measures text. It is not safe for concurrent use; make one each.
type Ruler struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	em     fixed.Int26_6
	known  map[rune]float64 // advance in ems
}

// NewRuler returns a ruler for the embedded font.
func NewRuler() *Ruler {
	f, err := sfnt.Parse(TTF)
	if err != nil {
		panic("the embedded font is damaged: " + err.Error()) // no input leads here
	}
	return &Ruler{font: f, em: fixed.Int26_6(f.UnitsPerEm()), known: map[rune]float64{}}
}

// Width returns the width of s, set on one line at the given size.
func (r *Ruler) Width(s string, size float64) float64 {
	ems := 0.0
	for _, c := range s {
		ems += r.advance(c)
	}
	return ems * size
}

// BoldWidth is like Width, for semi-bold text.
func (r *Ruler) BoldWidth(s string, size float64) float64 {
	return boldFactor * r.Width(s, size)
}

// advance returns the width of a character in ems. One that the font lacks will
// be drawn from another font, and counts as a full square: only few are wider.
func (r *Ruler) advance(c rune) float64 {
	if w, ok := r.known[c]; ok {
		return w
	}
	w := 1.0
	if unicode.In(c, unicode.Mn, unicode.Me) {
		w = 0 // drawn over the letter before
	}
	if i, err := r.font.GlyphIndex(&r.buffer, c); err == nil && i != 0 {
		// At as many pixels as the em has units, a unit is a pixel.
		if a, err := r.font.GlyphAdvance(&r.buffer, i, r.em<<6, 0); err == nil {
			w = float64(a) / float64(r.em<<6)
		}
	}
	r.known[c] = w
	return w
}
