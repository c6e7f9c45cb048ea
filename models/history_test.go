package models_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// changing is a model whose facts change with time.
const changing = `
[model]
asof = 2030-01-01
[source.census]
asof = "2025-12"
[carrier.a]
operator = "old"
source = "a letter"
at."2024-06".operator = "new"
[carrier.b]
[population.p]
size = 1000
access = { a = 0.5, b = 0.5 }
at."2022".access = { a = 1.0 }
at."2025-12-31".size = 2000
at."2025-12-31".source = "census"
[service.s]
population = "p"
needs = ["a"]
at."2024-01-01".needs = [{ any = ["a", "b"] }]
at."2024-01-01".source = "a call"
at."2025-01-01".reach = 0.5
[terms.t]
covers = ["s"]
consecutive = "1h"
at."2024-01-01".consecutive = "3h"
[policy.q]
protect = "s"
against = "kind:carrier"
at."2024-01-01".worst = "degraded"
[option.o]
cost = 1
set.service.s.at."2026-01-01".reach = 0.1
`

// at returns the model on a date.
func at(t *testing.T, m *models.Model, date string) *models.Model {
	t.Helper()
	then, err := m.At(date)
	if err != nil {
		t.Fatal(err)
	}
	return then
}

// told says of a model what changes in it.
func told(m *models.Model) string {
	s, p := m.Node("s"), m.Population("p")
	access := []string{}
	for _, a := range p.Access {
		access = append(access, a.Node)
	}
	return fmt.Sprintf("%s %g %v %v %g %s %q", m.Node("a").Operator, *p.Size, access, s.Needs[0], s.Use.Reach, models.FormatDuration(m.Terms[0].Consecutive), m.Policies[0].Worst)
}

func TestAt(t *testing.T) {
	m := load(t, changing)
	for date, want := range map[string]string{
		"2021":       `old 1000 [a b] "a" 1 1h ""`,
		"2022-12-30": `old 1000 [a b] "a" 1 1h ""`,
		"2022-12-31": `old 1000 [a] "a" 1 1h ""`,
		"2022":       `old 1000 [a] "a" 1 1h ""`,
		"2024-01-01": `old 1000 [a] { any = ["a", "b"] } 1 3h "degraded"`,
		"2024-06":    `new 1000 [a] { any = ["a", "b"] } 1 3h "degraded"`,
		"2025-12-30": `new 1000 [a] { any = ["a", "b"] } 0.5 3h "degraded"`,
		"2025":       `new 2000 [a] { any = ["a", "b"] } 0.5 3h "degraded"`,
		"":           `new 2000 [a] { any = ["a", "b"] } 0.5 3h "degraded"`,
	} {
		if got := told(at(t, m, date)); got != want {
			t.Errorf("on %q: %s\nwant %s", date, got, want)
		}
		if got := told(at(t, at(t, m, "2022"), date)); got != want {
			t.Errorf("from 2022 to %q: %s\nwant %s", date, got, want)
		}
	}
	if told(m) != told(at(t, at(t, m, "2000"), "")) || m.Day() != "" || at(t, m, "2022-02").Day() != "2022-02-28" {
		t.Error("the model itself has changed, or does not know its day")
	}
}

// TestAtPlaces: what is wrong or doubtful is shown where the value stands that holds.
func TestAtPlaces(t *testing.T) {
	m := load(t, changing)
	for date, want := range map[string]int{"2021": 19, "2024": 20} {
		then := at(t, m, date)
		if _, line := then.Position(then.Node("s"), 0); line != want {
			t.Errorf("in %s the need stands on line %d, want %d", date, line, want)
		}
	}
}

// TestGroundsByDate: what stands beside a value by date is its own.
func TestGroundsByDate(t *testing.T) {
	m := load(t, changing)
	s, p := m.Node("s"), m.Population("p")
	if g := s.Grounds(&s.Needs[0]); g == nil || g.Source != "a call" || s.Provenance != nil {
		t.Errorf("the need rests on %+v, the service on %+v", g, s.Provenance)
	}
	if g := p.GroundsOf("size"); g == nil || m.DateOf(g) != "2025-12" || p.GroundsOf("access") != nil {
		t.Errorf("the size rests on %+v", g)
	}
	if g := m.Node("a").GroundsOf("operator"); g == nil || g.Source != "a letter" {
		t.Errorf("with nothing beside it a value rests on what its element does, not on %+v", g)
	}
	before := at(t, m, "2023")
	if s := before.Node("s"); s.Grounds(&s.Needs[0]) != nil {
		t.Error("what holds later is the ground of what held before")
	}
	alone := load(t, "[carrier.a]\nsource = \"x\"\nat.\"2024\".source = \"y\"\n")
	if g := alone.Node("a").Provenance; g.Source != "y" {
		t.Errorf("a source by date with nothing beside it is that of the element, not %+v", g)
	}
}

