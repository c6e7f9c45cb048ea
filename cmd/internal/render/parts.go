package render

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// manyParts is from how many parts on they are named together where they have something
// in common that no other part has.
const manyParts = 4

// partsAt names the parts of a service that are at a level: one by one, or many by what
// they alone have in common, "region:busan (12)".
func partsAt(n *result.NodeState, level result.Level, t *i18n.Catalogue) []string {
	names := accessOf(n, level)
	if len(names) < manyParts || n.PartsFolded > 0 || n.Parts[0].By == nil {
		return names
	}
	var common map[string]string
	for i := range n.Parts {
		if p := &n.Parts[i]; p.Level == level {
			common = shared(common, p)
		}
	}
	if those(n, common) != len(names) {
		return names
	}
	terms := slices.Sorted(maps.Keys(common))
	for _, term := range terms { // as few as tell them from the others
		was := common[term]
		if delete(common, term); those(n, common) != len(names) {
			common[term] = was
		}
	}
	label := ""
	for _, term := range slices.Sorted(maps.Keys(common)) {
		label += "@" + term + ":" + common[term]
	}
	if label == "" {
		return names
	}
	return []string{fmt.Sprintf("%s (%s)", label[1:], t.Number(float64(len(names))))}
}

// shared returns what a part has of some lines and values, nil standing for all.
func shared(of map[string]string, p *result.Part) map[string]string {
	out := map[string]string{}
	for _, has := range []map[string]string{p.Lines, p.By} {
		for k, v := range has {
			if of == nil || of[k] == v {
				out[k] = v
			}
		}
	}
	return out
}

// those counts the parts that have all of some lines and values.
func those(n *result.NodeState, terms map[string]string) int {
	count := 0
	for i := range n.Parts {
		p, all := &n.Parts[i], true
		for k, v := range terms {
			all = all && (p.Lines[k] == v || p.By[k] == v)
		}
		if all {
			count++
		}
	}
	return count
}
