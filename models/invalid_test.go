package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// invalidModel is a model of one file and all that is wrong with it, as
// "line:column: code: message", with "; hint" where the test is about hints too.
type invalidModel struct {
	name  string
	model string
	want  []string
}

func TestInvalidTOML(t *testing.T) { testInvalid(t, "m.toml", invalid) }

func TestInvalidLines(t *testing.T) { testInvalid(t, "m.jsonl", invalidLines) }

func testInvalid(t *testing.T, file string, models []invalidModel) {
	for _, c := range models {
		t.Run(c.name, func(t *testing.T) {
			text := strings.TrimPrefix(c.model, "\n")
			problems := problemsOf(t, file, text)
			for i, p := range problems {
				checkProblem(t, p, strings.TrimPrefix(text, "\ufeff"))
				withHint := slices.ContainsFunc(c.want, func(w string) bool { return p.Hint != "" && strings.HasSuffix(w, "; "+p.Hint) })
				if got := problemLine(p, withHint); i >= len(c.want) || got != c.want[i] {
					t.Errorf("got\n\t%s", got)
				}
			}
			for _, want := range c.want[min(len(c.want), len(problems)):] {
				t.Errorf("missing\n\t%s", want)
			}
		})
	}
}

// problemLine writes a problem the way that these tests expect it.
func problemLine(p models.Problem, withHint bool) string {
	s := fmt.Sprintf("%d:%d: %s: %s", p.Line, p.Column, p.Code, p.Message)
	if withHint && p.Hint != "" {
		s += "; " + p.Hint
	}
	return s
}

