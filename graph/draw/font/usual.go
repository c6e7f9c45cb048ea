package font

import (
	"unicode"

	"golang.org/x/text/width"
)

// Advances in ems of letters that the font lacks, which a viewer draws from a font of
// its own: the means of DejaVu Sans, which is wider than most, so that text does not
// leave its box.
const (
	wideAdvance        = 1.0  // of what East Asian text gives a full square
	emojiAdvance       = 1.3  // fonts of emoji are wider than their squares
	upperAdvance       = 0.75 // of capitals
	lowerAdvance       = 0.66 // of small letters
	letterAdvance      = 0.68 // of scripts without capitals
	replacementAdvance = 1.05
	otherAdvance       = 0.8 // of signs
)

// usualAdvance is how wide a character is in most fonts.
func usualAdvance(c rune) float64 {
	kind := width.LookupRune(c).Kind()
	switch {
	case unseen(c):
		return 0
	case isEmoji(c):
		return emojiAdvance
	case c == unicode.ReplacementChar: // of text that is none, and of what is not to be seen
		return replacementAdvance
	case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
		return wideAdvance
	case unicode.IsUpper(c):
		return upperAdvance
	case unicode.IsLower(c):
		return lowerAdvance
	case unicode.IsLetter(c), unicode.IsDigit(c), unicode.Is(unicode.Mc, c):
		return letterAdvance
	}
	return otherAdvance
}

// unseen reports whether a character has no room of its own: it is drawn over the one
// before, or not at all.
func unseen(c rune) bool { return unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf) }

// isEmoji reports whether a character is a picture of its own: the blocks of Unicode
// that have little else.
func isEmoji(c rune) bool { return c >= 0x1F000 && c < 0x20000 }

// Joiners of emoji: several are drawn as one.
const (
	zeroWidthJoiner = '\u200D'
	lightSkin       = '\U0001F3FB'
	darkSkin        = '\U0001F3FF'
)

// joined reports whether a character is drawn into what was before it.
func joined(before, c rune) bool {
	return isEmoji(c) && (before == zeroWidthJoiner || isEmoji(before) && c >= lightSkin && c <= darkSkin)
}
