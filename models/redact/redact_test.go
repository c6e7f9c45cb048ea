package redact_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/modeltest"
	"github.com/meoktong/meoktong/models/redact"
)

// secrets returns every word of a model that a redacted one must not have.
func secrets(m *models.Model) map[string]bool {
	out := map[string]bool{}
	add := func(words ...string) {
		for _, w := range words {
			out[w] = true
		}
	}
	texts := func(list ...models.Text) {
		for _, t := range list {
			for _, s := range t {
				add(s)
			}
		}
	}
	source := func(p *models.Provenance) {
		if p != nil {
			add(p.Source)
		}
	}
	var needs func(list []models.Requirement)
	needs = func(list []models.Requirement) {
		for _, r := range list {
			if r.Mods != nil {
				source(r.Mods.Provenance)
			}
			needs(r.Of)
		}
	}
	texts(m.Title, m.Description)
	add(m.Source)
	for _, n := range m.Nodes {
		add(n.ID, n.Operator, n.Vendor, n.Site, n.Region)
		add(n.Tags...)
		texts(n.Name, n.Description)
		source(n.Provenance)
		needs(n.Needs)
		if n.Load != nil {
			add(n.Load.Unit)
		}
		if file, _ := m.Position(&n, -1); file != "" {
			add(file)
		}
	}
	for _, p := range m.Populations {
		add(p.ID)
		texts(p.Name, p.Description)
		source(p.Provenance)
	}
	for _, s := range m.Sectors {
		texts(s.Description)
		source(s.Provenance)
	}
	for _, s := range m.Sources {
		add(s.ID, s.URL)
		texts(s.Name)
	}
	for _, in := range m.Incidents {
		add(in.ID)
		texts(in.Name, in.Description)
		source(in.Provenance)
		for _, ev := range in.Events {
			add(ev.Reason)
		}
		for _, o := range in.Observed {
			add(o.Reason)
			source(o.Provenance)
		}
	}
	for _, x := range m.Terms {
		add(x.ID)
		texts(x.Name, x.Description)
	}
	for _, x := range m.Policies {
		add(x.ID)
		texts(x.Name, x.Description)
	}
	for _, x := range m.Options {
		add(x.ID)
		texts(x.Name, x.Description)
	}
	delete(out, "")
	return out
}

// TestRedactedHasNoName searches all that can be read of the redacted model, with
// and without options, for every name of the original.
func TestRedactedHasNoName(t *testing.T) {
	if testing.Short() {
		t.Skip("it looks for every word of the shipped model")
	}
	m := korea(t)
	words := secrets(m)
	if len(words) < 500 {
		t.Fatalf("only %d words to look for", len(words))
	}
	r := redact.Model(m, nil)
	with, err := r.WithOptions(r.Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, redacted := range []*models.Model{r, with} {
		all := readable(t, redacted)
		for w := range words {
			// What a sector is called stays, and so do kinds and units of money.
			if len(w) > 3 && strings.Contains(all, w) && !staying(m, w) {
				t.Errorf("%q is still there", w)
			}
		}
	}
}

// staying says whether a word is part of what a redacted model keeps: kinds, and
// sectors with their names.
func staying(m *models.Model, word string) bool {
	kept := []string{"carrier", "datacentre", "power", "equipment", "platform", "service", "line"}
	for _, s := range m.Sectors {
		kept = append(kept, s.ID)
		for _, name := range s.Name {
			kept = append(kept, name)
		}
	}
	return slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(k, word) })
}

