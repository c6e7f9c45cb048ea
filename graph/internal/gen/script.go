package gen

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

const (
	minute = 60
	hour   = 60 * minute
)

// scripted is how long a script goes on. Most models have settled by then.
const scripted = 24 * hour

// Script lets nodes and parts of a document, none of them with fails = false,
// fail, degrade and be repaired: one to four events in three hours, in the order
// of their times, which may be the same. What is repaired was hit earlier.
//
// Where the document has load, up to three more events change demand and
// capacity, or repair what has a capacity, and so may have tripped.
func Script(rng *rand.Rand, doc oracle.Doc) oracle.Script {
	candidates := canFail(doc)
	var times []int
	for range 1 + rng.IntN(4) {
		times = append(times, rng.IntN(19)*10*minute)
	}
	slices.Sort(times)
	script := oracle.Script{End: scripted}
	for _, at := range times {
		script.Events = append(script.Events, event(rng, at, candidates, broken(script.Events, at)))
	}
	if hasLoad(doc) {
		script.Events = append(script.Events, amounts(rng, doc)...)
		slices.SortStableFunc(script.Events, func(a, b oracle.Event) int { return a.At - b.At })
	}
	return script
}

// event draws what happens at a moment. Something fails or degrades unless
// there is something to repair, and often even then.
func event(rng *rand.Rand, at int, candidates, broken []string) oracle.Event {
	e := oracle.Event{At: at}
	if len(broken) > 0 && rng.Float64() < 0.6 {
		e.Repair = some(rng, broken)
		if rng.Float64() < 0.6 {
			return e
		}
	}
	if rng.Float64() < 0.7 {
		e.Fail = some(rng, candidates)
	}
	if len(e.Fail) == 0 || rng.Float64() < 0.2 {
		e.Degrade = some(rng, candidates)
	}
	if rng.Float64() < 0.5 {
		e.For = pick(rng, 10*minute, 30*minute, hour, 2*hour, 10*hour)
	}
	return e
}

// some are one or two of several names, each once.
func some(rng *rand.Rand, names []string) []string {
	names = slices.Clone(names)
	rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:min(len(names), pick(rng, 1, 1, 2))]
}

// broken are the vertices with faults of their own that began before a moment
// and would last beyond it.
func broken(events []oracle.Event, at int) []string {
	var names []string
	for i, e := range events {
		if e.At >= at || e.For > 0 && e.At+e.For <= at {
			continue
		}
		for _, name := range slices.Concat(e.Fail, e.Degrade) {
			if !repaired(events[i:], name, e.At) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// repaired says whether one of the events repairs a fault that began earlier.
func repaired(events []oracle.Event, name string, began int) bool {
	return slices.ContainsFunc(events, func(e oracle.Event) bool {
		return e.At > began && (slices.Contains(e.Repair, name) || slices.Contains(e.Repair, serviceOf(name)))
	})
}

func serviceOf(name string) string {
	service, _, _ := strings.Cut(name, "@")
	return service
}

// FilterDelays takes away the delays that are not to be kept: holdups and
// failovers, at any nesting, and recoveries. It asks once for each, in the same
// order every time, with the node that has it and the key.
func FilterDelays(doc oracle.Doc, keep func(node, key string) bool) oracle.Doc {
	doc = oracle.Plain(doc)
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			keys := elements[id].(map[string]any)
			filterDelays(keys, func(key string) bool { return keep(id, key) })
			filterDelays(keys["needs"], func(key string) bool { return keep(id, key) })
		}
	}
	return doc
}

func filterDelays(value any, keep func(key string) bool) {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			filterDelays(member, keep)
		}
	case map[string]any:
		for _, key := range []string{"recovery", "failover", "holdup"} {
			if v[key] != nil && !keep(key) {
				delete(v, key)
			}
		}
		for _, form := range []string{"on", "any", "all", "of", "unless"} {
			filterDelays(v[form], keep)
		}
	}
}
