package models

import (
	"slices"
	"strings"
)

// nodeReader reads nodes, one after the other: its keys are made once, since a
// large model has a million nodes.
type nodeReader struct {
	*decoder
	n    *Node // the node in work
	keys keySet
}

func newNodeReader(d *decoder) *nodeReader {
	r := &nodeReader{decoder: d}
	r.keys = keySet{
		"name":        func(v any) { r.n.Name = d.name(v) },
		"description": func(v any) { r.n.Description = d.text(v) },
		"operator":    func(v any) { r.n.Operator = d.attribute(v) },
		"vendor":      func(v any) { r.n.Vendor = d.attribute(v) },
		"site":        func(v any) { r.n.Site = d.attribute(v) },
		"region":      func(v any) { r.n.Region = d.attribute(v) },
		"tags":        func(v any) { r.n.Tags = append(r.n.Tags, d.strings(v)...) },
		"sector":      func(v any) { r.n.Sector = d.attribute(v) },
		"criticality": func(v any) { r.n.Criticality = d.amount(v) },
		"fails":       func(v any) { r.n.Fails = d.boolean(v) },
		"needs":       r.needs,
	}
	r.keys.with(d.provenance(func() **Provenance { return &r.n.Provenance }))
	r.keys.with(r.timeKeys()).with(r.loadKeys()).with(r.chanceKeys()).with(r.useKeys())
	return r
}

// read reads a node's element.
func (r *nodeReader) read(e *element) Node {
	n := Node{ID: e.id, Kind: e.table, Fails: true, Criticality: 1, at: e.at}
	r.n = &n
	r.fields(e, r.keys)
	r.checkTogether(e)
	n.keyAt = e.movedKeys()
	return n
}

func (r *nodeReader) serviceOnly(key string) {
	if r.n.Kind != KindService {
		r.keyErrorf("not-a-service", "declare it as [service."+r.n.ID+"], or leave the key to the service that its users see",
			"%s belongs on a service; %s is of kind %s", key, quote(r.n.ID), r.n.Kind)
	}
}

func (r *nodeReader) use(key string) *Use {
	r.serviceOnly(key)
	if r.n.Use == nil {
		r.n.Use = &Use{Reach: 1}
	}
	return r.n.Use
}

func (r *nodeReader) useKeys() keySet {
	return keySet{
		"population": func(v any) { r.use("population").Population = r.attribute(v) },
		"reach":      func(v any) { r.use("reach").Reach = r.share(v) },
		"users":      func(v any) { x := r.amount(v); r.use("users").Users = &x },
		"weight":     func(v any) { x := r.amount(v); r.use("weight").Weight = &x },
	}
}

func (r *nodeReader) timing() *Timing {
	if r.n.Time == nil {
		r.n.Time = &Timing{}
	}
	return r.n.Time
}

func (r *nodeReader) timeKeys() keySet {
	return keySet{
		"recovery":           func(v any) { r.timing().Recovery = r.duration(v) },
		"tolerance":          func(v any) { r.serviceOnly("tolerance"); r.timing().Tolerance = r.positive(v) },
		"tolerance_degraded": func(v any) { r.serviceOnly("tolerance_degraded"); r.timing().ToleranceDegraded = r.positive(v) },
	}
}

func (r *nodeReader) load() *NodeLoad {
	if r.n.Load == nil {
		r.n.Load = &NodeLoad{}
	}
	return r.n.Load
}

func (r *nodeReader) loadKeys() keySet {
	return keySet{
		"demand":   func(v any) { r.serviceOnly("demand"); x := r.amount(v); r.load().Demand = &x },
		"capacity": func(v any) { x := r.amount(v); r.load().Capacity = &x },
		"unit":     func(v any) { r.load().Unit = r.attribute(v) },
		"overload": func(v any) { r.load().Overload = r.oneOf(v, "trip", "shed", "degrade") },
		"spills_to": func(v any) {
			r.serviceOnly("spills_to")
			sum := 0.0
			r.numbers(v, r.share, func(id string, x float64) {
				r.load().SpillsTo = append(r.load().SpillsTo, Spill{id, x})
				sum += x
			})
			if sum > 1+shareTolerance {
				r.keyErrorf("shares", "", "the shares of spills_to sum to %.4g, which is more than all of the demand", sum)
			}
		},
	}
}

