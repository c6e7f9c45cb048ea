package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// manyParts is from how many parts on they are named together where they have something
// in common that no other part has.
const manyParts = 4

// partsAt names the parts of a service that are at a level.
func partsAt(n *result.NodeState, level result.Level, t *i18n.Catalogue) []string {
	return partsWhere(n, func(p *result.Part) bool { return p.Level == level }, t)
}

// partsWhere names some parts of a service: one by one, or many by what they alone have
// in common, "region:busan (12)", or by the values of one split or line that are theirs
// alone, "home:cable (4), home:fibre (4)".
func partsWhere(n *result.NodeState, is func(*result.Part) bool, t *i18n.Catalogue) []string {
	var names []string
	var common map[string]string
	for i := range n.Parts {
		if p := &n.Parts[i]; is(p) {
			names = append(names, p.Label())
			common = shared(common, p)
		}
	}
	if len(names) < manyParts || n.PartsFolded > 0 || n.Parts[0].By == nil {
		return names
	}
	if those(n, common) != len(names) {
		if values := valuesOf(n, is, t); values != nil {
			return values
		}
		return names
	}
	for _, term := range slices.Sorted(maps.Keys(common)) { // as few as tell them from the others
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

// valuesOf names parts by the values of one split or line that no other part has: of
// several, the one with the fewest; nil where none has at most half as many values as
// there are parts to name.
func valuesOf(n *result.NodeState, is func(*result.Part) bool, t *i18n.Catalogue) []string {
	var best []string
	for _, term := range slices.Concat(slices.Sorted(maps.Keys(n.Parts[0].By)), slices.Sorted(maps.Keys(n.Parts[0].Lines))) {
		here, elsewhere, total := map[string]int{}, map[string]bool{}, 0
		for i := range n.Parts {
			p := &n.Parts[i]
			value := cmp.Or(p.By[term], p.Lines[term])
			if is(p) {
				here[value]++
				total++
			} else {
				elsewhere[value] = true
			}
		}
		apart := !slices.ContainsFunc(slices.Collect(maps.Keys(here)), func(v string) bool { return v == "" || elsewhere[v] })
		if !apart || 2*len(here) > total || best != nil && len(here) >= len(best) {
			continue
		}
		best = nil
		for _, value := range slices.Sorted(maps.Keys(here)) {
			best = append(best, fmt.Sprintf("%s:%s (%s)", term, value, t.Number(float64(here[value]))))
		}
	}
	return best
}
