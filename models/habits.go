package models

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/language"
)

// habit is how the language says what other tools have a key for.
type habit struct {
	key  string // the key that it is here; "" where there is none
	hint string
}

const (
	hintNeeds     = `write needs = ["x"]`
	hintSoft      = `what is lost without stopping it is a requirement { on = "x", loss = "degraded" }`
	hintEither    = `alternatives are a requirement { any = ["x", "y"] }`
	hintSeveral   = `each of them is a node, and what needs two of three says { at_least = 2, of = ["x-1", "x-2", "x-3"] }`
	hintTolerance = `the longest time down that is tolerable is tolerance = "4h"`
	hintServices  = `a service alone has a longest time down that is tolerable, its tolerance`
	hintHoldup    = `what rides through a loss says so in its requirement: { on = "mains", holdup = "4h" }`
)

// habits are keys of other tools and tongues, in small letters with "_".
var habits = map[string][]habit{
	"depends_on": {{"needs", hintNeeds}}, "dependson": {{"needs", hintNeeds}}, "dependencies": {{"needs", hintNeeds}}, "depends": {{"needs", hintNeeds}},
	"requires": {{"needs", hintNeeds}}, "uses": {{"needs", hintNeeds}}, "upstream": {{"needs", hintNeeds}}, "links": {{"needs", hintNeeds}},
	"optional": {{"loss", `write loss = "degraded"`}, {"needs", hintSoft}}, "required": {{"loss", `write loss = "degraded" where it is not`}, {"needs", hintSoft}},
	"soft": {{"loss", `write loss = "degraded"`}, {"needs", hintSoft}}, "degrades": {{"loss", `write loss = "degraded"`}, {"needs", hintSoft}},
	"rto": {{"tolerance", hintTolerance}, {"needs", hintServices}}, "mtpd": {{"tolerance", hintTolerance}, {"needs", hintServices}}, "mao": {{"tolerance", hintTolerance}, {"needs", hintServices}}, "mtd": {{"tolerance", hintTolerance}, {"needs", hintServices}}, "impact_tolerance": {{"tolerance", hintTolerance}, {"needs", hintServices}},
	"rpo":      {{"", "what data is lost is not part of a model"}},
	"replicas": {{"needs", hintSeveral}}, "instances": {{"needs", hintSeveral}}, "redundancy": {{"needs", hintEither}}, "fallback": {{"needs", hintEither}}, "alternatives": {{"needs", hintEither}},
	"backup": {{"needs", hintEither}}, "battery": {{"holdup", `write holdup = "4h"`}, {"needs", hintHoldup}}, "ups": {{"holdup", `write holdup = "4h"`}, {"needs", hintHoldup}},
	"owner": {{"operator", "who runs it is its operator"}}, "provider": {{"operator", "who runs it is its operator"}}, "company": {{"operator", "who runs it is its operator"}},
	"supplier": {{"vendor", "who made it is its vendor"}}, "manufacturer": {{"vendor", "who made it is its vendor"}},
	"location": {{"site", "where it stands is its site, or its region"}}, "zone": {{"site", "where it stands is its site, or its region"}}, "city": {{"region", "where it stands is its region, or its site"}},
	"type": {{"needs", "the kind of a node is its table: [service.x]"}}, "title": {{"name", `write name = "…"`}}, "label": {{"name", `write name = "…"`}}, "labels": {{"tags", `write tags = ["x"]`}},
	"sla": {{"availability", "write availability = 0.9995"}}, "uptime": {{"availability", "write availability = 0.9995"}}, "mttf": {{"mtbf", "write mtbf, and mttr beside it"}},
	"customers": {{"users", "write users = 1000"}}, "subscribers": {{"users", "write users = 1000"}},
	"priority": {{"criticality", "what counts for more than others of its sector has a criticality"}}, "weight": {{"criticality", "what counts for more than others of its sector has a criticality"}},
	"date": {{"start", "when an incident began is its start"}, {"asof", "the day that a fact is of is its asof"}}, "time": {{"start", "when an incident began is its start"}, {"at", "when it happened is at, counted from the start"}},
	"when": {{"start", "when an incident began is its start"}, {"at", "when it happened is at, counted from the start"}}, "begin": {{"start", "when an incident began is its start"}, {"from", "it begins at from"}},
	"duration": {{"for", `how long it lasts is for = "85m"`}}, "end": {{"for", `how long it lasts is for = "85m"`}, {"events", `each event says how long it lasts: for = "85m"`}},
}

// habitHint says what a key of another tool is called here, or "".
func habitHint(key string, known []string) string {
	for _, h := range habits[strings.ReplaceAll(strings.ToLower(key), "-", "_")] {
		if h.key == "" || slices.Contains(known, h.key) {
			return h.hint
		}
	}
	return ""
}

// inOption is a hint for the table of a kind right within an option, or "".
func inOption(place language.Place, key string) string {
	if place != language.Option || !isBuiltin(key) {
		return ""
	}
	return fmt.Sprintf(`what an option changes stands below add or set: add.%s.ID.needs = ["x"], set.%s.ID.site = "y"`, key, key)
}

// percentHint says how a percentage is written as the share that a key takes, or "".
func percentHint(v any, s *slot) string {
	if s.Range.Max != 1 {
		return ""
	}
	x := 0.0
	switch n := v.(type) {
	case int64:
		x = float64(n)
	case float64:
		x = n
	case string:
		text, percent := strings.CutSuffix(strings.TrimSpace(n), "%")
		var err error
		if x, err = strconv.ParseFloat(strings.TrimSpace(text), 64); err != nil || !percent {
			return ""
		}
	}
	if math.IsNaN(x) || x < 0 || x > 100 {
		return ""
	}
	return fmt.Sprintf("%s %% is written %s", strconv.FormatFloat(x, 'g', 12, 64), strconv.FormatFloat(x/100, 'g', 12, 64))
}
