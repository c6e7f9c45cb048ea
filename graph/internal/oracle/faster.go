package oracle

import (
	"fmt"
	"maps"
	"slices"
)

// Faster makes everything in a document and a script happen so many times
// faster: what is watched second by second takes fewer of them. Durations have to
// be multiples of that.
func Faster(doc Doc, script Script, times int) (Doc, Script) {
	doc = Plain(doc)
	for _, elements := range doc {
		if elements, ok := elements.(map[string]any); ok {
			hasten(elements, times)
		}
	}
	script.End /= times
	script.Events = slices.Clone(script.Events)
	for i := range script.Events {
		script.Events[i].At /= times
		script.Events[i].For /= times
	}
	return doc, script
}

// hasten divides the delays in a value, at any nesting.
func hasten(value any, times int) {
	switch v := value.(type) {
	case []any:
		for _, member := range v {
			hasten(member, times)
		}
	case map[string]any:
		for _, key := range slices.Collect(maps.Keys(v)) {
			if text, ok := v[key].(string); ok && (key == "holdup" || key == "failover" || key == "recovery") {
				v[key] = fmt.Sprintf("%ds", int(seconds(text))/times)
				continue
			}
			hasten(v[key], times)
		}
	}
}

// Slower makes a course as many times slower again.
func (c Course) Slower(times int) Course {
	for _, spans := range c.Levels {
		for i := range spans {
			spans[i].From *= times
		}
	}
	for _, of := range []map[string]Steps{c.Loads, c.Lost} {
		for _, steps := range of {
			for i := range steps {
				steps[i].From *= times
			}
		}
	}
	return c
}
