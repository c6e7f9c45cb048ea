package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

// manyAlike is from how many problems on that are alike people are told of one and their
// number.
const manyAlike = 4

// housekeeping are the codes of what can hurt nobody in an outage, but makes answers
// rest on less than they could: last what there tends to be most of. Of these, one with
// a number says as much as all.
var housekeeping = []string{"users-hidden", "fails", "needed-twice", "lonely-group", "weight", "policy-share", "unknown-source", "selector-term", "unused", "no-sector", "no-source"}

// forPeople returns problems as people read them: errors first, then warnings by what
// they can do, and of many that are alike the first, with their number.
func forPeople(problems []result.Problem) []result.Problem {
	sorted := slices.Clone(problems)
	rank := func(p result.Problem) int {
		if p.Severity == result.SeverityError {
			return -2
		}
		return slices.Index(housekeeping, p.Code)
	}
	slices.SortStableFunc(sorted, func(a, b result.Problem) int { return cmp.Compare(rank(a), rank(b)) })
	var out []result.Problem
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Code == sorted[0].Code && (rank(sorted[0]) >= 0 || atOnePlace(sorted[n], sorted[0])) {
			n++
		}
		if n < manyAlike {
			out = append(out, sorted[:n]...)
		} else {
			out = append(out, together(sorted[:n]))
		}
		sorted = sorted[n:]
	}
	return out
}

// atOnePlace reports whether two warnings are about the same words of a model: of a group
// that each of many failures takes for some of its users, one failure says enough.
func atOnePlace(a, b result.Problem) bool {
	return a.Severity != result.SeverityError && a.File == b.File && a.Line == b.Line && a.Column == b.Column && a.Line > 0
}

// together returns the first of some problems with their number, and where a few others
// are.
func together(alike []result.Problem) result.Problem {
	const most = 3
	out := alike[0]
	var places []string
	for _, p := range alike[1:min(len(alike), 1+most)] {
		places = append(places, fmt.Sprintf("%s:%d", p.File, p.Line))
	}
	if out.Hint != "" {
		out.Hint += "; "
	}
	out.Hint += "--json and --format csv list each"
	if atOnePlace(alike[0], alike[len(alike)-1]) {
		out.Message = fmt.Sprintf("%d × %s here: %s", len(alike), strings.ReplaceAll(out.Code, "-", " "), out.Message)
		return out
	}
	others := strings.Join(places, ", ")
	if more := len(alike) - 1 - len(places); more > 0 {
		others += fmt.Sprintf(" and %d more", more)
	}
	out.Message = fmt.Sprintf("%d × %s: %s; so are %s", len(alike), strings.ReplaceAll(out.Code, "-", " "), out.Message, others)
	return out
}
