// Package id knows what ids of the model language look like, and gives ids to what
// has other names elsewhere.
package id

import (
	"fmt"
	"regexp"
	"strings"
)

// MaxLength bounds ids, in bytes, so that tables and messages stay readable.
const MaxLength = 200

var pattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// Valid says whether text is an id: small letters, digits and "-", at most
// MaxLength of them.
func Valid(s string) bool { return len(s) <= MaxLength && pattern.MatchString(s) }

// Assign gives each of some names an id, the same at every call. A name that is an
// id is its own; then, in their order, letters become small, whatever else no id
// may hold becomes "-", and one that is taken gets the first number from 2 on that
// is free. What otherwise returns is taken where nothing is left of the i-th name.
//
// The cost is linear in the names.
func Assign(names []string, otherwise func(i int) string) map[string]string {
	ids, taken := make(map[string]string, len(names)), make(map[string]bool, len(names))
	for _, name := range names {
		if Valid(name) {
			ids[name], taken[name] = name, true
		}
	}
	last := map[string]int{} // the number last tried
	for i, name := range names {
		if ids[name] != "" {
			continue
		}
		base := from(name)
		if base == "" {
			base = otherwise(i)
		}
		id := base
		for n := max(last[base], 1); taken[id]; {
			n++
			id, last[base] = fmt.Sprintf("%s-%d", base, n), n
		}
		ids[name], taken[id] = id, true
	}
	return ids
}

// maxRoot leaves room for a number.
const maxRoot = MaxLength - 12

// from turns a name into an id, or into "" where nothing is left of it.
func from(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := b.String()
	return strings.TrimRight(id[:min(len(id), maxRoot)], "-")
}
