package models_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

func TestInvalidPeople(t *testing.T) { testInvalid(t, "m.toml", invalidPeople) }

// invalidPeople holds models with wrong splits, lines and parts.
var invalidPeople = []invalidModel{
	{
		name: "splits, lines and joint shares",
		model: `
[population.a]
size = 300
by.hall = { a = 200, b = 96 }
by.home = { kt = 0.5, skb = 0.4 }
by.Up = { x = 1.0 }
by.none = {}
line.data = "{mobil}-net"
line.hall = "kt"
line.fixed = { home = { kt = "kt", lg = "kt" } }
line.spare = "{home"
line.more = 3
joint = [{ home = "kt", share = 0.5 }, { hall = "a", share = 0.5 }, { home = "lgu", share = 2 }, { home = "kt" }]
[population.b]
by.home = { kt = 0.5, skb = 0.5 }
line.fixed = "{home}-net"
[population.c]
by.mobile = { kt = 0.5, skt = 0.5 }
by.home = { kt = 0.6, skb = 0.4 }
line.data = "{mobile}"
line.fixed = { home = { kt = "kt" } }
joint = [{ mobile = "kt", home = "kt", share = 0.5 }, { mobile = "skt", home = "skb", share = 0.5 }]
[population.d]
by.mobile = { kt = 0.5, skt = 0.5 }
line.data = "{mobile}"
line.spare = { mobile = { kt = "kt" } }
[carrier.kt]
[carrier.skt]
[service.one]
population = "d"
needs = ["@dat"]
[service.two]
population = "d"
[service.three]
population = "d"
needs = ["kt"]
[service.four]
population = "d"
needs = ["@spare", "@data", "two@region:x", "five@mobile:kt", "five@skt@mobile:lgu", "five@spare:kt"]
[service.five]
population = "d"
needs = ["@data"]
[service.six]
population = "d"
needs = [{ at_least = 2, of = ["@data", "@spare", "kt"] }]
[service.seven]
needs = ["@data"]
[service.eight]
population = "d"
needs = ["nine"]
[service.nine]
population = "d"
needs = ["eight"]
`,
		want: []string{
			`3:4: counts: split "hall" counts 296, but population "a" has 300`,
			`4:4: shares: the shares of split "home" sum to 0.9, not to 1`,
			`5:4: bad-id: "Up" cannot name a split`,
			`6:4: empty: split "none" has no values`,
			`7:13: unknown-split: line "data" names split "mobil", which population "a" does not have`,
			`8:6: duplicate: "hall" is the name of a split already`,
			`9:36: unknown-value: split "home" has no value "lg"`,
			`10:14: template: a { without its } in "{home"`,
			`11:13: type: this is a number, but must be a template such as "{mobile}-mobile", or a table of these by the values of one split`,
			`12:40: joint: this row names other splits than the first`,
			`12:78: unknown-value: split "home" has no value "lgu"`,
			`12:93: range: this number must be from 0 to 1`,
			`12:98: joint: another row has the same values`,
			`12:98: joint: this row says no share`,
			`15:14: unknown-id: there is no node "kt-net", where the line of those with home = kt would end`,
			`15:14: unknown-id: there is no node "skb-net", where the line of those with home = skb would end`,
			`21:1: shares: the joint shares of home = "kt" sum to 0.5, but by.home says 0.6`,
			`21:1: shares: the joint shares of home = "skb" sum to 0.5, but by.home says 0.4`,
			`30:10: unknown-line: population "d" has no line "dat"`,
			`32:14: no-line: "two" names none of the 2 lines of population "d": over which do they reach it?`,
			`35:9: no-line: "three" names none of the 2 lines of population "d": over which do they reach it?`,
			`38:29: unknown-id: the parts of "two" have no line and no split "region"`,
			`38:63: unknown-id: split "mobile" has no value "lgu"`,
			`38:86: unknown-id: "five" does not speak of line "spare", and has no parts by it`,
			`46:10: no-access: "seven" has no population, so there is no line "data"`,
			`49:9: no-line: "eight" names none of the 2 lines of population "d": over which do they reach it?`,
			`52:9: no-line: "nine" names none of the 2 lines of population "d": over which do they reach it?`,
		},
	},
}

// TestTooManySegments has a population of 101 × 1,000 combinations.
func TestTooManySegments(t *testing.T) {
	var b strings.Builder
	b.WriteString("[population.p]\nline.l = \"net\"\n")
	for split, n := range map[string]int{"a": 101, "b": 1000} {
		values := make([]string, n)
		for i := range values {
			values[i] = fmt.Sprintf("v%d = %d", i, 101_000/n)
		}
		fmt.Fprintf(&b, "by.%s = { %s }\n", split, strings.Join(values, ", "))
	}
	b.WriteString("[carrier.net]\n[service.s]\npopulation = \"p\"\n")
	problems := problemsOf(t, "m.toml", b.String())
	found := false
	for _, p := range problems {
		found = found || p.Code == "too-large" && strings.Contains(p.Message, fmt.Sprint(models.MaxSegments))
	}
	if !found {
		t.Errorf("%v", problems)
	}
}
