package schema

import "github.com/meoktong/meoktong/models/language"

// Patterns of texts that mean times. A duration is at most a hundred years; that is
// left to loading.
const (
	duration = `([0-9]+[dhms])+`
	positive = `([0-9]+[dhms])*0*[1-9][0-9]*[dhms]([0-9]+[dhms])*`
	figure   = `[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?`
	day      = `(0[1-9]|[12][0-9]|3[01])`
	month    = `(0[1-9]|1[0-2])`
	dateOnly = `[0-9]{4}(-` + month + `(-` + day + `)?)?`
	date     = `[0-9]{4}(-` + month + `(-` + day + `([T ].+)?)?)?` // editors tell dates with times as texts
	clock    = `[Tt ][0-9:.]+([Zz]|[+-][0-9]{2}:[0-9]{2})`
	moment   = `[0-9]{4}-` + month + `-` + day + `(` + clock + `)?`
	instant  = `[0-9]{4}-` + month + `-` + day + clock
)

// ranged matches two or three of what a pattern matches, the ends of a range.
func ranged(one string) string { return one + `(\.\.` + one + `){1,2}` }

// time matches a duration of a key, or a range of them where the key takes one.
func time(k *language.Key, one string) string {
	if !k.Ranges {
		return one
	}
	return one + `(\.\.` + one + `){0,2}`
}

// value describes the values that a key may have.
func (b builder) value(k *language.Key) object {
	switch k.Type {
	case language.Name, language.Prose:
		return reference("text")
	case language.Word:
		return object{{"type", "string"}, {"enum", k.Words}}
	case language.Bool:
		return object{{"type", "boolean"}}
	case language.Number:
		return number("number", k.Range)
	case language.Whole:
		return number("integer", k.Range)
	case language.Numbers, language.Shares:
		if k.Names == language.ASelector {
			return object{{"type", "object"}, {"additionalProperties", shareOf(k)}}
		}
		return object{{"type", "object"}, {"patternProperties", object{{whole(ids), shareOf(k)}}}, {"additionalProperties", false}}
	case language.Splits:
		shares := object{{"type", "object"}, {"patternProperties", object{{whole(ids), shareOf(k)}}}, {"additionalProperties", false}}
		return object{{"type", "object"}, {"patternProperties", object{{whole(ids), shares}}}, {"additionalProperties", false}}
	case language.Lines:
		end := object{{"type", []string{"string", "object"}}}
		return object{{"type", "object"}, {"patternProperties", object{{whole(ids), end}}}, {"additionalProperties", false}}
	case language.Rows:
		row := object{{"type", "object"}, {"properties", object{{"share", number("number", k.Range)}}}, {"additionalProperties", object{{"type", "string"}}}}
		return object{{"type", "array"}, {"items", row}}
	case language.Changes:
		if k.Merge == language.Append {
			return reference(adds)
		}
		return reference(changes)
	case language.Values:
		list := object{{"type", "array"}, {"minItems", 1}, {"uniqueItems", true}, {"items", object{{"type", "string"}, {"minLength", 1}}}}
		split := object{{"type", "string"}, {"pattern", whole(`population:[^/]+/.+`)}}
		return object{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", object{{"anyOf", []object{list, split}}}}}
	case language.Called:
		return object{{"type", "object"}, {"additionalProperties", object{{"type", "object"}, {"additionalProperties", reference("text")}}}}
	case language.Dates:
		return nil // see byDate
	case language.Need:
		return reference(string(language.Requirement))
	case language.Strings, language.Needs, language.List:
		return b.list(k)
	}
	return text(k)
}

// shareOf describes one entry of a table of numbers: a number, or a range of them.
func shareOf(k *language.Key) object {
	one := number("number", k.Range)
	if !k.Ranges {
		return one
	}
	return object{{"anyOf", []object{one, {{"type", "string"}, {"pattern", whole(ranged(figure))}}}}}
}

// list describes a list. A group has members, none of them twice.
func (b builder) list(k *language.Key) object {
	out := object{{"type", "array"}}
	switch {
	case k.Type == language.Needs && k.On[0] == language.Requirement:
		return append(out, member{"items", reference(string(language.Requirement))}, member{"minItems", 1}, member{"uniqueItems", true})
	case k.Type == language.Needs:
		return append(out, member{"items", reference(string(language.Requirement))})
	case k.Type == language.List:
		return append(out, member{"items", reference(string(k.Of))})
	}
	return append(out, member{"items", text(k)})
}

// text describes text: what it names, or a time.
func text(k *language.Key) object {
	out := object{{"type", "string"}}
	switch {
	case k.Type == language.Duration && k.Range.Above:
		return append(out, member{"pattern", whole(time(k, positive))})
	case k.Type == language.Duration:
		return append(out, member{"pattern", whole(time(k, duration))})
	case k.Type == language.Instant:
		return append(out, member{"pattern", whole("(" + time(k, duration) + "|" + instant + ")")})
	case k.Type == language.Horizon:
		return append(out, member{"pattern", whole("(ever|" + duration + ")")})
	case k.Type == language.Date:
		return append(out, member{"pattern", whole(date)})
	case k.Type == language.Moment:
		return append(out, member{"pattern", whole(moment)})
	case k.Names == language.APart:
		return append(out, member{"pattern", whole(parts)})
	case k.Names == language.ASector, k.Names == language.APopulation:
		return append(out, member{"pattern", whole(ids)})
	}
	return append(out, member{"minLength", 1})
}

// most bounds every number of a model.
const most = 1e15

func number(kind string, r language.Range) object {
	out := object{{"type", kind}, {"minimum", r.Min}}
	if r.Above {
		out = append(out, member{"exclusiveMinimum", true})
	}
	if r.Max > 0 {
		return append(out, member{"maximum", r.Max})
	}
	return append(out, member{"maximum", most})
}
