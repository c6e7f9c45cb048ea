package models_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

const toAmend = `
[carrier.a]
[carrier.b]
[carrier.c]
[population.people]
access = { a = 0.5, b = 0.5 }
[service.web]
population = "people"
needs = ["c", { any = ["@access", "c"] }]
[option.more]
cost = 1
add.service.web.needs = ["b"]
[option.other]
cost = 2
set.service.web.needs = ["a"]
[option.lines]
cost = 3
set.population.people.access = { a = 1.0 }
[option.name]
cost = 4
set.population.people.name = "people"
[option.beside]
cost = 5
set.carrier.a.recovery = "1h"
`

// TestAmend takes options on an amended model: those that have what was amended
// read anew find the amendment, unless they replace it; under pseudonyms as well.
func TestAmend(t *testing.T) {
	file := filepath.Join(t.TempDir(), "m.toml")
	if err := os.WriteFile(file, []byte(toAmend), 0o600); err != nil {
		t.Fatal(err)
	}
	plain, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]*models.Model{"as it is": plain, "under pseudonyms": redact.Model(plain, nil)} {
		service := m.Nodes[slices.IndexFunc(m.Nodes, func(n models.Node) bool { return n.Use != nil && n.Use.Population != "" })].ID
		whole := len(m.Node(service).Needs)
		amended := m.AmendNode(service, func(n *models.Node) {
			if len(n.Needs) > 1 && n.Needs[1].Form == models.Any {
				n.AccessFree, n.Needs = true, slices.Delete(slices.Clone(n.Needs), 1, 2)
			}
		}).AmendPopulation(m.Populations[0].ID, func(p *models.Population) {
			if len(p.Access) == 2 {
				p.Access = slices.Clone(p.Access)
				p.Access[0].Share, p.Access[1].Share = 0.6, 0.4
			}
		})
		if len(m.Node(service).Needs) != whole || m.Populations[0].Access[0].Share != 0.5 {
			t.Errorf("%s: the model itself has changed", name)
		}
		for _, o := range plain.Options {
			i := slices.IndexFunc(m.Options, func(x models.Option) bool { return x.Cost == o.Cost }) // pseudonyms have another order
			with, err := amended.WithOptions(m.Options[i].ID)
			if err != nil {
				t.Fatal(err)
			}
			n, access := with.Node(service), with.Populations[0].Access
			needs, share := map[string]int{"more": 2, "other": 1}[o.ID], 0.6
			if needs == 0 {
				needs = 1
			}
			if o.ID == "lines" {
				share = 1
			}
			if len(n.Needs) != needs || n.AccessFree == (o.ID == "other") || access[0].Share != share {
				t.Errorf("%s, with %s: %v, access free %v, first share %v", name, o.ID, n.Needs, n.AccessFree, access[0].Share)
			}
		}
	}
}
