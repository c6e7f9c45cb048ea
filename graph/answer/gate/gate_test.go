package gate_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

const loaded = `
[datacentre.site-1]
[datacentre.site-2]
[equipment.gateway]
capacity = 10
overload = "trip"
needs = [{ any = ["site-1", "site-2"] }]
[service.web]
users = 100
demand = 20
needs = ["gateway"]
[policy.p]
protect = "web"
against = "kind:datacentre"
worst = "up"
max_outage = "0s"
for = "1h"
`

// TestLoadIsLeftOut asks about a model in which overload alone keeps everything
// down, at the horizon and in time.
func TestLoadIsLeftOut(t *testing.T) {
	g := gated(t, load(t, loaded).WithoutLoad())
	if p := g.Policies[0]; !p.Holds || !g.LoadIgnored || *p.Worst.OutageS != 0 {
		t.Errorf("%+v", p)
	}
}

// TestFingerprints wants the same fingerprints after lines, names and figures
// have moved, and others for another policy, node or failure.
func TestFingerprints(t *testing.T) {
	broken := strings.Replace(loaded, `any = ["site-1", "site-2"]`, `all = ["site-1", "site-2"]`, 1)
	prints := func(text string) string {
		var out []string
		for _, v := range gated(t, load(t, text).WithoutLoad()).Policies[0].Violations {
			out = append(out, v.Fingerprint)
		}
		return strings.Join(out, " ")
	}
	before := prints(broken)
	if len(strings.Fields(before)) != 2 {
		t.Fatalf("two violations are wanted: %s", before)
	}
	for _, same := range []string{"# a line more\n\n" + broken, strings.Replace(broken, "users = 100", "users = 200", 1), "[service.other]\nneeds = [\"site-1\"]\n" + broken} {
		if got := prints(same); got != before {
			t.Errorf("%s became %s in\n%s", before, got, same)
		}
	}
	for _, other := range []string{strings.Replace(broken, "policy.p", "policy.q", 1), strings.ReplaceAll(broken, "site-2", "site-3")} {
		if prints(other) == before {
			t.Errorf("the same fingerprints in\n%s", other)
		}
	}
}

// TestRefuses asks about a policy that there is none of.
func TestRefuses(t *testing.T) {
	c := load(t, loaded)
	_, err := gate.Ask(t.Context(), c, gate.Question{Policies: []string{"p", "r"}})
	if want := (question.NoSuch{What: "policy", Given: "r", Has: []string{"p"}}); !reflect.DeepEqual(err, want) {
		t.Errorf("%#v, want %#v", err, want)
	}
}

// TestStops ends a policy on all pairs of a long chain soon after the context does.
func TestStops(t *testing.T) {
	text := "[carrier.c0]\n"
	for i := range 3000 {
		text += fmt.Sprintf("[carrier.c%d]\nneeds = [\"c%d\"]\n", i+1, i)
	}
	c := fixture.Compile(t, []byte(text+"[policy.p]\nprotect = \"c3000\"\nagainst = \"kind:carrier\"\nfailures = 2\n"))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := gate.Ask(ctx, c, gate.Question{}); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 20*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}
