package answer_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestHitIsOneThing fails single nodes of random models, and finds that every answer means
// the same by a service that is hit: one that some of its users find worse than with nothing
// failed.
func TestHitIsOneThing(t *testing.T) {
	hits, before, cases := 0, 0, rounds.Of(t, 45, 1500)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 141))
		doc := gen.Doc(rng, gen.RandomSize(rng))
		loaded := seed%3 == 1
		switch {
		case loaded:
			doc = gen.Doc(rng, gen.Loaded(rng))
		case seed%3 == 2:
			doc = fixture.Inhibited(rng, gen.RandomSize(rng))
			gen.Flowing(rng, doc, 0.3)
		}
		doc = gen.FilterDelays(doc, func(_, _ string) bool { return false })
		c := fixture.Compile(t, gen.TOML(doc))
		base := everyNode(t, c)
		if len(hit(base)) > 0 { // load comes and goes for ever though nothing failed: before is no one state
			continue
		}
		for _, id := range failing(rng, c.Model) {
			all := everyNode(t, c, id)
			want := worse(base, all, lower(t, c, id))
			hits, before = hits+len(want), before+len(all.NotUpBefore)+len(all.HeldDown)+len(all.Unsupplied)
			got := hit(all)
			untold := func(id string) bool { // one part may shed more, and another less: how much each does is not told
				i := c.Model.Index(id)
				return !slices.Contains(want, id) && loaded && *base.Nodes[i].ShareDown > 0 && len(base.Nodes[i].Parts) > 1
			}
			if !slices.Equal(slices.DeleteFunc(slices.Clone(got), untold), want) {
				t.Fatalf("seed %d: %s: %v are hit, want %v\n%s", seed, id, got, want, gen.TOML(doc))
			}
			sameHits(t, seed, c, id, all, got, doc)
			if !loaded {
				rankHits(t, seed, c, id, all, doc)
				timelineHits(t, seed, c, id, want, doc)
			}
		}
	}
	if hits < cases.Least(1500) || before < cases.Least(300) {
		t.Errorf("only %d services were hit, and %d nodes were not up before", hits, before)
	}
}

// TestHitThoughAsManyAreTurnedAway: a service that turned users away already is hit once it is
// degraded for the others, by every answer, though it was told to be degraded before, too; it
// is not where nothing changes for them.
func TestHitThoughAsManyAreTurnedAway(t *testing.T) {
	model := `
[equipment.lamp]
[equipment.bulb]
[equipment.mill]
capacity = 75
overload = "shed"
[service.bread]
users = 100
demand = 100
needs = ["mill"]
[service.cake]
users = 1000
needs = [{ on = "mill", accepts = "degraded" }, { on = "lamp", loss = "degraded" }]
[policy.keep]
protect = "cake"
against = "lamp,bulb"
worst = "up"
`
	c := fixture.Compile(t, []byte(model))
	for failed, want := range map[string][]string{"lamp": {"cake"}, "bulb": nil} {
		w := everyNode(t, c, failed)
		cake := &w.Nodes[slices.IndexFunc(w.Nodes, func(n result.NodeState) bool { return n.ID == "cake" })]
		if cake.Level != result.LevelDegraded || cake.Before != result.LevelDegraded || *cake.ShareDown != 0.25 || *cake.ShareBefore != 0.25 {
			t.Errorf("%s: cake is %s, before %s, %v down, before %v", failed, cake.Level, cake.Before, *cake.ShareDown, *cake.ShareBefore)
		}
		if got := worse(everyNode(t, c), w, lower(t, c, failed)); !slices.Equal(hit(w), want) || !slices.Equal(got, want) || w.Totals.ServicesHit != len(want) {
			t.Errorf("%s: %v are hit, in all %d, want %v", failed, hit(w), w.Totals.ServicesHit, want)
		}
		rankHits(t, 0, c, failed, w, nil)
		timelineHits(t, 0, c, failed, want, nil)
	}
	g, err := gate.Ask(t.Context(), c, gate.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if found := g.Policies[0].Violations; len(found) != 1 || !slices.Equal(found[0].Failed, []string{"lamp"}) {
		t.Errorf("the gate finds %+v", found)
	}
}

// failing draws a few nodes that can fail.
func failing(rng *rand.Rand, m *models.Model) []string {
	var out []string
	for i := range m.Nodes {
		if m.Nodes[i].Fails {
			out = append(out, m.Nodes[i].ID)
		}
	}
	rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:min(3, len(out))]
}

// everyNode is what whatif says of every node.
func everyNode(t *testing.T, c *compile.Compiled, failed ...string) *result.WhatIf {
	t.Helper()
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: time.Hour, All: true})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// hit are the services that an answer calls hit.
func hit(w *result.WhatIf) []string {
	var out []string
	for i := range w.Nodes {
		if w.Nodes[i].Hit() {
			out = append(out, w.Nodes[i].ID)
		}
	}
	return out
}

