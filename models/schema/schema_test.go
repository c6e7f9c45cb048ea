package schema_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/modeltest"
	"github.com/meoktong/meoktong/models/language"
	"github.com/meoktong/meoktong/models/schema"
)

// compiled returns the schema, which must be one of Draft 4.
func compiled(t *testing.T, lang string) *jsonschema.Schema {
	t.Helper()
	var b bytes.Buffer
	if err := schema.Write(&b, lang); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err = c.AddResource("meoktong.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("meoktong.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 4 {
		t.Errorf("it is of draft %d", s.DraftVersion)
	}
	return s
}

// validate returns what the schema finds wrong with a file.
func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var doc map[string]any
	if _, err := toml.Decode(text, &doc); err != nil {
		t.Fatal(err)
	}
	return s.Validate(asJSON(doc))
}

// asJSON turns what a TOML decoder gives into what editors hand to a schema.
func asJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			out[k] = asJSON(x)
		}
		return out
	case []map[string]any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = asJSON(x)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = asJSON(x)
		}
		return out
	case time.Time:
		if v.Location().String() == "date-local" {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	}
	return v
}

// TestShippedModel validates every TOML file of the model that comes with the
// program, its overlays too, and a model that uses everything.
func TestShippedModel(t *testing.T) {
	for _, lang := range language.Languages() {
		s := compiled(t, lang)
		files := 0
		err := filepath.WalkDir("../korea", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".toml" {
				return err
			}
			files++
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := validate(t, s, string(text)); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			return nil
		})
		if err != nil || files < 20 {
			t.Errorf("%d files, %v", files, err)
		}
		if err := validate(t, s, modeltest.Tour); err != nil {
			t.Errorf("the tour: %v", err)
		}
	}
}

// TestOverlays accepts what may stand in overlays and options only.
func TestOverlays(t *testing.T) {
	s := compiled(t, "en")
	for _, text := range []string{
		"[service.a]\nadd.needs = ['b', { any = ['c', 'd'] }]\nadd.tags = ['x']",
		"[policy.p]\nworst = 'down'", // of which the model says the rest
		"[population.p]\nsize = 3",
		"[incident.i]\nadd.observed = [{ node = 'a', level = 'up' }]",
		"[terms.t]\nadd.covers = ['a']\nadd.bands = [{ from = '1d', pay = 3 }]",
		"[option.o]\nadd.service.a.needs = ['b']\nset.population.p.size = 3\nset.sector.s.fails_at = 0.2\nset.booth.b.operator = 'x'",
		"[kind.booth]\n[booth.b]\nneeds = ['a']",
	} {
		if err := validate(t, s, text); err != nil {
			t.Errorf("%s\n%v", text, err)
		}
	}
}

// TestExamples validates the example of every key, where it stands.
func TestExamples(t *testing.T) {
	s := compiled(t, "en")
	for _, table := range language.Tables() {
		for _, k := range language.KeysOn(table.Place) {
			if k.Example == "" || table.Place == language.Line {
				continue
			}
			if text := exampleFile(k, table.Place); validate(t, s, text) != nil {
				t.Errorf("the example of %s on %s is wrong: %v", k.Name, table.Place, validate(t, s, text))
			}
		}
	}
}

// exampleFile puts the example of a key into a file.
func exampleFile(k *language.Key, p language.Place) string {
	example := strings.ReplaceAll(k.Example, "…", "")
	switch p {
	case language.Requirement:
		return "[service.x]\nneeds = [" + example + "]"
	case language.Event:
		return "[incident.x]\nevents = [" + example + "]"
	case language.Observation:
		if !strings.HasPrefix(example, "{") { // what elements have as well
			example = "{ node = 'a', level = 'up', " + example + " }"
		}
		return "[incident.x]\nobserved = [" + example + "]"
	case language.Band:
		return "[terms.x]\nbands = [" + example + "]"
	case language.Model, language.Overlay:
		return "[" + string(p) + "]\n" + example
	case language.Template:
		return "[service.'x-{region}']\n" + example
	case language.Node, language.Overlaid:
		return "[service.x]\n" + example
	}
	return fmt.Sprintf("[%s.x]\n%s", p, example)
}