// TestAtWithOptions: options and days may be taken in either order.
func TestAtWithOptions(t *testing.T) {
	m := load(t, changing)
	for date, want := range map[string]float64{"2024": 1, "2025": 0.5, "2027": 0.1} {
		a, err := at(t, m, date).WithOptions("o")
		if err != nil {
			t.Fatal(err)
		}
		with, err := m.WithOptions("o")
		if err != nil {
			t.Fatal(err)
		}
		b := at(t, with, date)
		if x, y := a.Node("s").Use.Reach, b.Node("s").Use.Reach; x != want || y != want {
			t.Errorf("in %s the reach is %g and %g, want %g", date, x, y, want)
		}
		if a.Digest != b.Digest {
			t.Error("one model has two digests")
		}
	}
}

// withOverlays loads a model with overlays, called a.toml, b.toml and so on.
func withOverlays(t *testing.T, model string, overlays ...string) (*models.Model, error) {
	t.Helper()
	files, with := fstest.MapFS{"m.toml": {Data: []byte(model)}}, []string{}
	for i, text := range overlays {
		name := string(rune('a' + i))
		files["variants/"+name+".toml"] = &fstest.MapFile{Data: []byte(text)}
		with = append(with, "variant:"+name)
	}
	return models.LoadFS(files, "m.toml", with...)
}

// TestDatesInOverlays: a key that an overlay names it replaces with all its dates, from a
// date on the values of that date alone; what it appends is appended on every day.
func TestDatesInOverlays(t *testing.T) {
	const model = `
[carrier.x]
[carrier.y]
[carrier.z]
[carrier.a]
operator = "one"
vendor = "v1"
needs = ["x"]
at."2020-01-01".operator = "two"
at."2020-01-01".source = "s2"
at."2022-01-01".operator = "three"
at."2022-01-01".vendor = "v3"
at."2022-01-01".needs = ["y"]
`
	for name, c := range map[string]struct {
		overlay string
		want    [3]string // in 2019, 2021 and 2023
	}{
		"nothing":       {"[carrier.a]\n", [3]string{`one v1 ["x"] -`, `two v1 ["x"] s2`, `three v3 ["y"] -`}},
		"plain":         {"[carrier.a]\noperator = \"new\"\n", [3]string{`new v1 ["x"] -`, `new v1 ["x"] -`, `new v3 ["y"] -`}},
		"a date":        {"[carrier.a]\nat.\"2020-01-01\".operator = \"new\"\n", [3]string{`one v1 ["x"] -`, `new v1 ["x"] s2`, `three v3 ["y"] -`}},
		"a date more":   {"[carrier.a]\nat.\"2020-06-01\".operator = \"new\"\n", [3]string{`one v1 ["x"] -`, `new v1 ["x"] -`, `three v3 ["y"] -`}},
		"plain, a date": {"[carrier.a]\noperator = \"new\"\nat.\"2023\".operator = \"newest\"\n", [3]string{`new v1 ["x"] -`, `new v1 ["x"] -`, `newest v3 ["y"] -`}},
		"append":        {"[carrier.a]\nadd.needs = [\"z\"]\n", [3]string{`one v1 ["x" "z"] -`, `two v1 ["x" "z"] s2`, `three v3 ["y" "z"] -`}},
	} {
		m, err := withOverlays(t, model, c.overlay)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for i, date := range []string{"2019", "2021", "2023"} {
			n, source := at(t, m, date).Node("a"), "-"
			if g := n.GroundsOf("operator"); g != nil {
				source = g.Source
			}
			if got := fmt.Sprint(n.Operator, " ", n.Vendor, " ", n.Needs, " ", source); got != c.want[i] {
				t.Errorf("%s: in %s %s, want %s", name, date, got, c.want[i])
			}
		}
	}
}

// TestDatesExclude: two overlays exclude each other where they replace one key for the
// same time.
func TestDatesExclude(t *testing.T) {
	const model = "[carrier.a]\noperator = \"one\"\n"
	plain, early, late := "[carrier.a]\noperator = \"x\"\n", "[carrier.a]\nat.\"2020-12-31\".operator = \"y\"\n", "[carrier.a]\nat.\"2021-01-01\".operator = \"z\"\n"
	for _, c := range []struct {
		a, b    string
		exclude bool
	}{{plain, early, true}, {early, plain, true}, {early, late, false}, {early, "[carrier.a]\nat.\"2020\".operator = \"z\"\n", true}, {early, "[carrier.a]\nat.\"2020\".vendor = \"z\"\n", false}} {
		_, err := withOverlays(t, model, c.a, c.b)
		if excluded := err != nil && strings.Contains(err.Error(), "exclude each other"); excluded != c.exclude || err != nil && !excluded {
			t.Errorf("%q and %q: %v", c.a, c.b, err)
		}
	}
}

