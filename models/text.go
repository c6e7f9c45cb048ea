package models

import (
	"maps"
	"slices"
)

// Text is a name or a description, by language: "ko", "en". Text that the
// model gives as a plain string stands under "". A nil Text is no text at all.
type Text map[string]string

// In returns the text in lang; else the plain text; else that of the first
// other language in alphabetical order; else "".
func (t Text) In(lang string) string {
	if s := t[lang]; s != "" {
		return s
	}
	if s := t[""]; s != "" {
		return s
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		if t[l] != "" {
			return t[l]
		}
	}
	return ""
}

// Other returns the text in the language that is not lang, or "" where the
// model gives none: for names shown side by side.
func (t Text) Other(lang string) string {
	for _, l := range slices.Sorted(maps.Keys(t)) {
		if l != lang && l != "" && t[l] != t.In(lang) {
			return t[l]
		}
	}
	return ""
}
