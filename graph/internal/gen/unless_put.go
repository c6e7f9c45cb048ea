package gen

import (
	"math/rand/v2"
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// inhibitor puts unless into lists of requirements.
type inhibitor struct {
	rng    *rand.Rand
	chance float64
	names  []string
	kept   func() bool // whether the document is valid as it is
	hard   bool        // nothing within an unless is soft, and nothing lasts
	count  int
}

func (in *inhibitor) node(id string, keys map[string]any) {
	all := in.names
	defer func() { in.names = all }()
	in.names = slices.DeleteFunc(slices.Clone(all), func(name string) bool { return serviceOf(name) == id })
	if len(in.names) == 0 {
		return
	}
	needs, _ := keys["needs"].([]any)
	in.list(needs)
	if in.rng.Float64() < in.chance/2 {
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
			within := map[string]any{form: []any{unmodified(old), other}}
			if in.hard {
				within = oracle.Plain(within)
				harden(within)
			}
			return map[string]any{"unless": within}
		}
	}
	if in.rng.IntN(12) == 0 { // what is down twice over
		within := []any{unmodified(old)}
		if in.hard {
			within = oracle.Plain(oracle.Doc{"": within})[""].([]any)
			harden(within)
		}
		return map[string]any{"unless": map[string]any{"unless": within[0]}}
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
