package gen

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// draw is the document and the question of a seed.
func draw(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 1))
	doc := Doc(rng, RandomSize(rng))
	return doc, Question(rng, doc)
}

func decode(t *testing.T, file []byte) oracle.Doc {
	t.Helper()
	doc := oracle.Doc{}
	if _, err := toml.Decode(string(file), &doc); err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	return doc
}

func TestDocIsValid(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 200, 2000).Seeds() {
		doc, _ := draw(seed)
		if err := valid(doc); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, TOML(doc))
		}
		rng := rand.New(rand.NewPCG(seed, 3))
		doc = Doc(rng, Supplied(rng))
		if err := valid(doc); err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, TOML(doc))
		}
	}
}

// The checker must see what it is there to see.
func TestValidSeesErrors(t *testing.T) {
	const base = `
[sector.s]
[population.p]
size = 10
access = { a = 0.5, b = 0.5 }
[carrier.a]
[carrier.b]
[service.x]
population = "p"
`
	if err := valid(decode(t, []byte(base))); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{
		`needs = ["z"]`, `needs = ["x"]`, `needs = ["x@a"]`, `recovery = "soon"`, `needs = ["a", "a"]`, `needs = ["a", { on = "a" }]`,
		`needs = [{ any = [] }]`, `needs = [{ any = ["a", "a"] }]`, `needs = [{ at_least = 3, of = ["a", "b"] }]`,
		`needs = [{ at_least = 0, of = ["a", "b"] }]`, `needs = [{ all = ["a"], failover = "1h" }]`,
		`needs = [{ any = ["a"], on = "b" }]`, `needs = [{ any = ["@access", "a"] }]`, `sector = "z"`, `users = 3`,
		"[service.y]\nneeds = [\"x@c\"]", "[service.y]\nneeds = [\"@access\"]", "[platform.a]", "[carrier.A]",
		"demand = -1", "capacity = \"x\"", "overload = \"trip\"", "capacity = 3\noverload = \"drop\"", "spills_to = { x = 0.5 }",
		"spills_to = { a = 0.5 }", "spills_to = {}", "spills_to = { y = 0.0 }\n[service.y]", "spills_to = { y = 0.9, z = 0.9 }\n[service.y]\n[service.z]",
		"unit = \"u\"\ndemand = 3\n[carrier.c]\ncapacity = 3", "[carrier.c]\ndemand = 3", "[carrier.c]\nspills_to = { x = 0.5 }",
		`needs = [{ all = ["a"], balance = "even" }]`, `needs = [{ any = ["a"], balance = "odd" }]`,
		"[population.q]\nsize = 3\naccess = { a = 0.5, b = 0.4 }", "[population.q]\nsize = 3\naccess = { a = 0.5, c = 0.5 }",
		"[service.y]\npopulation = \"p\"\nneeds = [{ any = [\"x\", \"x@a\"] }]",
	} {
		if valid(decode(t, []byte(base+wrong))) == nil {
			t.Errorf("%s: no error", wrong)
		}
	}
}

func TestSameSeedSameDocument(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 20, 200).Seeds() {
		doc, question := draw(seed)
		rng := rand.New(rand.NewPCG(seed, 2))
		renamed, names := Rename(rng, doc)
		shuffled := Shuffle(rng, doc)
		for range 3 {
			again, questionAgain := draw(seed)
			rng := rand.New(rand.NewPCG(seed, 2))
			renamedAgain, namesAgain := Rename(rng, doc)
			shuffledAgain := Shuffle(rng, doc)
			if !reflect.DeepEqual(doc, again) || !reflect.DeepEqual(question, questionAgain) ||
				!reflect.DeepEqual(renamed, renamedAgain) || !reflect.DeepEqual(names, namesAgain) ||
				!reflect.DeepEqual(shuffled, shuffledAgain) || !bytes.Equal(TOML(doc), TOML(again)) {
				t.Fatalf("seed %d: not the same a second time", seed)
			}
		}
	}
}

func TestTOMLRoundTrip(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 40, 400).Seeds() {
		doc, question := draw(seed)
		decoded := decode(t, TOML(doc))
		if !reflect.DeepEqual(decoded, doc) {
			t.Fatalf("seed %d: decoded\n%v\nfrom\n%v", seed, decoded, doc)
		}
		if !reflect.DeepEqual(oracle.WhatIf(decoded, question), oracle.WhatIf(doc, question)) {
			t.Fatalf("seed %d: another answer after decoding", seed)
		}
	}
}

