package models

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/plain"
	"github.com/meoktong/meoktong/models/work/pace"
)

// Select returns the ids of the nodes and parts that a selector names, sorted:
// an id, a part "id@access", a glob "kt-*", kind:, operator:, vendor:, site:,
// region:, sector: or tag: with a value. A comma unites, "!" in front takes
// away; what only takes away takes from all nodes. Where an id is asked for that there
// is not, and none is written nearly so, the node whose name it is, or has it in it, is
// meant (see Telling).
//
// Every term must match something, and something must be left: else the error
// is a *NameError. The cost is one pass over the model for each term that is
// no plain id.
func (m *Model) Select(selector string) ([]string, error) {
	return m.SelectContext(context.Background(), selector)
}

// SelectContext is Select that ends soon after its context does, with its error.
func (m *Model) SelectContext(ctx context.Context, selector string) ([]string, error) {
	return m.asked(ctx).selector(selector)
}

// asked finds what people name who ask, by names too.
func (m *Model) asked(ctx context.Context) matcher {
	return matcher{m: m, log: &source.Log{}, pace: pace.New(ctx), byName: true}
}

// matcher finds what selectors name. Its log bounds what suggestions may cost.
type matcher struct {
	m    *Model
	log  *source.Log
	pace *pace.Pace // once it is over, its error is all that is found
	// refused are the ids of elements that are wrong themselves. Where there are
	// any, what a pattern matches is not known.
	refused map[string]bool
	byName  bool // names are taken, too: not in a model's files, where a slip would go on unseen
}

// none is the error of a term that matches nothing; nil where it might match an
// element that was refused.
func (x matcher) none(what, hint string) error {
	if len(x.refused) > 0 {
		return nil
	}
	return &NameError{what, hint}
}

// selector returns what a selector names. Where it is none, it may be a name with signs
// in it that mean something in selectors.
func (x matcher) selector(selector string) ([]string, error) {
	selector = plain.String(selector)
	ids, err := x.terms(selector)
	if err != nil && x.byName && strings.ContainsAny(selector, ",:*?[!@") && len(selector) <= maxSelectorLength {
		if same, _ := x.alike(selector); len(same) == 1 {
			return x.told(selector, same[0]), nil
		}
	}
	return ids, err
}

func (x matcher) terms(selector string) ([]string, error) {
	m := x.m
	if len(selector) > maxSelectorLength {
		return nil, &NameError{fmt.Sprintf("a selector may be %d bytes long at most", maxSelectorLength), ""}
	}
	if m.selectorCost(selector)+x.nameCost(selector) > maxSelectorCost {
		return nil, &NameError{fmt.Sprintf("selector %s takes too long to match", quote(selector)), "use fewer patterns"}
	}
	keep, drop := map[string]bool{}, map[string]bool{}
	terms := strings.Split(selector, ",")
	positive := false
	for _, term := range terms {
		term = strings.TrimSpace(term)
		rest, negative := strings.CutPrefix(term, "!")
		matched, err := x.match(strings.TrimSpace(rest))
		if err != nil {
			return nil, err
		}
		if len(terms) == 1 && !negative && len(matched) > 0 {
			return x.sorted(matched)
		}
		positive = positive || !negative
		for _, id := range matched {
			if x.pace.Over() {
				return nil, x.pace.Err()
			}
			if negative {
				drop[id] = true
			} else {
				keep[id] = true
			}
		}
	}
	if !positive {
		for i := range m.Nodes {
			keep[m.Nodes[i].ID] = true
		}
	}
	maps.DeleteFunc(keep, func(id string, _ bool) bool { return drop[id] })
	if len(keep) == 0 {
		return nil, x.none(fmt.Sprintf("selector %s leaves nothing", quote(selector)), "")
	}
	return x.sorted(slices.Collect(maps.Keys(keep)))
}

// sorted returns ids in their order, each once.
func (x matcher) sorted(ids []string) ([]string, error) {
	slices.SortFunc(ids, func(a, b string) int {
		if x.pace.Over() {
			return 0
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(ids), x.pace.Err()
}

// idleTerms returns the terms of a selector that take nothing away. One that is
// wrong has none.
func (x matcher) idleTerms(selector string) []string {
	var keep, away []string
	for _, term := range strings.Split(selector, ",") {
		if term = strings.TrimSpace(term); strings.HasPrefix(term, "!") {
			away = append(away, term)
		} else {
			keep = append(keep, term)
		}
	}
	if away == nil {
		return nil
	}
	kept := map[string]bool{}
	if keep != nil {
		ids, err := x.selector(strings.Join(keep, ","))
		if err != nil {
			return nil
		}
		for _, id := range ids {
			kept[id] = true
		}
	}
	takes := func(id string) bool { return kept[id] || keep == nil && !strings.Contains(id, "@") } // which takes from all nodes
	return slices.DeleteFunc(away, func(term string) bool {
		ids, err := x.match(strings.TrimSpace(term[1:]))
		return err != nil || slices.ContainsFunc(ids, takes)
	})
}

// maxSelectorLength bounds a selector, in bytes.
const maxSelectorLength = 1 << 16

// SelectFailures is Select for what is to fail. Groupings (fails = false) are
// left out, since they only follow what they need; one that is named itself, or
// a selector of nothing else, is a *NameError.
func (m *Model) SelectFailures(selector string) ([]string, error) {
	return m.SelectFailuresContext(context.Background(), selector)
}

// SelectFailuresContext is SelectFailures that ends soon after its context does, with
// its error.
func (m *Model) SelectFailuresContext(ctx context.Context, selector string) ([]string, error) {
	return m.asked(ctx).failures(selector)
}

func (x matcher) failures(selector string) ([]string, error) {
	m := x.m
	ids, err := x.selector(selector)
	if err != nil {
		return nil, err
	}
	named := strings.FieldsFunc(selector, func(r rune) bool { return r == ',' || r == ' ' })
	var grouping string
	ids = slices.DeleteFunc(ids, func(ref string) bool {
		if x.pace.Over() {
			return false
		}
		id, _, _ := strings.Cut(ref, "@")
		if m.Node(id).Fails {
			return false
		}
		if grouping == "" || slices.Contains(named, ref) {
			grouping = ref
		}
		return true
	})
	if err := x.pace.Err(); err != nil {
		return nil, err
	}
	if grouping != "" && (len(ids) == 0 && len(x.refused) == 0 || slices.Contains(named, grouping)) {
		return nil, &NameError{fmt.Sprintf("%s is a grouping (fails = false) and cannot fail of itself", quote(grouping)), m.needsHint(grouping)}
	}
	return ids, nil
}

// needsHint names what could fail instead of a grouping.
func (m *Model) needsHint(ref string) string {
	id, _, _ := strings.Cut(ref, "@")
	var ids []string
	for _, j := range m.dependencies(m.Index(id)) {
		ids = append(ids, m.Nodes[j].ID)
	}
	const readable = 12
	switch {
	case len(ids) == 0:
		return "it needs nothing"
	case len(ids) > readable:
		return fmt.Sprintf("fail some of the %d nodes that it needs", len(ids))
	}
	return "fail what it needs: " + strings.Join(ids, ", ")
}
