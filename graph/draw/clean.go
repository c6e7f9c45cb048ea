package draw

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxText is how many bytes of one text of a picture are looked at; even a
// tooltip cannot show more.
const maxText = 64 << 10

const replacement = "\uFFFD"

// clean makes a text fit to stand in a picture: one line of valid, composed
// UTF-8 without anything that is invisible and changes how the rest is read.
func clean(s string) string {
	s = strings.ToValidUTF8(firstBytes(s, maxText), replacement)
	// Hangul that comes as separate letters (as in file names of macOS) would
	// be measured, and by some viewers drawn, letter by letter.
	s = norm.NFC.String(s)
	var b strings.Builder
	space, marks := false, 0
	for _, c := range s {
		if marks = countMark(marks, c); marks > maxMarks {
			continue
		}
		if unicode.IsSpace(c) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		if isHarmful(c) {
			c = unicode.ReplacementChar
		}
		b.WriteRune(c)
	}
	return b.String()
}

// maxMarks is how many accents a letter may carry: more than any language
// needs, and few enough not to cover the neighbours.
const maxMarks = 6

// countMark counts combining marks in a row.
func countMark(before int, c rune) int {
	if unicode.In(c, unicode.Mn, unicode.Me) {
		return before + 1
	}
	return 0
}

// isHarmful reports whether a character is better not handed on: controls, also
// those that turn the direction of reading, and what XML forbids.
func isHarmful(c rune) bool {
	switch c {
	case '\u200C', '\u200D': // joiners: some scripts cannot do without
		return false
	}
	return unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c) || c&0xFFFE == 0xFFFE
}

// firstBytes cuts s to at most n bytes, at the start of a character.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
