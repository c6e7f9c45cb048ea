package oracle

import (
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

func decode(t *testing.T, text string) Doc {
	t.Helper()
	doc := Doc{}
	if _, err := toml.Decode(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// ask reads a question written as "a b s@x ~c / 1h": what fails, with a tilde
// what is impaired, and the horizon.
func ask(text string) Question {
	var q Question
	names, after, _ := strings.Cut(text, "/")
	q.After = strings.TrimSpace(after)
	for _, name := range strings.Fields(names) {
		if impaired, ok := strings.CutPrefix(name, "~"); ok {
			q.Impaired = append(q.Impaired, impaired)
		} else {
			q.Failed = append(q.Failed, name)
		}
	}
	return q
}

// belowUp writes the levels below up, and "+r" where redundancy was lost, as
// "a=down b=degraded c+r", sorted.
func belowUp(a Answer) string {
	var words []string
	for _, vertex := range slices.Sorted(maps.Keys(a.Levels)) {
		word := vertex
		if a.Levels[vertex] != "up" {
			word += "=" + a.Levels[vertex]
		}
		if a.LostRedundancy[vertex] {
			word += "+r"
		}
		if word != vertex {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// The plain nodes that the requirements under test speak of.
const leaves = `
[carrier.a]
[carrier.b]
[carrier.c]
[carrier.d]
`

func TestRequirements(t *testing.T) {
	tests := []struct{ name, needs, ask, want string }{
		{"one", `"a"`, "a", "a=down n=down"},
		{"one, another fails", `"a"`, "b", "b=down"},
		{"impaired", `"a"`, "~a", "a=degraded n=degraded"},
		{"impaired and needs nothing", ``, "~n", "n=degraded"},
		{"impaired and failed", ``, "n ~n", "n=down"},
		{"the worst of all needs", `"a", "b"`, "a ~b", "a=down b=degraded n=down"},

		{"all: the worst", `{ all = ["a", "b"] }`, "~b", "b=degraded n=degraded"},
		{"any: the best", `{ any = ["a", "b"] }`, "a ~b", "a=down b=degraded n=degraded"},
		{"any, redundancy lost", `{ any = ["a", "b"] }`, "a", "a=down n+r"},
		{"any of three, one lost", `{ any = ["a", "b", "c"] }`, "a", "a=down"},
		{"any of three, two lost", `{ any = ["a", "b", "c"] }`, "a b", "a=down b=down n+r"},
		{"the third best of three never had any", `{ at_least = 3, of = ["a", "b", "c"] }`, "d", "d=down"},
		{"two of three", `{ at_least = 2, of = ["a", "b", "c"] }`, "a", "a=down n+r"},
		{"two of three, second best", `{ at_least = 2, of = ["a", "b", "c"] }`, "a ~b", "a=down b=degraded n=degraded"},
		{"two of three lost", `{ at_least = 2, of = ["a", "b", "c"] }`, "a b", "a=down b=down n=down"},

		{"nested", `{ any = [{ all = ["a", "b"] }, "c"] }`, "b", "b=down n+r"},
		{"nested, both ways lost", `{ any = [{ all = ["a", "b"] }, "c"] }`, "b c", "b=down c=down n=down"},
		{"nested, a shared member is no redundancy", `{ any = [{ all = ["a", "b"] }, { all = ["a", "c"] }] }`, "b", "b=down"},

		{"soft", `{ on = "a", loss = "degraded" }`, "a", "a=down n=degraded"},
		{"soft, degraded stays", `{ on = "a", loss = "degraded" }`, "~a", "a=degraded n=degraded"},
		{"accepts", `{ on = "a", accepts = "degraded" }`, "~a", "a=degraded"},
		{"accepts not the loss", `{ on = "a", accepts = "degraded" }`, "a", "a=down n=down"},
		{"accepts comes before loss", `{ on = "a", accepts = "degraded", loss = "degraded" }`, "a", "a=down n=degraded"},
		{"accepts what a nested soft one leaves", `{ all = ["b", { on = "a", loss = "degraded" }], accepts = "degraded" }`, "a", "a=down"},
		{"accepted degradation keeps redundancy", `{ any = ["a", "b"], accepts = "degraded" }`, "~a", "a=degraded"},
		{"soft redundancy lost", `{ any = ["a", "b"], loss = "degraded" }`, "a", "a=down n+r"},

		{"holdup longer than the horizon", `{ on = "a", holdup = "4h" }`, "a / 1h", "a=down"},
		{"holdup as long as the horizon", `{ on = "a", holdup = "4h" }`, "a / 4h", "a=down n=down"},
		{"holdup over a second later", `{ on = "a", holdup = "4h" }`, "a / 3h59m59s", "a=down"},
		{"holdup is over some time", `{ on = "a", holdup = "9999d" }`, "a / ever", "a=down n=down"},
		{"no holdup at the first moment", `{ on = "a", holdup = "0s" }`, "a / 0s", "a=down n=down"},
		{"any holdup at the first moment", `{ on = "a", holdup = "1s" }`, "a / 0s", "a=down"},
		{"holdup on a group within", `{ all = ["b", { on = "a", holdup = "4h" }] }`, "a / 1h", "a=down"},
		{"holdup comes after loss", `{ on = "a", loss = "degraded", holdup = "4h" }`, "a / 1h", "a=down"},
		{"one hour unless said", `{ on = "a", holdup = "59m" }`, "a", "a=down n=down"},
		{"one hour unless said, inclusive", `{ on = "a", holdup = "60m" }`, "a", "a=down n=down"},

		{"not switched", `{ any = ["a", "b"], failover = "10m" }`, "a / 9m59s", "a=down n=down"},
		{"switched", `{ any = ["a", "b"], failover = "10m" }`, "a / 10m", "a=down n+r"},
		{"not switched, the spare is lost", `{ any = ["a", "b"], failover = "10m" }`, "b / 5m", "b=down"},
		{"not switched, two in use", `{ at_least = 2, of = ["a", "b", "c"], failover = "10m" }`, "b / 5m", "b=down n=down"},
		{"switched, two in use", `{ at_least = 2, of = ["a", "b", "c"], failover = "10m" }`, "b / 1h", "b=down n+r"},
		{"the battery bridges the switch", `{ any = ["a", "b"], failover = "10m", holdup = "10m" }`, "a / 5m", "a=down"},
		{"failover at the first moment", `{ any = ["a", "b"], failover = "0s" }`, "a / 0s", "a=down n+r"},
		{"failover within", `{ any = [{ any = ["a", "b"], failover = "1h" }, "c"] }`, "a c / 30m", "a=down c=down n=down"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, leaves+"[service.n]\nneeds = ["+test.needs+"]")
			if got := belowUp(WhatIf(doc, ask(test.ask))); got != test.want {
				t.Errorf("%s: got %q, want %q", test.ask, got, test.want)
			}
		})
	}
}

func TestModelHorizon(t *testing.T) {
	doc := decode(t, leaves+"[model]\nhorizon = \"1d\"\n[service.n]\nneeds = [{ on = \"a\", holdup = \"4h\" }]")
	if got := belowUp(WhatIf(doc, ask("a"))); got != "a=down n=down" {
		t.Error(got)
	}
	if got := belowUp(WhatIf(doc, ask("a / 1h"))); got != "a=down" {
		t.Error(got)
	}
}

// The reception of the model language's chapter on dependencies.
const reception = `
[service.hospital-reception]
needs = [
  "nhis-lookup",
  { any = ["hospital-kt-line", "hospital-lgu-line"], failover = "10m" },
  { at_least = 2, of = ["dns-1", "dns-2", "dns-3"] },
  { on = "kakao-login", loss = "degraded" },
  { on = "mains", holdup = "4h" },
  { any = [{ all = ["a", "b"] }, "c"] },
]
[service.nhis-lookup]
[carrier.hospital-kt-line]
[carrier.hospital-lgu-line]
[equipment.dns-1]
[equipment.dns-2]
[equipment.dns-3]
[platform.kakao-login]
[power.mains]
` + leaves

func TestReception(t *testing.T) {
	tests := []struct{ ask, level, because string }{
		{"nhis-lookup", "down", "nhis-lookup"},
		{"hospital-kt-line / 5m", "down", "hospital-kt-line"},
		{"hospital-kt-line", "up", ""},
		{"hospital-kt-line hospital-lgu-line", "down", "hospital-kt-line hospital-lgu-line"},
		{"hospital-kt-line hospital-lgu-line / 5m", "down", "hospital-kt-line"},
		{"dns-1 dns-3", "down", "dns-1 dns-3"},
		{"kakao-login", "degraded", "kakao-login"},
		{"kakao-login nhis-lookup", "down", "nhis-lookup"},
		{"kakao-login ~nhis-lookup", "degraded", "kakao-login nhis-lookup"},
		{"mains / 3h59m", "up", ""},
		{"mains / 4h", "down", "mains"},
		{"a c", "down", "a c"},
		{"a ~b c", "down", "a c"},
		{"~hospital-reception", "degraded", ""},
		{"~hospital-reception mains / ever", "down", "mains"},
	}
	doc := decode(t, reception)
	for _, test := range tests {
		answer := WhatIf(doc, ask(test.ask))
		if got := answer.Levels["hospital-reception"]; got != test.level {
			t.Errorf("%s: %s, want %s", test.ask, got, test.level)
		}
		if got := strings.Join(answer.Because["hospital-reception"], " "); got != test.because {
			t.Errorf("%s: because %q, want %q", test.ask, got, test.because)
		}
	}
}

// shop is the example of the whatif document: everything in it is stated there.
const shop = `
[sector.retail]
[population.people]
size = 1_000
access = { a = 0.4, b = 0.6 }
[carrier.a]
[carrier.b]
[service.web]
sector = "retail"
population = "people"
[service.shop]
sector = "retail"
population = "people"
needs = ["web"]
`

func TestShop(t *testing.T) {
	got := WhatIf(decode(t, shop), ask("a / 1h"))
	want := Answer{
		Levels: map[string]string{
			"a": "down", "b": "up",
			"shop": "degraded", "shop@a": "down", "shop@b": "up",
			"web": "degraded", "web@a": "down", "web@b": "up",
		},
		Before: map[string]string{
			"a": "up", "b": "up", "shop": "up", "shop@a": "up", "shop@b": "up", "web": "up", "web@a": "up", "web@b": "up",
		},
		Loads:      map[string]float64{},
		Overloaded: map[string]string{},
		Lost:       map[string]float64{"shop@a": 0, "shop@b": 0, "web@a": 0, "web@b": 0},
		LostRedundancy: map[string]bool{
			"a": false, "b": false, "shop": false, "shop@a": false, "shop@b": false,
			"web": false, "web@a": false, "web@b": false,
		},
		Because: map[string][]string{
			"shop": {"a", "web"}, "shop@a": {"a", "web"}, "web": {"a"}, "web@a": {"a"},
		},
		InCycle: map[string]bool{
			"a": false, "b": false, "shop": false, "shop@a": false, "shop@b": false,
			"web": false, "web@a": false, "web@b": false,
		},
		ShareDown:     map[string]float64{"shop": 0.4, "web": 0.4},
		UsersDown:     map[string]float64{"shop": 400, "web": 400},
		UsersDegraded: map[string]float64{"shop": 0, "web": 0},
		Populations:   map[string]Interval{"people": {Least: 400, Most: 400, Hit: 2}},
		Things:        map[string]Interval{"people": {Least: 400, Most: 400, Hit: 2}},
		Sectors:       map[string]Sector{"retail": {Level: "down", Fails: true, ShareDown: 0.4, Partial: 2}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestParts(t *testing.T) {
	const people = `
[population.people]
size = 100
access = { a = 0.5, b = 0.5 }
[population.others]
size = 100
access = { b = 0.5, c = 0.5 }
[service.s]
population = "people"
` + leaves
	tests := []struct{ name, doc, ask, want string }{
		{"a failed service", ``, "s", "s=down s@a=down s@b=down"},
		{"a failed part", ``, "s@a", "s=degraded s@a=down"},
		{"every part failed", ``, "s@a s@b", "s=down s@a=down s@b=down"},
		{"an impaired service", ``, "~s", "s=degraded s@a=degraded s@b=degraded"},
		{"an impaired access", ``, "~a", "a=degraded s=degraded s@a=degraded"},
		{"every part degraded", ``, "~a ~b", "a=degraded b=degraded s=degraded s@a=degraded s@b=degraded"},
		{"a line of no part", ``, "c", "c=down"},

		{"only the @access that is spoken of", `needs = [{ any = ["@access", "c"] }]`, "a", "a=down s+r s@a+r"},
		{"the same, both lines", `needs = [{ any = ["@access", "c"] }]`, "a c",
			"a=down c=down s=degraded+r s@a=down s@b+r"},
		{"soft access", `needs = [{ on = "@access", loss = "degraded" }]`, "a", "a=down s=degraded s@a=degraded"},
		{"@access within", `needs = [{ any = [{ all = ["@access", "d"] }, "c"] }]`, "a d",
			"a=down d=down s+r s@a+r s@b+r"},
		{"own line named twice is one line", `needs = [{ any = ["@access", { all = ["a", "c"] }] }]`, "c",
			"c=down s+r s@b+r"},

		{"the same population, part by part", "[service.t]\npopulation = \"people\"\nneeds = [\"s\"]", "s@a",
			"s=degraded s@a=down t=degraded t@a=down"},
		{"an explicit part", "[service.t]\npopulation = \"people\"\nneeds = [\"s@a\"]", "s@a",
			"s=degraded s@a=down t=down t@a=down t@b=down"},
		{"another population sees the whole", "[service.t]\npopulation = \"others\"\nneeds = [\"s\"]", "s@a",
			"s=degraded s@a=down t=degraded t@b=degraded t@c=degraded"},
		{"and an explicit part", "[service.t]\npopulation = \"others\"\nneeds = [\"s@a\"]", "s@a",
			"s=degraded s@a=down t=down t@b=down t@c=down"},
		{"no population sees the whole", "[platform.t]\nneeds = [{ on = \"s\", accepts = \"degraded\" }]", "s@a",
			"s=degraded s@a=down"},
		{"no population, explicit parts", "[platform.t]\nneeds = [{ any = [\"s@a\", \"s@b\"] }]", "s@a",
			"s=degraded s@a=down t+r"},
		{"redundancy part by part", "[service.t]\npopulation = \"people\"\nneeds = [{ any = [\"s\", \"d\"] }]", "d",
			"d=down t+r t@a+r t@b+r"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// A key on its own belongs to s, a table comes after everything.
			text := strings.Replace(people, "population = \"people\"\n", "population = \"people\"\n"+test.doc+"\n", 1)
			if strings.HasPrefix(test.doc, "[") {
				text = people + test.doc
			}
			if got := belowUp(WhatIf(decode(t, text), ask(test.ask))); got != test.want {
				t.Errorf("%s: got %q, want %q", test.ask, got, test.want)
			}
		})
	}
}

// A service can be the line of another population. It is seen as a whole, also
// by a service that would see it part by part if it needed it as a service.
func TestAccessIsSeenAsAWhole(t *testing.T) {
	doc := decode(t, `
[population.people]
size = 100
access = { a = 0.5, app = 0.5 }
[carrier.a]
[carrier.b]
[population.homes]
size = 100
access = { a = 0.5, b = 0.5 }
[service.app]
population = "homes"
[service.shop]
population = "people"
`)
	if got, want := belowUp(WhatIf(doc, ask("b"))), "app=degraded app@b=down b=down shop=degraded shop@app=degraded"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestBecauseNames(t *testing.T) {
	doc := decode(t, shop+`
[service.app]
population = "people"
needs = [{ any = ["@access", { all = ["web@b", "shop"] }] }]
[platform.desk]
needs = ["web", "web@a", { on = "shop", accepts = "degraded" }]
`)
	answer := WhatIf(doc, ask("a web"))
	want := map[string][]string{
		"web@a": nil, // the question failed all of web
		"shop":  {"a", "web"}, "shop@a": {"a", "web"}, "shop@b": {"web"},
		"app": {"a", "shop", "web@b"}, "app@a": {"a", "shop", "web@b"}, "app@b": nil,
		"desk": {"shop", "web", "web@a"},
	}
	for vertex, names := range want {
		if got := answer.Because[vertex]; !slices.Equal(got, names) {
			t.Errorf("%s: because %v, want %v", vertex, got, names)
		}
	}
	if _, listed := WhatIf(doc, ask("web")).Because["web@a"]; listed {
		t.Error("a part of a failed service is explained by the question")
	}
	if got := WhatIf(doc, ask("a web@a")).Because["web"]; len(got) > 0 {
		t.Errorf("web is down where the question failed it, and blames %v", got)
	}
	if names, listed := WhatIf(doc, ask("web@a web@b")).Because["web"]; !listed || len(names) > 0 {
		t.Error("a service that fell by its failed parts has no members to name")
	}
}

func TestUsersAndPopulations(t *testing.T) {
	doc := decode(t, `
[population.people]
size = 1_000
access = { a = 0.1, b = 0.2, c = 0.7 }
[carrier.a]
[carrier.b]
[carrier.c]
[carrier.d]
[service.half]
population = "people"
reach = 0.5
needs = ["d"]
[service.all]
population = "people"
needs = [{ any = ["@access", "d"], loss = "degraded" }]
[service.desk]
users = 30
needs = ["d"]
[service.unknown]
needs = ["d"]
`)
	answer := WhatIf(doc, ask("a all@b ~c"))
	check(t, "share of half", answer.ShareDown["half"], 0.1)
	check(t, "users of half", answer.UsersDown["half"], 50)
	check(t, "half, badly served", answer.UsersDegraded["half"], 350)
	check(t, "users of all", answer.UsersDown["all"], 200)
	check(t, "all, badly served", answer.UsersDegraded["all"], 0)
	check(t, "people", answer.Populations["people"].Least, 50+200)

	answer = WhatIf(doc, ask("d"))
	check(t, "desk", answer.UsersDown["desk"], 30)
	check(t, "people who lose both", WhatIf(doc, ask("all half")).Populations["people"].Least, 1000)
	check(t, "share of unknown", answer.ShareDown["unknown"], 1)
	check(t, "people", answer.Populations["people"].Least, 500)
	if _, known := answer.UsersDown["unknown"]; known {
		t.Error("users that the model does not give are not known")
	}
	answer = WhatIf(doc, ask("~d"))
	check(t, "desk, badly served", answer.UsersDegraded["desk"], 30)
}

func check(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestSectors(t *testing.T) {
	tests := []struct {
		name, sector, services, ask string
		want                        Sector
	}{
		{"no service", ``, `[service.x]`, "x", Sector{Level: "up"}},
		{"criticality where there is nothing else", ``, "[service.x]\nsector = \"s\"\n[service.y]\nsector = \"s\"\ncriticality = 3", "x",
			Sector{Level: "down", Fails: true, ShareDown: 0.25, Down: 1, Up: 1}},
		{"users times criticality", `fails_at = 0.8`, "[service.x]\nsector = \"s\"\nusers = 30\n[service.y]\nsector = \"s\"\ncriticality = 2\nusers = 5", "x",
			Sector{Level: "degraded", ShareDown: 0.75, Down: 1, Up: 1}},
		{"weight where all have one", `fails_at = 0.75`, "[service.x]\nsector = \"s\"\nweight = 30\nusers = 1\n[service.y]\nsector = \"s\"\ncriticality = 2\nusers = 5\nweight = 10", "x",
			Sector{Level: "down", Fails: true, ShareDown: 0.75, Down: 1, Up: 1}},
		{"users though some have a weight", "measure = \"users\"\nfails_at = 0.75", "[service.x]\nsector = \"s\"\nweight = 30\nusers = 5\n[service.y]\nsector = \"s\"\nusers = 5", "x",
			Sector{Level: "degraded", ShareDown: 0.5, Down: 1, Up: 1}},
		{"no weight, beside others that have one", `measure = "weight"`, "[service.x]\nsector = \"s\"\n[service.y]\nsector = \"s\"\nweight = 5", "x",
			Sector{Level: "degraded", Down: 1, Up: 1}},
		{"no users, beside one with users", ``, "[service.x]\nsector = \"s\"\n[service.y]\nsector = \"s\"\nusers = 5", "x",
			Sector{Level: "down", Fails: true, ShareDown: 0.5, Down: 1, Up: 1}},
		{"users of different things", ``, "[service.x]\nsector = \"s\"\nusers = 5\n[service.y]\nsector = \"s\"\npopulation = \"shops\"", "x",
			Sector{Level: "down", Fails: true, ShareDown: 0.5, Down: 1, Up: 1}},
		{"degraded", ``, "[service.x]\nsector = \"s\"", "~x", Sector{Level: "degraded", Degraded: 1}},
		{"only services count", ``, "[platform.x]\nsector = \"s\"\n[service.y]\nsector = \"s\"", "x", Sector{Level: "up", Up: 1}},
		{"a sum a hair below its threshold", `fails_at = 0.8`, "[service.x]\nsector = \"s\"\npopulation = \"p\"", "a b",
			Sector{Level: "down", Fails: true, ShareDown: 0.1 + 0.7, Partial: 1}},
		{"degraded in parts", ``, "[service.x]\nsector = \"s\"\npopulation = \"p\"", "~a", Sector{Level: "degraded", Degraded: 1}},
		{"users by reach", ``, "[service.x]\nsector = \"s\"\npopulation = \"p\"\nreach = 0.5\n[service.y]\nsector = \"s\"\nusers = 15", "b",
			Sector{Level: "down", Fails: true, ShareDown: 3.5 / 20, Partial: 1, Up: 1}},
		{"exactly the default", ``, "[service.x]\nsector = \"s\"\nusers = 1\n[service.y]\nsector = \"s\"\nusers = 9", "x",
			Sector{Level: "down", Fails: true, ShareDown: 0.1, Down: 1, Up: 1}},
	}
	const people = "\n[population.shops]\nsize = 95\ncounts = \"shops\"\naccess = { c = 1.0 }\n[population.p]\nsize = 10\naccess = { a = 0.1, b = 0.7, c = 0.2 }\n" + leaves
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := decode(t, people+"[sector.s]\n"+test.sector+"\n"+test.services)
			got := WhatIf(doc, ask(test.ask)).Sectors["s"]
			check(t, "share down", got.ShareDown, test.want.ShareDown)
			if test.want.ShareDown = got.ShareDown; got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

// A generator's document has other Go types in it than a decoded one.
func TestPlain(t *testing.T) {
	made := Doc{
		"population": map[string]map[string]any{
			"people": {"size": 1000, "access": map[string]float64{"a": 0.4, "b": 0.6}},
		},
		"carrier": map[string]any{"a": map[string]any{}, "b": map[string]any{"fails": false}},
		"service": map[string]any{
			"s": map[string]any{"population": "people", "needs": []map[string]any{{"at_least": 1, "of": []string{"a", "b"}}}},
		},
	}
	decoded := decode(t, `
population.people = { size = 1000, access = { a = 0.4, b = 0.6 } }
carrier = { a = {}, b = { fails = false } }
service.s = { population = "people", needs = [{ at_least = 1, of = ["a", "b"] }] }
`)
	if !reflect.DeepEqual(Plain(made), decoded) || !reflect.DeepEqual(Plain(decoded), decoded) {
		t.Errorf("got %v, want %v", Plain(made), decoded)
	}
}

func TestSeconds(t *testing.T) {
	for text, want := range map[string]int64{
		"": 0, "0s": 0, "0m": 0, "90s": 90, "40m": 2400, "4h": 14400, "3d": 259200, "1h25m": 5100, "1d1h1m1s": 90061, "ever": ever,
	} {
		if got := seconds(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestInvalidPanics(t *testing.T) {
	tests := map[string]string{
		"at_least too large": `[service.n]
needs = [{ at_least = 2, of = ["a"] }]`,
		"no member":        `[service.n]` + "\n" + `needs = [{ all = [] }]`,
		"not declared":     `[service.n]` + "\n" + `needs = ["z"]`,
		"no access":        `[service.n]` + "\n" + `needs = ["@access"]`,
		"no duration":      `[service.n]` + "\n" + `needs = [{ on = "a", holdup = "4 hours" }]`,
		"declared twice":   `[service.a]`,
		"fails, a typo":    `[service.n]` + "\n" + `needs = [{ onn = "a" }]`,
		"unit without sum": `[service.n]` + "\n" + `needs = [{ on = "a", holdup = "4" }]`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			WhatIf(decode(t, leaves+text), ask("a"))
		})
	}
}
