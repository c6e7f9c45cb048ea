package i18n_test

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
)

func TestCounted(t *testing.T) {
	for _, tt := range []struct {
		format i18n.Counted
		args   []any
		want   string
	}{
		{"%d {node|nodes}", []any{0}, "0 nodes"},
		{"%d {node|nodes}", []any{1}, "1 node"},
		{"%d {node|nodes}", []any{11}, "11 nodes"},
		{"%s {user loses|users lose}", []any{"1"}, "1 user loses"},
		{"%s {user loses|users lose}", []any{"1,001"}, "1,001 users lose"},
		{"%d of %d {policy|policies} {[1,2]holds|hold}.", []any{1, 3}, "1 of 3 policies holds."},
		{"%d of %d {policy|policies} {[1,2]holds|hold}.", []any{0, 1}, "0 of 1 policy holds."},
		{"%[2]s: %[1]d {set|sets}", []any{1, "{a|b}"}, "{a|b}: 1 set"},
		{"If %[2]s {[1]fails|fail} for %[3]s", []any{2, "a, b", "2h"}, "If a, b fail for 2h"},
		{"If %[2]s {[1]fails|fail}", []any{1, "a"}, "If a fails"},
		{"no numbers: %s", []any{"1"}, "no numbers: 1"},
	} {
		if got := tt.format.With(tt.args...); got != tt.want {
			t.Errorf("%q with %v is %q, want %q", tt.format, tt.args, got, tt.want)
		}
	}
}

// unbent finds a number with a plural behind it that does not bend.
var unbent = regexp.MustCompile(`%(\[\d+\])?[ds] (\w+ ){0,2}(boxes|edges|facts|failures|findings|groups|lines|loops|members|nodes|observations|options|pairs|parts|points|policies|ranks|requirements|rounds|rows|sectors|services|sets|steps|trials|users|violations|warnings)\b`)

// TestNumbersBend: no plural in English stands behind a number that may be 1, and
// what bends is filled in as such.
func TestNumbersBend(t *testing.T) {
	verb := regexp.MustCompile(`%(\[\d+\])?[.\d]*[a-z]`)
	for _, lang := range []string{"en", "ko"} {
		c := reflect.ValueOf(*i18n.In(lang))
		for i := range c.NumField() {
			name := c.Type().Field(i).Name
			format := c.Field(i).String()
			if lang == "en" && unbent.MatchString(format) && name != "Budget" && name != "EdgeReaches" { // many boxes; ids, not numbers
				t.Errorf("%s does not bend: %q", name, format)
			}
			if _, counted := c.Field(i).Interface().(i18n.Counted); !counted {
				if strings.ContainsAny(format, "{}") {
					t.Errorf("%s: %s bends, and is not counted: %q", lang, name, format)
				}
				continue
			}
			n := len(verb.FindAllString(format, -1))
			for _, named := range regexp.MustCompile(`%\[(\d+)\]`).FindAllStringSubmatch(format, -1) { // one that words bend with may go unwritten
				at, _ := strconv.Atoi(named[1])
				n = max(n, at)
			}
			ones := slices.Repeat([]any{"1"}, n)
			got := i18n.Counted(verb.ReplaceAllString(format, "%${1}s")).With(ones...)
			if strings.ContainsAny(got, "{}") || strings.Contains(got, "%!") {
				t.Errorf("%s: %s: %q", lang, name, got)
			}
		}
	}
}
