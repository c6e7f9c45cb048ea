package gen

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/partly"
)

// Incident writes a script as a document has an incident, with what was seen of it. Events
// of one moment stand in any order: how they follow each other the language says.
func Incident(s partly.Script, observed []any) map[string]any {
	type dated struct {
		at  int
		key map[string]any
	}
	var events []dated
	add := func(at, lasts int, keys map[string]any) {
		keys["at"] = Seconds(at)
		if lasts > 0 {
			keys["for"] = Seconds(lasts)
		}
		events = append(events, dated{at, keys})
	}
	for _, e := range united(s.Serve) {
		of := map[string]any{}
		for node, share := range e.Of {
			of[node] = share
		}
		add(e.At, e.For, map[string]any{"serve": of})
	}
	for _, e := range s.Events {
		keys := map[string]any{}
		for key, names := range map[string][]string{"fail": e.Fail, "degrade": e.Degrade, "repair": e.Repair} {
			list := []any{}
			for _, name := range names {
				list = append(list, name)
			}
			if len(list) > 0 {
				keys[key] = list
			}
		}
		if len(keys) > 0 {
			add(e.At, e.For, keys)
		}
	}
	slices.SortStableFunc(events, func(a, b dated) int { return cmp.Compare(a.at, b.at) })
	list := []any{}
	for _, e := range events {
		list = append(list, e.key)
	}
	keys := map[string]any{"events": list}
	if len(observed) > 0 {
		keys["observed"] = observed
	}
	return keys
}

// united puts neighbours of one moment and one length that say nothing of the same node
// together.
func united(events []partly.Serving) []partly.Serving {
	var out []partly.Serving
	for _, e := range events {
		if last := len(out) - 1; last >= 0 && out[last].At == e.At && out[last].For == e.For {
			both := maps.Clone(out[last].Of)
			maps.Copy(both, e.Of)
			if len(both) == len(out[last].Of)+len(e.Of) {
				out[last].Of = both
				continue
			}
		}
		out = append(out, e)
	}
	return out
}

// Seconds writes a duration.
func Seconds(n int) string { return fmt.Sprintf("%ds", n) }
