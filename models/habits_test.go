package models_test

import (
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// TestHints reads what people write who know other tools, and looks at what they are
// told.
func TestHints(t *testing.T) {
	for text, want := range map[string]string{
		"[carrier.a]\ndepends_on = ['b']":                                                    `write needs = ["x"]`,
		"[carrier.a]\ndependsOn = ['b']":                                                     `write needs = ["x"]`,
		"[service.a]\nrto = '4h'":                                                            `the longest time down that is tolerable is tolerance = "4h"`,
		"[carrier.a]\nRTO = '4h'":                                                            "a service alone has a longest time down that is tolerable, its tolerance",
		"[carrier.a]\noptional = true":                                                       `what is lost without stopping it is a requirement { on = "x", loss = "degraded" }`,
		"[carrier.b]\n[carrier.a]\nneeds = [{ on = 'b', optional = true }]":                  `write loss = "degraded"`,
		"[carrier.a]\nowner = 'kt'":                                                          "who runs it is its operator",
		"[carrier.a]\nreplicas = 3":                                                          `each of them is a node, and what needs two of three says { at_least = 2, of = ["x-1", "x-2", "x-3"] }`,
		"[incident.i]\ndate = 2022-10-15":                                                    "when an incident began is its start",
		"[carrier.a]\n[incident.i]\nevents = [{ time = '0m', fail = ['a'] }]":                "when it happened is at, counted from the start",
		"[source.s]\ndate = 2022-10-15":                                                      "the day that a fact is of is its asof",
		"[carrier.a]\n[incident.i]\nevents = [{ at = '0m', fail = ['a'], duration = '1h' }]": `how long it lasts is for = "85m"`,
		"[carrier.a]\navailability = 99.95":                                                  "99.95 % is written 0.9995",
		"[carrier.a]\navailability = '99.95 %'":                                              "99.95 % is written 0.9995",
		"[carrier.a]\n[population.p]\nsize = 1\naccess = { a = 40 }":                         "40 % is written 0.4",
		"[carrier.a]\navailability = 120":                                                    "",
		"[service.a]\n[option.o]\ncost = 1\nadd.service.a.tolerance = '4h'":                  "add appends to a list; to replace a value, write set.service.a.tolerance",
		"[service.a]\n[option.o]\ncost = 1\nadd.service.a.tolerance = ['4h']":                "add appends to a list; to replace a value, write set.service.a.tolerance",
		"[option.o]\ncost = 1\nservice.a.needs = []":                                         `what an option changes stands below add or set: add.service.ID.needs = ["x"], set.service.ID.site = "y"`,
		"[carrier.a]\nunavailability = 1e-400":                                               "write 0 for nothing",
		"[carrier.a]\nunavailability = 1e-310":                                               "write 0 for nothing",
		"{\"id\": \"a\", \"kind\": \"carrier\", \"unavailability\": 1e-400}":                 "write 0 for nothing",
	} {
		file := "m.toml"
		if text[0] == '{' {
			file = "m.jsonl"
		}
		_, err := loadText(file, text)
		problems, _ := err.(models.Problems)
		if len(problems) != 1 || problems[0].Hint != want {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, zero := range []string{"0", "0.0", "0e10", "-0.0"} {
		load(t, "[carrier.a]\nunavailability = "+zero+"\n")
	}
	if _, err := loadText("m.jsonl", `{"id": "a", "kind": "carrier", "unavailability": 0.0e1}`); err != nil {
		t.Error(err)
	}
}

// TestNames names nodes as people call them.
func TestNames(t *testing.T) {
	m := load(t, `[carrier.kt-backbone]
name = { ko = "KT 백본망", en = "KT backbone" }
operator = "kt"
[platform.core]
name = { ko = "은행 계정계", en = "Core banking, main" }
[platform.core-2]
name = { ko = "은행 정보계", en = "Data warehouse" }
[carrier.line-a]
name = "Line A"
[population.people]
size = 10
access = { line-a = 1 }
[service.app]
name = "Banking app"
population = "people"
`)
	for given, want := range map[string]string{
		"KT 백본망": "kt-backbone", "kt BACKBONE": "kt-backbone", "KT백본망": "kt-backbone", "백본": "kt-backbone", "계정계": "core",
		"Core banking, main": "core", "계정계, data  warehouse": "core core-2", "!계정계": "app core-2 kt-backbone line-a",
		"Banking app@Line A": "app@line-a", "app@Line A": "app@line-a", "banking app@line-a": "app@line-a", "line-a": "line-a",
		"은행":                  `"은행" names several nodes; they are core ("Core banking, main", "은행 계정계"), core-2 ("Data warehouse", "은행 정보계")`,
		"은행@Line A":           `"은행" names several nodes; they are core ("Core banking, main", "은행 계정계"), core-2 ("Data warehouse", "은행 정보계")`,
		"정":                   `there is no node "정"; "meoktong list" shows them all`,
		"app@정보":              `"app" has no part at "core-2"; its parts are "line-a"`,
		"carrier.kt-backbone": `there is no node "carrier.kt-backbone"; did you mean "kt-backbone"? A selector says the id alone`,
		"[carrier.core]":      `no node matches "[carrier.core]"; did you mean "core"? It is of kind platform, and a selector says the id alone`,
		"app.line-a":          `there is no node "app.line-a"; did you mean "app@line-a"?`,
		"carrier":             `there is no node "carrier"; write "kind:carrier"`,
		"operator=kt":         `there is no node "operator=kt"; write "operator:kt"`,
		"kind = carrier":      `there is no node "kind = carrier"; write "kind:carrier"`,
		"kt-bakbone":          `there is no node "kt-bakbone"; did you mean "kt-backbone"?`,
	} {
		told := map[string]string{}
		ids, err := m.Telling(func(given, id string) { told[given] = id }).Select(given)
		got := strings.Join(ids, " ")
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s", given, got)
		}
		if err == nil && (len(told) == 0) != (given == "line-a") {
			t.Errorf("%s: told %v", given, told)
		}
	}
	if _, err := loadText("m.toml", "[carrier.a]\nname = \"Line A\"\n[service.b]\nneeds = [\"Line A\"]\n[incident.i]\nevents = [{ fail = [\"Line A\"] }]\n"); err == nil || strings.Count(err.Error(), "there is no node \"Line A\"") != 2 {
		t.Errorf("a file may use names: %v", err)
	}
}
