package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// sourced is a model without a warning, for models with one to start from.
const sourced = `
[sector.retail]
[population.people]
source = "s"
size = 10
access = { kt = 1.0 }
[carrier.kt]
source = "s"
[service.web]
confidence = "assumed"
sector = "retail"
population = "people"
needs = ["kt"]
`

// doubtful holds models that are legal and yet doubtful.
var doubtful = []struct {
	name  string
	model string // before sourced
	want  []string
}{
	{name: "none"},
	{
		name:  "a source that is nearly declared",
		model: "[source.audit-2019]\n[power.mains]\nsource = \"audit-2018\"\nneeds = [{ on = \"kt\", source = \"audit-2091\" }, { on = \"kt\", source = \"audit 2019\" }, { on = \"kt\", source = \"s\" }]\n[service.x]\nsector = \"retail\"\nsource = \"audit-2019\"\nneeds = [\"mains\"]\npopulation = \"people\"\n",
		want: []string{
			`3:10: unknown-source: "audit-2018" is the id of no declared source, and so a source in its own words, without a date`,
			`4:32: unknown-source: "audit-2091" is the id of no declared source, and so a source in its own words, without a date`,
		},
	},
	{
		name:  "what nothing needs",
		model: "[power.mains]\nsource = \"s\"\n",
		want:  []string{`1:8: unused: nothing needs "mains", and no one uses it`},
	},
	{
		name:  "what only an incident names",
		model: "[power.mains]\nsource = \"s\"\n[incident.i]\nevents = [{ at = \"0m\", fail = [\"mains\"] }]\n",
		want:  []string{`1:8: unused: nothing needs "mains", and no one uses it`},
	},
	{
		name:  "policies that bound nothing of what they protect",
		model: "[policy.a]\nprotect = \"web,kt\"\nagainst = \"kt\"\nmax_share = 0.5\n[policy.b]\nprotect = \"web\"\nagainst = \"kt\"\nmax_outage = \"1h\"\nfor = \"4h\"\n[policy.c]\nprotect = \"web@kt\"\nagainst = \"kt\"\nmax_share = 0.5\n",
		want: []string{
			`1:9: policy-share: policy "a" bounds the share of users alone, and "kt", which it protects, is no service and has none`,
		},
	},
	{
		name:  "policies that see all users together",
		model: "[model]\nsource = \"s\"\n[carrier.a]\nsource = \"s\"\n[population.phones]\nsource = \"s\"\naccess = { a = 1.0 }\n[service.calls]\nsource = \"s\"\nsector = \"x\"\npopulation = \"phones\"\n[service.help]\nsource = \"s\"\nsector = \"x\"\nusers = 5\nneeds = [{ any = [\"calls\", \"a\"] }]\n[service.desk]\nsource = \"s\"\nsector = \"x\"\nusers = 5\nneeds = [\"calls@a\"]\n[sector.x]\nsource = \"s\"\n[policy.p]\nprotect = \"help,desk,calls,calls@a\"\nagainst = \"a\"\n",
		want: []string{
			`24:9: policy-users-hidden: policy "p" protects "help", which leans on "calls" as a whole: what takes that from some of its users takes "help" from none of them, however many they are`,
		},
	},
	{
		name:  "keys that others make void",
		model: "[sector.counted]\nmeasure = \"users\"\n[service.shop]\nsource = \"s\"\nsector = \"counted\"\nusers = 3\nweight = 2\nneeds = [\"line\", \"hub\"]\n[power.line]\nsource = \"s\"\nfails = false\navailability = 0.9\n[power.hub]\nsource = \"s\"\nfails = false\nmtbf = \"1d\"\nmttr = \"1h\"\n",
		want: []string{
			`7:1: ignored: the weight of "shop" is ignored: sector "counted" is measured by users`,
			`11:1: ignored: how often "line" fails is ignored: with fails = false it never fails of itself`,
			`15:1: ignored: how often "hub" fails is ignored: with fails = false it never fails of itself`,
		},
	},
	{
		name:  "terms of selectors that take nothing away",
		model: "[policy.a]\nprotect = \"web,!web@kt\"\nagainst = \"kt,web,!web\"\n[terms.t]\ncovers = [\"web\", \"!web@kt,!kt\", \"k*,w*,!web\"]\n[incident.i]\nevents = [{ at = \"0m\", fail = [\"k*,!web\"] }]\n",
		want: []string{
			`2:11: selector-term: "!web@kt" takes nothing away in selector "web,!web@kt"`,
			`5:18: selector-term: "!web@kt" takes nothing away in selector "!web@kt,!kt"`,
			`7:32: selector-term: "!web" takes nothing away in selector "k*,!web"`,
		},
	},
	{
		name:  "a population that no service has, and its access nodes",
		model: "[population.nobody]\nsource = \"s\"\naccess = { kt = 0.5, spare = 0.5 }\n[carrier.spare]\nsource = \"s\"\n",
		want: []string{
			`1:13: unused: no service has population "nobody"`,
			`4:10: unused: nothing needs "spare", and no one uses it`,
		},
	},
	{
		name:  "a service without a sector",
		model: "[service.shop]\nsource = \"s\"\nneeds = [\"kt\"]\n",
		want:  []string{`1:10: no-sector: service "shop" has no sector, and counts in none`},
	},
	{
		name:  "facts without a source",
		model: "[service.shop]\nsector = \"retail\"\nasof = 2024-01-01\nconfidence = \"stated\"\nusers = 1\n[population.others]\naccess = { kt = 1 }\n",
		want: []string{
			`1:10: no-source: service "shop" has no source`,
			`6:13: no-source: population "others" has no source`,
			`6:13: unused: no service has population "others"`,
		},
	},
	{
		name:  "a source of the whole model does not stand for its facts",
		model: "[model]\nsource = \"s\"\n[service.shop]\nsector = \"retail\"\nusers = 1\n",
		want:  []string{`3:10: no-source: service "shop" has no source`},
	},
	{
		name:  "needed twice",
		model: "[service.shop]\nsource = \"s\"\nsector = \"retail\"\nusers = 1\nneeds = [\"kt\", \"web\", \"kt\", { on = \"web\", holdup = \"1h\" }]\n",
		want:  []string{`5:23: needed-twice: "shop" needs "kt" twice`},
	},
	{
		name:  "groups of one, at any nesting",
		model: "[service.shop]\nsource = \"s\"\nsector = \"retail\"\nusers = 1\nneeds = [{ any = [\"kt\"] }, { all = [\"kt\"] }, { all = [{ at_least = 1, of = [\"web\"] }, \"kt\"] }]\n",
		want: []string{
			`5:10: lonely-group: a group of "shop" has one member only, which is no redundancy`,
			`5:55: lonely-group: a group of "shop" has one member only, which is no redundancy`,
		},
	},
	{
		name:  "services whose users are hidden behind those of what they need",
		model: "[service.shop]\nsource = \"s\"\nsector = \"retail\"\nneeds = [{ any = [{ all = [\"kt\", \"web@kt\"] }, \"kt\"] }]\n[service.till]\nsource = \"s\"\nsector = \"retail\"\nneeds = [\"shop\"]\n",
		want:  []string{`1:10: users-hidden: service "shop" has neither population nor users, and needs "web@kt", which has: who loses "shop" is in no figure`},
	},
	{
		name:  "a sector in which no service has users",
		model: "[sector.other]\n[service.shop]\nsource = \"s\"\nsector = \"other\"\n[service.till]\nsource = \"s\"\nsector = \"other\"\n",
	},
}