func (r *nodeReader) chance() *Chance {
	if r.n.Chance == nil {
		r.n.Chance = &Chance{}
	}
	return r.n.Chance
}

func (r *nodeReader) chanceKeys() keySet {
	return keySet{
		"availability":   func(v any) { x := 1 - r.probability(v); r.chance().Unavailability = &x },
		"unavailability": func(v any) { x := r.probability(v); r.chance().Unavailability = &x },
		"mtbf":           func(v any) { r.chance().MTBF = r.positive(v) },
		"mttr":           func(v any) { r.chance().MTTR = r.positive(v) },
	}
}

// checkTogether finds keys that exclude or need each other.
func (r *nodeReader) checkTogether(e *element) {
	has := func(k string) bool { _, ok := e.keys[k]; return ok }
	at := func(k string) *decoder { return &decoder{log: r.log, at: e.keys[k].at} }
	chance := slices.DeleteFunc([]string{"availability", "unavailability", "mtbf"}, func(k string) bool { return !has(k) })
	switch {
	case len(chance) > 1:
		at(chance[1]).keyErrorf("chance", "", "%s and %s exclude each other", chance[0], chance[1])
	case len(chance) == 1 && chance[0] != "mtbf" && has("mttr"):
		at("mttr").keyErrorf("chance", "", "%s and mttr exclude each other", chance[0])
	case has("mtbf") != has("mttr"):
		at(either(has("mtbf"), "mtbf", "mttr")).keyErrorf("chance", "", "mtbf and mttr go together")
	}
	if has("population") && has("users") {
		at("users").keyErrorf("users", "leave users out, or set reach", "the users of a service with a population follow from its size and reach")
	}
	if has("reach") && !has("population") {
		at("reach").keyErrorf("reach", `name the population, as in population = "…"`, "reach is a share of a population, and this service has none")
	}
}

func either(cond bool, a, b string) string {
	if cond {
		return a
	}
	return b
}