// planted are mistakes, one a row.
var planted = []struct{ name, text string }{
	{"a key that is misspelt", "[service.a]\nneed = ['b']"},
	{"a key of another place", "[service.a]\nfails_at = 0.1"},
	{"a key of services on another node", "[carrier.a]\nusers = 3"},
	{"a key of services on a node of a declared kind", "[booth.a]\ndemand = 3"},
	{"an id in capitals", "[service.Web]"},
	{"an id in Korean", "[service.'웹']"},
	{"a kind in capitals", "[Service.web]"},
	{"a list in place of a text", "[service.a]\noperator = ['kt']"},
	{"a text in place of a list", "[service.a]\nneeds = 'b'"},
	{"an empty text", "[service.a]\nsite = ''"},
	{"a number in quotes", "[service.a]\nusers = '12'"},
	{"a negative number", "[service.a]\nusers = -1"},
	{"a share above 1", "[service.a]\npopulation = 'p'\nreach = 1.5"},
	{"a share of nothing", "[sector.s]\nfails_at = 0"},
	{"a probability above 1", "[carrier.a]\navailability = 99.95"},
	{"a duration without a unit", "[carrier.a]\nrecovery = '90'"},
	{"a duration as a number", "[carrier.a]\nrecovery = 90"},
	{"a tolerance of nothing", "[service.a]\ntolerance = '0s'"},
	{"a word that is none", "[carrier.a]\noverload = 'break'"},
	{"a confidence that is none", "[carrier.a]\nconfidence = 'sure'"},
	{"a date that is none", "[carrier.a]\nasof = '2023-13'"},
	{"a language that is none", "[service.a]\nname = { de = 'Netz' }"},
	{"a boolean in quotes", "[carrier.a]\nfails = 'false'"},
	{"two figures of chance", "[carrier.a]\navailability = 0.9\nmtbf = '1d'\nmttr = '1h'"},
	{"users beside a population", "[service.a]\npopulation = 'p'\nusers = 3"},
	{"a requirement of no form", "[service.a]\nneeds = [{ holdup = '4h' }]"},
	{"a requirement of two forms", "[service.a]\nneeds = [{ on = 'b', any = ['c'] }]"},
	{"at_least without of", "[service.a]\nneeds = [{ at_least = 2, any = ['b', 'c'] }]"},
	{"a group without members", "[service.a]\nneeds = [{ any = [] }]"},
	{"a member twice", "[service.a]\nneeds = [{ any = ['b', 'b'] }]"},
	{"a fail-over of one", "[service.a]\nneeds = [{ on = 'b', failover = '10m' }]"},
	{"a misspelt key deep in a group", "[service.a]\nneeds = [{ any = [{ all = ['b', { on = 'c', hold_up = '1h' }] }, 'd'] }]"},
	{"unless of a list", "[service.a]\nneeds = [{ unless = ['b'] }]"},
	{"a supply that is absent", "[service.a]\nneeds = [{ unless = 'b', supply = true }]"},
	{"a name that is no node", "[service.a]\nneeds = ['B c']"},
	{"an access share above 1", "[population.p]\naccess = { a = 1.2 }"},
	{"an event that does not say when", "[incident.i]\nevents = [{ fail = ['a'] }]"},
	{"an event in which nothing happens", "[incident.i]\nevents = [{ at = '0m', for = '1h' }]"},
	{"an observation of nothing", "[incident.i]\nobserved = [{ level = 'down' }]"},
	{"an observation without a level", "[incident.i]\nobserved = [{ node = 'a' }]"},
	{"an observation of a moment and a spell", "[incident.i]\nobserved = [{ node = 'a', level = 'down', at = '1h', from = '0m' }]"},
	{"an observation left out for no reason", "[incident.i]\nobserved = [{ node = 'a', level = 'down', scored = false }]"},
	{"a start without its offset", "[incident.i]\nstart = '2021-10-25T11:20:00'"},
	{"a policy of three failures", "[policy.p]\nprotect = 'a'\nagainst = 'b'\nfailures = 3"},
	{"an option that changes a policy", "[option.o]\ncost = 1\nset.policy.p.worst = 'up'"},
	{"an option that appends to what is no list", "[option.o]\ncost = 1\nadd.service.a.operator = ['x']"},
	{"an addition to what is no list", "[service.a]\nadd.operator = ['x']"},
	{"a misspelt key from a date on", "[service.a]\nat.'2025-12-31'.reech = 0.5"},
	{"a date that is none, with keys", "[service.a]\nat.soon.name = 'A'"},
	{"nothing from a date on", "[service.a]\nat.'2025-12-31' = {}"},
	{"a date below a date", "[service.a]\nat.'2025-12-31'.at.'2026'.name = 'A'"},
	{"an incident by date", "[incident.i]\nat.'2025-12-31'.name = 'A'"},
	{"an option that changes other things from a date on", "[option.o]\ncost = 1\nat.'2025'.set.service.a.name = 'A'"},
	{"an array of tables", "[[service]]\nid = 'a'"},
	{"an unknown shape", "[kind.booth]\nshape = 'star'"},
	{"a key outside any element", "title = 'x'"},
}

// TestPlantedMistakes finds each, and so does loading the file with what it names.
func TestPlantedMistakes(t *testing.T) {
	s := compiled(t, "en")
	const around = "\n[carrier.b]\n[carrier.c]\n[carrier.d]\n"
	for _, m := range planted {
		if validate(t, s, m.text) == nil {
			t.Errorf("%s is not found:\n%s", m.name, m.text)
		}
		if _, err := models.LoadFS(fstest.MapFS{"m.toml": {Data: []byte(m.text + around)}}, "m.toml"); err == nil {
			t.Errorf("%s is none to the program:\n%s", m.name, m.text)
		}
	}
}

// TestRanges accepts ranges where the language takes them, and nowhere else.
func TestRanges(t *testing.T) {
	s := compiled(t, "en")
	const people = "[population.p]\naccess = { a = %s, b = 0.5 }"
	for _, x := range []struct {
		text string
		good bool
	}{
		{"[service.a]\nrecovery = \"1h..2h\"\nneeds = [{ on = \"b\", holdup = \"0s..1h30m..2h\" }]\nmtbf = \"10d..20d\"\nmttr = \"1h..2h\"", true},
		{"[incident.x]\nevents = [{ at = \"0s..5m\", fail = [\"a\"], for = \"1h..2h..3h\" }]", true},
		{fmt.Sprintf(people, `"0.3..0.45"`), true},
		{fmt.Sprintf(people, `"0.3..0.4..0.45"`), true},
		{fmt.Sprintf(people, `"0.3"`), false},
		{fmt.Sprintf(people, `"1..2..3..4"`), false},
		{"[service.a]\nrecovery = \"1h..\"", false},
		{"[service.a]\nmtbf = \"0s..1h\"\nmttr = \"1h\"", false},
		{"[service.a]\ntolerance = \"1h..2h\"", false},
		{"[model]\nhorizon = \"1h..2h\"", false},
		{"[service.a]\nspills_to = { b = \"0.1..0.2\" }", false},
	} {
		if err := validate(t, s, x.text); (err == nil) != x.good {
			t.Errorf("%s: %v", x.text, err)
		}
	}
}