func TestWarnings(t *testing.T) {
	for _, c := range doubtful {
		t.Run(c.name, func(t *testing.T) {
			m := load(t, c.model+sourced)
			var got []string
			for _, p := range m.Warnings() {
				if p.Severity != models.SeverityWarning {
					t.Errorf("not a warning: %v", p)
				}
				got = append(got, problemLine(p, false))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(c.want, "\n\t"))
			}
		})
	}
}

// Many warnings are cut like many errors, and still are no error.
func TestManyWarnings(t *testing.T) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "[power.p%d]\nsource = \"s\"\n", i)
	}
	warnings := load(t, text.String()).Warnings()
	last := warnings[len(warnings)-1]
	if last.Code != "too-many" || last.Severity != models.SeverityWarning {
		t.Errorf("the last of %d warnings is %+v", len(warnings), last)
	}
}

func TestTop(t *testing.T) {
	m := load(t, sourced)
	for i, top := range m.Top() {
		if id := m.Nodes[i].ID; top != (id == "web") {
			t.Errorf("%s: top = %v", id, top)
		}
	}
}

// TestGivenWarnings puts warnings of others in the order of the files, and keeps
// them where there are too many of the model's own.
func TestGivenWarnings(t *testing.T) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "[carrier.c%d]\n", i)
	}
	text.WriteString("[service.web]\nneeds = [\n  \"c1\",\n  \"c2\",\n]\n")
	m := load(t, text.String())
	got := m.Warnings(models.Warning{Node: "web", Need: 1, Code: "one", Message: "100% of it"}, models.Warning{Node: "c0", Need: -1, Code: "two"})
	var lines []string
	for _, p := range got {
		if p.Code == "one" || p.Code == "two" {
			lines = append(lines, fmt.Sprint(p.Code, " ", p.Line, ":", p.Column, " ", p.Message))
		}
	}
	if want := fmt.Sprintf("two 1:10 ,one %d:3 100%% of it", 2004); strings.Join(lines, ",") != want {
		t.Errorf("%q, want %q", lines, want)
	}
}

// Nothing needs the access node of a population that no service has, nor is it
// needed for being named there.
func TestTopOfPopulations(t *testing.T) {
	m := load(t, sourced+"[population.nobody]\naccess = { kt = 0.5, spare = 0.5 }\n[carrier.spare]\n")
	top := map[string]bool{}
	for i, is := range m.Top() {
		top[m.Nodes[i].ID] = is
	}
	for id, is := range map[string]bool{"web": true, "kt": false, "spare": true} {
		if top[id] != is || (len(m.NeededBy(id)) == 0) != is {
			t.Errorf("top of %s: %v, needed by %v; want %v", id, top[id], m.NeededBy(id), is)
		}
	}
}
