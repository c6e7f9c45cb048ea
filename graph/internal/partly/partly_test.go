package partly_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/partly"
	"github.com/meoktong/meoktong/graph/rounds"
)

const model = `
[carrier.n]
recovery = "20m"
[carrier.m]
[carrier.x]
[carrier.y]
[population.p]
size = 1000
access = { x = 0.4, y = 0.6 }
[platform.slow]
needs = ["n"]
recovery = "30m"
[service.s]
population = "p"
needs = ["n"]
[service.both]
population = "p"
needs = ["n", "m"]
[service.either]
users = 100
needs = [{ any = ["n", "m"] }]
[service.soft]
users = 100
needs = [{ on = "n", loss = "degraded" }]
[service.held]
users = 100
needs = [{ on = "n", holdup = "1h" }]
[service.twice]
users = 100
needs = [{ any = ["s2", "either"] }]
[service.s2]
needs = [{ on = "n", accepts = "degraded" }]
`

// serving is an event of minutes.
func serving(at, lasts int, node string, share float64) partly.Serving {
	return partly.Serving{At: at * 60, For: lasts * 60, Of: map[string]float64{node: share}}
}

// TestByHand looks at shares that can be worked out in the head.
func TestByHand(t *testing.T) {
	doc := oracle.Doc{}
	if _, err := toml.Decode(model, &doc); err != nil {
		t.Fatal(err)
	}
	fault := func(at, lasts int, node string) oracle.Event {
		return oracle.Event{At: at * 60, For: lasts * 60, Fail: []string{node}}
	}
	for _, test := range []struct {
		name   string
		serve  []partly.Serving
		events []oracle.Event
		at     int // minutes
		of     string
		down   float64
		level  string
	}{
		{"six in ten", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 0, "s", 0.4, "degraded"},
		{"… of a node itself", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 0, "n", 0.4, "degraded"},
		{"two nodes", []partly.Serving{serving(0, 0, "n", 0.6), serving(0, 0, "m", 0.5)}, nil, 0, "both", 0.7, "degraded"},
		{"either of two", []partly.Serving{serving(0, 0, "n", 0.6), serving(0, 0, "m", 0.5)}, nil, 0, "either", 0.2, "degraded"},
		{"either of which one serves all", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 0, "either", 0, "up"},
		{"the line, too", []partly.Serving{serving(0, 0, "n", 0.6), serving(0, 0, "x", 0.5)}, nil, 0, "s", 0.4*0.7 + 0.6*0.4, "degraded"},
		{"the same node twice", []partly.Serving{serving(0, 0, "n", 0.6), serving(0, 0, "m", 0)}, nil, 0, "twice", 0.4, "degraded"},
		{"a soft loss", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 0, "soft", 0, "degraded"},
		{"accepts takes nobody back", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 0, "s2", 0.4, "degraded"},
		{"a hold-up", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 59, "held", 0, "up"},
		{"… used up", []partly.Serving{serving(0, 0, "n", 0.6)}, nil, 60, "held", 0.4, "degraded"},
		{"… by those who are left out longest", []partly.Serving{serving(0, 0, "n", 0.6), serving(30, 0, "n", 0.9)}, nil, 60, "held", 0.1, "degraded"},
		{"… those left out later ride longer", []partly.Serving{serving(0, 0, "n", 0.9), serving(30, 0, "n", 0.6)}, nil, 60, "held", 0.1, "degraded"},
		{"none", []partly.Serving{serving(0, 0, "n", 0)}, nil, 0, "s", 1, "down"},
		{"the curve is the recovery", []partly.Serving{serving(0, 0, "n", 0), serving(30, 0, "n", 0.3)}, nil, 30, "n", 0.7, "degraded"},
		{"… of that node alone", []partly.Serving{serving(0, 0, "n", 0), serving(30, 0, "n", 0.3)}, nil, 30, "slow", 1, "down"},
		{"one ends it", []partly.Serving{serving(0, 0, "n", 0.6), serving(30, 0, "n", 1)}, nil, 30, "s", 0, "up"},
		{"… and no fault", []partly.Serving{serving(0, 0, "n", 1)}, []oracle.Event{fault(0, 0, "n")}, 30, "s", 1, "down"},
		{"with a fault none", []partly.Serving{serving(0, 0, "n", 0.6)}, []oracle.Event{fault(0, 30, "n")}, 10, "s", 1, "down"},
		{"after a fault its recovery", []partly.Serving{serving(0, 0, "n", 0.6)}, []oracle.Event{fault(0, 30, "n")}, 40, "s", 1, "down"},
		{"… and the share again", []partly.Serving{serving(0, 0, "n", 0.6)}, []oracle.Event{fault(0, 30, "n")}, 50, "s", 0.4, "degraded"},
		{"repair ends it", []partly.Serving{serving(0, 0, "n", 0.6)}, []oracle.Event{{At: 600, Repair: []string{"n"}}}, 10, "s", 0, "up"},
		{"a repair at the same moment comes first", []partly.Serving{serving(10, 0, "n", 0.6)}, []oracle.Event{{At: 600, Repair: []string{"n"}}}, 10, "s", 0.4, "degraded"},
		{"for a time", []partly.Serving{serving(0, 10, "n", 0.6)}, nil, 10, "s", 0, "up"},
		{"the last counts, and its time", []partly.Serving{serving(0, 0, "n", 0.6), serving(5, 5, "n", 0.8)}, nil, 10, "s", 0, "up"},
		{"of one moment the last", []partly.Serving{serving(0, 0, "n", 0.6), serving(0, 0, "n", 0.8)}, nil, 0, "s", 0.2, "degraded"},
	} {
		s := partly.Script{Script: oracle.Script{End: 4 * 3600, Events: test.events}, Serve: test.serve}
		c := partly.Play(doc, s)
		if down, level := c.Share(c.Down, test.of, test.at*60), c.Levels.At(test.of, test.at*60); math.Abs(down-test.down) > 1e-12 || level != test.level {
			t.Errorf("%s: %s at %d: %v of it down, %s, want %v, %s", test.name, test.of, test.at, down, level, test.down, test.level)
		}
	}
}

