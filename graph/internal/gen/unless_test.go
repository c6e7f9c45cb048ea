package gen

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
	"github.com/meoktong/meoktong/graph/rounds"
)

// drawInhibited returns a model with unless, of one seed in three with supply.
func drawInhibited(seed uint64) (oracle.Doc, oracle.Question) {
	rng := rand.New(rand.NewPCG(seed, 70))
	size := Timed(rng)
	if seed%3 == 0 {
		size = SuppliedTimed(rng)
	}
	doc := Doc(rng, size)
	Inhibit(rng, doc, pick(rng, 0.1, 0.2, 0.3), Standing)
	return doc, Relieving(rng, doc)
}

// TestUnlessIsEverywhere wants it in every place, and to make a difference.
func TestUnlessIsEverywhere(t *testing.T) {
	seen, cases := map[string]int{}, rounds.Of(t, 10, 1500)
	for seed := range cases.Seeds() {
		doc, q := drawInhibited(seed)
		if !Standing(doc) {
			t.Fatalf("seed %d: a circle through an unless\n%s", seed, TOML(doc))
		}
		text := string(TOML(doc))
		for _, feature := range []string{`unless = "@access"`, `unless = { any`, `unless = { all`, `unless = { on`, `unless = { at_least`, `unless = { unless`, "[{ unless", "supply = true"} {
			if strings.Contains(text, feature) {
				seen[feature]++
			}
		}
		for line := range strings.SplitSeq(text, "\n") {
			if i := strings.Index(line, "unless = \""); i >= 0 && strings.Contains(line[i:], "@") && !strings.Contains(line[i:], "@access") {
				seen["a part"]++
			}
		}
		a := oracle.WhatIf(doc, q)
		better, atRest := false, false
		for vertex, level := range a.Levels {
			better = better || level != "down" && a.Before[vertex] == "down"
			atRest = atRest || a.Before[vertex] == "down"
		}
		for what, is := range map[string]bool{"better": better, "at rest": atRest, "all up before": !atRest} {
			if is {
				seen[what]++
			}
		}
	}
	for _, feature := range []string{`unless = { any`, `unless = { all`, `unless = { on`, "[{ unless", "supply = true", "a part", "better", "at rest", "all up before"} {
		if seen[feature] < cases.Least(150) {
			t.Errorf("%s: only %d times", feature, seen[feature])
		}
	}
	if seen[`unless = "@access"`] < cases.Least(15) {
		t.Error("no line")
	}
	t.Log(seen)
}

// TestCircularIsCircular wants circles of several lengths, between parts as well.
func TestCircularIsCircular(t *testing.T) {
	made, long, parts, cases := 0, 0, 0, rounds.Of(t, 10, 600)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 71))
		doc := Circular(rng, Doc(rng, RandomSize(rng)))
		if doc == nil {
			continue
		}
		made++
		circle := oracle.Circle(doc)
		if len(circle) > 2 {
			long++
		}
		if strings.Contains(strings.Join(circle, " "), "@") {
			parts++
		}
	}
	if made < cases.Least(400) || long < cases.Least(100) || parts < cases.Least(50) {
		t.Errorf("%d circles, %d of more than two, %d with parts", made, long, parts)
	}
}

// drawSplitInhibited returns a model with splits, lines and unless.
func drawSplitInhibited(seed uint64) (oracle.Doc, persons.Question) {
	rng := rand.New(rand.NewPCG(seed, 72))
	doc := InhibitedSplit(rng)
	return doc, SplitRelieving(rng, doc)
}

// TestSplitUnlessIsEverywhere wants people to be served by what rests, and only some.
func TestSplitUnlessIsEverywhere(t *testing.T) {
	seen, cases := map[string]int{}, rounds.Of(t, 6, 1000)
	for seed := range cases.Seeds() {
		doc, q := drawSplitInhibited(seed)
		if text := string(TOML(doc)); strings.Contains(text, `unless = "@`) {
			seen["a line"]++
		} else if strings.Contains(text, "unless = { ") {
			seen["a group"]++
		}
		for _, classes := range persons.WhatIf(doc, q).Classes {
			better, worse := false, false
			for _, c := range classes {
				better = better || c.Level != "down" && c.Before == "down"
				worse = worse || c.Level == "down" && c.Before != "down"
			}
			if better {
				seen["better"]++
			}
			if better && worse {
				seen["both"]++
			}
		}
	}
	if seen["a line"] < cases.Least(200) || seen["a group"] < cases.Least(100) || seen["better"] < cases.Least(60) {
		t.Errorf("only %v", seen)
	}
	t.Log(seen)
}