// invalid holds wrong models in TOML.
var invalid = []invalidModel{
	{
		name: "terms that are never in force",
		model: `
[carrier.a]
[terms.t]
covers = ["a"]
from = 2022-01-02
until = 2022-01-01
[terms.u]
covers = ["a"]
from = "2022"
until = "2022-01"
at."2023".until = "2021"
[terms.v]
covers = ["a"]
from = "soon"
`,
		want: []string{
			`5:9: terms: these terms end before they begin, on 2022-01-02`,
			`10:19: terms: these terms end before they begin, on 2022-01-01`,
			`13:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
		},
	},
	{
		name: "templates",
		model: `
[carrier."l-{x}"]
[carrier."m-{x}"]
each = "x"
[carrier."n-{x}"]
each.x = []
each.y = ["a"]
[carrier."o-{x}"]
each.x = ["a", "a"]
[carrier."p-{x}"]
each.x = ["a", 3]
[carrier."q-{x}"]
each.x = "population:people"
[carrier."r-{x}"]
each.x = "population:people/access"
[population.p]
access = { a = 1.0 }
[carrier."s-{x}"]
each.x = "population:p/acces"
[carrier."t-{access}"]
each.access = ["a"]
[model]
each.x = ["a"]
`,
		want: []string{
			`1:10: bad-id: "l-{x}" is not an id; a template gives each name in braces its values, as in each.region = ["seoul", "busan"]`,
			`3:8: type: each takes names with their values; such as each.region = ["seoul", "busan"]`,
			`5:10: type: a name of a template takes a list of texts that is not empty, or the values of a split`,
			`6:6: template: "{y}" does not stand in the id "n-{x}", so that all of these would be one; write [carrier."n-{x}-{y}"]`,
			`8:16: duplicate: "a" stands here twice`,
			`10:16: type: a value of a template is a text that is not empty`,
			`12:10: template: "population:people" names no split of a population`,
			`14:10: unknown-population: there is no population "people"`,
			`18:10: unknown-split: population "p" has no split "acces"`,
			`20:6: template: "access" is the name of a split of population "p"; call it otherwise, here and where it stands in braces`,
			`22:1: misplaced-key: key "each" does not belong on the model`,
		},
	},
	{
		name: "what values of templates are called",
		model: `
[carrier."l-{x}"]
each.x = ["a", "b"]
called.x = { a = "A", b = "", c = "C" }
[carrier."m-{x}"]
each.x = ["a", "b"]
called.x = { a = { en = "A" }, b = { de = "B" } }
called.y = { a = "A" }
[carrier."n-{x}"]
each.x = ["a", "b"]
called = "A"
[carrier."o-{x}"]
each.x = ["a", "b"]
called.x = ["A", "B"]
[carrier.p]
called.x = { a = "A" }
at."2024".called.x = { a = "A" }
`,
		want: []string{
			`3:27: type: "b" is called by a text that is not empty, or one for each language; such as { ko = "서울", en = "Seoul" }`,
			`3:31: template: "x" has no value "c"`,
			`6:14: duplicate: what "a" is called where it stands for "{x}" is said twice; once holds for all templates with this name`,
			`6:36: type: "b" is called by a text that is not empty, or one for each language; such as { ko = "서울", en = "Seoul" }`,
			`7:8: template: "y" is no name of this template`,
			`10:10: type: called takes names with what their values are called`,
			`13:12: type: called takes, of each name, a table of texts by value`,
			`15:1: misplaced-key: key "called" does not belong on a node`,
			`16:11: misplaced-key: "called" does not stand below a date`,
		},
	},
	{
		name: "what templates write",
		model: `
[carrier."l-{x}"]
each.x = ["a", "B", "c"]
needs = ["nothing", "l-{x}x"]
operater = "x"
[population."p-{x}"]
each.x = ["a", "c"]
access = { "l-{x}" = 0.5 }
[service."s-{x}{y}"]
each.x = ["1", "11"]
each.y = ["1", "11"]
needs = [{ any = ["l-a", "l-{x}"], "{x}" = 1, "{y}" = 2 }]
[service.t-a]
[service."t-{x}"]
each.x = ["a"]
[platform."t-{x}"]
each.x = ["a"]
`,
		want: []string{
			`1:10: bad-id: "l-B" is not an id (x = B)`,
			`3:10: unknown-id: there is no node "nothing" (x = a, and one more)`,
			`3:21: unknown-id: there is no node "l-ax" (x = a)`,
			`3:21: unknown-id: there is no node "l-cx" (x = c)`,
			`4:1: unknown-key: unknown key "operater" (x = a, and one more)`,
			`7:1: shares: the shares sum to 0.5, not to 1 (x = a, and one more)`,
			`8:10: duplicate: "s-111" is defined twice (x = 11, y = 1)`,
			`11:26: unknown-id: there is no node "l-1" (x = 1, y = 1, and one more)`,
			`11:26: unknown-id: there is no node "l-11" (x = 11, y = 11)`,
			`11:47: duplicate: "1" stands here twice (x = 1, y = 1)`,
			`11:47: duplicate: "11" stands here twice (x = 11, y = 11)`,
			`11:47: unknown-key: unknown key "1" (x = 1, y = 1, and one more)`,
			`11:47: unknown-key: unknown key "11" (x = 1, y = 11, and one more)`,
		},
	},
	{
		name: "dates that are none, and what stands below them",
		model: `
[carrier.a]
at.soon.name = "A"
at."2024-02-30".name = "A"
at."2023" = {}
at."2024" = 7
at."2025-12".name = "A"
at."2025-12-31".name = "B"
at."2026".add.needs = ["a"]
at."2026".at."2027".name = "C"
[carrier.b]
at = ["2021"]
`,
		want: []string{
			`2:4: date: "soon" is no date; a date is written "2023-09-30", or "2023-09", or "2023"`,
			`3:4: date: "2024-02-30" is no date; a date is written "2023-09-30", or "2023-09", or "2023"`,
			`4:4: type: nothing is said to hold from 2023 on; such as at."2025-12-31".name = "…"`,
			`5:4: type: nothing is said to hold from 2024 on; such as at."2025-12-31".name = "…"`,
			`7:4: duplicate: 2025-12-31 stands here twice; a partial date is its last day`,
			`8:11: misplaced-key: "add" does not stand below a date; below a date stand keys that it replaces`,
			`9:11: misplaced-key: "at" does not stand below a date; below a date stand keys that it replaces`,
			`11:6: type: at takes dates, and below each the keys that hold from it on; such as at."2025-12-31".name = "…"`,
		},
	},
	{
		name: "what is wrong on some day only",
		model: `
[carrier.a]
at."2024-01-01".needs = ["b"]
at."2025-01-01".needs = []
[service.s]
population = "p"
reach = 0.5
at."2020-01-01".users = 7
[population.p]
at."2020-01-01".access = { a = 0.5 }
at."2021-01-01".access = { a = 1.0 }
[terms.t]
covers = ["nobody"]
at."2021-01-01".covers = ["s"]
at."2021-01-01".bands = [{ from = "1d", pay = 1, per = 2 }]
[policy.q]
protect = "s"
against = "kind:carrier"
at."2022".failures = 3
at."2023".failures = 2
[option.o]
cost = 1
at."2022".set.service.s.reach = 0.1
[incident.i]
at."2022".name = "I"
[sector.r]
at."2022".fails = true
`,
		want: []string{
			`2:26: unknown-id: there is no node "b" (from 2024-01-01 on)`,
			`7:17: users: the users of a service with a population follow from its size and reach; leave users out, or set reach`,
			`8:13: access: population "p" has no access and no line: who reaches what over which node (before 2020-01-01)`,
			`9:17: shares: the shares sum to 0.5, not to 1`,
			`12:11: selector: there is no node "nobody" (before 2021-01-01)`,
			`14:50: unknown-key: unknown key "per"`,
			`18:22: range: this number must be 1 or 2`,
			`22:11: misplaced-key: "set" does not stand below a date; below a date stand keys that it replaces`,
			`24:1: misplaced-key: key "at" does not belong on an incident`,
			`26:11: misplaced-key: key "fails" does not belong on a sector`,
		},
	},
	{
		name: "sources",
		model: `
[source.S]
[source.a]
asof = "soon"
urls = "https://example.org"
confidence = "assumed"
[kind.source]
`,
		want: []string{
			`1:9: bad-id: "S" is not an id`,
			`3:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
			`4:1: unknown-key: unknown key "urls"`,
			`5:1: misplaced-key: key "confidence" does not belong on a source`,
			`6:7: bad-kind: "source" cannot be declared as a kind: it is part of the language`,
		},
	},
	{
		name: "a population that reaches a service over itself",
		model: `
[population.p]
access = { web = 1.0 }
[service.web]
population = "p"
`,
		want: []string{
			`2:12: self: population "p" would reach "web" over itself; an access node is one that stands without these users`,
		},
	},
	{
		name: "populations that are some of others",
		model: `
[carrier.kt]
[population.a]
of = "b"
access = { kt = 1 }
[population.b]
of = "a"
access = { kt = 1 }
[population.self]
of = "self"
access = { kt = 1 }
[population.shops]
of = "all"
counts = "shops"
access = { kt = 1 }
[population.all]
size = 10
access = { kt = 1 }
[population.middle]
of = "all"
access = { kt = 1 }
[population.more]
of = "middle"
size = 11
counts = "people"
access = { kt = 1 }
[population.lost]
of = "al"
access = { kt = 1 }
`,
		want: []string{
			`3:6: of-cycle: population "a" is some of itself: a → b → a`,
			`9:6: of-cycle: population "self" is some of itself: self → self`,
			`12:6: counts: "shops" counts "shops", and "all", which it is some of, counts "people"`,
			`22:6: of-size: population "more" is 11, more than the 10 of "all", which it is some of`,
			`27:6: unknown-population: there is no population "al"`,
		},
	},
	{
		name: "a weight beside none, in a sector that does not say its measure",
		model: `
[sector.s]
[sector.t]
measure = "weight"
[service.a]
sector = "s"
users = 3
[service.b]
sector = "s"
weight = 3
[service.c]
sector = "t"
[service.d]
sector = "t"
weight = 2
`,
		want: []string{
			`9:10: weight: "b" has a weight, and "a" of the same sector has none; give all of them a weight, or say in [sector.s] what they are measured by, such as measure = "users"`,
		},
	},
	{
		name: "unknown kind, with a suggestion",
		model: `
[servce.web]
needs = ["nothing-else-is-said-of-a-wrong-element"]
`,
		want: []string{
			`1:2: unknown-kind: unknown kind "servce"; did you mean "service"?`,
		},
	},
	{
		name: "unknown kind, each where it stands",
		model: `
[carier.kt]
[carrier.lgu]
[carier.skb]
`,
		want: []string{
			`1:2: unknown-kind: unknown kind "carier"`,
			`3:2: unknown-kind: unknown kind "carier"`,
		},
	},
	{
		name: "unknown kind that resembles none",
		model: `
[tollbooth.a]
`,
		want: []string{
			`1:2: unknown-kind: unknown kind "tollbooth"; declare it as [kind.tollbooth], or use one of "carrier", "datacentre", "equipment", "platform", "power" or "service"`,
		},
	},
	{
		name: "kind that is part of the language",
		model: `
[kind.service]
[kind.incident]
[model]
title = "still a model"
`,
		want: []string{
			`2:7: bad-kind: "incident" cannot be declared as a kind: it is part of the language`,
		},
	},
	{
		name: "kind that is built in, re-opened for more than supply",
		model: `
[kind.carrier]
supply = true
name = "Line"
shape = "house"
`,
		want: []string{
			`3:1: bad-kind: the kind "carrier" is part of the language: it may be re-opened for supply, not for name`,
			`4:1: bad-kind: the kind "carrier" is part of the language: it may be re-opened for supply, not for shape`,
		},
	},
	{
		name: "not an id",
		model: `
[service.Web_Shop]
[service."한글"]
[service.shop]
needs = ["Web_Shop"]
`,
		want: []string{
			`1:10: bad-id: "Web_Shop" is not an id; ids are written in small letters, digits and "-", such as "kt-backbone"`,
			`2:10: bad-id: "한글" is not an id; ids are written in small letters, digits and "-", such as "kt-backbone"`,
		},
	},
	{
		name: "array of tables",
		model: `
[[service]]
id = "web"
`,
		want: []string{
			`1:3: array-of-tables: "service" is an array of tables; every element is a keyed table, such as [service.ID]`,
		},
	},
	{
		name: "array of tables of one id",
		model: `
[[service.web]]
[[service.web]]
`,
		want: []string{
			`1:11: array-of-tables: "service.web" is an array of tables`,
		},
	},
	{
		name: "key outside any element",
		model: `
title = "x"
[model]
title = "y"
`,
		want: []string{
			`1:1: unknown-key: key "title" stands outside any element`,
		},
	},
	{
		name: "not a table",
		model: `
[service]
web = 1
`,
		want: []string{
			`2:1: not-a-table: "service.web" is not a table`,
		},
	},
	{
		name: "unknown key, with a suggestion",
		model: `
[service.web]
need = ["a"]
`,
		want: []string{
			`2:1: unknown-key: unknown key "need"; did you mean "needs"? Known are "asof", "at", "availability", "capacity", "confidence", "criticality", "demand", "description", "fails", "formerly", "mtbf", "mttr", "name", "needs", "operator", "overload", "population", "reach", "recovery", "region", "sector", "site", "source", "spills_to", "supply", "tags", "tolerance", "tolerance_degraded", "unavailability", "unit", "users", "vendor" or "weight"`,
		},
	},
	{
		name: "unknown key of what is no service",
		model: `
[power.a]
user = 3
`,
		want: []string{
			`2:1: unknown-key: unknown key "user"; known are "asof", "at", "availability", "capacity", "confidence", "criticality", "description", "fails", "formerly", "mtbf", "mttr", "name", "needs", "operator", "overload", "recovery", "region", "sector", "site", "source", "supply", "tags", "unavailability", "unit" or "vendor"`,
		},
	},
	{
		name: "keys of other places",
		model: `
[power.a]
fails_at = 0.1
holdup = "4h"
name = "A"
protect = "a"
kind = "power"
[service.web]
needs = [{ on = "a", operator = "x" }, { any = ["a"], failovers = "1h", for = "1h" }]
[sector.s]
source = "x"
needs = ["a"]
asof = "2023"
reason = "x"
at = "1h"
`,
		want: []string{
			`2:1: misplaced-key: key "fails_at" does not belong on a node; it belongs on a sector ([sector.ID])`,
			`3:1: misplaced-key: key "holdup" does not belong on a node; it belongs on a requirement (in needs)`,
			`5:1: misplaced-key: key "protect" does not belong on a node; it belongs on a policy ([policy.ID])`,
			`6:1: misplaced-key: key "kind" does not belong on a node; it belongs on a line of JSON Lines`,
			`8:22: misplaced-key: key "operator" does not belong on a requirement; it belongs on a node ([KIND.ID])`,
			`8:55: unknown-key: unknown key "failovers"; did you mean "failover"? Known are "accepts", "all", "any", "asof", "at_least", "balance", "confidence", "failover", "holdup", "loss", "of", "on", "source", "supply" or "unless"`,
			`8:73: misplaced-key: key "for" does not belong on a requirement; it belongs on an event (in events) or a policy ([policy.ID])`,
			`11:1: misplaced-key: key "needs" does not belong on a sector; it belongs on a node ([KIND.ID])`,
			`13:1: misplaced-key: key "reason" does not belong on a sector; it belongs on an event (in events) or an observation (in observed)`,
			`14:6: type: at takes dates, and below each the keys that hold from it on; such as at."2025-12-31".name = "…"`,
		},
	},
	{
		name: "unknown key among few",
		model: `
[kind.booth]
colour = "red"
`,
		want: []string{
			`2:1: unknown-key: unknown key "colour"; known are "at", "description", "name", "shape" or "supply"`,
		},
	},
	{
		name: "unknown keys at every depth",
		model: `
[service.web]
needs = [{ any = ["a", { on = "b", hold_up = "1h" }], fail_over = "1h" }]
[power.a]
[power.b]
[incident.i]
events = [{ at = "0m", fails = ["a"], fail = ["a"] }]
[terms.t]
covers = ["a"]
bands = [{ form = "1d" }]
`,
		want: []string{
			`2:36: unknown-key: unknown key "hold_up"; did you mean "holdup"? Known are "accepts", "all", "any", "asof", "at_least", "balance", "confidence", "failover", "holdup", "loss", "of", "on", "source", "supply" or "unless"`,
			`2:55: unknown-key: unknown key "fail_over"; did you mean "failover"? Known are "accepts", "all", "any", "asof", "at_least", "balance", "confidence", "failover", "holdup", "loss", "of", "on", "source", "supply" or "unless"`,
			`6:24: misplaced-key: key "fails" does not belong on an event; did you mean "fail"? It belongs on a node ([KIND.ID])`,
			`9:12: unknown-key: unknown key "form"; did you mean "from"? Known are "from" or "pay"`,
		},
	},
	{
		name: "add belongs in overlays",
		model: `
[service.web]
add.needs = ["a"]
[service.a]
`,
		want: []string{
			`2:1: misplaced-key: key "add" does not belong on a node; it belongs on an option ([option.ID]) or an element in an overlay`,
		},
	},
	{
		name: "unknown id, with a suggestion",
		model: `
[service.web]
needs = [
  "dns",
  { any = ["kt-lnie", { all = ["kt-line", "nothing-like-it"] }] },
]
[equipment.dns]
[carrier.kt-line]
`,
		want: []string{
			`4:12: unknown-id: there is no node "kt-lnie"; did you mean "kt-line"?`,
			`4:43: unknown-id: there is no node "nothing-like-it"`,
		},
	},
	{
		name: "unknown sector and population, with a suggestion",
		model: `
[service.web]
sector = "finence"
population = "ppl"
[service.shop]
sector = "health"
population = "tourists"
[sector.finance]
[population.people]
access = { kt = 1.0 }
[carrier.kt]
`,
		want: []string{
			`2:10: unknown-sector: there is no sector "finence"; did you mean "finance"?`,
			`3:14: unknown-population: there is no population "ppl"; declare it as [population.ppl]`,
			`5:10: unknown-sector: there is no sector "health"; declare it as [sector.health]`,
			`6:14: unknown-population: there is no population "tourists"; declare it as [population.tourists]`,
		},
	},
	{
		name: "shares that do not sum",
		model: `
[population.people]
access = { kt = 0.4, lgu = 0.5 }
[population.others]
access = { kt = 0.4, lgu = 0.6009 }
[carrier.kt]
[carrier.lgu]
`,
		want: []string{
			`2:1: shares: the shares sum to 0.9, not to 1`,
		},
	},
	{
		name: "population without access, or with an unknown or impossible one",
		model: `
[population.a]
size = 0
[population.b]
access = { kt = 0.5, lg = 0.5 }
[population.c]
access = { kt = 0.0, lgu = 1.5 }
[carrier.kt]
[carrier.lgu]
`,
		want: []string{
			`1:13: access: population "a" has no access and no line: who reaches what over which node`,
			`2:8: range: this number must be more than 0`,
			`4:22: unknown-id: there is no node "lg"`,
			`6:17: range: this number must be more than 0 and at most 1`,
			`6:28: range: this number must be more than 0 and at most 1`,
		},
	},
	{
		name: "at_least outside of its members",
		model: `
[service.web]
needs = [
  { at_least = 3, of = ["a", "b"] },
  { at_least = 0, of = ["a", "b"] },
  { at_least = -1, of = ["a"] },
  { at_least = 1.5, of = ["a"] },
  { at_least = 2, of = ["a"] },
]
[power.a]
[power.b]
`,
		want: []string{
			`3:16: at-least: at_least = 3, but the group has only 2 members`,
			`4:16: range: this number must be 1 or more`,
			`5:16: range: this number must be 1 or more`,
			`6:16: type: this is a number, but must be a whole number`,
			`7:16: at-least: at_least = 2, but the group has only 1 member`,
		},
	},
	{
		name: "member twice, at each nesting",
		model: `
[service.web]
needs = [
  { any = ["a", "b", "a"] },
  { any = [{ all = ["a", { on = "a", holdup = "1h" }] }, "a"] },
  { any = [{ any = [{ at_least = 1, of = ["b", "b"] }] }, "b"] },
]
[power.a]
[power.b]
`,
		want: []string{
			`3:22: twin: "a" stands twice in this group, which gives no redundancy`,
			`4:26: twin: "a" stands twice in this group, which gives no redundancy`,
			`5:48: twin: "b" stands twice in this group, which gives no redundancy`,
		},
	},
	{
		name: "empty groups",
		model: `
[service.web]
needs = [{ any = [] }, { all = [] }, { at_least = 1, of = [] }, { any = [{ any = [] }] }, ""]
`,
		want: []string{
			`2:12: empty-group: this group has no members`,
			`2:26: empty-group: this group has no members`,
			`2:54: empty-group: this group has no members`,
			`2:76: empty-group: this group has no members`,
			`2:91: empty: "" names no node`,
		},
	},
	{
		name: "node needing itself",
		model: `
[service.web]
needs = ["web", { any = ["a", { all = ["web", "a"] }] }, { on = "web", loss = "degraded" }]
[power.a]
`,
		want: []string{
			`2:10: self: "web" needs itself`,
			`2:40: self: "web" needs itself`,
			`2:65: self: "web" needs itself`,
		},
	},
	{
		name: "service needing its own part",
		model: `
[service.web]
population = "people"
needs = ["web@kt", { any = ["@access", "web@lgu"] }]
[population.people]
access = { kt = 0.4, lgu = 0.6 }
[carrier.kt]
[carrier.lgu]
`,
		want: []string{
			`3:10: self: "web" needs itself`,
			`3:40: self: "web" needs itself`,
		},
	},
	{
		name: "requirement of no form, or of several",
		model: `
[service.web]
needs = [
  { failover = "1h" },
  { on = "a", any = ["a"] },
  { at_least = 1, any = ["a"] },
  { at_least = 1 },
  { of = ["a"] },
  {},
]
[power.a]
`,
		want: []string{
			`3:3: form: this requirement names no node; write { on = … }, { any = [...] }, { all = [...] }, { at_least = k, of = [...] } or { unless = … }`,
			`3:5: failover: failover has nothing to switch to here; put it on an any or at_least group`,
			`4:3: form: a requirement is one of on, any, all, at_least and unless, not any and on at once; nest them: { any = [{ all = [...] }, …] }`,
			`5:3: form: at_least takes its members in of, not in any; write { at_least = k, of = [...] }`,
			`6:3: form: at_least needs its members in of; such as { at_least = 2, of = [...] }`,
			`7:3: form: of needs at_least: how many of its members; such as { at_least = 2, of = [...] }`,
			`8:3: form: this requirement names no node; write { on = … }, { any = [...] }, { all = [...] }, { at_least = k, of = [...] } or { unless = … }`,
		},
	},
	{
		name: "modifiers where they mean nothing",
		model: `
[service.web]
needs = [
  { on = "a", failover = "1h" },
  { all = ["a", "b"], failover = "1h" },
  { on = "a", balance = "even" },
  { all = ["a", "b"], balance = "even" },
  { any = ["a", "b"], balance = "odd" },
  { any = ["a", "b"], loss = "down", accepts = "up" },
]
[power.a]
[power.b]
`,
		want: []string{
			`3:15: failover: failover has nothing to switch to here`,
			`4:23: failover: failover has nothing to switch to here`,
			`5:15: balance: balance has nothing to share among here`,
			`6:23: balance: balance has nothing to share among here`,
			`7:33: unknown-word: "odd" must be "even"`,
			`8:30: unknown-word: "down" must be "degraded"`,
			`8:48: unknown-word: "up" must be "degraded"`,
		},
	},
	{
		name: "unless with what does not go with it",
		model: `
[service.web]
needs = [{ unless = "a" }, { on = "a", unless = "a" }, { unless = ["a"] }, { unless = "" }, { unless = "b" }]
[power.a]
needs = [{ unless = "c", supply = true }, { unless = "c", failover = "1m" }, { unless = { any = [] } }, { unless = "a" }]
[power.c]
`,
		want: []string{
			`2:28: form: a requirement is one of on, any, all, at_least and unless, not on and unless at once; nest them: { any = [{ all = [...] }, …] }`,
			`2:67: type: this is a list, but must be the id of a node, or a requirement such as { any = [...] }`,
			`2:87: empty: "" names no node`,
			`2:104: unknown-id: there is no node "b"`,
			`4:26: supply: that something is down brings nothing that could flow; leave it out`,
			`4:59: failover: failover has nothing to switch to here; put it on an any or at_least group`,
			`4:91: empty-group: this group has no members`,
			`4:116: self: "a" needs itself`,
		},
	},
	{
		name: "bad durations",
		model: `
[service.web]
recovery = "4 hours"
tolerance = "1.5h"
tolerance_degraded = "0s"
needs = [{ on = "a", holdup = "-1h" }, { any = ["a"], failover = 90 }, { on = "a", holdup = "36501d" }]
[power.a]
mtbf = ""
mttr = "0m"
`,
		want: []string{
			`2:12: duration: "4 hours" is not a duration`,
			`3:13: duration: "1.5h" is not a duration`,
			`4:22: range: this duration must be longer than 0s`,
			`5:31: duration: "-1h" is not a duration`,
			`5:66: type: this is a number, but must be a duration in quotes, such as "90s" or "1h25m"`,
			`5:93: duration: "36501d" is not a duration`,
			`7:8: duration: "" is not a duration`,
			`8:8: range: this duration must be longer than 0s`,
		},
	},
	{
		name: "numbers out of range",
		model: `
[service.web]
criticality = -1
users = -1
weight = nan
demand = inf
capacity = 1e16
unavailability = 1.1
spills_to = { shop = 0.7, a = 0.4, b = 0.0 }
[service.shop]
population = "people"
reach = 0
availability = -0.1
[sector.s]
fails_at = 1.5
[population.people]
size = -5
access = { a = 1.0 }
[policy.p]
protect = "a"
against = "b"
failures = 3
max_share = 2
[option.o]
cost = -1
[power.a]
[power.b]
`,
		want: []string{
			`2:15: range: this number must be 0 or more (and at most 1e15)`,
			`3:9: range: this number must be 0 or more (and at most 1e15)`,
			`4:10: range: this number must be 0 or more (and at most 1e15)`,
			`5:10: range: this number must be 0 or more (and at most 1e15)`,
			`6:12: range: this number must be 0 or more (and at most 1e15)`,
			`7:18: range: this number must be from 0 to 1`,
			`8:1: shares: the shares of spills_to sum to 1.1, which is more than all of the demand`,
			`8:40: range: this number must be more than 0 and at most 1`,
			`11:9: range: this number must be more than 0 and at most 1`,
			`12:16: range: this number must be from 0 to 1`,
			`14:12: range: this number must be more than 0 and at most 1`,
			`16:8: range: this number must be more than 0`,
			`21:12: range: this number must be 1 or 2`,
			`22:13: range: this number must be from 0 to 1`,
			`24:8: range: this number must be 0 or more (and at most 1e15)`,
		},
	},
	{
		name: "wrong types of a node's keys",
		model: `
[service.web]
name = 1
description = ["x"]
operator = 2
vendor = true
site = 2024-01-01
region = {}
tags = "core"
sector = []
criticality = "high"
source = 1
asof = 2023
confidence = 0.9
needs = "a"
fails = "no"
population = 1
reach = "all"
users = "many"
weight = false
recovery = 60
tolerance = true
demand = "x"
capacity = []
unit = 1
overload = 1
spills_to = ["a"]
availability = "0.9"
`,
		want: []string{
			`2:8: type: this is a number, but must be text, or a table such as { ko = "…", en = "…" }`,
			`3:15: type: this is a list, but must be text, or a table such as { ko = "…", en = "…" }`,
			`4:12: type: this is a number, but must be text`,
			`5:10: type: this is a boolean, but must be text`,
			`6:8: type: this is a date, but must be text`,
			`7:10: type: this is a table, but must be text`,
			`8:8: type: this is text, but must be a list; write ["core"]`,
			`9:10: type: this is a list, but must be text`,
			`10:15: type: this is text, but must be a number`,
			`11:10: type: this is a number, but must be text`,
			`12:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
			`13:14: type: this is a number, but must be "stated", "reported" or "assumed"`,
			`14:9: type: this is text, but must be a list; write ["a"]`,
			`15:9: type: this is text, but must be true or false`,
			`16:14: type: this is a number, but must be text`,
			`17:9: type: this is text, but must be a number`,
			`18:1: users: the users of a service with a population follow from its size and reach; leave users out, or set reach`,
			`18:9: type: this is text, but must be a number`,
			`19:10: type: this is a boolean, but must be a number`,
			`20:12: type: this is a number, but must be a duration in quotes, such as "90s" or "1h25m"`,
			`21:13: type: this is a boolean, but must be a duration in quotes, such as "90s" or "1h25m"`,
			`22:10: type: this is text, but must be a number`,
			`23:12: type: this is a list, but must be a number`,
			`24:8: type: this is a number, but must be text`,
			`25:12: type: this is a number, but must be "trip", "shed" or "degrade"`,
			`26:13: type: this is a list, but must be a table of numbers by id`,
			`27:16: type: this is text, but must be a number`,
		},
	},
	{
		name: "wrong types elsewhere",
		model: `
[model]
title = 1
lang = "kr"
currency = 1
horizon = "soon"
asof = 07:32:00
[kind.booth]
name = 1
shape = "round"
[sector.s]
fails_at = "x"
[population.p]
size = "x"
access = ["kt"]
[terms.t]
covers = "web"
consecutive = 1
bands = 3
[policy.p]
protect = ["x"]
against = 1
worst = 2
[option.o]
cost = "x"
add = 1
set = { service = 1 }
[incident.i]
start = "yesterday"
events = { at = "0m" }
observed = [1]
`,
		want: []string{
			`2:9: type: this is a number, but must be text, or a table such as { ko = "…", en = "…" }`,
			`3:8: unknown-word: "kr" must be "en" or "ko"`,
			`4:12: type: this is a number, but must be text`,
			`5:11: duration: "soon" is not a duration`,
			`6:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
			`8:8: type: this is a number, but must be text, or a table such as { ko = "…", en = "…" }`,
			`9:9: unknown-word: "round" must be "box", "cylinder", "diamond", "ellipse", "hexagon", "house", "octagon", "parallelogram", "rounded" or "trapezium"`,
			`11:12: type: this is text, but must be a number`,
			`13:8: type: this is text, but must be a number`,
			`14:10: type: this is a list, but must be a table of numbers by id`,
			`16:10: type: this is text, but must be a list`,
			`17:15: type: this is a number, but must be a duration in quotes, such as "90s" or "1h25m"`,
			`18:9: type: this is a number, but must be a list`,
			`20:11: type: this is a list, but must be text`,
			`21:11: type: this is a number, but must be text`,
			`22:9: type: this is a number, but must be "up", "degraded" or "down"`,
			`24:8: type: this is text, but must be a number`,
			`25:7: type: this is a number, but must be a table such as service.ID.needs`,
			`26:9: unknown-key: key "service" stands outside any element`,
			`28:9: date: a start is written 2021-10-25T11:20:00+09:00, or 2021-10-25 for a day`,
			`29:10: type: this is a table, but must be a list`,
			`30:13: type: this is a number, but must be a table`,
		},
	},
	{
		name: "texts of languages that are not known, or of none",
		model: `
[service.a]
name = { ko = "가", de = "b" }
description = { kr = "나" }
[service.b]
name = {}
`,
		want: []string{
			`2:20: unknown-key: "de" is not a language that is known here; known are "en" or "ko"`,
			`3:17: unknown-key: "kr" is not a language that is known here; did you mean "ko"?`,
			`5:8: empty: this table has no text; such as { ko = "…", en = "…" }`,
		},
	},
	{
		name: "texts that are empty or of no language",
		model: `
[service.web]
name = { korean = "웹", ko = 3 }
operator = ""
tags = ["", "core"]
needs = [{ on = "" }]
source = ""
`,
		want: []string{
			`2:10: unknown-key: "korean" is not a language that is known here; known are "en" or "ko"`,
			`2:29: type: this is a number, but must be text`,
			`3:12: empty: this is empty`,
			`4:9: empty: this is empty`,
			`5:17: empty: this is empty`,
			`6:10: empty: this is empty`,
		},
	},
	{
		name: "dates",
		model: `
[service.web]
asof = "2023-13"
[service.shop]
asof = "2023-02-31"
[incident.a]
start = 2021-10-25T11:20:00
[incident.b]
start = 11:20:00
[incident.c]
start = "2021-10-32"
`,
		want: []string{
			`2:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
			`4:8: date: a date is written 2023-09-30, or "2023-09", or "2023"`,
			`6:9: date: this time has no offset: write 2021-10-25T11:20:00+09:00`,
			`8:9: date: this is a time without its date`,
			`10:9: date: a start is written 2021-10-25T11:20:00+09:00, or 2021-10-25 for a day`,
		},
	},
	{
		name: "words",
		model: `
[service.web]
confidence = "assume"
overload = "tripp"
`,
		want: []string{
			`2:14: unknown-word: "assume" must be "stated", "reported" or "assumed"`,
			`3:12: unknown-word: "tripp" must be "trip", "shed" or "degrade"`,
		},
	},
	{
		name: "@access without a population",
		model: `
[service.web]
needs = [{ any = ["@access", "a"] }, "@access"]
[power.a]
`,
		want: []string{
			`2:19: no-access: "web" has no population, so there is no access node`,
			`2:38: no-access: "web" has no population, so there is no access node`,
		},
	},
	{
		name: "parts that do not exist",
		model: `
[service.web]
population = "people"
[service.shop]
needs = ["web@ktt", "a@kt", "web@a", "nothing@kt"]
[population.people]
access = { kt = 0.4, lgu = 0.6 }
[carrier.kt]
[carrier.lgu]
[power.a]
`,
		want: []string{
			`4:10: unknown-id: "web" has no part at "ktt"; did you mean "kt"?`,
			`4:21: unknown-id: "a" has no population, and so no parts; name the node itself: "a"`,
			`4:29: unknown-id: "web" has no part at "a"; its parts are "kt" or "lgu"`,
			`4:38: unknown-id: there is no node "nothing"`,
		},
	},
	{
		name: "users belong on services",
		model: `
[platform.login]
population = "people"
users = 3
demand = 1
tolerance = "1h"
spills_to = { web = 1.0 }
[service.web]
[population.people]
access = { web = 1.0 }
`,
		want: []string{
			`2:1: not-a-service: population belongs on a service; "login" is of kind platform; declare it as [service.login], or leave the key to the service that its users see`,
			`3:1: not-a-service: users belongs on a service; "login" is of kind platform; declare it as [service.login], or leave the key to the service that its users see`,
			`3:1: users: the users of a service with a population follow from its size and reach; leave users out, or set reach`,
			`4:1: not-a-service: demand belongs on a service; "login" is of kind platform; declare it as [service.login], or leave the key to the service that its users see`,
			`5:1: not-a-service: tolerance belongs on a service; "login" is of kind platform; declare it as [service.login], or leave the key to the service that its users see`,
			`6:1: not-a-service: spills_to belongs on a service; "login" is of kind platform; declare it as [service.login], or leave the key to the service that its users see`,
		},
	},
	{
		name: "users beside a population, reach without one",
		model: `
[service.web]
users = 3
population = "people"
[service.shop]
reach = 0.5
[population.people]
access = { kt = 1 }
[carrier.kt]
`,
		want: []string{
			`2:1: users: the users of a service with a population follow from its size and reach`,
			`5:1: reach: reach is a share of a population, and this service has none`,
		},
	},
	{
		name: "availability in several ways",
		model: `
[power.a]
availability = 0.9
unavailability = 0.1
[power.b]
mtbf = "1d"
[power.c]
mttr = "1d"
[power.d]
availability = 0.9
mttr = "1d"
[power.e]
unavailability = 0.1
mtbf = "1d"
mttr = "1h"
`,
		want: []string{
			`3:1: chance: availability and unavailability exclude each other`,
			`5:1: chance: mtbf and mttr go together`,
			`7:1: chance: mtbf and mttr go together`,
			`10:1: chance: availability and mttr exclude each other`,
			`13:1: chance: unavailability and mtbf exclude each other`,
		},
	},
	{
		name: "units that disagree along a path",
		model: `
[service.web]
demand = 100
unit = "sessions"
needs = [{ any = ["middle", "a"] }]
[platform.middle]
needs = ["line", { unless = "b" }]
[carrier.line]
capacity = 50
unit = "requests/s"
[power.a]
capacity = 3
[power.b] # what is down carries nothing
capacity = 3
`,
		want: []string{
			`8:12: unit: the capacity of "line" is in "requests/s", but the demand of "web" that reaches it is in "sessions"`,
			`11:12: unit: the capacity of "a" is in no unit, but the demand of "web" that reaches it is in "sessions"`,
		},
	},
	{
		name: "units that disagree where two demands meet",
		model: `
[service.a]
demand = 100
unit = "sessions"
needs = ["m"]
[service.b]
demand = 100
unit = "calls"
needs = ["m"]
[platform.m]
needs = ["line"]
[carrier.line]
capacity = 50
unit = "calls"
`,
		want: []string{
			`12:12: unit: the capacity of "line" is in "calls", but the demand of "a" that reaches it is in "sessions"`,
		},
	},
	{
		name: "units that disagree through parts",
		model: `
[service.web]
population = "people"
demand = 100
unit = "sessions"
[population.people]
access = { kt = 0.4, lgu = 0.6 }
[carrier.kt]
capacity = 10
unit = "sessions"
[carrier.lgu]
needs = ["backbone"]
[carrier.backbone]
capacity = 10
unit = "Gbit/s"
`,
		want: []string{
			`13:12: unit: the capacity of "backbone" is in "Gbit/s", but the demand of "web" that reaches it is in "sessions"`,
		},
	},
	{
		name: "spills",
		model: `
[service.web]
demand = 1
spills_to = { web = 0.5, shp = 0.4 }
[service.shop]
`,
		want: []string{
			`3:15: self: a service cannot spill to itself`,
			`3:26: unknown-id: there is no node "shp"`,
		},
	},
	{
		name: "incident: events",
		model: `
[incident.i]
events = [
  {},
  { at = "1m" },
  { at = "1m", fail = ["nope"], degrade = ["kind:nope"], repair = ["a*", "b*"] },
  { at = "1m", repair = ["a"], for = "1h" },
  { at = "1m", fail = ["group"], demand = { nope = 1 }, capacity = { a = -1 } },
  3,
]
[power.a]
[power.group]
fails = false
needs = ["a"]
`,
		want: []string{
			`3:3: event: nothing happens in this event`,
			`3:3: event: this event does not say when: it needs at`,
			`4:3: event: nothing happens in this event`,
			`5:24: selector: there is no node "nope"`,
			`5:44: selector: no node matches "kind:nope"`,
			`5:74: selector: no node matches "b*"`,
			`6:32: event: for says how long a fault, a share served, a demand or a capacity lasts, and this event has none`,
			`7:24: selector: "group" is a grouping (fails = false) and cannot fail of itself`,
			`7:45: unknown-id: there is no node "nope"`,
			`7:74: range: this number must be 0 or more (and at most 1e15)`,
			`8:3: type: this is a number, but must be a table`,
		},
	},
	{
		name: "incident: shares served",
		model: `
[power.a]
[power.group]
fails = false
needs = ["a"]
[carrier.kt-1]
[carrier.kt-2]
[service.web]
[incident.i]
events = [
  { at = "0m", serve = { a = 1.2, kt-1 = -0.1, kt-2 = "0.3..1.2" } },
  { at = "0m", serve = { a = "half", kt-1 = "0.6..0.3" } },
  { at = "0m", serve = { nope = 0.5, group = 0.5, "web@a" = 0.5, "kind:carrer" = 0.5 } },
  { at = "0m", serve = { "kt-*" = 0.5, kt-1 = 0.3 } },
  { at = "0m", serve = 0.5 },
  { at = "0m", serve = {} },
]
`,
		want: []string{
			`10:30: range: this number must be from 0 to 1`,
			`10:42: range: this number must be from 0 to 1`,
			`10:55: range: both ends of this range must be from 0 to 1`,
			`11:30: type: this is text, but must be a number`,
			`11:45: share: "0.6..0.3" is not a range of shares, such as "0.3..0.45" or "0.3..0.35..0.45"`,
			`12:26: selector: there is no node "nope"`,
			`12:38: selector: "group" is a grouping (fails = false) and cannot fail of itself`,
			`12:51: selector: "web" has no population, and so no parts`,
			`12:66: selector: no node matches "kind:carrer"`,
			`13:40: twice: "kt-1" is given two shares: by "kt-*", too`,
			`14:24: type: this is a number, but must be a table of numbers by id`,
			`15:3: event: nothing happens in this event`,
		},
	},
	{
		name: "incident: selectors of demand and capacity",
		model: `
[service.web-a]
[service.web-b]
[carrier.kt]
[incident.i]
events = [
  { at = "0m", demand = { "web-*" = 5, web-a = 3 } },
  { at = "0m", demand = { "kind:carrer" = 5, "w*,kt" = 3 } },
  { at = "0m", capacity = { "op*" = 5, "kind:service,kt" = 3 } },
  { at = "0m", fail = ["web-*"], repair = ["operator:kt"] },
]
[terms.t]
covers = ["web-a", "web_*"]
`,
		want: []string{
			`6:40: twice: "web-a" is given two amounts: by "web-*", too`,
			`7:27: selector: no node matches "kind:carrer"; did you mean "kind:carrier"?`,
			`7:46: kind: demand comes to a service, and "kt" is of kind carrier`,
			`8:29: selector: no node matches "op*"`,
			`9:44: selector: no node matches "operator:kt"`,
			`12:20: selector: no node matches "web_*"`,
		},
	},
	{
		name: "incident: amounts observed",
		model: `
[model]
[population.p]
access = { l = 1.0 }
[carrier.l]
[service.s]
users = 10
[service.t]
population = "p"
[terms.t]
covers = ["t"]
bands = [{ from = "1h", pay = 3 }]
[incident.i]
observed = [
  { node = "l", share_down = 0.5 },
  { node = "s", share_down = 1.5, from = "1h" },
  { node = "s", users = 3, at = "1h" },
  { node = "t", users = 3, factor = 0.5 },
  { node = "t@l", share_down = 0.5, factor = 2 },
  { node = "s", owed = 3 },
  { node = "s", level = "up", within_share = 0.1 },
  { node = "t", owed = 3, users = 3 },
  { what = "the airport", users = 3 },
  { what = "", level = "up" },
]
`,
		want: []string{
			`14:17: kind: share_down is of the users of a service, and "l" is of kind carrier`,
			`15:3: observation: share_down is of one moment, or the largest of all; give at, or no time`,
			`15:30: range: this number must be from 0 to 1`,
			`16:3: observation: users is the largest number at once, and owed is of the whole incident; give no time`,
			`17:37: range: this number must be 1 or more (and at most 1e15)`,
			`18:3: observation: factor says how far users or owed may be off, and this observation has neither`,
			`20:3: observation: within_share says how far share_down may be off, and this observation has none`,
			`21:3: observation: an observation gives one of level, surged = true, share_down, users and owed`,
			`23:12: empty: this is empty; leave the key out`,
		},
	},
	{
		name: "incident: times of day",
		model: `
[power.a]
[incident.i]
start = 2021-10-25T11:20:00+09:00
events = [{ at = 2021-10-25T11:19:59+09:00, fail = ["a"] }, { at = 2021-10-25, fail = ["a"] }, { at = 11:30:00, fail = ["a"] }]
observed = [
  { node = "a", level = "up", at = "2021-10-25T11:20:00" },
  { node = "a", level = "up", at = 2021-10-25T11:20:00 },
  { node = "a", level = "up", at = 2131-10-25T11:20:00Z },
  { node = "a", level = "up", at = 3 },
]
[incident.j]
observed = [{ node = "a", level = "up", from = 2021-10-25T11:20:00Z }]
[incident.k]
start = "soon"
observed = [{ node = "a", level = "up", from = 2021-10-25T11:20:00Z }]
[incident.l]
start = 2021-10-25
observed = [
  { node = "a", level = "up", from = 2021-10-25T11:20:00Z },
  { node = "a", level = "up", from = 2021-10-25T11:20:00+09:00 },
]
`,
		want: []string{
			`4:18: date: this is before the incident's start, 2021-10-25T11:20:00+09:00; an incident starts with the first that is told of it`,
			`4:68: date: this is a day without its time; write 2021-10-25T11:20:00+09:00, or how long after the start`,
			`4:103: date: this is a time without its date`,
			`6:36: duration: "2021-10-25T11:20:00" is not a duration`,
			`7:36: date: this time has no offset: write 2021-10-25T11:20:00+09:00`,
			`8:36: date: this is more than a hundred years after the incident's start, 2021-10-25T11:20:00+09:00`,
			`9:36: type: this is a number, but must be a duration in quotes, such as "90s" or "1h25m"`,
			`12:48: date: this incident has no start, and so this is no time after it; give it a start, such as start = 2021-10-25T11:20:00Z`,
			`14:9: date: a start is written 2021-10-25T11:20:00+09:00, or 2021-10-25 for a day`,
			`20:38: date: this incident starts with a day, whose midnight is another by this time than by those before it; give the start its time, or all times one offset`,
		},
	},
	{
		name: "incident: observations",
		model: `
[incident.i]
observed = [
  {},
  { node = "a", level = "up", at = "1h", from = "2h" },
  { node = "a", surged = true, from = "2h", to = "1h" },
  { node = "a", level = "up", surged = true },
  { node = "a", level = "dwn", scored = false },
  { node = "aa", level = "partial", within = "x", fitted = 1 },
]
[power.a]
`,
		want: []string{
			`3:3: observation: an observation gives one of level, surged = true, share_down, users and owed`,
			`3:3: observation: this observation does not say of which node`,
			`4:3: observation: an observation speaks of one moment (at) or of a spell (from, to), not of both`,
			`5:3: observation: this spell ends before it starts`,
			`6:3: observation: an observation gives one of level, surged = true, share_down, users and owed`,
			`7:3: observation: an observation with scored = false says why: it needs reason`,
			`7:25: unknown-word: "dwn" must be "up", "degraded", "down" or "partial"`,
			`8:12: unknown-id: there is no node "aa"`,
			`8:46: duration: "x" is not a duration`,
			`8:60: type: this is a number, but must be true or false`,
		},
	},
	{
		name: "terms and policies",
		model: `
[terms.t]
bands = [{ from = "2d", pay = 1 }, { from = "1d", pay = -1 }]
[terms.u]
covers = ["web", "kind:carrier", "!web"]
[policy.p]
[policy.q]
protect = "sector:health"
against = "kind:carier"
max_outage = "2h"
[policy.r]
protect = "web,!web"
against = "kind:carrier,colour:red"
[service.web]
[carrier.kt]
`,
		want: []string{
			`1:8: covers: these terms cover nothing: they need covers`,
			`2:36: bands: bands go up: this one starts at 1d, the one before at 2d`,
			`2:57: range: this number must be 0 or more (and at most 1e15)`,
			`5:9: policy: policy "p" does not say against`,
			`5:9: policy: policy "p" does not say protect`,
			`7:11: selector: no node matches "sector:health"`,
			`8:11: selector: no node matches "kind:carier"`,
			`11:11: selector: selector "web,!web" leaves nothing`,
			`12:11: selector: a selector cannot ask for "colour"`,
		},
	},
	{
		name: "options",
		model: `
[option.o]
set.servce.web.needs = ["a"]
set.service.web.needs = ["aa"]
add.service.web.tags = "x"
set.carrier.web.name = "x"
set.incident.i.name = "x"
set.service.Web.name = "x"
[option.p]
cost = 1
set.service.new.needs = ["a", "web"]
set.service.web.reach = 0.5
add.service.web.needs = ["new", "web"]
[service.web]
population = "people"
[power.a]
[population.people]
access = { a = 1 }
[incident.i]
`,
		want: []string{
			`1:9: option: option "o" has no cost`,
			`2:5: unknown-kind: unknown kind "servce"`,
			`4:24: type: "add.tags" must be a list`,
			`5:13: kind-mismatch: "web" is of kind service in the model, not carrier`,
			`6:14: option: an option cannot change [incident.i]`,
			`7:13: bad-id: "Web" is not an id`,
			`12:33: self: "web" needs itself`,
		},
	},
	{
		name: "unknown ids in an option, each at the option's own place",
		model: `
[carrier.line-a]
[population.people]
access = { line-a = 1 }
[sector.retail]
[service.shop]
population = "people"
sector = "retail"
needs = ["line-a"]
[service.bare]
[option.o]
cost = 1
set.service.shop.needs = ["line-a", "lien-a"]
add.service.shop.needs = [{ any = ["line-a", "typo"] }]
add.service.bare.needs = ["line-b"]
set.service.shop.sector = "reatil"
set.service.shop.population = "poeple"
set.service.shop.spills_to = { bear = 1 }
set.population.people.access = { line-x = 1 }
`,
		want: []string{
			`12:37: unknown-id: there is no node "lien-a"; did you mean "line-a"?`,
			`13:46: unknown-id: there is no node "typo"`,
			`14:27: unknown-id: there is no node "line-b"; did you mean "line-a"?`,
			`15:27: unknown-sector: there is no sector "reatil"; did you mean "retail"?`,
			`16:31: unknown-population: there is no population "poeple"; did you mean "people"?`,
			`17:32: unknown-id: there is no node "bear"; did you mean "bare"?`,
			`18:34: unknown-id: there is no node "line-x"; did you mean "line-a"?`,
		},
	},
	{
		name: "defined twice across kinds",
		model: `
[service.web]
[sector.web]
[platform.web]
`,
		want: []string{
			`3:11: duplicate: "web" is defined twice`,
		},
	},
	{
		name: "defined twice",
		model: `
[service.web]
name = "a"
[service.web]
name = "b"
`,
		want: []string{
			`3:10: duplicate: "web" is defined twice; first as [service.web] at m.toml:1`,
		},
	},
	{
		name: "key twice",
		model: `
[service.web]
name = "a"
name = "b"
`,
		want: []string{
			`3:1: duplicate: key "name" stands twice in [service.web]; first at m.toml:2`,
		},
	},
	{
		name: "what stands twice hides nothing else",
		model: `
[carrier.a]
name = "a"
[carrier.a]
nme = "it is not read"
[carrier.a.tables-within]
go = "with it"
[servce.q]
[service.w]
needs = ["nope", { any = ["a", "zz"], failover = "1m", any = ["b"] }]
[model]
title = = "x"
[service.w] # behind what is no TOML
[service.v]
needs = ["a",
  { on = "b", on = "c" }]
needs = ["d"]
`,
		want: []string{
			`3:10: duplicate: "a" is defined twice; first as [carrier.a] at m.toml:1`,
			`7:2: unknown-kind: unknown kind "servce"`,
			`9:56: duplicate: key "any" stands twice in this table; first at m.toml:9`,
			`11:9: toml: this is not valid TOML: a value is missing here`,
			`12:10: duplicate: "w" is defined twice; first as [service.w] at m.toml:8`,
			`15:15: duplicate: key "on" stands twice in this table; first at m.toml:15`,
			`16:1: duplicate: key "needs" stands twice in [service.v]; first at m.toml:14`,
		},
	},
	{
		name: "what stands twice beside a node that is missing",
		model: `
[carrier.a]
[carrier.a]
[servce.q]
[service.web]
needs = ["nope"]
`,
		want: []string{
			`2:10: duplicate: "a" is defined twice; first as [carrier.a] at m.toml:1`,
			`3:2: unknown-kind: unknown kind "servce"`,
			`5:10: unknown-id: there is no node "nope"`,
		},
	},
	{
		name:  "what stands twice under a name that is not printable",
		model: "[service.\"\\u0007\".a]\n[service.\"\\u0007\".a]\n",
		want: []string{
			`1:10: bad-id: "\a" is not an id`,
			"2:19: duplicate: [service.\ufffd.a] is defined twice; first as [service.\ufffd.a] at m.toml:1",
		},
	},
	{
		name: "what stands twice in other forms",
		model: `
[service]
a.name = "a"
b = {}
[service.a]
[service.b]
[model]
title.ko = "x"
title = "y"
[model]
`,
		want: []string{
			`4:10: duplicate: "a" is defined twice; first at m.toml:2`,
			`5:10: duplicate: "b" is defined twice; first at m.toml:3`,
			`8:1: duplicate: key "title" stands twice in [model]; first at m.toml:7`,
			`9:2: duplicate: [model] is defined twice; first as [model] at m.toml:6`,
		},
	},
	{
		name: "an event that says something wrong says something",
		model: `
[carrier.a]
[incident.i]
events = [{ at = "0m", fail = "a", for = "1h" }, { at = "1m", fails = ["a"] }, { at = "2m", fail = [] }, { at = "3m", repair = ["a"], for = "1h" }]
`,
		want: []string{
			`3:31: type: this is text, but must be a list`,
			`3:63: misplaced-key: key "fails" does not belong on an event`,
			`3:80: event: nothing happens in this event`,
			`3:135: event: for says how long a fault, a share served, a demand or a capacity lasts, and this event has none`,
		},
	},
	{
		name: "selectors beside elements that are wrong themselves",
		model: `
[servce.q]
vendor = "x"
[service.Bad]
[carrier.a]
vendor = "y"
fails = false
[policy.p]
protect = "aa"
against = "vendr:x"
[policy.r]
protect = "q,Bad,vendor:x,q-*"
against = "a"
[policy.s]
protect = "a,!a"
against = "vendor:y"
`,
		want: []string{
			`1:2: unknown-kind: unknown kind "servce"`,
			`3:10: bad-id: "Bad" is not an id`,
			`8:11: selector: there is no node "aa"; did you mean "a"?`,
			`9:11: selector: a selector cannot ask for "vendr"; did you mean "vendor"?`,
			`12:11: selector: "a" is a grouping (fails = false) and cannot fail of itself`,
		},
	},
	{
		name: "several syntax errors",
		model: `
[service.a]
name = = "a"
[service.b]
needs = ["a" "c"]
[service.c]
name = "c
[service.d]
nme = "d"
[service.e
name = "e"
[service.f]
`,
		want: []string{
			`2:8: toml: this is not valid TOML: a value is missing here`,
			`4:14: toml: this is not valid TOML: "," or "]" is missing here`,
			`6:10: toml: this is not valid TOML: this text does not end on its line`,
			`8:1: unknown-key: unknown key "nme"`,
			`9:11: toml: this is not valid TOML: "]" is missing here, or a name holds what it may not`,
		},
	},
	{
		name: "list that does not end",
		model: `
[service.a]
needs = ["b",
[service.b]
nme = "b"
`,
		want: []string{
			`2:9: toml: this is not valid TOML: what starts here does not end`,
			`4:1: unknown-key: unknown key "nme"`,
		},
	},
	{
		name: "text that does not end",
		model: `
[service.a]
name = """
a
[service.b]
name = = "b"
`,
		want: []string{
			`2:8: toml: this is not valid TOML: what starts here does not end`,
			`5:8: toml: this is not valid TOML: a value is missing here`,
		},
	},
	{
		name: "nesting in brackets",
		model: `
[service.a]
needs = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["b"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
[service.b]
nme = "b"
`,
		want: []string{
			`2:41: too-deep: nesting goes deeper than 32 levels`,
			`4:1: unknown-key: unknown key "nme"`,
		},
	},
	{
		name: "nesting in inline tables",
		model: `
[service.a]
x = {a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a={a=1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}
`,
		want: []string{
			`2:101: too-deep: nesting goes deeper than 32 levels`,
		},
	},
	{
		name: "nesting in dotted keys",
		model: `
[service.a]
a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.a.b.c.d.e.f.g.h.i = 1
`,
		want: []string{
			`2:66: too-deep: nesting goes deeper than 32 levels`,
		},
	},
	{
		name: "invalid UTF-8",
		model: "[service.a]\n" +
			"name = \"한글\xff\"\n" +
			"[service.b]\n" +
			"nme = \"b\"",
		want: []string{
			`2:11: utf-8: byte 0xff is not valid UTF-8`,
			`4:1: unknown-key: unknown key "nme"`,
		},
	},
	{
		name: "control character",
		model: "[service.a]\n" +
			"name = \"한글\x00\"",
		want: []string{
			`2:11: toml: this is not valid TOML: control character U+0000`,
		},
	},
	{
		name:  "UTF-16 without a byte order mark",
		model: "[\x00s\x00e\x00r\x00v\x00i\x00c\x00e\x00",
		want: []string{
			`1:2: utf-8: every other byte is 0: this looks like UTF-16 without a byte order mark`,
		},
	},
	{
		name:  "UTF-16 without a byte order mark, big end first",
		model: "\x00[\x00s\x00e\x00r\x00v\x00i\x00c\x00e",
		want: []string{
			`1:1: utf-8: every other byte is 0: this looks like UTF-16 without a byte order mark`,
		},
	},
	{
		name: "Windows line ends, tabs and Hangul",
		model: "[service.a]\r\n" +
			"\tname = \"웹\"\r\n" +
			"\tneeds = [\"a\", \"한글\", { any = [\"나\", \"b\"], \"예비\" = 3 }] # 끝\r\n" +
			"[service.b]\r\n" +
			"name = = \"b\"\r\n" +
			"[servce.c]\r\n",
		want: []string{
			`3:11: self: "a" needs itself`,
			`3:42: unknown-key: unknown key "예비"`,
			`5:8: toml: this is not valid TOML: a value is missing here`,
			`6:2: unknown-kind: unknown kind "servce"`,
		},
	},
	{
		name:  "byte order mark",
		model: "\ufeff[servce.a]",
		want: []string{
			`1:2: unknown-kind: unknown kind "servce"`,
		},
	},
	{
		name: "dotted and quoted keys",
		model: `
[service.a]
"n\u0061me" = 1
operator.kt = 1
'site' = ["x"]
`,
		want: []string{
			`2:15: type: this is a number, but must be text, or a table such as { ko = "…", en = "…" }`,
			`3:1: type: this is a table, but must be text`,
			`4:10: type: this is a list, but must be text`,
		},
	},
	{
		name: "values over several lines",
		model: `
[service.a]
recovery = """
1h
2h"""
needs = [
  # a comment, "with" [brackets]
  { on = "b" }, # another
  [
    "c",
  ],
]
`,
		want: []string{
			`2:12: duration: "1h\n2h" is not a duration`,
			`7:3: unknown-id: there is no node "b"`,
			`8:3: type: this is a list, but must be the id of a node, or a requirement such as { any = [...] }`,
		},
	},
}