// TestTosses draws people one by one and lets each live through the incident as it is for
// him: who is cut off at a moment are as many as the cases say, as near as chance allows.
func TestTosses(t *testing.T) {
	const people, sigmas = 1500, 5
	partial, cases := 0, rounds.Of(t, 2, 60)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 73)) // the seed is printed with what fails
		doc, s, c := somewhere(rng)
		var at []int
		for _, now := range c.Moments() {
			if rng.IntN(3) == 0 {
				at = append(at, now)
			}
		}
		crowds := oracle.Crowds(doc)
		down, lives := map[string]int{}, map[string]oracle.Spans{}
		for range people {
			life := toss(rng, doc, s, lives)
			for _, service := range slices.Sorted(maps.Keys(crowds)) {
				part := draw(rng, crowds[service].Share)
				for _, now := range at {
					if life.At(part, now) == "down" {
						down[fmt.Sprint(service, " at ", now)]++
					}
				}
			}
		}
		for service := range oracle.Crowds(doc) {
			for _, now := range at {
				p := c.Share(c.Down, service, now)
				got := float64(down[fmt.Sprint(service, " at ", now)]) / people
				if some := p > 1e-9 && p < 1-1e-9; math.Abs(got-p) > 1e-9 && (!some || math.Abs(got-p) > sigmas*math.Sqrt(p*(1-p)/people)+sigmas/people) {
					t.Errorf("seed %d: of %s at %d %v are cut off, want %v\n%+v\n%s", seed, service, now, got, p, s, gen.TOML(doc))
				}
				if p > 1e-9 && p < 1-1e-9 {
					partial++
				}
			}
		}
	}
	if partial < cases.Least(120) {
		t.Errorf("only %d times some were cut off and others not", partial)
	}
}

// somewhere draws a model and a script in which some service is cut off from some of its
// users.
func somewhere(rng *rand.Rand) (oracle.Doc, partly.Script, partly.Course) {
	for {
		doc := gen.Doc(rng, gen.Timed(rng))
		s := gen.Serve(rng, doc, gen.Script(rng, doc), 12, 0.1)
		c := partly.Play(doc, s)
		for service := range oracle.Crowds(doc) {
			if slices.ContainsFunc(c.Moments(), func(now int) bool {
				p := c.Share(c.Down, service, now)
				return p > 1e-9 && p < 1-1e-9
			}) {
				return doc, s, c
			}
		}
	}
}

// toss draws whom each node serves, and plays what such a user lives through: at each
// moment he finds what serves at least what he has drawn.
func toss(rng *rand.Rand, doc oracle.Doc, s partly.Script, lives map[string]oracle.Spans) oracle.Spans {
	drawn := map[string]float64{}
	var moments []int
	for _, e := range s.Serve {
		moments = append(moments, e.At, e.At+e.For)
		for node := range e.Of {
			if _, has := drawn[node]; !has {
				drawn[node] = rng.Float64()
			}
		}
	}
	for _, e := range s.Events {
		moments = append(moments, e.At)
	}
	slices.Sort(moments)
	moments = slices.Compact(moments)
	script := s.Script
	script.Unserved = map[string][]oracle.Stretch{}
	for node, x := range drawn {
		for i, now := range moments {
			until := s.End + 600
			if i+1 < len(moments) {
				until = moments[i+1]
			}
			if x >= served(s, node, now) {
				script.Unserved[node] = append(script.Unserved[node], oracle.Stretch{From: now, To: until})
			}
		}
	}
	key := fmt.Sprint(script.Unserved)
	if lives[key] == nil {
		lives[key] = oracle.Play(doc, script).Levels
	}
	return lives[key]
}

// served is what share a node serves at a moment, found by going through what happens in
// the order in which it does: at each moment repairs first.
func served(s partly.Script, node string, now int) float64 {
	share, ends := 1.0, -1
	for at := 0; at <= now; at += 600 {
		if ends == at {
			share = 1
		}
		for _, e := range s.Events {
			if e.At == at && slices.Contains(e.Repair, node) {
				share, ends = 1, -1
			}
		}
		for _, e := range s.Serve {
			if of, says := e.Of[node]; says && e.At == at {
				share, ends = of, -1
				if e.For > 0 {
					ends = at + e.For
				}
			}
		}
	}
	return share
}

// draw draws one by shares.
func draw(rng *rand.Rand, shares map[string]float64) string {
	x, last := rng.Float64(), ""
	for _, part := range slices.Sorted(maps.Keys(shares)) {
		if last = part; x < shares[part] {
			break
		}
		x -= shares[part]
	}
	return last
}
