package models

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

// needs reads a list of requirements: the node's own, or what an overlay adds.
func (d *decoder) needs(n *Node, v any) {
	more := d.requirementList(v)
	for i := range more {
		if count, nested := countLeaves(&more[i]); nested && count > MaxRequirement {
			d.in(source.Index(i), func() {
				d.errorf("too-large", "make its inner groups nodes of their own, with fails = false",
					"this requirement has %d members; one with groups in it may have %d at most", count, MaxRequirement)
			})
		}
	}
	if n.Needs != nil || !d.at.IsKeyOf(n.at) {
		for i := range n.Needs[len(n.needAt):] { // those of the node's own file
			n.needAt = append(n.needAt, n.at.With("needs", source.Index(i)))
		}
		for i := range more {
			n.needAt = append(n.needAt, d.atNow().With(source.Index(i)))
		}
	}
	n.Needs = append(n.Needs, more...)
}

// countLeaves returns how many members a requirement has, at any nesting, and
// whether a vertex may stand in it more than once: in groups within groups, or
// once as a service and once as its part.
func countLeaves(r *Requirement) (n int, nested bool) {
	if r.Of == nil {
		return 1, false
	}
	for i := range r.Of {
		m := &r.Of[i]
		below, _ := countLeaves(m)
		n += below
		nested = nested || m.Of != nil || strings.Contains(m.On, "@")
	}
	return n, nested
}

func (d *decoder) requirementList(v any) []Requirement {
	l, ok := raw.AsList(v)
	if !ok {
		d.typeError(v, "a list")
		return nil
	}
	out := make([]Requirement, 0, len(l))
	for i, v := range l {
		if id, ok := v.(string); ok && id != "" { // the common case, kept cheap
			out = append(out, Requirement{On: id, K: 1})
			continue
		}
		d.in(source.Index(i), func() { out = append(out, d.requirement(v)) })
	}
	return out
}

func (d *decoder) requirement(v any) Requirement {
	if _, ok := v.(map[string]any); !ok {
		if s, isText := v.(string); isText {
			d.errorf("empty", "", "%s names no node", quote(s))
		} else {
			d.typeError(v, "the id of a node, or a requirement such as { any = [...] }")
		}
		return Requirement{K: 1}
	}
	if r, ok := d.plainAny(v); ok {
		return r
	}
	r := &Requirement{K: 1}
	d.table(v, language.Requirement, r)
	d.checkRequirement(r, v.(map[string]any))
	return *r
}

// inhibitor reads what a requirement holds without.
func (d *decoder) inhibitor(r *Requirement, v any) {
	r.Form, r.Of = Unless, []Requirement{{K: 1}}
	if id, ok := v.(string); ok && id != "" {
		r.Of[0].On = id
	} else {
		r.Of[0] = d.requirement(v)
	}
}

// members reads what a requirement names: one node, or a group.
func (d *decoder) members(s *slot, r *Requirement, v any) {
	r.Form, r.Of = formOf(s.Name), d.requirementList(v)
	if l, ok := raw.AsList(v); ok && len(l) == 0 {
		d.keyErrorf("empty-group", "", "this group has no members")
	}
}

// plainAny reads { any = ["a", "b"] } with nothing else in it, the common case of
// a group, and leaves all others, and all that is wrong, alone.
func (d *decoder) plainAny(v any) (r Requirement, ok bool) {
	table, _ := v.(map[string]any)
	members, _ := table["any"].([]any)
	if len(table) != 1 || len(members) == 0 || len(members) > 8 {
		return r, false
	}
	r = Requirement{Form: Any, K: 1, Of: make([]Requirement, len(members))}
	for i, m := range members {
		id, _ := m.(string)
		if id == "" || slices.Contains(members[:i], m) {
			return r, false
		}
		r.Of[i] = Requirement{On: id, K: 1}
	}
	return r, true
}

// checkRequirement finds what is wrong with a requirement as a whole.
func (d *decoder) checkRequirement(r *Requirement, said map[string]any) {
	d.checkForm(r, said)
	switch r.Form {
	case All:
		r.K = len(r.Of)
	case Any, On, Unless:
		r.K = 1
	}
	if m := r.Mods; m != nil && (r.Form == On || r.Form == All || r.Form == Unless) {
		if _, ranged := rangeOf(r, "failover"); ranged || m.Failover > 0 {
			d.in("failover", func() {
				d.keyErrorf("failover", "put it on an any or at_least group", "failover has nothing to switch to here")
			})
		}
		if m.Balanced {
			d.in("balance", func() {
				d.keyErrorf("balance", "put it on an any or at_least group", "balance has nothing to share among here")
			})
		}
		if r.Form == Unless && m.Supply != nil {
			d.in("supply", func() {
				d.keyErrorf("supply", "leave it out", "that something is down brings nothing that could flow")
			})
		}
	}
	d.checkTwins(r)
}

// checkForm finds a requirement of no form, or of several.
func (d *decoder) checkForm(r *Requirement, said map[string]any) {
	forms := slices.DeleteFunc([]string{"all", "any", "of", "on", "unless"}, func(k string) bool { _, ok := said[k]; return !ok })
	_, hasCount := said["at_least"]
	switch {
	case len(forms) == 0 && hasCount:
		d.errorf("form", "such as { at_least = 2, of = [...] }", "at_least needs its members in of")
	case len(forms) == 0:
		d.errorf("form", "write { on = … }, { any = [...] }, { all = [...] }, { at_least = k, of = [...] } or { unless = … }", "this requirement names no node")
	case len(forms) > 1:
		d.errorf("form", "nest them: { any = [{ all = [...] }, …] }", "a requirement is one of on, any, all, at_least and unless, not %s and %s at once", forms[0], forms[1])
	case r.Form == AtLeast && !hasCount:
		d.errorf("form", "such as { at_least = 2, of = [...] }", "of needs at_least: how many of its members")
	case r.Form != AtLeast && hasCount:
		d.errorf("form", "write { at_least = k, of = [...] }", "at_least takes its members in of, not in %s", forms[0])
	case r.Form == AtLeast && r.K > len(r.Of) && len(r.Of) > 0:
		d.in("at_least", func() {
			d.errorf("at-least", "", "at_least = %d, but the group has only %d member%s", r.K, len(r.Of), plural(len(r.Of)))
		})
	}
}

// checkTwins finds a member that stands twice in the group.
func (d *decoder) checkTwins(r *Requirement) {
	seen := map[string]bool{}
	for i := range r.Of {
		id := r.Of[i].On
		if id != "" && seen[id] {
			d.in(memberKey(r.Form), func() {
				d.in(source.Index(i), func() {
					d.errorf("twin", "name another node, or leave one out", "%s stands twice in this group, which gives no redundancy", quote(id))
				})
			})
		}
		seen[id] = true
	}
}

// memberKeys are the keys under which requirements of each form have their members.
var memberKeys = []string{On: "on", All: "all", Any: "any", AtLeast: "of", Unless: "unless"}

func memberKey(f Form) string { return memberKeys[f] }

// placeOf returns where the i-th member of a requirement stands, which stands at a place.
func (r *Requirement) placeOf(i int, at source.Place) source.Place {
	if r.Form == Unless {
		return at.With(memberKey(Unless))
	}
	return at.With(memberKey(r.Form), source.Index(i))
}

func formOf(key string) Form { return Form(slices.Index(memberKeys, key)) }

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
