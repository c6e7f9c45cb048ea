package models_test

import (
	"testing"
	"time"

	"github.com/meoktong/meoktong/models"
)

// dated is a model whose facts bear dates in every way that there is.
const dated = `
[model]
asof = "2024"
[source.audit]
asof = "2021-10"
[source.undated]
[carrier.own]
source = "audit"
asof = 2020-02-03
[carrier.cites]
source = "audit"
needs = ["own", { on = "bare", asof = "2019" }, { on = "words", confidence = "assumed" }]
[carrier.words]
source = "audit 2021"
[carrier.nothing]
source = "undated"
[carrier.bare]
`

func TestDateOf(t *testing.T) {
	m := load(t, dated)
	for id, want := range map[string]string{"own": "2020-02-03", "cites": "2021-10", "words": "2024", "nothing": "2024", "bare": "2024"} {
		if got := m.DateOf(m.Node(id).Provenance); got != want {
			t.Errorf("%s is of %q, want %q", id, got, want)
		}
	}
	n := m.Node("cites")
	for i, want := range []string{"2021-10", "2019", "2024"} {
		if got := m.DateOf(n.Grounds(&n.Needs[i])); got != want {
			t.Errorf("need %d is of %q, want %q", i, got, want)
		}
	}
	for id, want := range map[string]string{"own": "2020-02-03", "cites": "2021-10", "words": "", "bare": ""} {
		if got := m.OwnDate(m.Node(id).Provenance); got != want {
			t.Errorf("%s bears %q, want %q", id, got, want)
		}
	}
}

// TestDateOfTheModel: a model cites a source as its facts do.
func TestDateOfTheModel(t *testing.T) {
	for text, want := range map[string]string{
		"[carrier.a]\n": "",
		"[model]\nsource = \"s\"\n[source.s]\nasof = \"2020\"\n[carrier.a]\n":                  "2020",
		"[model]\nsource = \"s\"\nasof = \"2021\"\n[source.s]\nasof = \"2020\"\n[carrier.a]\n": "2021",
	} {
		m := load(t, text)
		if got := m.DateOf(m.Node("a").Provenance); got != want {
			t.Errorf("%q is of %q, want %q", text, got, want)
		}
	}
}

func TestDays(t *testing.T) {
	for date, want := range map[string][2]string{
		"2021": {"2021-01-01", "2021-12-31"}, "2021-10": {"2021-10-01", "2021-10-31"}, "2021-12": {"2021-12-01", "2021-12-31"},
		"2024-02": {"2024-02-01", "2024-02-29"}, "1900-02": {"1900-02-01", "1900-02-28"}, "2021-10-25": {"2021-10-25", "2021-10-25"},
	} {
		if got := [2]string{models.FirstDay(date), models.LastDay(date)}; got != want {
			t.Errorf("%s is from %q, want %q", date, got, want)
		}
	}
}

// TestKnownBefore goes by days, in the offset of the moment.
func TestKnownBefore(t *testing.T) {
	m := load(t, "[carrier.a]\n")
	moment, err := time.Parse(time.RFC3339, "2021-10-25T00:30:00+09:00") // the day before in Greenwich
	if err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]bool{"2020": true, "2021": false, "2021-09": true, "2021-10": false, "2021-10-24": true, "2021-10-25": false, "": false} {
		if got := m.KnownBefore(&models.Provenance{Asof: date}, moment); got != want {
			t.Errorf("%q: %t, want %t", date, got, want)
		}
	}
	if m.KnownBefore(&models.Provenance{Asof: "2000"}, time.Time{}) || m.KnownBefore(nil, moment) {
		t.Error("nothing is known to be before a moment that nobody knows, nor a fact of no date")
	}
}

// TestSourcesChangeNothing: a source that nothing cites changes nothing that a model
// says, and a text that is no id stays one.
func TestSourcesChangeNothing(t *testing.T) {
	plain := load(t, tour)
	with := load(t, tour+"[source.nobody-cites]\nname = \"N\"\nasof = 1999-01-01\n")
	with.Sources = plain.Sources
	if written(plain) != written(with) {
		t.Error("it says something else")
	}
	for i := range plain.Nodes {
		if n := &plain.Nodes[i]; plain.DateOf(n.Provenance) != with.DateOf(with.Nodes[i].Provenance) {
			t.Errorf("%s is of another date", n.ID)
		}
	}
}