// needs reads a list of requirements: the node's own, or what an overlay adds.
func (r *nodeReader) needs(v any) {
	more := r.requirementList(v)
	for i := range more {
		if n, nested := countLeaves(&more[i]); nested && n > MaxRequirement {
			r.in(index(i), func() {
				r.errorf("too-large", "make its inner groups nodes of their own, with fails = false",
					"this requirement has %d members; one with groups in it may have %d at most", n, MaxRequirement)
			})
		}
	}
	if r.n.Needs != nil || !r.at.isKeyOf(r.n.at) {
		for i := range r.n.Needs[len(r.n.needAt):] { // those of the node's own file
			r.n.needAt = append(r.n.needAt, r.n.at.with("needs", index(i)))
		}
		for i := range more {
			r.n.needAt = append(r.n.needAt, r.atNow().with(index(i)))
		}
	}
	r.n.Needs = append(r.n.Needs, more...)
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
	l, ok := asList(v)
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
		d.in(index(i), func() { out = append(out, d.requirement(v)) })
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
	r := Requirement{K: 1}
	var forms []string
	group := func(key string, form Form) func(v any) {
		return func(v any) {
			forms, r.Form, r.Of = append(forms, key), form, d.requirementList(v)
			if l, ok := asList(v); ok && len(l) == 0 {
				d.keyErrorf("empty-group", "", "this group has no members")
			}
		}
	}
	hasCount := false
	keys := keySet{
		"on":  func(v any) { forms, r.On = append(forms, "on"), d.attribute(v) },
		"any": group("any", Any),
		"all": group("all", All),
		"of":  group("of", AtLeast),
		"at_least": func(v any) {
			hasCount, r.K = true, d.whole(v, "1 or more", func(n int64) bool { return n >= 1 && n < 1<<31 })
		},
	}
	d.table(v, keys.with(d.modifierKeys(&r)))
	d.checkRequirement(&r, forms, hasCount)
	return r
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

func (d *decoder) modifierKeys(r *Requirement) keySet {
	mods := func() *Modifiers {
		if r.Mods == nil {
			r.Mods = &Modifiers{}
		}
		return r.Mods
	}
	var p *Provenance
	keys := keySet{
		"failover": func(v any) { mods().Failover = d.duration(v) },
		"holdup":   func(v any) { mods().Holdup = d.duration(v) },
		"accepts":  func(v any) { mods().Accepts = d.oneOf(v, "degraded") != "" },
		"loss":     func(v any) { mods().Loss = d.oneOf(v, "degraded") != "" },
		"balance":  func(v any) { mods().Balanced = d.oneOf(v, "even") != "" },
		"unless": func(v any) {
			mods().unless = true
			d.keyErrorf("reserved", "", "unless (a requirement that holds while a node is down) is reserved and not available yet")
		},
	}
	for k, read := range d.provenance(func() **Provenance { return &p }) {
		keys[k] = func(v any) { read(v); mods().Provenance = p }
	}
	return keys
}

// checkRequirement finds what is wrong with a requirement as a whole.
func (d *decoder) checkRequirement(r *Requirement, forms []string, hasCount bool) {
	switch {
	case len(forms) == 0 && hasCount:
		d.errorf("form", "such as { at_least = 2, of = [...] }", "at_least needs its members in of")
	case len(forms) == 0 && (r.Mods == nil || !r.Mods.unless):
		d.errorf("form", "write { on = … }, { any = [...] }, { all = [...] } or { at_least = k, of = [...] }", "this requirement names no node")
	case len(forms) > 1:
		d.errorf("form", "nest them: { any = [{ all = [...] }, …] }", "a requirement is one of on, any, all and at_least, not %s and %s at once", forms[0], forms[1])
	case r.Form == AtLeast && !hasCount:
		d.errorf("form", "such as { at_least = 2, of = [...] }", "of needs at_least: how many of its members")
	case r.Form != AtLeast && hasCount:
		d.errorf("form", "write { at_least = k, of = [...] }", "at_least takes its members in of, not in %s", forms[0])
	case r.Form == AtLeast && r.K > len(r.Of) && len(r.Of) > 0:
		d.in("at_least", func() {
			d.errorf("at-least", "", "at_least = %d, but the group has only %d member%s", r.K, len(r.Of), plural(len(r.Of)))
		})
	}
	switch r.Form {
	case All:
		r.K = len(r.Of)
	case Any, On:
		r.K = 1
	}
	if m := r.Mods; m != nil && (r.Form == On || r.Form == All) {
		if m.Failover > 0 {
			d.in("failover", func() {
				d.keyErrorf("failover", "put it on an any or at_least group", "failover has nothing to switch to here")
			})
		}
		if m.Balanced {
			d.in("balance", func() {
				d.keyErrorf("balance", "put it on an any or at_least group", "balance has nothing to share among here")
			})
		}
	}
	d.checkTwins(r)
}

// checkTwins finds a member that stands twice in the group.
func (d *decoder) checkTwins(r *Requirement) {
	seen := map[string]bool{}
	for i := range r.Of {
		id := r.Of[i].On
		if id != "" && seen[id] {
			d.in(memberKey(r.Form), func() {
				d.in(index(i), func() {
					d.errorf("twin", "name another node, or leave one out", "%s stands twice in this group, which gives no redundancy", quote(id))
				})
			})
		}
		seen[id] = true
	}
}

func memberKey(f Form) string {
	return [...]string{On: "on", All: "all", Any: "any", AtLeast: "of"}[f]
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
