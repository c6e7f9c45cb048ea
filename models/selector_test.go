package models_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// selectable is the model that selectors are tried on.
const selectable = `
[sector.health]
[sector.retail]
[population.people]
access = { kt-net = 0.4, lgu-net = 0.6 }
[carrier.kt-net]
operator = "KT"
tags = ["core", "old"]
[carrier.lgu-net]
operator = "LG U+"
tags = ["core"]
[power.mains]
region = "seoul"
vendor = "acme"
[datacentre.pangyo]
site = "pangyo"
region = "gyeonggi"
needs = ["mains"]
[service.hospital]
sector = "health"
population = "people"
[service.shop]
sector = "retail"
needs = ["both"]
[platform.both]
fails = false
needs = [{ any = ["kt-net", "lgu-net"] }]
[platform.empty]
fails = false
[service.virtual]
fails = false
population = "people"
`

func TestSelect(t *testing.T) {
	m := load(t, selectable)
	tests := map[string]string{
		"shop":                              "shop",
		" shop , mains ":                    "mains shop",
		"shop,shop":                         "shop",
		"hospital@kt-net":                   "hospital@kt-net",
		"hospital,hospital@kt-net":          "hospital hospital@kt-net",
		"*-net":                             "kt-net lgu-net",
		"?t-*":                              "kt-net",
		"[kl]*-net":                         "kt-net lgu-net",
		"hospital@*":                        "hospital@kt-net hospital@lgu-net",
		"*@kt-net":                          "hospital@kt-net virtual@kt-net",
		"kind:carrier":                      "kt-net lgu-net",
		"operator:LG U+":                    "lgu-net",
		"vendor:acme":                       "mains",
		"site:pangyo":                       "pangyo",
		"region:seoul":                      "mains",
		"sector:health":                     "hospital",
		"tag:core":                          "kt-net lgu-net",
		"tag:core,!tag:old":                 "lgu-net",
		"!tag:old,tag:core":                 "lgu-net",
		"kind:carrier,shop,! kt-net":        "lgu-net shop",
		"hospital@*,!hospital@kt-net":       "hospital@lgu-net",
		"!kind:carrier,!kind:service,!p*":   "both empty mains",
		"!kind:carrier,!kind:service,!*o*":  "empty mains",
		"kind:service,!hospital, !*@kt-net": "shop virtual",
	}
	for selector, want := range tests {
		got, err := m.Select(selector)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q selects %v, %v; want %s", selector, got, err, want)
		}
	}
}

func TestSelectNothing(t *testing.T) {
	m := load(t, selectable)
	tests := map[string]string{
		"":                           `a selector is empty; such as "kt-backbone", "kt-*" or "kind:carrier"`,
		"shop,":                      `a selector is empty; such as "kt-backbone", "kt-*" or "kind:carrier"`,
		"!":                          `a selector is empty; such as "kt-backbone", "kt-*" or "kind:carrier"`,
		"shp":                        `there is no node "shp"; did you mean "shop"?`,
		"quite-another":              `there is no node "quite-another"; "meoktong list" shows them all`,
		"hospital@kt":                `"hospital" has no part at "kt"; its parts are "kt-net" or "lgu-net"`,
		"hospital@kt-nett":           `"hospital" has no part at "kt-nett"; did you mean "kt-net"?`,
		"shop@kt-net":                `"shop" has no population, and so no parts; name the node itself: "shop"`,
		"shopp@kt-net":               `there is no node "shopp"; did you mean "shop"?`,
		"pangyoo*":                   `no node matches "pangyoo*"; did you mean "pangyo"?`,
		"shop@*":                     `no node matches "shop@*"; did you mean "shop"?`,
		"[":                          `"[" is not a pattern; such as "kt-*"`,
		"*@[":                        `"*@[" is not a pattern; such as "kt-*"`,
		"kind:carier":                `no node matches "kind:carier"; did you mean "kind:carrier"?`,
		"operator:kt":                `no node matches "operator:kt"`,
		"opertor:KT":                 `a selector cannot ask for "opertor"; did you mean "operator"?`,
		"colour:red":                 `a selector cannot ask for "colour"; it can ask for "kind", "operator", "region", "sector", "site", "tag" or "vendor"`,
		"sector:":                    `no node matches "sector:"`,
		"shop,!shop":                 `selector "shop,!shop" leaves nothing`,
		"!*":                         `selector "!*" leaves nothing`,
		"!shop, !nope":               `there is no node "nope"`,
		"\x1b":                       `there is no node "\x1b"`,
		"한글":                         `there is no node "한글"; "meoktong list" shows them all`,
		strings.Repeat("x,", 40_000): `a selector may be 65536 bytes long at most`,
	}
	for selector, want := range tests {
		got, err := m.Select(selector)
		var ne *models.NameError
		if !errors.As(err, &ne) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.40q: %v, %v; want %s", selector, got, err, want)
		}
	}
}

func TestSelectorCost(t *testing.T) {
	var text strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&text, "[power.p%d]\n", i)
	}
	m := load(t, text.String())
	if _, err := m.Select(strings.Repeat("p*,", 20_000) + "p1"); err == nil || !strings.HasSuffix(err.Error(), "takes too long to match; use fewer patterns") {
		t.Error(err)
	}
	if ids, err := m.Select(strings.Repeat("p1,", 20_000) + "p*"); err != nil || len(ids) != 4000 {
		t.Error(err)
	}
}

// What only follows what it needs cannot fail of itself.
func TestSelectFailures(t *testing.T) {
	m := load(t, selectable)
	tests := map[string]string{
		"kind:platform,mains": "mains",
		"b*,mains":            "mains",
		"!kind:carrier":       "hospital mains pangyo shop",
		"*@kt-net":            "hospital@kt-net",
		"kind:service":        "hospital shop",
		"shop,both,!both":     "shop",
	}
	for selector, want := range tests {
		got, err := m.SelectFailures(selector)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q selects %v, %v; want %s", selector, got, err, want)
		}
	}
	errs := map[string]string{
		"both":                 `"both" is a grouping (fails = false) and cannot fail of itself; fail what it needs: kt-net, lgu-net`,
		"mains, both":          `"both" is a grouping (fails = false) and cannot fail of itself; fail what it needs: kt-net, lgu-net`,
		"virtual@kt-net,mains": `"virtual@kt-net" is a grouping (fails = false) and cannot fail of itself`,
		"kind:platform":        `"both" is a grouping (fails = false) and cannot fail of itself; fail what it needs: kt-net, lgu-net`,
		"empty":                `"empty" is a grouping (fails = false) and cannot fail of itself; it needs nothing`,
		"nope":                 `there is no node "nope"`,
	}
	for selector, want := range errs {
		got, err := m.SelectFailures(selector)
		var ne *models.NameError
		if !errors.As(err, &ne) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %s", selector, got, err, want)
		}
	}
}
