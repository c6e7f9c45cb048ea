package format

import (
	"strings"
	"unicode"
)

// EscapeHidden escapes the characters of a quoted text that command a terminal or
// turn the direction of reading, where JSON would leave them as they are.
func EscapeHidden(text string, escape func(r rune) string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			b.WriteString(escape(r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
