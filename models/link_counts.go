package models

import (
	"fmt"
	"slices"
	"strings"
)

// linkPeople checks what populations are some of: those that count the same and are
// no smaller, in no circle; and what sectors are measured by.
func (k *linker) linkPeople() {
	thing := make([]int, len(k.m.Populations))
	for i, t := range k.m.Things() {
		for _, p := range t.Populations {
			thing[p] = i
		}
	}
	for i := range k.m.Populations {
		k.partOf(&k.m.Populations[i], thing)
	}
	k.weights()
}

// partOf checks what a population says that it is some of.
func (k *linker) partOf(p *Population, thing []int) {
	whole := k.populations[p.Of]
	if p.Of == "" || whole == nil {
		return
	}
	at := p.place("of")
	if thing[k.m.PopulationIndex(p.ID)] != thing[k.m.PopulationIndex(p.Of)] {
		k.errorf(at, "counts", "some of a population count what it counts: give both the same counts",
			"%s counts %s, and %s, which it is some of, counts %s", quote(p.ID), quote(someName(p.counts())), quote(p.Of), quote(someName(whole.counts())))
		return
	}
	seen := []string{p.ID}
	for above := whole; above != nil; above = k.populations[above.Of] {
		if slices.Contains(seen, above.ID) {
			if above.ID == p.ID && p.ID == slices.Min(seen) { // else it is said of another
				k.errorf(at, "of-cycle", "", "population %s is some of itself: %s", quote(p.ID), strings.Join(append(seen, p.ID), " → "))
			}
			return
		}
		seen = append(seen, above.ID)
		if p.Size != nil && above.Size != nil {
			if *p.Size > *above.Size {
				k.errorf(at, "of-size", "", "population %s is %s, more than the %s of %s, which it is some of", quote(p.ID), fmt.Sprint(*p.Size), fmt.Sprint(*above.Size), quote(above.ID))
			}
			return // what that one is some of is checked there
		}
	}
}

// someName returns a name in any language, the first by its code.
func someName(t Text) string {
	for _, lang := range []string{"", "en", "ko"} {
		if t[lang] != "" {
			return t[lang]
		}
	}
	return ""
}

// weights finds sectors that do not say what they are measured by, and of whose
// services some have a weight and some have none.
func (k *linker) weights() {
	weighed, without := map[string]*Node{}, map[string]*Node{}
	for i := range k.m.Nodes {
		n := &k.m.Nodes[i]
		if n.Kind != KindService || n.Sector == "" {
			continue
		}
		into := without
		if n.Use != nil && n.Use.Weight != nil {
			into = weighed
		}
		if into[n.Sector] == nil {
			into[n.Sector] = n
		}
	}
	for i := range k.m.Sectors {
		s := &k.m.Sectors[i]
		if n, other := weighed[s.ID], without[s.ID]; s.Measure == "" && n != nil && other != nil {
			k.errorf(n.place("weight"), "weight", fmt.Sprintf(`give all of them a weight, or say in [sector.%s] what they are measured by, such as measure = "users"`, s.ID),
				"%s has a weight, and %s of the same sector has none", quote(n.ID), quote(other.ID))
		}
	}
}
