package gen

import (
	"math/rand/v2"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Inhibit has some of what a document's nodes need be down instead, or gives it a
// standby that has to rest as long as it is there, each with that chance, and says how
// many there are. What would be no valid document is left as it was.
func Inhibit(rng *rand.Rand, doc oracle.Doc, chance float64, valid func(oracle.Doc) bool) int {
	in := &inhibitor{rng: rng, chance: chance, names: canFail(doc), kept: func() bool { return valid(doc) }}
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			in.node(elements[id].(map[string]any))
		}
	}
	return in.count
}

// Standing says whether no circle leads through an unless.
func Standing(doc oracle.Doc) bool { return len(oracle.Circle(doc)) == 0 }

// Circular makes a circle through an unless in a document, which is then none that a
// program may take. It returns false where it has not come upon one.
func Circular(rng *rand.Rand, doc oracle.Doc) bool {
	for range 20 {
		in := &inhibitor{rng: rng, chance: 0.3, names: canFail(doc), kept: func() bool { return true }}
		for _, table := range sortedKeys(doc) {
			for _, id := range sortedKeys(doc[table].(map[string]any)) {
				if keys, ok := doc[table].(map[string]any)[id].(map[string]any); ok && isKind(table) {
					in.node(keys)
				}
				if !Standing(doc) {
					return true
				}
			}
		}
	}
	return false
}

// Relieving is Question, of a document with unless: mostly something of which an unless
// speaks fails, or what that needs, so that something may be better for it.
func Relieving(rng *rand.Rand, doc oracle.Doc) oracle.Question {
	q := Question(rng, doc)
	able, relieved := canFail(doc), []string{}
	for _, vertex := range oracle.Inhibitors(doc) {
		if slices.Contains(able, vertex) {
			relieved = append(relieved, vertex)
		}
	}
	if len(relieved) == 0 || rng.IntN(5) == 0 {
		return q
	}
	rng.Shuffle(len(relieved), func(i, j int) { relieved[i], relieved[j] = relieved[j], relieved[i] })
	for _, name := range relieved[:min(len(relieved), 6)] {
		if one := (oracle.Question{Failed: []string{name}, After: q.After}); relieves(doc, one) {
			q.Failed = one.Failed
			break
		}
	}
	if more := pick(rng, able...); rng.IntN(2) == 0 && !slices.Contains(q.Failed, more) {
		q.Failed = append(slices.Clone(q.Failed), more)
	}
	return q
}

// relieves says whether something lives by what fails.
func relieves(doc oracle.Doc, q oracle.Question) bool {
	a := oracle.WhatIf(doc, q)
	for vertex, level := range a.Levels {
		if level != "down" && a.Before[vertex] == "down" {
			return true
		}
	}
	return false
}

// inhibitor puts unless into lists of requirements.
type inhibitor struct {
	rng    *rand.Rand
	chance float64
	names  []string
	kept   func() bool // whether the document is valid as it is
	hard   bool        // nothing within an unless is soft, and nothing lasts
	count  int
}

func (in *inhibitor) node(keys map[string]any) {
	needs, _ := keys["needs"].([]any)
	in.list(needs)
	if len(in.names) > 0 && in.rng.Float64() < in.chance/2 {
		keys["needs"] = append(needs[:len(needs):len(needs)], in.standby(pick(in.rng, in.names...), nil))
		if in.kept() {
			in.count++
		} else if needs == nil {
			delete(keys, "needs")
		} else {
			keys["needs"] = needs
		}
	}
}

// list changes some members of a list, at any nesting, the inner ones first.
func (in *inhibitor) list(list []any) {
	for i, old := range list {
		group, ok := old.(map[string]any)
		if ok {
			for _, form := range []string{"any", "all", "of"} {
				if members, ok := group[form].([]any); ok {
					in.list(members)
				}
			}
		}
		if in.rng.Float64() >= in.chance {
			continue
		}
		if list[i] = in.standby(old, group); in.kept() {
			in.count++
		} else {
			list[i] = old
		}
	}
}

// standby is what stands in place of a requirement: that it be down, or it itself with
// another that has to rest meanwhile.
func (in *inhibitor) standby(old any, group map[string]any) any {
	unless := in.unless(old, group)
	other := pick(in.rng, in.names...)
	for range 5 {
		if other == nameOf(old) {
			other = pick(in.rng, in.names...) // or it would be named twice
		}
	}
	switch in.rng.IntN(8) {
	case 0:
		return unless
	case 1, 2:
		if in.rng.IntN(2) == 0 {
			return unless
		}
		if soft, ok := unless.(map[string]any); ok {
			soft["loss"] = "degraded"
		}
		return unless
	case 3:
		return map[string]any{"any": []any{other, unless}}
	case 4:
		return map[string]any{"any": []any{unless, other}}
	case 5, 6:
		return map[string]any{"any": []any{old, map[string]any{"all": []any{other, unless}}}}
	}
	return map[string]any{"at_least": int64(1 + in.rng.IntN(2)), "of": []any{unless, map[string]any{"all": []any{old}}, other}}
}

// unless has a requirement be down. Its modifiers stay with it or go to the outside.
func (in *inhibitor) unless(old any, group map[string]any) any {
	if in.rng.IntN(4) == 0 { // a group made of it and another
		form := pick(in.rng, "any", "all")
		if other := pick(in.rng, in.names...); nameOf(old) != other {
			return map[string]any{"unless": map[string]any{form: []any{unmodified(old), other}}}
		}
	}
	if group == nil {
		return in.hold(map[string]any{"unless": old})
	}
	within := oracle.Plain(group)
	outside := map[string]any{}
	unmark(within)
	for _, key := range []string{"loss", "holdup"} {
		if within[key] != nil && (in.hard || in.rng.IntN(2) == 0) {
			outside[key] = within[key]
			delete(within, key)
		}
	}
	if in.hard {
		harden(within)
	}
	outside["unless"] = unmodified(within)
	return in.hold(outside)
}

// hold lets an unless last a while now and then, where anything in the document does.
func (in *inhibitor) hold(unless map[string]any) any {
	if !in.hard && in.rng.IntN(5) == 0 {
		unless["holdup"] = pick(in.rng, durations...)
	}
	return unless
}

// unmodified is a name where a requirement is nothing but that.
func unmodified(member any) any {
	if group, ok := member.(map[string]any); ok && len(group) == 1 && group["on"] != nil {
		return group["on"]
	}
	return member
}

// harden takes away what keeps a requirement from ever being down.
func harden(value any) {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			harden(member)
		}
	case map[string]any:
		delete(v, "loss")
		for _, member := range v {
			harden(member)
		}
	}
}

// unmark takes every word of supply away.
func unmark(value any) {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			unmark(member)
		}
	case map[string]any:
		delete(v, "supply")
		for _, member := range v {
			unmark(member)
		}
	}
}
