package blackstart_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func korea() *compile.Compiled {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	return c
}

// Example starts the embedded Korean model from black.
func Example() {
	s, err := blackstart.Ask(context.Background(), korea(), blackstart.Question{})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(s.Loops), "loops;", len(s.Rounds), "rounds from black")
	// Output:
	// 0 loops; 8 rounds from black
}

func BenchmarkAsk(b *testing.B) {
	c := korea()
	for b.Loop() {
		if _, err := blackstart.Ask(b.Context(), c, blackstart.Question{}); err != nil {
			b.Fatal(err)
		}
	}
}

func fromBlack(t *testing.T, text string) *result.BlackStart {
	t.Helper()
	s, err := blackstart.Ask(t.Context(), fixture.Compile(t, []byte(text)), blackstart.Question{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestColdStart(t *testing.T) {
	s := fromBlack(t, `
[power.grid]
needs = ["exchange"]
[carrier.exchange]
needs = ["grid"]
[platform.shop]
needs = ["exchange"]
[power.well]
[platform.pump]
needs = ["well"]
`)
	if got := fmt.Sprint(s.Loops[0].Nodes, s.Loops[0].Breakers, s.Loops[0].Line, s.Rounds, s.Never); got != "[exchange grid] [exchange grid] 4 [{1 [well] [] 0 []} {1 [pump] [] 0 []}] {3 [exchange grid shop] [] 0 []}" {
		t.Error(got)
	}
}

// TestColdStartInPart: a service comes back with its first part, for its users
// only; others follow, and some never do.
func TestColdStartInPart(t *testing.T) {
	s := fromBlack(t, `
[power.grid]
needs = ["exchange"]
[carrier.exchange]
needs = ["grid"]
[carrier.radio]
[carrier.relay]
needs = ["radio"]
[population.people]
access = { radio = 0.15, relay = 0.04, exchange = 0.81 }
[service.calls]
population = "people"
[platform.desk]
needs = ["calls"]
`)
	got := fmt.Sprint(s.Rounds, s.Never.Nodes, s.Partial, s.PartialCount)
	if want := "[{1 [radio] [] 0 []} {2 [calls relay] [{calls 0.15}] 0 []} {1 [desk] [] 1 [calls@relay]}] [exchange grid] [{calls 0.19}] 1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
