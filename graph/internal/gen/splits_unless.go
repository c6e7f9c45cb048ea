package gen

import (
	"math/rand/v2"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/internal/persons"
)

// InhibitedSplit is Split with unless, of lines, too. No unless has anything within that
// is never down.
func InhibitedSplit(rng *rand.Rand) oracle.Doc {
	for {
		doc := Split(rng)
		in := &inhibitor{rng: rng, chance: pick(rng, 0.15, 0.3), hard: true}
		in.kept = func() bool { return !persons.Circle(doc) && led(doc) }
		var all []string
		for _, table := range sortedKeys(doc) {
			if isKind(table) {
				all = append(all, sortedKeys(doc[table].(map[string]any))...)
			}
		}
		for _, id := range sortedKeys(doc["service"].(map[string]any)) {
			keys := doc["service"].(map[string]any)[id].(map[string]any)
			in.names = slices.Clone(all)
			for _, line := range linesOf(doc, keys) {
				in.names = append(in.names, "@"+line, "@"+line, "@"+line)
			}
			in.node(id, keys)
		}
		if persons.Void(doc) == "" {
			return doc
		}
	}
}

// SplitRelieving is SplitQuestion, of a document with unless: of a few, one for which
// somebody is better off, if there is one.
func SplitRelieving(rng *rand.Rand, doc oracle.Doc) persons.Question {
	var q persons.Question
	for range 4 {
		q = SplitQuestion(rng, doc)
		for _, classes := range persons.WhatIf(doc, q).Classes {
			if slices.ContainsFunc(classes, func(c persons.Class) bool { return c.Level != "down" && c.Before == "down" }) {
				return q
			}
		}
	}
	return q
}

// linesOf are the lines that a service's population has.
func linesOf(doc oracle.Doc, keys map[string]any) []string {
	name, ok := keys["population"].(string)
	if !ok {
		return nil
	}
	population := doc["population"].(map[string]any)[name].(map[string]any)
	lines, _ := population["line"].(map[string]any)
	names := sortedKeys(lines)
	if population["access"] != nil {
		names = append(names, "access")
	}
	return names
}

// led says whether every service whose population has several lines speaks of one, or
// needs a service of its population.
func led(doc oracle.Doc) bool {
	services := doc["service"].(map[string]any)
	for _, element := range services {
		keys := element.(map[string]any)
		needs, _ := keys["needs"].([]any)
		if len(linesOf(doc, keys)) > 1 && !slices.ContainsFunc(flat(needs), func(name string) bool {
			other, _ := services[name].(map[string]any)
			return name[0] == '@' || other["population"] == keys["population"]
		}) {
			return false
		}
	}
	return true
}
