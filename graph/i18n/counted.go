package i18n

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Counted is a format with numbers in it, and with words that bend with them:
// "%d {node|nodes}" is "1 node" and "2 nodes". A word goes with the number before
// it, or with those that it names: "{[1,2]is|are}" is "is" if the first or the
// second is 1.
type Counted string

// bending finds verbs of a format, and words that bend.
var bending = regexp.MustCompile(`%(?:\[(\d+)\])?[.\d]*[a-z]|\{(?:\[([\d,]+)\])?([^{}|]*)\|([^{}|]*)\}`)

// With fills in a format, like fmt.Sprintf. A number may be written already.
func (c Counted) With(args ...any) string {
	last := "0" // which argument was written last
	format := bending.ReplaceAllStringFunc(string(c), func(found string) string {
		part := bending.FindStringSubmatch(found)
		if found[0] == '%' {
			last = next(last, part[1])
			return found
		}
		of := part[2]
		if of == "" {
			of = last
		}
		for _, n := range strings.Split(of, ",") {
			if i, _ := strconv.Atoi(n); fmt.Sprint(args[i-1]) == "1" {
				return part[3]
			}
		}
		return part[4]
	})
	return fmt.Sprintf(format, args...)
}

// next returns which argument a verb writes: the one that it names, else the one
// after the last.
func next(last, named string) string {
	if named != "" {
		return named
	}
	n, _ := strconv.Atoi(last)
	return strconv.Itoa(n + 1)
}
