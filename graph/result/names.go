package result

import (
	"maps"
	"slices"
)

// In returns the name in a language, else the plain one, else any, else id.
func (n Names) In(lang, id string) string {
	for _, l := range append([]string{lang, ""}, slices.Sorted(maps.Keys(n))...) {
		if n[l] != "" {
			return n[l]
		}
	}
	return id
}

// Other returns the name in the language that is not lang, or "".
func (n Names) Other(lang string) string {
	for _, l := range slices.Sorted(maps.Keys(n)) {
		if l != lang && l != "" && n[l] != "" && n[l] != n.In(lang, "") {
			return n[l]
		}
	}
	return ""
}
