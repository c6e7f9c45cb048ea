package assumptions_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/assumptions"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/models"
)

func load(t testing.TB, text []byte) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, text)
}

// Example asks which assumption the answers of the embedded Korean model hang on
// most.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	a, err := assumptions.Of(c, assumptions.Question{After: time.Hour})
	if err != nil {
		panic(err)
	}
	f := a.Facts[0]
	x := f.Changes[0]
	fmt.Printf("%s, requirement %d %s: %d sectors and %d nodes fare otherwise\n", f.Node, f.Need, x.What, x.Sectors, x.Nodes)
	verdicts := 0
	for _, f := range a.Facts {
		for _, x := range f.Changes {
			verdicts += min(1, x.Verdicts)
		}
	}
	fmt.Println(verdicts, "changes flip what is said of a recorded incident")
	// Output:
	// lgu-internet, requirement 1 dropped: 6 sectors and 5 nodes fare otherwise
	// 14 changes flip what is said of a recorded incident
}

// TestAgreesWithOracle changes the document of every random model by hand, asks
// an interpreter of the language, and counts what flips.
func TestAgreesWithOracle(t *testing.T) {
	flips := map[string]int{}
	for seed := range uint64(80) {
		rng := rand.New(rand.NewPCG(seed, 66))
		size := gen.RandomSize(rng)
		size.Populations, size.Sectors, size.Groups = max(1, size.Populations), max(1, size.Sectors), 0.6
		doc := gen.Doc(rng, size)
		doubt(rng, doc)
		after := []string{"0s", "1h", "ever"}[rng.IntN(3)]
		horizon, _ := models.ParseHorizon(after)
		a, err := assumptions.Of(load(t, gen.TOML(doc)), assumptions.Question{After: horizon})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, f := range a.Facts {
			for _, x := range f.Changes {
				what := f.Population
				if f.Blame != nil {
					what = fmt.Sprint(f.Node, "/", f.Need)
				}
				if x.Sectors+x.Nodes > 0 {
					got = append(got, fmt.Sprint(what, " ", x.What, x.Member, x.By, " ", x.Sectors, x.Nodes))
				}
			}
		}
		want := byHand(doc, after, flips)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d after %s:\n%q, want\n%q\n%s", seed, after, got, want, gen.TOML(doc))
		}
	}
	if flips["dropped"] < 40 || flips["without"] < 15 || flips["share"] < 3 {
		t.Errorf("%v: the models are too easy", flips)
	}
}

var kinds = []string{"carrier", "datacentre", "equipment", "platform", "power", "service"}

// doubt makes half of all facts assumptions.
func doubt(rng *rand.Rand, doc oracle.Doc) {
	for _, table := range append(kinds, "population") {
		byID, _ := doc[table].(map[string]any)
		for i := range 20 {
			id := fmt.Sprintf("%s-%d", table, i)
			if table == "population" {
				id = fmt.Sprintf("people-%d", i)
			}
			if keys, ok := byID[id].(map[string]any); ok && rng.IntN(2) == 0 {
				keys["confidence"] = "assumed"
			}
		}
	}
}

// byHand makes every change to the document, and counts those that flip something.
func byHand(doc oracle.Doc, after string, flips map[string]int) []string {
	before := answers(doc, after)
	var out []string
	try := func(name, what string, change func(doc oracle.Doc)) {
		changed := oracle.Plain(doc)
		changed["carrier"].(map[string]any)["spare"] = map[string]any{"fails": false}
		change(changed)
		now := answers(changed, after)
		count := map[string]int{}
		for k := range before {
			if before[k] != now[k] {
				count[k[:1]]++
			}
		}
		if count["s"]+count["n"] > 0 {
			flips[strings.Fields(what)[0]]++
			out = append(out, fmt.Sprint(name, " ", strings.ReplaceAll(what, " ", ""), " ", count["s"], count["n"]))
		}
	}
	for _, table := range kinds {
		byID, _ := doc[table].(map[string]any)
		for id := range byID {
			needs, _ := byID[id].(map[string]any)["needs"].([]any)
			for i, entry := range needs {
				node := func(doc oracle.Doc) map[string]any { return doc[table].(map[string]any)[id].(map[string]any) }
				name := fmt.Sprint(id, "/", i+1)
				confidence, _ := byID[id].(map[string]any)["confidence"].(string)
				if own := confidenceOf(entry); own != "" {
					confidence = own
				}
				if confidence == "assumed" {
					try(name, "dropped", func(doc oracle.Doc) {
						n := node(doc)
						n["needs"].([]any)[i] = map[string]any{"any": []any{n["needs"].([]any)[i], "spare"}}
					})
				}
				for k, m := range spareable(entry) {
					if confidence == "assumed" || confidenceOf(m) == "assumed" {
						try(name, "without "+strings.Join(spoken(m), "+"), func(doc oracle.Doc) { without(node(doc), i, k) })
					}
				}
			}
		}
	}
	populations, _ := doc["population"].(map[string]any)
	for id, p := range populations {
		access := p.(map[string]any)["access"].(map[string]any)
		for line := range access {
			for by, factor := range map[string]float64{"+20%": 1.2, "-20%": 0.8} {
				share := access[line].(float64) * factor
				if p.(map[string]any)["confidence"] != "assumed" || share >= 1 {
					continue
				}
				try(id, "share "+line+" "+by, func(doc oracle.Doc) {
					to := doc["population"].(map[string]any)[id].(map[string]any)["access"].(map[string]any)
					for other, s := range to {
						to[other] = s.(float64) * (1 - share) / (1 - access[line].(float64))
					}
					to[line] = share
				})
			}
		}
	}
	return out
}

