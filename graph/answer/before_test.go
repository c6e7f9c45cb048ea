package answer_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/rounds"
)

// promised is a policy that protects every service there is, and a contract likewise.
const promised = `
[sector.dry]
[policy.everything]
protect = "kind:service"
against = "kind:carrier"
max_outage = "2h"
for = "4h"
`

// dry is a loop that nothing supplies, with services that need it.
const dry = `
[equipment.dry-a]
needs = ["dry-b"]
supply = true
[equipment.dry-b]
needs = ["dry-a"]
supply = true
[service.dry-shop]
needs = ["dry-b"]
users = 1000
sector = "dry"
tolerance = "1m"
[service.dry-web]
needs = [{ on = "dry-a", loss = "degraded" }]
users = 500
fails = false
sector = "dry"
tolerance_degraded = "1m"
[service.dry-till]
needs = ["dry-a", "@fixed"]
population = "broadband-lines"
`

// TestNothingCountsThatWasSoBefore: beside a loop that is down with nothing failed every
// command says what it says without it.
func TestNothingCountsThatWasSoBefore(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks the shipped model everything twice")
	}
	const after = time.Hour
	folder := t.TempDir()
	with := func(name, text string) string {
		name = filepath.Join(folder, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	plain := fixture.Load(t, "", with("promised.toml", promised))
	both := fixture.Load(t, "", with("promised.toml", promised), with("dry.toml", dry))
	for name, ask := range map[string]func(c *compile.Compiled) (any, error){
		"whatif": func(c *compile.Compiled) (any, error) {
			w, err := whatif.Ask(t.Context(), c, whatif.Question{Failed: []string{"kt-backbone"}, After: after})
			w.Totals.Services = 0
			return []any{w.Totals, w.Sectors[:1], w.Populations, w.Nodes}, err
		},
		"rank": func(c *compile.Compiled) (any, error) {
			r, err := rank.Ask(t.Context(), c, rank.Question{Failures: 1, By: "sectors", Top: 30, After: after})
			return r.Rows, err
		},
		"rank pairs": func(c *compile.Compiled) (any, error) {
			r, err := rank.Ask(t.Context(), c, rank.Question{Failures: 2, Against: "kind:carrier", By: "users", Top: 30, After: after})
			return r, err
		},
		"gate": func(c *compile.Compiled) (any, error) {
			g, err := gate.Ask(t.Context(), c, gate.Question{After: after})
			for i := range g.Policies {
				p := &g.Policies[i]
				if got := strings.Join(p.Before, " "); c == both && p.ID == "everything" && got != "dry-shop dry-till dry-web" {
					t.Errorf("%s: not up before: %s", p.ID, got)
				}
				p.Before = nil
			}
			return g, err
		},
		"mitigate": func(c *compile.Compiled) (any, error) {
			return mitigate.Ask(t.Context(), c, mitigate.Question{After: after})
		},
		"suggest": func(c *compile.Compiled) (any, error) {
			s, err := suggest.Ask(t.Context(), c, suggest.Question{After: after})
			return []any{s.Lost, s.Uncounted, s.Redundancy, s.Harden}, err
		},
		"concentration": func(c *compile.Compiled) (any, error) {
			x, err := concentration.Ask(t.Context(), c, concentration.Question{After: after})
			return x.By, err
		},
		"assumptions": func(c *compile.Compiled) (any, error) { // of one: of all it looks at as many facts as its bound allows
			x, err := assumptions.Ask(t.Context(), c, assumptions.Question{After: after, About: "pc-banking"})
			return x.Facts, err
		},
		"timeline": func(c *compile.Compiled) (any, error) {
			x, err := timeline.Ask(t.Context(), c, timeline.Question{Incident: "kt-2021"})
			spans := x.Spans[:0]
			for _, s := range x.Spans {
				if !s.Before {
					spans = append(spans, s)
				}
			}
			x.Spans, x.Promised = spans, nil
			return x, err
		},
	} {
		if !rounds.Asked(t) && (name == "assumptions" || name == "mitigate" || name == "rank pairs" || testing.Short() && name == "suggest") {
			continue // they ask the others, many times
		}
		want, err := ask(plain)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := ask(both)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a, b := text(t, want), text(t, got); a != b {
			t.Errorf("%s: %s", name, unlike(a, b))
		}
	}
	d, err := diff.Ask(t.Context(), plain, both, diff.Question{After: after})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Impacts)+len(d.NewSPOFs)+len(d.GoneSPOFs)+len(d.Policies) > 0 {
		t.Errorf("diff: %+v", text(t, []any{d.Impacts, d.NewSPOFs, d.GoneSPOFs, d.Policies}))
	}
}

func text(t *testing.T, x any) string {
	t.Helper()
	out, err := json.MarshalIndent(x, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// unlike returns the first lines in which two texts differ.
func unlike(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			from := max(0, i-8)
			return "without:\n" + strings.Join(x[from:min(len(x), i+8)], "\n") + "\nwith:\n" + strings.Join(y[min(len(y), from):min(len(y), i+8)], "\n")
		}
	}
	return "with there is more:\n" + strings.Join(y[len(x):], "\n")
}
