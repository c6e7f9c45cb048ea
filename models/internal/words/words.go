// Package words puts words of a user's into messages: quoted, listed, and with the
// word that was probably meant.
package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Most bounds the search for a suggestion in very large models: how many words are
// looked at.
const Most = 20_000

// maxDistance is how many letters may differ for a suggestion.
func maxDistance(word string) int {
	switch n := len([]rune(word)); {
	case n < 4:
		return 1
	case n < 9:
		return 2
	}
	return 3
}

// nearest returns the word of words that word was probably meant to be, or "".
func nearest(word string, words []string) string {
	if len(word) > 100 {
		return ""
	}
	word = strings.ToLower(word)
	best, bestDistance := "", maxDistance(word)+1
	for _, w := range words[:min(len(words), Most)] {
		if d := levenshtein.ComputeDistance(word, w); d < len(word) && (d < bestDistance || d == bestDistance && best != "" && w < best) {
			best, bestDistance = w, d
		}
	}
	return best
}

// DidYouMean returns a hint that names the nearest of words, or "". It costs a
// comparison with each of the first Most.
func DidYouMean(word string, words []string) string {
	if w := nearest(word, words); w != "" {
		return fmt.Sprintf("did you mean %q?", w)
	}
	return ""
}

// Quote quotes a word for a message, cut to a readable length.
func Quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q…", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}

// QuotePath quotes a path, whole and with single backslashes: Windows writes them
// between folders.
func QuotePath(name string) string { return strings.ReplaceAll(fmt.Sprintf("%q", name), `\\`, `\`) }

// List joins words for a message: `"a", "b" or "c"`. Of very many it gives the
// first only.
func List(words []string) string {
	const most = 40
	if more := len(words) - most; more > 0 {
		return fmt.Sprintf("%s or %d more", strings.Join(quoteAll(words[:most]), ", "), more)
	}
	return All(words)
}

// All is List for words of which there are never very many.
func All(words []string) string {
	quoted := quoteAll(words)
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " or " + quoted[last]
}

func quoteAll(words []string) []string {
	quoted := make([]string, len(words))
	for i := range quoted {
		quoted[i] = fmt.Sprintf("%q", words[i])
	}
	return quoted
}

// Printable returns what a file says, for a message: without control characters.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return utf8.RuneError
		}
		return r
	}, s)
}
