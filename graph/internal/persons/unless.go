package persons

import (
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// view is how everything is, and how it is for what an unless speaks of: the same,
// except where one asks what could be at all.
type view struct{ levels, against map[place]string }

func (v view) opposite() view { return view{v.against, v.levels} }

// opposite is what an unless is of what its member is.
func opposite(level string) string {
	if level == "down" {
		return "up"
	}
	return "down"
}

// granting is how everything could be with nothing failed if no unless stood in the
// way: what is down then is so for want of a line.
func (m *model) granting() map[place]string {
	levels, down := map[place]string{}, map[place]string{}
	for _, at := range m.everywhere() {
		levels[at], down[at] = "up", "down"
	}
	m.settleThese(m.everywhere(), nil, view{levels, down})
	return levels
}

// strata divides the places: each comes after all of which an unless of its needs speaks.
// Where a circle leads through an unless, it does not.
func (m *model) strata() (strata [][]place, ok bool) {
	depth, all := map[place]int{}, m.everywhere()
	for changed := true; changed; {
		changed = false
		for _, at := range all {
			d := m.depthOf(at, depth)
			changed = changed || d != depth[at]
			if depth[at] = d; d > len(all) {
				return nil, false
			}
		}
	}
	strata = make([][]place, len(all)+1)
	for _, at := range all {
		strata[depth[at]] = append(strata[depth[at]], at)
	}
	return slices.DeleteFunc(strata, func(s []place) bool { return len(s) == 0 }), true
}

func (m *model) depthOf(at place, depth map[place]int) int {
	deepest := 0
	if p := m.populationOf(at.id); p != nil && at.class < 0 {
		for i := range p.classes {
			deepest = max(deepest, depth[place{at.id, i}])
		}
		return deepest
	}
	under := func(names []string, more int) {
		for _, name := range names {
			for _, other := range m.meant(name, at) {
				deepest = max(deepest, depth[other]+more)
			}
		}
	}
	needs := m.needs(at.id)
	under(spoken(needs), 0)
	under(unwanted(needs), 1)
	return deepest
}

// unwanted are the names in a list, at any nesting, of which an unless speaks.
func unwanted(entries []any) []string {
	var names []string
	for _, entry := range entries {
		if group, ok := entry.(table); !ok {
			continue
		} else if group["unless"] != nil {
			names = append(names, spoken(membersOf(group))...)
		} else {
			names = append(names, unwanted(membersOf(group))...)
		}
	}
	return names
}

// Circle says whether a circle leads through an unless, which no valid document has.
func Circle(doc oracle.Doc) bool {
	_, ok := newModel(doc, nil).strata()
	return !ok
}

// inhibitors are the members that keep from being down what an unless speaks of; in an
// unless within it is the other way round.
func (r *run) inhibitors(entry any, at place, names map[string]bool) {
	now := view{r.levels, r.levels}
	if r.value(entry, at, now) == "down" {
		return
	}
	group, ok := entry.(table)
	switch {
	case !ok:
		r.culprits(entry, at, names)
	case group["unless"] == nil:
		for _, member := range membersOf(group) {
			r.inhibitors(member, at, names)
		}
	case r.value(group["unless"], at, now) == "down":
		r.culprits(group["unless"], at, names)
	}
}