// lower are the services of a model with load of which some users who are not turned away find
// a lower level than those who were not: that turns some away is told as a level too, so of
// what did with nothing failed the answers do not tell it apart.
func lower(t *testing.T, c *compile.Compiled, failed string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	if !c.HasLoad() {
		return out
	}
	start, err := c.Start(t.Context(), c.Load(nil))
	if err != nil {
		t.Fatal(err)
	}
	down, err := c.Failing([]string{failed})
	if err != nil {
		t.Fatal(err)
	}
	now, err := start.At(t.Context(), down, nil, nil, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for v, level := range now.Levels {
		if was, any := start.Before[v]; !any || level < was {
			out[c.Model.Nodes[c.NodeOf(v)].ID] = true
		}
	}
	return out
}

// worse are the services that some of their users find worse than with nothing failed: part
// by part, and those of fell.
func worse(base, w *result.WhatIf, fell map[string]bool) []string {
	levels := []result.Level{result.LevelDown, result.LevelDegraded, result.LevelUp}
	lower := func(a, b result.Level) bool { return slices.Index(levels, a) < slices.Index(levels, b) }
	var out []string
	for i := range w.Nodes {
		n, was := &w.Nodes[i], &base.Nodes[i]
		if n.Kind != result.KindService {
			continue
		}
		is := fell[n.ID] || lower(n.Level, was.Level) || *n.ShareDown > *was.ShareDown+1e-8
		for k := range n.Parts {
			is = is || lower(n.Parts[k].Level, was.Parts[k].Level)
		}
		if is {
			out = append(out, n.ID)
		}
	}
	return out
}

// sameHits compares what an answer counts with the services that are hit.
func sameHits(t *testing.T, seed uint64, c *compile.Compiled, id string, w *result.WhatIf, want []string, doc oracle.Doc) {
	t.Helper()
	m, uncounted, bySector := c.Model, 0, map[string]int{}
	for _, service := range want {
		n := m.Node(service)
		_, known := m.Users(n)
		for p := m.PopulationOf(n); p != nil; p = m.Population(p.Of) {
			known = known || p.Size != nil
		}
		if !known {
			uncounted++
		}
		if n.Sector != "" {
			bySector[n.Sector]++
		}
	}
	found := map[string]int{}
	for _, s := range w.Sectors {
		if n := s.Services.Hit(); n > 0 {
			found[s.ID] = n
		}
	}
	few, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{id}, After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if x := &w.Totals; x.ServicesHit != len(want) || x.Uncounted != uncounted || !maps.Equal(found, bySector) || !slices.Equal(hit(few), want) {
		t.Fatalf("seed %d: %s: %+v, by sector %v; without all %v\nwant %v, %d uncounted, by sector %v\n%s", seed, id, *x, found, hit(few), want, uncounted, bySector, gen.TOML(doc))
	}
	if x := &w.Totals; (x.UsersDown == nil) != (len(want) > 0 && uncounted == len(want)) {
		t.Fatalf("seed %d: %s: users are %v, and of %d hit %d are uncounted\n%s", seed, id, x.UsersDown, len(want), uncounted, gen.TOML(doc))
	}
}

// rankHits compares the row of a ranking, its interval included.
func rankHits(t *testing.T, seed uint64, c *compile.Compiled, id string, w *result.WhatIf, doc oracle.Doc) {
	t.Helper()
	r, err := rank.Ask(t.Context(), c, rank.Question{Failures: 1, Against: id, By: "users", After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	row, x := &r.Rows[0], &w.Totals
	least := row.AtLeast
	if least == nil {
		least = row.UsersDown
	}
	number := func(x *float64) float64 {
		if x == nil {
			return -1
		}
		return *x
	}
	if row.ServicesHit != x.ServicesHit || row.Uncounted != x.Uncounted || number(row.UsersDown) != number(x.UsersDown) || number(least) != number(x.AtLeast()) {
		t.Fatalf("seed %d: %s: ranked %+v, from %v, whatif %+v, from %v\n%s", seed, id, *row, number(least), *x, number(x.AtLeast()), gen.TOML(doc))
	}
}

// timelineHits compares who is hit once it lasts.
func timelineHits(t *testing.T, seed uint64, c *compile.Compiled, id string, want []string, doc oracle.Doc) {
	t.Helper()
	s, err := timeline.Simulate(t.Context(), c, timeline.Script{Failed: []string{id}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, id := range s.Hit() {
		if c.Model.Node(id).Kind == models.KindService {
			got = append(got, id)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("seed %d: %s: in time %v are hit, want %v\n%s", seed, id, got, want, gen.TOML(doc))
	}
}
