package mitigate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// twenty are models with 20 options each, of which a million sets can be made.
var twenty = []struct {
	name string
	cost float64 // of the cheapest set: options cost 1 to 20
	head string
	each string
}{
	{"a second line each", 210, `
[policy.p]
protect = "kind:service"
against = "kind:carrier"`, `
[service.s%[1]d]
needs = ["a"]
[option.o%[1]d]
cost = %[1]d
set.service.s%[1]d.needs = [{ any = ["a", "b"] }]`},
	{"a faster switch each", 210, `
[policy.p]
protect = "kind:service"
against = "kind:carrier"
worst = "down"
max_outage = "1h"
for = "4h"`, `
[service.s%[1]d]
needs = [{ any = ["a", "b"], failover = "5h" }]
[option.o%[1]d]
cost = %[1]d
set.service.s%[1]d.needs = [{ any = ["a", "b"], failover = "5m" }]`},
	{"a faster recovery each", 210, `
[policy.p]
protect = "kind:service"
against = "kind:carrier"
worst = "down"
max_outage = "3h"
for = "2h"`, `
[service.s%[1]d]
needs = ["a"]
recovery = "2h"
[option.o%[1]d]
cost = %[1]d
set.service.s%[1]d.recovery = "5m"`},
	{"other lines each", 210, `
[policy.p]
protect = "kind:service"
against = "kind:carrier"
max_share = 0.6`, `
[population.p%[1]d]
access = { a = 0.9, b = 0.1 }
[service.s%[1]d]
population = "p%[1]d"
[option.o%[1]d]
cost = %[1]d
set.population.p%[1]d.access = { a = 0.5, b = 0.5 }`},
	{"half of one service", 55, `
[population.p]
size = 1000
access = { l1 = 0.05, l2 = 0.05, l3 = 0.05, l4 = 0.05, l5 = 0.05, l6 = 0.05, l7 = 0.05, l8 = 0.05, l9 = 0.05, l10 = 0.05, l11 = 0.05,
  l12 = 0.05, l13 = 0.05, l14 = 0.05, l15 = 0.05, l16 = 0.05, l17 = 0.05, l18 = 0.05, l19 = 0.05, l20 = 0.05 }
[service.s]
population = "p"
[policy.p]
protect = "s"
against = "a"
max_share = 0.5`, `
[carrier.l%[1]d]
needs = ["a"]
[option.o%[1]d]
cost = %[1]d
set.carrier.l%[1]d.needs = [{ any = ["a", "b"] }]`},
}

func twentyOptions(t testing.TB, head, each string) *compile.Compiled {
	text := "[carrier.a]\n[carrier.b]\n" + head
	for i := range 20 {
		text += fmt.Sprintf(each, i+1)
	}
	return fixture.Compile(t, []byte(text))
}

// TestTwentyOptions wants the cheapest set of 20 options, proved, and without
// running more than a few of all the sets.
func TestTwentyOptions(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes the most options that may be")
	}
	for _, x := range twenty {
		c := twentyOptions(t, x.head, x.each)
		a, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: c.Model.Horizon})
		if err != nil {
			t.Fatal(err)
		}
		if chosen := a.Choice; !a.Met || !chosen.Exact || chosen.Cost != x.cost || chosen.Tried > 10_000 {
			t.Errorf("%s: %+v, want cost %v", x.name, chosen, x.cost)
		}
	}
}

// BenchmarkTwentyOptions finds the cheapest set of 20 options.
func BenchmarkTwentyOptions(b *testing.B) {
	for _, x := range twenty {
		b.Run(strings.ReplaceAll(x.name, " ", "-"), func(b *testing.B) {
			c := twentyOptions(b, x.head, x.each)
			for b.Loop() {
				a, err := mitigate.Ask(b.Context(), c, mitigate.Question{After: c.Model.Horizon})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(a.Choice.Tried), "run")
			}
		})
	}
}
