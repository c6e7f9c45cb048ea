package assumptions_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// hand is a random document, and what is asked of it and of changed ones.
type hand struct {
	rng     *rand.Rand
	doc     oracle.Doc
	after   string
	horizon time.Duration
	ids     []string // nodes
	focus   string   // the node that half of all is about
	slow    bool     // ask an interpreter of the language for levels, else whatif
	chosen  []string // options of which it is asked whether they suffice
	met     []string // policies that they meet
	marked  []string // nodes that matter most
	only    string   // a node or a policy that all is about; "" for everything
	exact   bool     // which options are the cheapest is asked
}

// draw makes a document with policies, options and an incident; with many
// options, that do nothing, it is too much work to try all sets.
func draw(t *testing.T, rng *rand.Rand, many bool) *hand {
	t.Helper()
	size := gen.RandomSize(rng)
	size.Populations, size.Sectors, size.Groups, size.Recovery = max(1, size.Populations), max(1, size.Sectors), 0.6, 0.2
	h := &hand{rng: rng, doc: gen.Doc(rng, size), after: []string{"0s", "1h", "ever"}[rng.IntN(3)]}
	h.horizon, _ = models.ParseHorizon(h.after)
	doubt(rng, h.doc)
	for id := range oracle.WhatIf(h.doc, oracle.Question{}).Levels {
		if !strings.Contains(id, "@") {
			h.ids = append(h.ids, id)
		}
	}
	slices.Sort(h.ids)
	h.focus = h.ids[rng.IntN(len(h.ids))]
	if h.doc["carrier"] == nil {
		h.doc["carrier"] = map[string]any{}
	}
	h.doc["carrier"].(map[string]any)["spare"] = map[string]any{"fails": false}
	for i := range 3 {
		h.try(t, "policy", fmt.Sprint("p", i), h.policy())
		h.try(t, "option", fmt.Sprint("o", i), h.option())
	}
	for i := range 16 {
		if many {
			h.doc["option"].(map[string]any)[fmt.Sprint("idle", i)] = map[string]any{"cost": 1.0, "set": element(kindOf(h.focus), h.focus, "source", fmt.Sprint(i))}
		}
	}
	h.try(t, "incident", "past", h.incident())
	return h
}

func kindOf(id string) string {
	kind, _, _ := strings.Cut(id, "-")
	return kind
}

func (h *hand) node() string {
	if h.rng.IntN(2) == 0 {
		return h.focus
	}
	return h.ids[h.rng.IntN(len(h.ids))]
}