// invalidLines holds wrong models in JSON Lines.
var invalidLines = []invalidModel{
	{
		name: "a broken line hides only what it defines",
		model: `
{"id": "a", "kind": "carrier", "needs": ["a", "b"]}
not json
`,
		want: []string{
			`1:42: self: "a" needs itself`,
			`2:2: json: this is not valid JSON: this is neither true nor false`,
		},
	},
	{
		name: "not an object",
		model: `
[1]
3
"x"
`,
		want: []string{
			`1:1: json: a line must be a JSON object`,
			`2:1: json: a line must be a JSON object`,
			`3:1: json: a line must be a JSON object`,
		},
	},
	{
		name: "no id or kind",
		model: `
{"id": "a"}
{"kind": "service"}
{"id": 1, "kind": "service"}
{}
`,
		want: []string{
			`1:1: no-id: a line needs "id" and "kind", both text; such as {"id": "web", "kind": "service", "needs": ["dc"]}`,
			`2:1: no-id: a line needs "id" and "kind", both text; such as {"id": "web", "kind": "service", "needs": ["dc"]}`,
			`3:1: no-id: a line needs "id" and "kind", both text; such as {"id": "web", "kind": "service", "needs": ["dc"]}`,
			`4:1: no-id: a line needs "id" and "kind", both text; such as {"id": "web", "kind": "service", "needs": ["dc"]}`,
		},
	},
	{
		name: "broken JSON",
		model: "{\"id\": \"a\", \"kind\": \"service\"\n" +
			"{\"id\": \"b\", \"kind\": \"service\", \"needs\": [}\n" +
			"{\"id\": \"c\", \"kind\": \"service\"} x\n" +
			"{\"id\": \"d\", \"kind\": \"service\", \"criticality\": 01}\n" +
			"{\"id\": \"e\", \"kind\": \"service\", \"name\": \"한글\xff\"}\n" +
			"{\"id\": \"f\", \"kind\": \"service\", \"name\": \"\x1b\"}\n" +
			"{\"id\": \"g\" \"kind\": \"service\"}\n" +
			"{id: 3}",
		want: []string{
			`1:30: json: this is not valid JSON: the line ends too early`,
			`2:42: json: this is not valid JSON: no key and no value starts like this`,
			`3:32: json: more follows after the object`,
			`4:48: json: this is not valid JSON: "," or "}" is missing here`,
			`5:43: json: this is not valid JSON: a byte that is not UTF-8`,
			`6:41: json: this is not valid JSON: a control character`,
			`7:12: json: this is not valid JSON: "," or "}" is missing here`,
			`8:2: json: this is not valid JSON: no key and no value starts like this`,
		},
	},
	{
		name: "key twice",
		model: `
{"id": "a", "kind": "service", "name": "a", "name": "b"}
{"id": "b", "kind": "service", "needs": [{"on": "a", "on": "a"}]}
`,
		want: []string{
			`1:45: json: key "name" stands twice in this object; first at column 32`,
			`2:54: json: key "on" stands twice in this object; first at column 43`,
		},
	},
	{
		name: "null",
		model: `
{"id": "a", "kind": "service", "name": null}
`,
		want: []string{
			`1:40: json: null means nothing here: leave the key out`,
		},
	},
	{
		name: "nesting",
		model: `
{"id": "a", "kind": "service", "needs": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["b"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}
`,
		want: []string{
			`1:73: json: nesting goes deeper than 32 levels`,
		},
	},
	{
		name: "unknown kind, bad id, what cannot stand in lines",
		model: `
{"id": "a", "kind": "servce"}
{"id": "B", "kind": "service"}
{"id": "c", "kind": "incident"}
{"id": "d", "kind": "service", "needs": ["a", "B"]}
`,
		want: []string{
			`1:21: unknown-kind: unknown kind "servce"; did you mean "service"?`,
			`2:8: bad-id: "B" is not an id; ids are written in small letters, digits and "-", such as "kt-backbone"`,
			`3:21: not-in-lines: "incident" cannot stand in JSON Lines; give it in a TOML file, with --with`,
		},
	},
	{
		name: "defined twice",
		model: `
{"id": "a", "kind": "service"}
{"id": "a", "kind": "sector"}

{"id": "a", "kind": "carrier"}
{"id": "a", "kind": "sector"}
`,
		want: []string{
			`4:8: duplicate: "a" is defined twice; first on line 1`,
			`5:8: duplicate: "a" is defined twice; first on line 2`,
		},
	},
	{
		name: "keys and values have their places",
		model: `
{"id": "a", "kind": "service", "n\u0061mes": 1, "needs": ["b" , {"any": ["한글", "c", "c"]}, 3, {"any": [ ]}]}
{"kind": "power", "id": "c", "users": -1, "mtbf" : "1w", "criticality": 1e400}
{"kind": "population", "id": "p", "access": {"c": 0.5, "d": 0.5}, "size": 0}
`,
		want: []string{
			`1:32: unknown-key: unknown key "names"`,
			`1:59: unknown-id: there is no node "b"`,
			`1:74: unknown-id: there is no node "한글"`,
			`1:85: twin: "c" stands twice in this group, which gives no redundancy`,
			`1:92: type: this is a number, but must be the id of a node, or a requirement such as { any = [...] }`,
			`1:96: empty-group: this group has no members`,
			`2:30: not-a-service: users belongs on a service; "c" is of kind power`,
			`2:39: range: this number must be 0 or more (and at most 1e15)`,
			`2:43: chance: mtbf and mttr go together`,
			`2:52: duration: "1w" is not a duration`,
			`2:73: range: this number must be 0 or more (and at most 1e15)`,
			`3:56: unknown-id: there is no node "d"`,
			`3:75: range: this number must be more than 0`,
		},
	},
	{
		name: "line by line, with Windows line ends",
		model: "{\"id\": \"a\", \"kind\": \"service\", \"need\": []}\r\n" +
			"\r\n" +
			"{\"id\": \"b\", \"kind\": \"service\", \"needs\": [\"x\"]}\r",
		want: []string{
			`1:32: unknown-key: unknown key "need"`,
			`3:42: unknown-id: there is no node "x"`,
		},
	},
	{
		name:  "byte order mark",
		model: "\ufeff{\"id\": \"a\", \"kind\": \"servce\"}",
		want: []string{
			`1:21: unknown-kind: unknown kind "servce"`,
		},
	},
}
