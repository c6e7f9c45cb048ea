package hindsight_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/hindsight"
)

// head has facts before a report of 2021 and since.
const head = `
[model]
asof = "2020"
[source.report]
asof = "2019"
[source.later]
asof = "2022"
`

// of takes hindsight out of a model with one incident.
func of(t *testing.T, text, start string) *hindsight.Left {
	t.Helper()
	incident := "[incident.i]\n" + start + "\nevents = [{ at = \"0m\", fail = [\"f\"] }]\nobserved = [{ what = \"seen\", level = \"down\", source = \"report\" }]\n"
	if strings.Contains(text, "[incident.i]") {
		incident = ""
	}
	m, err := models.LoadFS(fstest.MapFS{"m.toml": {Data: []byte(head + text + "\n" + incident)}}, "m.toml")
	if err != nil {
		t.Fatal(err)
	}
	left, err := hindsight.Before(m, &m.Incidents[0])
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// said writes what the model says of its nodes and people: id and keys, and its needs.
func said(m *models.Model) []string {
	var out []string
	write := func(id string, says []models.Saying) {
		var keys []string
		for _, s := range says {
			if !s.Assumed && !s.Key.IsGround() && s.Key.Name != "at" {
				keys = append(keys, s.Key.Name+" "+s.TOML())
			}
		}
		out = append(out, strings.TrimSpace(id+" "+strings.Join(keys, "; ")))
	}
	for i := range m.Nodes {
		write(m.Nodes[i].ID, models.Says(&m.Nodes[i]))
	}
	for i := range m.Populations {
		write(m.Populations[i].ID, models.Says(&m.Populations[i]))
	}
	return out
}

func taken(left *hindsight.Left) []string {
	var out []string
	for _, f := range left.Taken {
		out = append(out, strings.Join(strings.Fields(f.ID+" "+f.Key+" "+f.About+" "+string(f.Why)), " "))
	}
	return out
}

// TestBefore takes away what each line of these models says.
func TestBefore(t *testing.T) {
	for _, c := range []struct {
		name, model string
		left, taken []string
	}{
		{"nothing", "[carrier.f]\nrecovery = \"1h\"\n[service.s]\nneeds = [\"f\"]",
			[]string{`f recovery "1h"`, `s needs ["f"]`}, nil},
		{"a node, which what asks for it finds up", "[carrier.f]\n[platform.p]\nasof = \"2022\"\nneeds = [\"f\"]\nrecovery = \"1h\"\n[service.s]\nneeds = [\"f\", { any = [\"p\", \"f\"], failover = \"1h\" }]",
			[]string{"f", "p", `s needs ["f", { any = ["p", "f"], failover = "1h" }]`}, []string{"p date", `s needs { any = ["p", "f"], failover = "1h" } names`}},
		{"a node that nothing asks for", "[carrier.f]\n[platform.p]\nsource = \"report\"",
			[]string{"f"}, []string{"p source"}},
		{"requirements, and members of groups", "[carrier.f]\n[platform.a]\n[platform.b]\n[service.s]\nneeds = [{ on = \"f\", source = \"later\" }, { at_least = 2, of = [\"a\", { on = \"b\", asof = \"2022\" }] }, { any = [{ on = \"f\", source = \"report\" }] }]",
			[]string{"a", "b", "f", `s needs [{ at_least = 1, of = ["a"] }]`}, []string{`s needs "f" date`, `s needs "b" date`, `s needs "f" source`}},
		{"what was known of a node that was not", "[carrier.f]\n[service.s]\nasof = \"2022\"\nrecovery = \"1h\"\nusers = 3\nneeds = [\"f\", { on = \"f\", loss = \"degraded\", source = \"old\", asof = \"2020\" }]",
			[]string{"f", `s needs [{ on = "f", loss = "degraded", source = "old", asof = "2020" }]`}, []string{`s needs "f" date`, "s recovery date", "s users date"}},
		{"an unless", "[carrier.f]\n[platform.p]\nsource = \"later\"\n[service.s]\nneeds = [{ unless = { any = [\"f\", \"p\"] } }, { any = [\"f\", { unless = \"p\" }] }]",
			[]string{"f", `s needs [{ any = ["f"] }]`}, []string{"p date", `s needs { unless = { any = ["f", "p"] } } names`, `s needs { any = ["f", { unless = "p" }] } names`}},
		{"what events name, by its name", "[carrier.f]\nsource = \"later\"\nneeds = [\"g\"]\noperator = \"x\"\n[carrier.g]",
			[]string{`f operator "x"`, "g"}, []string{`f needs "g" date`}},
		{"values by date", "[carrier.f]\n[service.s]\nusers = 3\nat.\"2019\".users = 4\nat.\"2019\".asof = \"2022\"\nneeds = [\"f\"]",
			[]string{"f", `s needs ["f"]`}, []string{"s users date"}},
		{"people", "[carrier.f]\n[population.p]\nasof = \"2022\"\nsize = 10\naccess = { f = 1.0 }\n[service.s]\npopulation = \"p\"\nreach = 0.5\n[service.u]\nneeds = [\"s@f\", { any = [\"f\", \"s@f\"] }]",
			[]string{"f", "gone:s:f", "s", `u needs ["gone:s:f", { any = ["f", "gone:s:f"] }]`}, []string{"p date", "s population names", `u needs "s@f" names`, `u needs { any = ["f", "s@f"] } names`}},
		{"how many they are", "[carrier.f]\n[population.p]\naccess = { f = 1.0 }\nat.\"2019\".size = 10\nat.\"2019\".source = \"later\"\n[service.s]\npopulation = \"p\"",
			[]string{"f", `s population "p"`, "p access { f = 1 }"}, []string{"p size date"}},
		{"where they are", "[carrier.f]\n[population.p]\nsize = 10\naccess = { f = 1.0 }\nat.\"2019\".access = { f = 1.0 }\nat.\"2019\".source = \"later\"\n[service.s]\npopulation = \"p\"\nreach = 0.5\nneeds = [{ any = [\"@access\", \"f\"] }]",
			[]string{"f", "gone:access", `s users 5; needs [{ any = ["gone:access", "f"] }]`, "p size 10"}, []string{"p access date", "s needs { any = [\"@access\", \"f\"] } names", "s population names"}},
		{"a split, and the line that speaks of it", `
[carrier.f]
[carrier.g]
[population.p]
size = 10
by.mobile = { f = 0.5, g = 0.5 }
by.home = { f = 0.5, g = 0.5 }
at."2019".by.home = { f = 0.5, g = 0.5 }
at."2019".source = "later"
line.data = "{mobile}"
line.fixed = "{home}"
[service.s]
population = "p"
needs = [{ any = ["@data", "@fixed"] }]
[service.u]
population = "p"
needs = [{ on = "@fixed", asof = "2022" }]`,
			[]string{"f", "g", "gone:fixed", `s population "p"; needs [{ any = ["@data", "gone:fixed"] }]`, `u population "p"`, `p size 10; by { mobile = { f = 0.5, g = 0.5 } }; line { data = "{mobile}" }`},
			[]string{"p by.home date", "p line.fixed names", `s needs { any = ["@data", "@fixed"] } names`, `u needs "@fixed" date`}},
		{"lines that end on what is gone", "[carrier.f]\n[carrier.g]\nasof = \"2022\"\nneeds = [\"f\"]\n[population.p]\naccess = { f = 0.5, g = 0.5 }\n[service.s]\npopulation = \"p\"",
			[]string{"f", "g", `s population "p"`, "p access { f = 0.5, g = 0.5 }"}, []string{"g date"}},
		{"where demand goes", "[carrier.f]\n[service.r]\nsource = \"later\"\n[service.s]\ndemand = 3\nspills_to = { r = 0.5 }",
			[]string{"f", "s demand 3"}, []string{"r date", "s spills_to names"}},
	} {
		left := of(t, c.model, "start = 2021-10-25")
		if got := said(left.Model); !slices.Equal(got, c.left) {
			t.Errorf("%s: left\n\t%s\nwant\n\t%s", c.name, strings.Join(got, "\n\t"), strings.Join(c.left, "\n\t"))
		}
		if got := taken(left); !slices.Equal(got, c.taken) {
			t.Errorf("%s: taken\n\t%s\nwant\n\t%s", c.name, strings.Join(got, "\n\t"), strings.Join(c.taken, "\n\t"))
		}
	}
}

// TestWhen takes away all of an incident of which nobody knows when it began, what is of
// its day, and what bears no date.
func TestWhen(t *testing.T) {
	const model = "[carrier.f]\n[platform.p]\nasof = 2021-10-25\n[platform.q]\nasof = 2021-10-24\n[platform.r]\nsource = \"in words\"\nasof = \"2021-10\""
	for start, want := range map[string]string{"": "p date, q date, r date", "start = 2021-10-25": "p date, r date", "start = 2021-11-01T00:00:00+09:00": ""} {
		if got := strings.Join(taken(of(t, model, start)), ", "); got != want {
			t.Errorf("%q: %s, want %s", start, got, want)
		}
	}
	m, err := models.LoadFS(fstest.MapFS{"m.toml": {Data: []byte("[carrier.f]\n[platform.p]\n[incident.i]\nstart = 2021-10-25\nevents = [{ at = \"0m\", fail = [\"f\"] }]\n")}}, "m.toml")
	if err != nil {
		t.Fatal(err)
	}
	if left, err := hindsight.Before(m, &m.Incidents[0]); err != nil || strings.Join(taken(left), ", ") != "p undated" {
		t.Errorf("%v, %v: want p, undated", taken(left), err)
	}
}

// TestObservationsAndEvents wants events by id, and observations of what is gone to name
// nothing; terms that cover nothing any more go.
func TestObservationsAndEvents(t *testing.T) {
	left := of(t, `
[carrier.f]
operator = "x"
[carrier.g]
source = "later"
operator = "x"
needs = ["f"]
[population.p]
asof = "2022"
access = { f = 0.5, g = 0.5 }
[service.s]
source = "later"
population = "p"
[service.u]
population = "p"
[service.gone]
source = "later"
[terms.a]
covers = ["u"]
consecutive = "1h"
[terms.b]
covers = ["gone"]
consecutive = "1h"
[terms.c]
asof = "2022"
covers = ["u"]
consecutive = "1h"
[incident.i]
start = 2021-10-25
events = [{ at = "0m", fail = ["operator:x", "s@f"], for = "1h" }]
observed = [
  { node = "s@f", level = "down" },
  { node = "gone", level = "down" },
  { node = "u@g", level = "down" },
  { node = "g", level = "down" },
]
`, "")
	if got := strings.Join(left.Incident.Events[0].Fail, " "); got != "f g s@f" {
		t.Errorf("%s fail", got)
	}
	if want := []bool{false, true, false, false}; !slices.Equal(left.Gone, want) {
		t.Errorf("gone %v, want %v", left.Gone, want)
	}
	if o := left.Incident.Observed[1]; o.Node != "" || left.Incident.Observed[0].Node != "s@f" {
		t.Errorf("observations %+v", left.Incident.Observed)
	}
	if want := []string{`g needs "f" date`, "gone date", "b names", "c date"}; !slices.Equal(taken(left), want) {
		t.Errorf("taken %q, want %q", taken(left), want)
	}
	if len(left.Model.Terms) != 1 || left.Model.Terms[0].ID != "a" {
		t.Errorf("terms %+v", left.Model.Terms)
	}
}
