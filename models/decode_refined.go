package models

import (
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// refinement reads what an overlay says more of one requirement of a node: of one that
// names a single node, what mildens its loss, and what it rests on. Whoever refines it
// vouches for it, unless they say otherwise.
func (d *decoder) refinement(r *raw.Refinement, into any) {
	d.at = r.At
	n, isNode := into.(*Node)
	said, isTable := r.Val.(map[string]any)
	switch {
	case !isNode:
		d.keyErrorf("refine", "", "only what a node needs can be refined")
		return
	case !isTable:
		d.typeError(r.Val, `a table, such as { loss = "degraded" }`)
		return
	}
	k := slices.IndexFunc(n.Needs, func(x Requirement) bool { return x.Form == On && x.On == r.On })
	if k < 0 {
		d.keyErrorf("refine", neededAlone(n), "%s has no requirement on %s by itself", quote(n.ID), quote(r.On))
		return
	}
	if d.keepsMember(n, said) {
		d.refine(n, k, said)
	}
}

// keepsMember says whether a refinement leaves the member of its requirement alone.
func (d *decoder) keepsMember(n *Node, said map[string]any) bool {
	for _, key := range append(memberKeys, "at_least") {
		if _, ok := said[key]; ok {
			d.in(key, func() {
				d.keyErrorf("refine", "to give "+n.ID+" other members, write all of its needs anew", "a refinement says what a requirement is like, not whom it names")
			})
			return false
		}
	}
	return true
}

// refine changes one requirement of a node.
func (d *decoder) refine(n *Node, k int, said map[string]any) {
	more := Requirement{K: 1}
	d.table(said, language.Requirement, &more)
	whole := maps.Clone(said)
	whole["on"], more.On = n.Needs[k].On, n.Needs[k].On
	d.checkRequirement(&more, whole)
	n.Needs = slices.Clone(n.Needs) // which may be shared
	n.Needs[k] = refined(n.Needs[k], more.Mods, said)
	for i := len(n.needAt); i < len(n.Needs); i++ {
		n.needAt = append(n.needAt, n.at.With("needs", source.Index(i)))
	}
	n.needAt = slices.Clone(n.needAt)
	n.needAt[k] = d.atNow()
}

// refined returns a requirement with what is said of it in place of what was.
func refined(r Requirement, more *Modifiers, said map[string]any) Requirement {
	var mods Modifiers
	if r.Mods != nil {
		mods = *r.Mods
	}
	if more == nil {
		more = &Modifiers{}
	}
	mods.Provenance = more.Provenance
	for key := range said {
		switch key {
		case "holdup":
			mods.Holdup = more.Holdup
		case "accepts":
			mods.Accepts = more.Accepts
		case "loss":
			mods.Loss = more.Loss
		case "supply":
			mods.Supply = more.Supply
		}
		mods.Ranges = slices.DeleteFunc(slices.Clone(mods.Ranges), func(x KeyRange) bool { return x.Key == key })
	}
	mods.Ranges = append(mods.Ranges, more.Ranges...)
	r.Mods = &mods
	return r
}

// neededAlone lists what a node needs by itself, for a hint.
func neededAlone(n *Node) string {
	var ids []string
	for i := range n.Needs {
		if n.Needs[i].Form == On {
			ids = append(ids, n.Needs[i].On)
		}
	}
	return there(ids)
}
