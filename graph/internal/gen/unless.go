package gen

import (
	"math/rand/v2"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Inhibit has some of what a document's nodes need be down instead, or gives it a
// standby that has to rest as long as it is there, each with that chance, and says how
// many there are. What would be no valid document is left as it was.
func Inhibit(rng *rand.Rand, doc oracle.Doc, chance float64, valid func(oracle.Doc) bool) int {
	in := &inhibitor{rng: rng, chance: chance, names: canFail(doc), kept: func() bool { return valid(doc) }}
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			in.node(id, elements[id].(map[string]any))
		}
	}
	return in.count
}

// Inhibited draws a document with unless, of a size, that has some.
func Inhibited(rng *rand.Rand, size Size) oracle.Doc {
	for {
		doc := Doc(rng, size)
		if Inhibit(rng, doc, pick(rng, 0.1, 0.2, 0.3), Standing) > 0 {
			return doc
		}
		size.Nodes++ // or else there may be nothing that needs anything
	}
}

// Chances gives most nodes that can fail a chance of having failed.
func Chances(rng *rand.Rand, doc oracle.Doc) {
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			if keys := elements[id].(map[string]any); keys["fails"] != false && rng.Float64() < 0.8 {
				keys["unavailability"] = pick(rng, 0.001, 0.02, 0.1, 0.25, 0.4)
			}
		}
	}
}

// Standing says whether no circle leads through an unless.
func Standing(doc oracle.Doc) bool { return len(oracle.Circle(doc)) == 0 }

// Circular is a document with a circle through an unless, which is then none that a
// program may take; nil where it has not come upon one.
func Circular(rng *rand.Rand, doc oracle.Doc) oracle.Doc {
	for range 20 {
		made := oracle.Plain(doc)
		in := &inhibitor{rng: rng, chance: 0.3, names: canFail(doc), kept: func() bool { return true }}
		for _, table := range sortedKeys(made) {
			elements := made[table].(map[string]any)
			for _, id := range sortedKeys(elements) {
				if keys, ok := elements[id].(map[string]any); ok && isKind(table) {
					in.node(id, keys)
				}
				if len(oracle.Circle(made)) > 0 {
					return made
				}
			}
		}
	}
	return nil
}

// Relieving is Question, of a document with unless: mostly something of which an unless
// speaks fails, or what that needs, so that something may be better for it.
func Relieving(rng *rand.Rand, doc oracle.Doc) oracle.Question {
	q := Question(rng, doc)
	able, relieved := canFail(doc), []string{}
	for _, vertex := range oracle.Inhibitors(doc) {
		if slices.Contains(able, vertex) {
			relieved = append(relieved, vertex)
		}
	}
	if len(relieved) == 0 || rng.IntN(5) == 0 {
		return q
	}
	rng.Shuffle(len(relieved), func(i, j int) { relieved[i], relieved[j] = relieved[j], relieved[i] })
	for _, name := range relieved[:min(len(relieved), 6)] {
		if one := (oracle.Question{Failed: []string{name}, After: q.After}); relieves(doc, one) {
			q.Failed = one.Failed
			break
		}
	}
	if more := pick(rng, able...); rng.IntN(2) == 0 && !slices.Contains(q.Failed, more) {
		q.Failed = append(slices.Clone(q.Failed), more)
	}
	return q
}

// relieves says whether something lives by what fails.
func relieves(doc oracle.Doc, q oracle.Question) bool {
	a := oracle.Apart(doc, q)
	for vertex, level := range a.Levels {
		if level != "down" && a.Before[vertex] == "down" {
			return true
		}
	}
	return false
}

// CanFail are the nodes and parts of a document that can fail of themselves.
func CanFail(doc oracle.Doc) []string { return canFail(doc) }