// readable returns all exported fields, and the places that nodes stand at.
func readable(t *testing.T, m *models.Model) string {
	t.Helper()
	places := []string{}
	for i := range m.Nodes {
		file, _ := m.Position(&m.Nodes[i], -1)
		places = append(places, file)
	}
	for i := range m.Options {
		for _, c := range m.Options[i].Changes() {
			places = append(places, c.ID)
		}
	}
	copied := *m
	copied.Origin, copied.Digest = "", ""
	data, err := json.Marshal(struct {
		M      models.Model
		Places []string
	}{copied, places})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestRedactionKeepsStructure: selectors name as many nodes, requirements have the
// same shape, and the same model gives the same pseudonyms.
func TestRedactionKeepsStructure(t *testing.T) {
	m := korea(t)
	r := redact.Model(m, nil)
	if again := redact.Model(korea(t), nil); readable(t, r) != readable(t, again) {
		t.Error("two redactions of one model differ")
	}
	if len(r.Nodes) != len(m.Nodes) || !slices.IsSortedFunc(r.Nodes, func(a, b models.Node) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("%d nodes of %d, or they are not sorted", len(r.Nodes), len(m.Nodes))
	}
	if got, want := named(t, r), named(t, m); !slices.Equal(got, want) {
		t.Errorf("policies name %q nodes, want %q", got, want)
	}
	if got, want := shapes(r), shapes(m); !reflect.DeepEqual(got, want) {
		t.Error("the requirements have other shapes")
	}
	if _, err := r.WithOptions("no-such-option"); err == nil {
		t.Error("an option that is not there was taken")
	}
}

// named returns how many nodes each policy protects, and against how many,
// sorted: a redacted model has its policies in another order.
func named(t *testing.T, m *models.Model) []string {
	t.Helper()
	var out []string
	for _, p := range m.Policies {
		protect, err := m.Select(p.Protect)
		against, err2 := m.Select(p.Against)
		if err != nil || err2 != nil {
			t.Errorf("%q, %q: %v %v", p.Protect, p.Against, err, err2)
		}
		out = append(out, fmt.Sprintf("%d against %d", len(protect), len(against)))
	}
	slices.Sort(out)
	return out
}

// shapes returns what the requirements of a model look like without names, sorted.
func shapes(m *models.Model) []string {
	var shape func(r models.Requirement) string
	shape = func(r models.Requirement) string {
		var of []string
		for _, x := range r.Of {
			of = append(of, shape(x))
		}
		part := strings.Contains(r.On, "@")
		data, _ := json.Marshal([]any{r.K, r.Form, part, of, r.Mods != nil && r.Mods.Loss, m.Has(r.On)})
		return string(data)
	}
	var out []string
	for i := range m.Nodes {
		line := m.Nodes[i].Kind
		if slices.ContainsFunc(m.Kinds, func(k models.Kind) bool { return k.ID == line }) {
			line = "declared" // such a kind has a pseudonym
		}
		for _, r := range m.Nodes[i].Needs {
			line += shape(r)
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// TestRedactedPatterns: a pattern of letters goes on naming what it named, also
// nodes that an option adds.
func TestRedactedPatterns(t *testing.T) {
	m := modeltest.Load(t, `
[kind.tower]
[tower.kt-north]
tags = ["kt-*"]
[tower.kt-south]
[tower.lg-south]
[service.s]
needs = ["kt-north", "lg-south"]
[policy.p]
protect = "s"
against = "kt-*, !kind:service,!tag:kt-*"
[option.o]
cost = 1
set.tower.kt-east.operator = "kt"
`)
	r := redact.Model(m, nil)
	count := func(m *models.Model) int {
		ids, err := m.Select(m.Policies[0].Against)
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	with, err := r.WithOptions(r.Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := count(r), count(with); a != 1 || b != 2 {
		t.Errorf("%q names %d, with the option %d; want 1 and 2", r.Policies[0].Against, a, b)
	}
	ids := []string{}
	for i := range with.Nodes {
		ids = append(ids, with.Nodes[i].ID)
	}
	if want := []string{"kind-01-01", "kind-01-02", "kind-01-03", "kind-01-04", "service-01"}; !slices.Equal(ids, want) {
		t.Errorf("the nodes are called %q, want %q", ids, want)
	}
}

func korea(t *testing.T) *models.Model {
	t.Helper()
	m, err := models.Load(models.Request{Path: "../korea"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestRedactedByDate: no day of a redacted model has a name, and on each it says what the
// model says then.
func TestRedactedByDate(t *testing.T) {
	m := modeltest.Load(t, `
[carrier.kt-north]
operator = "operator-one"
at."2020".operator = "operator-two"
at."2020".source = "source-two"
at."2021".operator = "operator-three"
[carrier.kt-south]
[population.merchants]
access = { kt-north = 1.0 }
at."2020".access = { kt-north = 0.25, kt-south = 0.75 }
[population.callers]
by.mobile-secret = { kt = 0.5, hidden-value = 0.5 }
line.data-secret = "kt-{mobile-secret}-net"
at."2020".by.mobile-secret = { kt = 0.25, hidden-value = 0.75 }
at."2021".line.data-secret = "kt-north"
[carrier.kt-kt-net]
[carrier.kt-hidden-value-net]
[service.tills]
population = "merchants"
needs = ["kt-south"]
at."2021".needs = [{ on = "kt-north", source = "source-three" }]
at."2021".site = "site-three"
[policy.careful]
protect = "tills"
against = "operator:operator-three"
at."2020".against = "kt-north"
`)
	r := redact.Model(m, nil)
	for _, date := range []string{"", "2019", "2020", "2021"} {
		then, err := m.At(date)
		if err != nil {
			t.Fatal(err)
		}
		redacted, err := r.At(date)
		if err != nil {
			t.Fatal(err)
		}
		all := readable(t, redacted)
		for _, w := range []string{"kt-north", "kt-south", "operator-one", "operator-two", "operator-three", "source-two", "source-three", "merchants", "tills", "site-three", "careful", "mobile-secret", "hidden-value", "data-secret"} {
			if strings.Contains(all, w) {
				t.Errorf("on %q %q is still there", date, w)
			}
		}
		if got, want := shapes(redacted), shapes(then); !slices.Equal(got, want) {
			t.Errorf("on %q the requirements have other shapes: %q, %q", date, got, want)
		}
		sources := []string{}
		for _, n := range redacted.Nodes {
			if g := n.GroundsOf("operator"); g != nil {
				sources = append(sources, g.Source)
			}
		}
		if date == "2020" && (len(sources) != 1 || !strings.HasPrefix(sources[0], "source-0")) {
			t.Errorf("what is by date rests on %q", sources)
		}
	}
}