func TestTOMLQuotes(t *testing.T) {
	doc := oracle.Doc{"service": map[string]any{"x": map[string]any{
		"name": "먹통 \"quoted\" \\ back\ttab\nline\x00\x7f\u2028", "weight": 1e21, "share": 1e-7, "flag": false, "none": []any{},
	}}}
	if got := decode(t, TOML(doc)); !reflect.DeepEqual(got, doc) {
		t.Errorf("got %v, want %v", got, doc)
	}
}

func TestQuestion(t *testing.T) {
	t.Parallel()
	counts, cases := map[int]int{}, rounds.Of(t, 50, 400)
	for seed := range cases.Seeds() {
		doc, question := draw(seed)
		counts[len(question.Failed)]++
		levels := oracle.WhatIf(doc, question).Levels // panics at what does not exist
		failed := slices.Clone(question.Failed)
		slices.Sort(failed)
		if len(slices.Compact(failed)) < len(question.Failed) {
			t.Fatalf("seed %d: %v has one twice", seed, question.Failed)
		}
		for _, name := range question.Failed {
			id, _, _ := strings.Cut(name, "@")
			for table := range doc {
				keys, _ := doc[table].(map[string]any)[id].(map[string]any)
				if isKind(table) && keys["fails"] == false {
					t.Fatalf("seed %d: %s never fails", seed, name)
				}
			}
			if levels[name] != "down" {
				t.Fatalf("seed %d: %s failed and is %s", seed, name, levels[name])
			}
		}
	}
	if least := cases.Least(80); counts[0] > 0 || counts[1] < least || counts[2] < least || counts[3] < least {
		t.Errorf("how many fail at once: %v", counts)
	}
}

var serviceAsLine = regexp.MustCompile(`access = .*service-`)

// Every feature that the generator is there to make must turn up, and matter.
func TestVariety(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws models until all that they can say has turned up")
	}
	t.Parallel()
	found, cases := map[string]int{}, rounds.Of(t, 150, 400)
	for seed := range cases.Seeds() {
		doc, question := draw(seed)
		answer := oracle.WhatIf(doc, question)
		text := string(TOML(doc))
		for _, word := range []string{
			"any = ", "all = ", "of = ", "on = ", "loss = ", "accepts = ", "holdup = ", "failover = ", "\"@access\"",
			"on = \"@access\"", "fails = false", "fails_at", "users", "weight", "criticality", "reach", "measure", "of = \"people", "counts", "[platform.", "[power.",
			"[datacentre.", "[equipment.", "any = [{ any = ", "all = [{ at_least", "any = [{ any = [{",
		} {
			if strings.Contains(text, word) {
				found[word]++
			}
		}
		if serviceAsLine.MatchString(text) {
			found["a service as a line"]++
		}
		for vertex, level := range answer.Levels {
			found[level]++
			if answer.LostRedundancy[vertex] {
				found["redundancy lost"]++
			}
			if answer.InCycle[vertex] && level == "down" {
				found["down in a cycle"]++
			}
			if strings.Contains(strings.Join(answer.Because[vertex], " "), "@") {
				found["a part as the cause"]++
			}
		}
		for _, sector := range answer.Sectors {
			found["sector "+sector.Level]++
			if sector.Partial > 0 {
				found["partial"]++
			}
		}
		question.After = "ever"
		if !reflect.DeepEqual(answer.Levels, oracle.WhatIf(doc, question).Levels) {
			found["the horizon matters"]++
		}
	}
	for what, count := range found {
		if count < cases.Least(20) {
			t.Errorf("%s: only %d times in %d", what, count, cases.Seeds())
		}
	}
	if len(found) != 26+1+3+3+3+1+1 {
		t.Errorf("%d features, some are missing: %v", len(found), found)
	}
}

func TestNoCyclesUnlessWanted(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 50, 500).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 3))
		size := RandomSize(rng)
		size.Cycles = 0
		doc := Doc(rng, size)
		for vertex, in := range oracle.WhatIf(doc, oracle.Question{}).InCycle {
			if in {
				t.Fatalf("seed %d: %s is in a cycle\n%s", seed, vertex, TOML(doc))
			}
		}
	}
}