// try adds an element unless the language refuses it.
func (h *hand) try(t *testing.T, table, id string, keys map[string]any) {
	t.Helper()
	if h.doc[table] == nil {
		h.doc[table] = map[string]any{}
	}
	elements := h.doc[table].(map[string]any)
	elements[id] = keys
	file := filepath.Join(t.TempDir(), "m.toml")
	if err := os.WriteFile(file, gen.TOML(h.doc), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := models.Load(models.Request{Path: file}); err != nil {
		delete(elements, id)
	}
}

func (h *hand) policy() map[string]any {
	p := map[string]any{"protect": h.node() + "," + h.node(), "against": []string{"*", "kind:carrier", h.node()}[h.rng.IntN(3)]}
	switch h.rng.IntN(5) {
	case 0:
		p["worst"] = "degraded"
	case 1, 2:
		p["max_share"] = []float64{0.2, 0.4, 0.6}[h.rng.IntN(3)]
	case 3:
		p["worst"], p["max_outage"], p["for"] = "down", "1h", "2h"
	case 4:
		p["worst"], p["failures"] = "degraded", int64(2)
	}
	return p
}

func element(table, id, key string, val any) map[string]any {
	return map[string]any{table: map[string]any{id: map[string]any{key: val}}}
}

// option draws other needs, one more, none, or other lines: also for what a
// change is about.
func (h *hand) option() map[string]any {
	id := h.node()
	needs, _ := h.doc[kindOf(id)].(map[string]any)[id].(map[string]any)["needs"].([]any)
	out := map[string]any{"cost": float64(h.rng.IntN(4))}
	switch h.rng.IntN(5) {
	case 0:
		out["set"] = element(kindOf(id), id, "needs", []any{})
	case 1:
		spared := []any{}
		for _, r := range needs {
			spared = append(spared, map[string]any{"any": []any{r, "spare"}})
		}
		out["set"] = element(kindOf(id), id, "needs", spared)
	case 2:
		out["add"] = element(kindOf(id), id, "needs", []any{map[string]any{"any": []any{h.node(), h.node()}}})
	case 3:
		out["set"] = element(kindOf(id), id, "recovery", "5m")
	case 4:
		populations, _ := h.doc["population"].(map[string]any)
		all := slices.Sorted(maps.Keys(populations))
		out["set"] = element("population", all[h.rng.IntN(len(all))], "access", map[string]any{h.node(): 0.5, "spare": 0.5})
	}
	return out
}

func (h *hand) incident() map[string]any {
	var observed []any
	for range 4 {
		observed = append(observed, map[string]any{"node": h.node(), "level": []string{"down", "degraded", "up"}[h.rng.IntN(3)]})
	}
	return map[string]any{"events": []any{map[string]any{"at": "0m", "fail": []any{h.node()}, "for": "3h"}}, "observed": observed}
}

// answers says of a document all that a review says, by loading it: by sort,
// failure and name.
func (h *hand) answers(t *testing.T, doc oracle.Doc, node string, dropped int) map[[3]string]string {
	t.Helper()
	out := map[[3]string]string{}
	c := load(t, gen.TOML(doc))
	h.levels(doc, c, out)
	for i := range c.Model.Policies {
		if id := c.Model.Policies[i].ID; !h.holds(t, c, id) {
			out[[3]string{"policy", "", id}] = "violated"
		}
	}
	h.findings(c, node, dropped, out)
	h.options(t, c, out)
	r, err := rank.Ask(t.Context(), c, rank.Question{Failures: 1, By: "users", After: h.horizon, Top: 3})
	for i := 0; err == nil && i < len(r.Rows); i++ {
		out[[3]string{"rank", "", fmt.Sprint(i + 1)}] = r.Rows[i].Failed[0]
	}
	for i := range c.Model.Incidents {
		r, err := replay.Of(t.Context(), c, []*models.Incident{&c.Model.Incidents[i]})
		if err != nil {
			t.Fatal(err)
		}
		for k, o := range r.Incidents[0].Observations {
			out[[3]string{"verdict", c.Model.Incidents[i].ID, fmt.Sprint(o.Node, "/", k)}] = string(o.Verdict)
		}
	}
	maps.DeleteFunc(out, func(k [3]string, _ string) bool { return !h.isAbout(k) })
	return out
}

// isAbout says whether an answer is about what is asked for.
func (h *hand) isAbout(k [3]string) bool {
	if h.only == "" {
		return true
	}
	id, _, _ := strings.Cut(k[2], "/")
	id, _, _ = strings.Cut(id, "@")
	return id == h.only && k[0] != "sector" && k[0] != "rank"
}

// levels asks an interpreter of the language for every single failure.
func (h *hand) levels(doc oracle.Doc, c *compile.Compiled, out map[[3]string]string) {
	watched := map[string]bool{}
	for _, id := range h.marked {
		watched[id] = true
	}
	for i := range c.Model.Policies {
		refs, _ := c.Model.Select(c.Model.Policies[i].Protect)
		for _, ref := range refs {
			id, _, _ := strings.Cut(ref, "@")
			watched[id] = true
		}
	}
	for i := range c.Model.Nodes {
		if len(c.Model.Policies) == 0 && c.Model.Nodes[i].Kind == models.KindService {
			watched[c.Model.Nodes[i].ID] = true
		}
	}
	for i := range c.Model.Nodes {
		f := &c.Model.Nodes[i]
		if !f.Fails {
			continue
		}
		if !h.slow {
			h.whatIf(c, f.ID, watched, out)
			continue
		}
		a := oracle.WhatIf(doc, oracle.Question{Failed: []string{f.ID}, After: h.after})
		for s, sector := range a.Sectors {
			if sector.Fails {
				out[[3]string{"sector", f.ID, s}] = "fails"
			}
		}
		for id := range watched {
			down, parts := 0, 0
			for v, l := range a.Levels {
				if strings.HasPrefix(v, id+"@") {
					if parts++; l == "down" {
						down++
					}
				}
			}
			switch l := a.Levels[id]; {
			case down > 0 && down < parts:
				out[[3]string{"node", f.ID, id}] = "partial"
			case l != "up":
				out[[3]string{"node", f.ID, id}] = l
			}
		}
	}
}

// whatIf asks for one failure.
func (h *hand) whatIf(c *compile.Compiled, failed string, watched map[string]bool, out map[[3]string]string) {
	w, err := whatif.Of(context.Background(), c, whatif.Question{Failed: []string{failed}, After: h.horizon})
	if err != nil {
		panic(err)
	}
	for _, s := range w.Sectors {
		if s.Fails {
			out[[3]string{"sector", failed, s.ID}] = "fails"
		}
	}
	for i := range w.Nodes {
		switch n := &w.Nodes[i]; {
		case !watched[n.ID] || n.Level == "up":
		case n.Partial():
			out[[3]string{"node", failed, n.ID}] = "partial"
		default:
			out[[3]string{"node", failed, n.ID}] = string(n.Level)
		}
	}
}

func (h *hand) holds(t *testing.T, c *compile.Compiled, id string) bool {
	t.Helper()
	i := slices.IndexFunc(c.Model.Policies, func(p models.Policy) bool { return p.ID == id })
	v, err := gate.Evaluate(t.Context(), c, &c.Model.Policies[i], h.horizon, 0)
	if err != nil {
		t.Fatal(err)
	}
	return v.Violated == 0
}

// findings has what check finds.
func (h *hand) findings(c *compile.Compiled, node string, dropped int, out map[[3]string]string) {
	s, err := blackstart.Of(context.Background(), c)
	if err != nil {
		panic(err)
	}
	r, err := redundancy.Of(context.Background(), c)
	if err != nil {
		panic(err)
	}
	for _, id := range s.Never.Nodes {
		out[[3]string{"start", "", id}] = "never"
	}
	for _, l := range s.Loops {
		for _, id := range l.Nodes {
			out[[3]string{"start", "", id}] = "loop"
		}
	}
	for _, f := range r.Findings {
		need := f.Need
		if f.Node == node && dropped != none && need > dropped {
			need++
		}
		cause := f.Shared
		if f.Attribute != "" {
			cause = string(f.Attribute) + " " + f.Value
		}
		out[[3]string{"redundancy", cause, fmt.Sprint(f.Node, "/", need)}] = "false"
	}
}

// options has which are the cheapest, or whether those chosen suffice.
func (h *hand) options(t *testing.T, c *compile.Compiled, out map[[3]string]string) {
	t.Helper()
	if len(c.Model.Policies) == 0 || !h.exact && len(h.chosen) == 0 {
		return
	}
	if h.exact {
		m, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: h.horizon})
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Options) == 0 {
			return
		}
		for i := range m.Policies {
			out[[3]string{"options", "", m.Policies[i].ID}] = spelt(m.Policies[i].Choice)
		}
		out[[3]string{"options", "", ""}] = spelt(m.Choice)
		return
	}
	with, err := c.Model.WithOptions(h.chosen...)
	if err != nil {
		t.Fatal(err)
	}
	w, err := compile.Compile(with)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range h.met {
		if !h.holds(t, w, id) {
			out[[3]string{"options", strings.Join(h.chosen, ", "), id}] = "violated"
		}
	}
}

func spelt(c *result.Choice) string {
	switch {
	case !c.Found:
		return "(none)"
	case len(c.Options) == 0:
		return "(nothing)"
	}
	return strings.Join(c.Options, ", ")
}
