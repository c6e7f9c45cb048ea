package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestForPeople puts what can hurt first, and what is alike together.
func TestForPeople(t *testing.T) {
	var all []result.Problem
	add := func(code string, severity result.Severity, times int) {
		for range times {
			n := len(all) + 1
			all = append(all, result.Problem{Code: code, Severity: severity, File: "m.toml", Line: n, Message: fmt.Sprint("m", n)})
		}
	}
	add("no-source", result.SeverityWarning, 3)
	add("false-redundancy", result.SeverityWarning, 2)
	add("unused", result.SeverityWarning, 3)
	add("no-source", result.SeverityWarning, 4)
	add("false-redundancy", result.SeverityWarning, 3)
	add("no-supply", result.SeverityError, 5)
	var got []string
	for _, p := range forPeople(all) {
		got = append(got, fmt.Sprint(p.Line, " ", p.Message))
	}
	const want = `16 m16
17 m17
18 m18
19 m19
20 m20
4 m4
5 m5
13 m13
14 m14
15 m15
6 m6
7 m7
8 m8
1 7 × no source: m1; so are m.toml:2, m.toml:3, m.toml:9 and 3 more`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s", s)
	}
	if len(all) != 20 || all[0].Message != "m1" {
		t.Error("the answer itself has changed")
	}
}
