package concentration_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// Example asks on which carriers most of the payments and retail sector of the
// embedded Korean model depends without an alternative.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	a, err := concentration.Ask(context.Background(), c, concentration.Question{After: time.Hour})
	if err != nil {
		panic(err)
	}
	for _, v := range a.By[0].Values[:3] {
		for _, s := range v.Sectors {
			if s.ID == "payments-retail" {
				fmt.Printf("%s: %.1f%% of %s, and %.1f%% with an alternative\n", v.Value, 100*s.Alone, s.ID, 100*s.Covered)
			}
		}
	}
	// Output:
	// kt-backbone: 37.4% of payments-retail, and 61.6% with an alternative
	// kt-internet: 37.1% of payments-retail, and 3.2% with an alternative
	// skb-backbone: 26.2% of payments-retail, and 72.3% with an alternative
}

// TestAgreesWithOracle compares what goes down with the sectors of an interpreter
// of the language, and what is covered with a slow search of what depends.
func TestAgreesWithOracle(t *testing.T) { agreesWithOracle(t, rounds.Of(t, 15, 500), 65, gen.Doc) }

// TestAgreesWithOracleWithUnless does so where something is down with nothing failed, and
// may come up with a failure. (Without switches: whether one has been made before anything
// fails is another matter.)
func TestAgreesWithOracleWithUnless(t *testing.T) {
	agreesWithOracle(t, rounds.Of(t, 10, 500), 66, func(rng *rand.Rand, size gen.Size) oracle.Doc {
		size.Failover = 0
		return fixture.Inhibited(rng, size)
	})
}

func agreesWithOracle(t *testing.T, cases rounds.Rounds, stream uint64, draw func(*rand.Rand, gen.Size) oracle.Doc) {
	t.Helper()
	shares, covered := 0, 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, stream))
		doc := draw(rng, gen.RandomSize(rng))
		label(rng, doc)
		c := load(t, doc)
		after := []string{"0s", "1h", "ever"}[rng.IntN(3)]
		horizon, _ := models.ParseHorizon(after)
		a, err := concentration.Ask(t.Context(), c, concentration.Question{After: horizon})
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range a.By {
			for _, v := range by.Values {
				selector := string(by.By) + ":" + v.Value
				if by.By == result.AttributeCarrier {
					selector = v.Value
				}
				failed, err := c.Model.SelectFailures(selector)
				if err != nil || len(failed) != v.Nodes {
					t.Fatalf("seed %d: %s: %v, %v, want %d", seed, selector, failed, err, v.Nodes)
				}
				want := oracle.Together(doc, oracle.Question{Failed: failed, After: after})
				kept, alone := keptShares(c, failed, want), aloneShares(c, want)
				for i := range c.Model.Sectors {
					s := found(v.Sectors, c.Model.Sectors[i].ID)
					if math.Abs(s.Alone-alone[i]) > 1e-6 || math.Abs(s.Covered-kept[i]) > 1e-6 {
						t.Fatalf("seed %d: %s: %+v, want %v and %v\n%s", seed, selector, s, want.Sectors, kept, gen.TOML(doc))
					}
					if s.Alone > 0 {
						shares++
					}
					if s.Covered > 0 {
						covered++
					}
				}
			}
		}
	}
	if shares < cases.Least(200) || covered < cases.Least(200) {
		t.Errorf("%d shares, %d covered: the models are too easy", shares, covered)
	}
}

// TestWhatIsLeftOut counts what no figure speaks of.
func TestWhatIsLeftOut(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[carrier.a]
operator = "red"
[carrier.b]
[equipment.group]
fails = false
operator = "blue"
[sector.retail]
measure = "users"
[service.shop]
sector = "retail"
users = 10
needs = ["a"]
capacity = 5
[service.stall]
sector = "retail"
[service.hut]
`))
	a, err := concentration.Ask(t.Context(), c, concentration.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if a.Able != 5 || a.NoSector != 1 || a.Unweighed != 1 || !a.LoadIgnored {
		t.Errorf("able %d, no sector %d, unweighed %d, load %v", a.Able, a.NoSector, a.Unweighed, a.LoadIgnored)
	}
	for i, want := range []string{"carrier 2 of 2, 2 nodes", "operator 1 of 1, 1 nodes", "site 0 of 0, 0 nodes", "vendor 0 of 0, 0 nodes"} {
		by := &a.By[i]
		if got := fmt.Sprintf("%s %d of %d, %d nodes", by.By, len(by.Values), by.Count, by.Named); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := concentration.Ask(ctx, c, concentration.Question{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// label gives nodes operators, sites and vendors.
func label(rng *rand.Rand, doc oracle.Doc) {
	for _, table := range []string{"carrier", "datacentre", "equipment", "platform", "power", "service"} {
		byID, _ := doc[table].(map[string]any)
		for i := range 20 {
			keys, ok := byID[fmt.Sprintf("%s-%d", table, i)].(map[string]any)
			if !ok {
				continue
			}
			for _, name := range []string{"operator", "site", "vendor"} {
				if rng.IntN(2) == 0 {
					keys[name] = []string{"red", "blue"}[rng.IntN(2)]
				}
			}
		}
	}
}

func found(sectors []result.ConcentratedSector, id string) result.ConcentratedSector {
	for _, s := range sectors {
		if s.ID == id {
			return s
		}
	}
	return result.ConcentratedSector{ID: id}
}

// aloneShares weighs what goes down, by the oracle's levels.
func aloneShares(c *compile.Compiled, a oracle.Answer) []float64 {
	out, weights := make([]float64, len(c.Model.Sectors)), users.Weigh(c.Model)
	for i, s := range c.Model.Sectors {
		lost, whole := 0.0, 0.0
		for k := range c.Model.Nodes {
			if c.Model.Nodes[k].Sector != s.ID {
				continue
			}
			whole += weights.Of[k]
			for x := range c.Seen(int32(k)).All() {
				if name := c.Name(x); a.Levels[name] == "down" && a.Before[name] != "down" {
					lost += weights.Of[k] * c.Share(x)
				}
			}
		}
		if whole > 0 {
			out[i] = lost / whole
		}
	}
	return out
}

// keptShares weighs by hand what depends on some nodes and is not down.
func keptShares(c *compile.Compiled, failed []string, a oracle.Answer) []float64 {
	g := c.Graph
	depends := make([]bool, g.Len())
	var down []int32
	for _, id := range failed {
		v := c.Vertex(id)
		down = append(down, v)
		for p := range c.Parts(v).All() {
			down = append(down, p)
		}
	}
	for _, v := range down {
		depends[v] = true
	}
	for again := true; again; {
		again = false
		for v := range depends {
			for needs := g.From(int64(v)); needs.Next() && !depends[v]; {
				depends[v] = depends[needs.Node().ID()]
				again = again || depends[v]
			}
		}
	}
	out, weights := make([]float64, len(c.Model.Sectors)), users.Weigh(c.Model)
	for i, s := range c.Model.Sectors {
		kept, whole := 0.0, 0.0
		for k := range c.Model.Nodes {
			if c.Model.Nodes[k].Sector != s.ID {
				continue
			}
			whole += weights.Of[k]
			for x := range c.Seen(int32(k)).All() {
				if depends[x] && a.Levels[c.Name(x)] != "down" && a.Before[c.Name(x)] != "down" {
					kept += weights.Of[k] * c.Share(x)
				}
			}
		}
		if whole > 0 {
			out[i] = kept / whole
		}
	}
	return out
}

func load(t testing.TB, doc oracle.Doc) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, gen.TOML(doc))
}
