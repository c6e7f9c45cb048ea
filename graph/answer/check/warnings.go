package check

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// warnings returns false redundancy and what cannot start from black as warnings.
func warnings(f *result.FalseRedundancy, s *result.ColdStart) []models.Warning {
	var out []models.Warning
	for i := range f.Findings {
		out = append(out, redundancyWarning(&f.Findings[i]))
	}
	for i := range s.Loops {
		out = append(out, loopWarning(&s.Loops[i], "cold-start", "a loop sustains itself but cannot start again from black: "))
	}
	for i := range s.Degraded {
		out = append(out, loopWarning(&s.Degraded[i], "cold-start-degraded", "a loop sustains itself, and started again from black stays degraded: "))
	}
	return out
}

func redundancyWarning(x *result.CommonCause) models.Warning {
	w := models.Warning{Node: x.Node, Need: x.Need - 1, Code: "false-redundancy", Hint: "let its members stand on different things"}
	what := fmt.Sprintf("%s takes", quote(x.Shared))
	if x.Attribute != "" {
		w.Code = "shared-" + string(x.Attribute)
		w.Hint = "let its members differ in it, or look whether one event can take them all"
		what = fmt.Sprintf("all that has %s %s takes", x.Attribute, quote(x.Value))
	}
	var paths []string
	for _, p := range x.Paths {
		paths = append(paths, strings.Join(p, " > "))
	}
	w.Message = fmt.Sprintf("a group of %s looks redundant and is not: %s %d of its %d members at once, and it needs %d: %s", quote(x.Node), what,
		x.Lost, x.Members, x.Needed, listed(paths, "; "))
	return w
}

func loopWarning(l *result.ColdLoop, code, what string) models.Warning {
	w := models.Warning{Node: l.Nodes[0], Need: -1, Code: code, Message: what + listed(l.Nodes, ", "),
		Hint: "no single independent start breaks it"}
	if len(l.Breakers) > 0 {
		w.Hint = "one of these with something else to start from breaks it: " + listed(l.Breakers, ", ")
	}
	return w
}

// listed joins the first few of a list.
func listed(all []string, with string) string {
	const most = 6
	out := strings.Join(all[:min(most, len(all))], with)
	if len(all) > most {
		out += " and others"
	}
	return out
}

// quote quotes text of a model for a message, cut to a readable length.
func quote(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return fmt.Sprintf("%q…", string(r[:most]))
	}
	return fmt.Sprintf("%q", s)
}
