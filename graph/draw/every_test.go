package draw

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	asks "github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawsAll draws what happens if selectors fail, and wants every box and line in it.
// It returns how many lines are straight.
func drawsAll(t *testing.T, c *compile.Compiled, q asks.Question) int {
	t.Helper()
	q.After = time.Hour
	d, err := asks.Ask(t.Context(), c, q)
	if err != nil {
		t.Fatalf("%v: %v", q.Failed, err)
	}
	pic, err := picture.Of(t.Context(), c.Model, d, "en")
	if err != nil {
		t.Fatalf("%v: %v", q.Failed, err)
	}
	straight := 0
	data, err := SVG(t.Context(), pic, Options{Straightened: func(lines int) { straight = lines }})
	if err != nil {
		t.Fatalf("%v: %v", q.Failed, err)
	}
	s := parseSVG(t, data)
	if n, e := len(s.of("node")), len(s.of("edge")); n != len(pic.Nodes) || e != len(pic.Edges) {
		t.Errorf("%v: %d of %d boxes and %d of %d lines", q.Failed, n, len(pic.Nodes), e, len(pic.Edges))
	}
	if problem := leftOfFailure(t, s); problem != "" {
		t.Errorf("%v: %s", q.Failed, problem)
	}
	return straight
}

// leftOfFailure names a box that stands in a column left of what failed.
func leftOfFailure(t *testing.T, s parsedSVG) string {
	t.Helper()
	first, found := 0.0, false
	for _, g := range s.of("node") {
		if r := g.bounds(t, "-body"); g.State == string(result.StateFailed) && (!found || r.X < first) {
			first, found = r.X, true
		}
	}
	for _, g := range s.of("node") {
		if r := g.bounds(t, "-body"); found && r.X+r.W < first {
			return g.DataID + " stands left of what failed"
		}
	}
	return ""
}

// TestEverySelectorDraws: whatever a selector of any kind names in the shipped model
// has a picture.
func TestEverySelectorDraws(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws the shipped model by every selector")
	}
	c := fixture.Load(t, "")
	var every []string
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		every = append(every, n.ID, "kind:"+n.Kind)
		for prefix, value := range map[string]string{"sector:": n.Sector, "site:": n.Site, "operator:": n.Operator, "vendor:": n.Vendor, "region:": n.Region} {
			if value != "" {
				every = append(every, prefix+value)
			}
		}
		for _, tag := range n.Tags {
			every = append(every, "tag:"+tag)
		}
		if n.Use != nil && n.Use.Population != "" {
			every = append(every, n.ID+"@*")
		}
	}
	every = append(every, "*", "kt-*")
	slices.Sort(every)
	every = slices.Compact(every)
	if !rounds.Asked(t) { // some of each
		few := slices.Clone(every)
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(few), func(i, j int) { few[i], few[j] = few[j], few[i] })
		every = few[:min(6, len(few))]
	}
	for _, selector := range every {
		if _, err := c.Model.SelectFailures(selector); err != nil {
			continue // groupings only
		}
		if straight := drawsAll(t, c, asks.Question{Failed: []string{selector}}); straight > 0 {
			t.Logf("%s: %d lines are straight", selector, straight)
		}
	}
}

// TestRandomModelsDraw: with every fold, with a focus or without, failed or not. Most
// of the time is a process for each layout, so that several are under way.
func TestRandomModelsDraw(t *testing.T) {
	const lanes = 4
	cases := rounds.Of(t, 12, 1000)
	for lane := range uint64(lanes) {
		t.Run(fmt.Sprint("lane ", lane), func(t *testing.T) {
			t.Parallel()
			for seed := lane; seed < cases.Seeds() && !t.Failed(); seed += lanes {
				drawsRandom(t, seed)
			}
		})
	}
}

func drawsRandom(t *testing.T, seed uint64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 77))
	size := gen.RandomSize(rng)
	size.Nodes += rng.IntN(40)
	doc := gen.Doc(rng, size)
	c, err := fixture.Try(t, gen.TOML(doc))
	if err != nil {
		return
	}
	q := asks.Question{All: rng.IntN(3) == 0, Fold: append(result.Folds(), result.FoldAuto, result.FoldAuto)[rng.IntN(7)]}
	for range rng.IntN(5) {
		id := c.Model.Nodes[rng.IntN(len(c.Model.Nodes))].ID
		if _, err := c.Model.SelectFailures(id); err == nil { // else a grouping
			q.Failed = append(q.Failed, id)
		}
	}
	if rng.IntN(3) == 0 {
		q.Focus = c.Model.Nodes[rng.IntN(len(c.Model.Nodes))].ID
	}
	if straight := drawsAll(t, c, q); straight > 0 {
		t.Logf("seed %d: %d lines are straight", seed, straight)
	}
	if t.Failed() {
		t.Fatalf("seed %d:\n%s", seed, gen.TOML(doc))
	}
}
