package check_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/models"
)

// Example checks the embedded Korean model.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	answer, err := check.Ask(context.Background(), c, check.Question{})
	if err != nil {
		panic(err)
	}
	fmt.Println(len(answer.FalseRedundancy.Findings), "group that one failure takes;", len(answer.ColdStart.Loops), "loops that cannot start")
	// Output:
	// 49 group that one failure takes; 0 loops that cannot start
}

// TestWarnings: what one failure takes and what cannot start are warnings.
func TestWarnings(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[power.mains]
[datacentre.east]
needs = ["mains"]
[datacentre.west]
needs = ["mains"]
[platform.bank]
needs = [{ any = ["east", "west"] }]
[power.grid]
needs = ["exchange"]
[carrier.exchange]
needs = ["grid"]
`))
	answer, err := check.Ask(t.Context(), c, check.Question{})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range answer.Problems {
		codes = append(codes, fmt.Sprint(p.Code, ":", p.Line))
	}
	for _, want := range []string{"false-redundancy:8", "cold-start:11"} {
		if !strings.Contains(strings.Join(codes, " "), want) {
			t.Errorf("no %s in %q", want, codes)
		}
	}
}

// TestLongLine keeps what stands around the place of a problem, and no more.
func TestLongLine(t *testing.T) {
	line := strings.Repeat("가", 100_000) + "X" + strings.Repeat("나", 100_000)
	p := check.Problems(models.Problems{{Line: 1, Column: 100_001, Text: line}, {Line: 1, Column: 3, Text: "short"}})
	if r := []rune(p[0].Text); len(r) > 1000 || r[100_000-p[0].TextFrom] != 'X' {
		t.Errorf("%d characters from %d", len(r), p[0].TextFrom)
	}
	if p[1].Text != "short" || p[1].TextFrom != 0 {
		t.Errorf("%+v", p[1])
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := check.Ask(ctx, fixture.Compile(t, []byte("[service.x]\n")), check.Question{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