// TestDatesInLines: JSON Lines have dates as well.
func TestDatesInLines(t *testing.T) {
	m, err := loadText("m.jsonl", `{"id": "b", "kind": "carrier"}
{"id": "a", "kind": "carrier", "operator": "one", "at": {"2020": {"operator": "two", "needs": ["b"]}}}
{"id": "p", "kind": "population", "size": 1, "access": {"a": 1}, "at": {"2021": {"size": 2}}}
`)
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{"2019": "one [] 1", "2020": `two ["b"] 1`, "2021": `two ["b"] 2`, "": `two ["b"] 2`} {
		then := at(t, m, date)
		if got := fmt.Sprint(then.Node("a").Operator, " ", then.Node("a").Needs, " ", *then.Population("p").Size); got != want {
			t.Errorf("in %q %s, want %s", date, got, want)
		}
	}
}

// TestAtWrong: what is wrong on one day with several elements at once is found when that
// day is asked about.
func TestAtWrong(t *testing.T) {
	m := load(t, `
[carrier.a]
[carrier.b]
[population.p]
access = { a = 1.0 }
at."2020".access = { a = 0.5, b = 0.5 }
[service.s]
population = "p"
[service.x]
needs = ["s@b"]
`)
	var problems models.Problems
	if _, err := m.At("2019"); !errors.As(err, &problems) || !strings.Contains(err.Error(), `"s" has no part at "b"`) {
		t.Errorf("%v", err)
	}
}

// TestAtAmended: what a question changes stays changed on another day.
func TestAtAmended(t *testing.T) {
	m := load(t, changing).AmendNode("s", func(n *models.Node) { n.Vendor = "amended" })
	if then := at(t, m, "2020"); then.Node("s").Vendor != "amended" || then.Node("s").Use.Reach != 1 {
		t.Error("the amendment is lost, or the day")
	}
}

// TestNoDates: a model without dates is itself on every day.
func TestNoDates(t *testing.T) {
	m := load(t, "[carrier.a]\n[service.s]\nneeds = [\"a\"]\n[terms.t]\ncovers = [\"s\"]\nconsecutive = \"1h\"\n")
	for _, date := range []string{"1999", "2021-10", "2100-01-01", ""} {
		if at(t, m, date) != m {
			t.Errorf("in %q it is another", date)
		}
	}
}

// TestAtAgainstPlain: on any day a model says what one without dates says in which the
// values of that day stand.
func TestAtAgainstPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 3))
	keys := []string{"operator", "vendor", "site", "region"}
	for range rounds.Of(t, 200, 2000).Seeds() {
		days := []string{"2020-01-01", "2020-06-30", "2021-12-31", "2022-02-28", "2024-02-29"}
		values := map[string]map[string]string{} // key -> day, "" for none -> value
		text := "[carrier.a]\n"
		for _, k := range keys {
			values[k] = map[string]string{}
			for _, d := range append([]string{""}, days...) {
				if rng.IntN(2) == 0 {
					continue
				}
				values[k][d] = fmt.Sprintf("%s%d", k, rng.IntN(100))
				if d == "" {
					text += fmt.Sprintf("%s = %q\n", k, values[k][d])
				}
			}
		}
		for _, d := range days {
			for _, k := range slices.Sorted(maps.Keys(values)) {
				if v, ok := values[k][d]; ok {
					text += fmt.Sprintf("at.%q.%s = %q\n", d, k, v)
				}
			}
		}
		m := load(t, text)
		for _, now := range []string{"2019-12-31", "2020-01-01", "2020-12-31", "2021", "2022-02", "2023", "2024"} {
			plain := "[carrier.a]\n"
			for _, k := range keys {
				best, found := "", values[k][""] != ""
				for _, d := range days {
					if _, ok := values[k][d]; ok && d <= models.LastDay(now) {
						best, found = d, true
					}
				}
				if found {
					plain += fmt.Sprintf("%s = %q\n", k, values[k][best])
				}
			}
			then := at(t, m, now).Node("a")
			want := load(t, plain).Node("a")
			if then.Operator != want.Operator || then.Vendor != want.Vendor || then.Site != want.Site || then.Region != want.Region {
				t.Fatalf("%s\non %s it is %+v, want %+v", text, now, then, want)
			}
		}
	}
}

