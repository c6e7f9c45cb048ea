package diff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestStillViolated: a policy that both models violate is listed where a
// violation is new, gone, worse or milder, if only for more users.
func TestStillViolated(t *testing.T) {
	shop := func(size int, needs, more string) *compile.Compiled {
		return compiled(t, fmt.Sprintf(`
[carrier.a]
[carrier.b]
%s
[population.shops]
size = %d
access = { a = 0.5, b = 0.5 }
[service.tills]
population = "shops"
needs = [%s]
[policy.p]
protect = "tills"
against = "kind:carrier"
`, more, size, needs))
	}
	old := shop(380, "", "")
	for name, tt := range map[string]struct {
		new  *compile.Compiled
		want string
	}{
		"more users":      {shop(440, "", ""), "violated violated +0 -0 worse 2 better 0 worst 190 220"},
		"fewer users":     {shop(100, "", ""), "violated violated +0 -0 worse 0 better 2 worst 190 50"},
		"a lower level":   {shop(380, `"a"`, ""), "violated violated +0 -0 worse 1 better 0 worst 190 380"},
		"a new failure":   {shop(380, `"c"`, "[carrier.c]"), "violated violated +1 -0 worse 0 better 0 worst 190 380"},
		"a gone failure":  {shop(380, `{ any = ["@access", "a"] }`, ""), "violated violated +0 -1 worse 0 better 0 worst 190 190"},
		"nothing changes": {shop(380, "", "[carrier.c]"), ""},
	} {
		d, err := diff.Ask(t.Context(), old, tt.new, diff.Question{After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, x := range d.Policies {
			got += fmt.Sprintf("%s %s +%d -%d worse %d better %d worst %.0f %.0f", x.Old, x.New, len(x.NewViolations), len(x.GoneViolations), len(x.Worse), len(x.Better),
				*x.OldWorst.UsersDown.Number(), *x.Worst.UsersDown.Number())
		}
		if got != tt.want || len(d.Policies)+d.PoliciesSame != 1 {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// TestViolationsAgreeWithWhatIf asks whatif of both models about every failure
// that a policy names, and compares what it says of every service.
func TestViolationsAgreeWithWhatIf(t *testing.T) {
	compared, cases := 0, rounds.Of(t, 30, 150)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 82))
		doc := gen.Doc(rng, gen.RandomSize(rng))
		if doc["service"] == nil {
			continue
		}
		next, _ := edited(rng, doc)
		for _, d := range []map[string]any{doc, next} {
			d["policy"] = map[string]any{"p": map[string]any{"protect": "kind:service", "against": "*"}}
		}
		old, new := compiled(t, string(gen.TOML(doc))), compiled(t, string(gen.TOML(next)))
		d, err := diff.Ask(t.Context(), old, new, diff.Question{After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, x := range d.Policies {
			for _, v := range x.NewViolations {
				got[key(&v.Outcome)] = "new"
			}
			for _, v := range x.GoneViolations {
				got[key(&v.Outcome)] = "gone"
			}
			for _, v := range x.Worse {
				got[key(&v.Outcome)] = "worse"
			}
			for _, v := range x.Better {
				got[key(&v.Outcome)] = "better"
			}
		}
		before, after := hits(t, old), hits(t, new)
		want := map[string]string{}
		for k, a := range after {
			if what := changeOf(before[k], a); what != "" {
				want[k] = what
			}
		}
		for k, b := range before {
			if after[k] == nil {
				want[k] = changeOf(b, nil)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: %v, want %v\n%s\n%s", seed, got, want, gen.TOML(doc), gen.TOML(next))
		}
		compared += len(want)
	}
	if compared < cases.Least(300) {
		t.Errorf("only %d violations changed", compared)
	}
}

func key(o *result.Outcome) string { return strings.Join(o.Failed, " ") + ": " + o.Node }

// hit is a service that is not up.
type hit struct {
	level        string
	share, users float64
}

// hits returns what every single failure does to every other service.
func hits(t *testing.T, c *compile.Compiled) map[string]*hit {
	t.Helper()
	out := map[string]*hit{}
	for i := range c.Model.Nodes {
		id := c.Model.Nodes[i].ID
		if !c.Model.Nodes[i].Fails {
			continue
		}
		w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{id}, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		for i := range w.Nodes {
			n := &w.Nodes[i]
			if n.Kind != models.KindService || n.ID == id || n.Level == "up" {
				continue
			}
			h := &hit{level: string(n.Level)}
			if n.ShareDown != nil {
				h.share = *n.ShareDown
			}
			if users := n.UsersDown.Number(); users != nil {
				h.users = *users
			}
			out[id+": "+n.ID] = h
		}
	}
	return out
}

// changeOf says what a violation is beside what it was.
func changeOf(before, after *hit) string {
	levels := []string{"down", "degraded", "up"}
	graver := func(a, b *hit) bool {
		return slices.Index(levels, a.level) < slices.Index(levels, b.level) || a.share > b.share+1e-9
	}
	switch {
	case before == nil && after == nil:
		return ""
	case before == nil:
		return "new"
	case after == nil:
		return "gone"
	case graver(after, before), !graver(before, after) && after.users > before.users+0.5:
		return "worse"
	case graver(before, after), after.users < before.users-0.5:
		return "better"
	}
	return ""
}
