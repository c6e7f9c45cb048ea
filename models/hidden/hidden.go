// Package hidden knows the characters that are seen only by what they do: those
// that command a terminal, and those that reorder what stands around them.
package hidden

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Is reports whether a character is hidden: a control character, or a mark of format
// such as those of direction.
func Is(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }

// EscapeJSON escapes in a JSON document what its encoder leaves as it is. Hidden
// characters stand in strings only, but for ends of lines and the like below U+007F,
// which stay: a document has no other place for them. It costs a pass.
func EscapeJSON(doc []byte) []byte {
	return Escape(doc, func(out []byte, r rune) []byte {
		for _, unit := range utf16.Encode([]rune{r}) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
		return out
	})
}

// Escape is EscapeJSON for documents that escape a character in another way.
func Escape(doc []byte, escape func(out []byte, r rune) []byte) []byte {
	const del = '\x7f'
	raw := func(r rune) bool { return r >= del && Is(r) }
	var out []byte
	for at := bytes.IndexFunc(doc, raw); at >= 0; at = bytes.IndexFunc(doc, raw) {
		r, size := utf8.DecodeRune(doc[at:])
		out = escape(append(out, doc[:at]...), r)
		doc = doc[at+size:]
	}
	if out == nil {
		return doc
	}
	return append(out, doc...)
}
