package models

import "slices"

// Thing is what some populations count: people, shops, lines.
type Thing struct {
	Name        Text
	Populations []int // by position in Model.Populations
}

// people is what a population counts that does not say otherwise, and what a
// service without one counts.
func people() Text { return Text{"en": "people", "ko": "사람"} }

// Things returns what the model counts: people first, then the others in the order
// of populations. What is called the same in any language is the same thing. It
// costs the populations times the things.
func (m *Model) Things() []Thing {
	out := []Thing{{Name: people()}}
	for i := range m.Populations {
		out = joined(out, Thing{Name: m.Populations[i].counts(), Populations: []int{i}})
	}
	return out
}

// joined adds a thing, to those there are that are called like it: they become one,
// where the first of them stood.
func joined(things []Thing, t Thing) []Thing {
	at := slices.IndexFunc(things, func(x Thing) bool { return sameThing(x.Name, t.Name) })
	if at < 0 {
		return append(things, t)
	}
	x := things[at]
	name := Text{}
	for _, of := range []Text{t.Name, x.Name} {
		for lang, called := range of {
			name[lang] = called
		}
	}
	x = Thing{Name: name, Populations: append(slices.Clone(x.Populations), t.Populations...)}
	rest := slices.Concat(things[:at], things[at+1:])
	if again := slices.IndexFunc(rest, func(y Thing) bool { return sameThing(y.Name, name) }); again >= 0 {
		x.Populations = append(rest[again].Populations, x.Populations...)
		slices.Sort(x.Populations)
		at, rest = min(at, again), slices.Delete(rest, again, again+1)
	}
	return slices.Insert(rest, at, x)
}

// sameThing says whether two names of what is counted have one in common, in
// whatever language.
func sameThing(a, b Text) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// counts returns what a population counts.
func (p *Population) counts() Text {
	if len(p.Counts) == 0 {
		return people()
	}
	return p.Counts
}