func confidenceOf(entry any) string {
	table, _ := entry.(map[string]any)
	s, _ := table["confidence"].(string)
	return s
}

// spareable returns the members of a group that it can be without.
func spareable(entry any) []any {
	table, _ := entry.(map[string]any)
	if any, ok := table["any"].([]any); ok && len(any) > 1 {
		return any
	}
	of, _ := table["of"].([]any)
	if k, _ := table["at_least"].(int64); int(k) < len(of) {
		return of
	}
	return nil
}

// without takes a member out of a group. Where no one speaks of the access node
// any more, a requirement that always holds does.
func without(n map[string]any, i, k int) {
	spoke := slices.Contains(spoken(n["needs"]), "@access")
	group := n["needs"].([]any)[i].(map[string]any)
	for _, form := range []string{"any", "of"} {
		if of, ok := group[form].([]any); ok {
			group[form] = slices.Delete(slices.Clone(of), k, k+1)
		}
	}
	if spoke && !slices.Contains(spoken(n["needs"]), "@access") {
		n["needs"] = append(n["needs"].([]any), map[string]any{"any": []any{"@access", "spare"}})
	}
}

func spoken(entry any) (out []string) {
	switch e := entry.(type) {
	case string:
		return []string{e}
	case []any:
		for _, m := range e {
			out = append(out, spoken(m)...)
		}
	case map[string]any:
		for _, key := range []string{"on", "any", "all", "of"} {
			if e[key] != nil {
				out = append(out, spoken(e[key])...)
			}
		}
	}
	return out
}

// answers has, of every single failure, which sectors fail and how services fare.
func answers(doc oracle.Doc, after string) map[string]string {
	out := map[string]string{}
	for _, table := range []string{"carrier", "datacentre"} {
		byID, _ := doc[table].(map[string]any)
		for id := range byID {
			if byID[id].(map[string]any)["fails"] == false {
				continue
			}
			a := oracle.WhatIf(doc, oracle.Question{Failed: []string{id}, After: after})
			for s, sector := range a.Sectors {
				out["sector "+s+" "+id] = fmt.Sprint(sector.Fails)
			}
			services, _ := doc["service"].(map[string]any)
			for s := range services {
				down, parts := 0, 0
				for v, l := range a.Levels {
					if strings.HasPrefix(v, s+"@") {
						if parts++; l == "down" {
							down++
						}
					}
				}
				out["node "+s+" "+id] = fmt.Sprint(a.Levels[s], down > 0 && down < parts)
			}
		}
	}
	return out
}

const lines = `
[model]
title = "made up"
[carrier.a]
asof = "2020"
needs = ["p"]
[carrier.b]
[power.p]
[population.people]
size = 100
access = { a = 0.5, b = 0.5 }
asof = "2021-03"
[sector.s]
fails_at = 0.55
[service.web]
population = "people"
sector = "s"
confidence = "stated"
`

// TestAsofAndRanks counts old facts besides assumed ones, and flips of the rank.
func TestAsofAndRanks(t *testing.T) {
	for _, tt := range []struct{ asof, want string }{
		{"", ""}, {"2020", ""}, {"2020-12-31", ""}, {"2021", "a/1"}, {"2021-03", "a/1"}, {"2021-03-31", "a/1"}, {"2021-04", "a/1 people"}, {"2021-04-01", "a/1 people"},
	} {
		a, err := assumptions.Of(load(t, []byte(lines)), assumptions.Question{After: time.Hour, Asof: tt.asof})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(strings.Fields(tt.want)); a.Examined != n {
			t.Errorf("asof %q: %d facts, want %d", tt.asof, a.Examined, n)
		}
	}
	a, err := assumptions.Of(load(t, []byte(lines)), assumptions.Question{After: time.Hour, Asof: "2022"})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range a.Facts {
		for _, x := range f.Changes {
			got = append(got, fmt.Sprint(f.Population, x.What, x.Member, x.By, x.Sectors, x.Nodes, x.Verdicts, x.Ranks, x.Flips))
		}
	}
	want := []string{"peopleshareb-20%1 0 0 0 [{a sector s holds fails}]", "peopleshareb+20%1 0 0 2 [{b sector s holds fails} { rank 1 a b} { rank 2 b a}]"}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q lacks %q", got, w)
		}
	}
}

// TestVerdicts drops a requirement that an incident's observation rests on.
func TestVerdicts(t *testing.T) {
	const text = `
[carrier.a]
[service.web]
needs = [{ on = "a", confidence = "assumed" }]
[incident.one]
events = [{ at = "0m", fail = ["a"], for = "1h" }]
observed = [{ node = "web", level = "down" }, { node = "web", level = "down", to = "1h" }, { node = "a", level = "down" }]
`
	a, err := assumptions.Of(load(t, []byte(text)), assumptions.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(a.Facts[0].Changes[0].Verdicts, a.Facts[0].Changes[0].Flips); got != "2 [{a node web down up} {one verdict web matched missed} {one verdict web matched missed}]" {
		t.Error(got)
	}
}
