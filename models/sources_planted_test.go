package models_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
)

// TestSourcesPlanted plants mistakes in a model and its SOURCES.md that fit.
func TestSourcesPlanted(t *testing.T) {
	const model = `
[source.report]
url = "https://a.example/1"
asof = "2021-10"
[source.count]
url = "https://a.example/2"
asof = 2019-05-01
[carrier.a]
source = "report"
[service.s]
needs = ["a", { any = ["a"], source = "etnews 20230314" }]
source = "000_f29520c905dc3246.txt; what follows is assumed"
[service.u]
source = "the ministry"
confidence = "reported"
[population.p]
source = "assumed: as the others"
confidence = "assumed"
access = { a = 1.0 }
at."2020".size = 3
at."2020".source = "count"
`
	const text = "# Sources\n\n| short name | what it is |\n|---|---|\n| `the ministry` | a statement |\n\n## One\n\n| id | document | date | what it states | where |\n|---|---|---|---|---|\n| `report` | [A report](https://a.example/1) | 2021-10 | That it is so. | page 1 |\n\n## Two\n\n| id | document | date | what it states | where |\n|---|---|---|---|---|\n| `count` | [A count](https://a.example/2) | 2019-05-01 | Three. | table 2 |\n"
	for _, c := range []struct{ name, old, new, want string }{
		{"none", "", "", ""},
		{"a row is missing", "| `count` | [A count](https://a.example/2) | 2019-05-01 | Three. | table 2 |\n", "", "[source.count] has no row in SOURCES.md"},
		{"dates differ", "| 2021-10 |", "| 2021-11 |", `[source.report] is of "2021-10", and its row in SOURCES.md of "2021-11"`},
		{"addresses differ", "(https://a.example/1)", "(https://a.example/3)", `[source.report] is at "https://a.example/1", and its row in SOURCES.md at "https://a.example/3"`},
		{"a row has no date", "| 2021-10 |", "| |", `row "report" of SOURCES.md has no date: ""; [source.report] is of "2021-10", and its row in SOURCES.md of ""`},
		{"a row has no place", "| page 1 |", "| |", `row "report" of SOURCES.md lacks a document, what it states, or where`},
		{"a row is of nothing", "`report` |", "`rumour` |", `row "rumour" of SOURCES.md is of no [source.rumour]; [source.report] has no row in SOURCES.md`},
		{"a row is not used", `source = "report"`, `source = "assumed"`, `nothing in the model cites "report", which has a row in SOURCES.md`},
		{"a row stands twice", "| `count` | [A count](https://a.example/2)", "| `report` | [A report](https://a.example/1) | 2021-10 | That it is so. | page 1 |\n| `count` | [A count](https://a.example/2)", `row "report" stands in SOURCES.md twice; rows "report" and "report" of SOURCES.md have one address: https://a.example/1`},
		{"an address stands twice", "https://a.example/2", "https://a.example/1", `rows "report" and "count" of SOURCES.md have one address: https://a.example/1; [source.count] is at "https://a.example/2", and its row in SOURCES.md at "https://a.example/1"`},
		{"a node says nothing", `source = "report"`, "", `a says neither where it comes from nor why it is assumed; nothing in the model cites "report", which has a row in SOURCES.md`},
		{"a text without a number", "etnews 20230314", "a newspaper", `s needs { any = ["a"] }: "a newspaper" names no [source.ID], no seed document, no site with the number of an article, and is not assumed`},
		{"a short name that is none", "| `the ministry` | a statement |\n", "", `u: "the ministry" names no [source.ID], no seed document, no site with the number of an article, and is not assumed`},
		{"one by date", `at."2020".source = "count"`, `at."2020".source = "somebody"`, `population p from 2020-12-31: "somebody" names no [source.ID], no seed document, no site with the number of an article, and is not assumed; nothing in the model cites "count", which has a row in SOURCES.md`},
	} {
		change := func(text string) string {
			if c.old == "" {
				return text
			}
			return strings.ReplaceAll(text, c.old, c.new)
		}
		inModel, inText := model, text
		if strings.Contains(text, c.old) {
			inText = change(text)
		} else {
			inModel = change(model)
		}
		m, err := models.LoadFS(fstest.MapFS{"m.toml": {Data: []byte(inModel)}}, "m.toml")
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := strings.Join(checkSources(m, inText, ""), "; "); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
}