// TestNamesOfTheirDay: what a day's facts name need not be there on other days.
func TestNamesOfTheirDay(t *testing.T) {
	m := load(t, `
[carrier.a]
operator = "old"
at."2024".operator = "new"
[carrier.b]
[population.p]
access = { a = 0.5, b = 0.5 }
at."2024".access = { a = 1.0 }
[service.s]
population = "p"
[service.x]
needs = ["s@b"]
at."2024".needs = ["s@a"]
[policy.now]
protect = "s"
against = "operator:new"
[policy.both]
protect = "s"
against = "operator:old"
at."2024".against = "operator:new"
[terms.t]
covers = ["s@b"]
at."2024".covers = ["s@a"]
[incident.then]
start = 2020-01-01
events = [{ at = "0m", fail = ["operator:old", "s@b"] }]
observed = [{ node = "s@b", level = "down" }]
[incident.now]
start = 2025-01-01
events = [{ at = "0m", fail = ["operator:new"] }]
`)
	for date, want := range map[string]string{"2020": "s@b", "2024": "s@a", "": "s@a"} {
		if got := at(t, m, date).Node("x").Needs[0].On; got != want {
			t.Errorf("on %q it needs %s", date, got)
		}
	}
	for date, want := range map[string]int{"2020": 1, "2024": 2, "": 2} {
		for _, then := range []*models.Model{at(t, m, date), at(t, at(t, m, "2021"), date)} {
			if len(then.Policies) != want || len(then.Absent()) != 2-want {
				t.Errorf("on %q it has %d policies, and without %v", date, len(then.Policies), then.Absent())
			}
		}
	}
	const wrong = "[carrier.a]\nat.\"2024\".operator = \"new\"\n[incident.i]\nstart = 2020-01-01\nevents = [{ at = \"0m\", fail = [\"operator:older\"] }]\n"
	if problems := problemsOf(t, "m.toml", wrong); len(problems) != 1 || problems[0].Line != 5 {
		t.Errorf("%v", problems)
	}
}

func TestTermsInForce(t *testing.T) {
	for _, c := range []struct {
		from, until string
		days        map[string]bool
	}{
		{"", "", map[string]bool{"": true, "1999-01-01": true}},
		{"2022-07-01", "", map[string]bool{"": true, "2022-06-30": false, "2022-07-01": true}},
		{"", "2022-06-30", map[string]bool{"": false, "2022-06-30": true, "2022-07-01": false}},
		{"2022", "2023-02", map[string]bool{"": false, "2021-12-31": false, "2022-01-01": true, "2023-02-28": true, "2023-03-01": false}},
	} {
		terms := models.Terms{From: c.from, Until: c.until}
		for day, want := range c.days {
			if terms.InForce(day) != want {
				t.Errorf("from %q until %q: in force on %q is not %t", c.from, c.until, day, want)
			}
		}
	}
}

// TestDayOfTerms: a model whose terms have dates knows its day, even where nothing else
// hangs on it.
func TestDayOfTerms(t *testing.T) {
	m := load(t, "[carrier.a]\n[terms.t]\ncovers = [\"a\"]\nuntil = 2022-06-30\n")
	then := at(t, m, "2022-06")
	if then.Day() != "2022-06-30" || !then.SameFacts(m) || m.Day() != "" {
		t.Errorf("it is %q, and the facts are others", then.Day())
	}
	if at(t, then, "").Day() != "" {
		t.Error("there is no way back")
	}
	if changed := load(t, changing); at(t, changed, "2023").SameFacts(changed) {
		t.Error("other facts are the same")
	}
}

// TestSplitsOnDays: each split and each line is a key of its own.
func TestSplitsOnDays(t *testing.T) {
	m := load(t, `
[carrier.kt-mobile]
[carrier.skt-mobile]
[carrier.kt-home]
[population.people]
size = 10
by.mobile = { kt = 0.5, skt = 0.5 }
by.home = { kt = 1.0 }
line.data = "{mobile}-mobile"
line.fixed = "{home}-home"
at."2025".by.mobile = { kt = 0.25, skt = 0.75 }
at."2026".line.fixed = "kt-home"
[service.s]
population = "people"
needs = [{ any = ["@data", "@fixed"] }]
`)
	shares := func(m *models.Model) string {
		out := ""
		for _, s := range m.Populations[0].By {
			out += s.Name
			for _, v := range s.Values {
				out += fmt.Sprintf(" %s %g", v.ID, v.Share)
			}
			out += "; "
		}
		return out + m.Populations[0].Line[1].End.Template
	}
	for date, want := range map[string]string{
		"2024": "home kt 1; mobile kt 0.5 skt 0.5; {home}-home",
		"2025": "home kt 1; mobile kt 0.25 skt 0.75; {home}-home",
		"":     "home kt 1; mobile kt 0.25 skt 0.75; kt-home",
	} {
		if got := shares(at(t, m, date)); got != want {
			t.Errorf("on %q %s, want %s", date, got, want)
		}
	}
	if says := models.Inline(&m.Populations[0]); !strings.Contains(says, "2025-12-31") || !strings.Contains(says, "0.75") {
		t.Errorf("it says %s", says)
	}
}
