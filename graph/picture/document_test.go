package picture_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
)

// styles of lines, the strongest first.
var styles = []result.EdgeStyle{result.EdgeHard, result.EdgeAlternative, result.EdgeSoft}

// needs reads a document for whom each node needs and how, by a walk of its own:
// every name in its needs, and its users' access nodes where they do not say
// "@access". A style is its position in styles.
func needs(doc oracle.Doc) map[string]map[string]int {
	out := map[string]map[string]int{}
	eachNode(doc, func(id string, keys map[string]any) {
		names := map[string]int{}
		collect(keys["needs"], 0, names)
		if p, ok := keys["population"].(string); ok {
			style := names[""] // hard where it is not spoken of
			access := doc["population"].(map[string]any)[p].(map[string]any)["access"].(map[string]any)
			for a := range access {
				put(names, a, style)
			}
		}
		delete(names, "")
		delete(names, id)
		out[id] = names
	})
	return out
}

func put(names map[string]int, id string, style int) {
	if before, seen := names[id]; !seen || style < before {
		names[id] = style
	}
}

func eachNode(doc oracle.Doc, f func(id string, keys map[string]any)) {
	for _, table := range slices.Sorted(maps.Keys(doc)) {
		if slices.Contains([]string{"model", "population", "sector"}, table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range slices.Sorted(maps.Keys(elements)) {
			f(id, elements[id].(map[string]any))
		}
	}
}

// collect adds every node that is named in a requirement; "@access" is "".
func collect(requirement any, style int, names map[string]int) {
	switch r := requirement.(type) {
	case string:
		id, _, _ := strings.Cut(r, "@")
		put(names, id, style)
	case []any:
		for _, x := range r {
			collect(x, style, names)
		}
	case map[string]any:
		of, _ := r["of"].([]any)
		some, _ := r["any"].([]any)
		switch k, _ := r["at_least"].(int64); {
		case r["loss"] != nil:
			style = 2
		case len(some) > 1 || int(k) < len(of):
			style = max(style, 1)
		}
		for _, form := range []string{"on", "all", "any", "of"} {
			collect(r[form], style, names)
		}
	}
}
