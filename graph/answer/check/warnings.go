package check

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/held"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// warnings returns false redundancy, what cannot start from black and what goes on by
// itself as warnings.
func warnings(x *result.Check) []models.Warning {
	var out []models.Warning
	for i := range x.FalseRedundancy.Findings {
		out = append(out, redundancyWarning(&x.FalseRedundancy.Findings[i]))
	}
	for i := range x.SelfSustained.Loops {
		out = append(out, sustainedWarning(&x.SelfSustained.Loops[i]))
	}
	s := x.ColdStart
	for i := range s.Loops {
		out = append(out, loopWarning(&s.Loops[i], "cold-start", "a loop sustains itself but cannot start again from black: "))
	}
	for i := range s.Degraded {
		out = append(out, loopWarning(&s.Degraded[i], "cold-start-degraded", "a loop sustains itself, and started again from black stays degraded: "))
	}
	return out
}

// broken warns of services that are out for longer than they say is tolerable.
func broken(kept *result.Promises) []models.Warning {
	var out []models.Warning
	for i := range kept.Breached {
		x := &kept.Breached[i]
		state, lasts := "down", "and does not come back"
		if x.Rule == result.BreaksDegraded {
			state = "not up"
		}
		if x.OutageS != nil {
			lasts = "and is so for " + result.Lasting(*x.OutageS)
		}
		message := fmt.Sprintf("%s may be %s for %s, %s when %s fails for %s", quote(x.Node), state, result.Lasting(x.LimitS), lasts, quote(x.Failed[0]), kept.For)
		if x.Breaks > 1 {
			message += fmt.Sprintf("; so with %s", listed(x.Failed[1:], ", "))
			if more := x.Breaks - len(x.Failed); more > 0 {
				message += fmt.Sprintf(" (%d single failures in all)", x.Breaks)
			}
		}
		out = append(out, models.Warning{Node: x.Node, Need: -1, Code: "tolerance", Message: message,
			Hint: "give it an alternative or a longer hold-up, or state a tolerance that it keeps"})
	}
	return out
}

// vacuous warns of policies that hold whatever happens. The error is the context's.
func vacuous(ctx context.Context, c *compile.Compiled) ([]models.Warning, error) {
	var out []models.Warning
	for i := range c.Model.Policies {
		p := &c.Model.Policies[i]
		why, err := gate.Vacuous(ctx, c, p)
		switch {
		case err != nil:
			return nil, err
		case why == result.VacuousAllows:
			out = append(out, models.Warning{Policy: p.ID, Need: -1, Code: "vacuous", Hint: "give it worst, max_share, max_outage or tolerance that something could break",
				Message: fmt.Sprintf("policy %s holds whatever happens: it bounds nothing of what it protects", quote(p.ID))})
		case why == result.VacuousUntouched:
			out = append(out, models.Warning{Policy: p.ID, Need: -1, Code: "vacuous", Hint: "look whether the model lacks a dependency, or name in against what can touch it",
				Message: fmt.Sprintf("policy %s holds whatever happens: nothing in its against can touch anything that it protects", quote(p.ID))})
		}
	}
	return out, nil
}

// untold returns, as errors, incidents in which what nodes serve can't be told. The error is
// the context's.
func untold(ctx context.Context, c *compile.Compiled) ([]models.Warning, error) {
	var out []models.Warning
	for i := range c.Model.Incidents {
		in := &c.Model.Incidents[i]
		err := timeline.CheckServes(ctx, c, in)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			out = append(out, models.Warning{Incident: in.ID, Need: -1, Code: "untold", Severity: models.SeverityError, Message: fmt.Sprintf("incident %s can't be run: %v", quote(in.ID), err)})
		}
	}
	return out, nil
}

// noSupply returns, as errors, the loops of supply that nothing supplies: what is down
// from the start, with nothing failed.
func noSupply(c *compile.Compiled) []models.Warning {
	run := cascade.New(c.Graph, models.Forever)
	before := held.Of(run, c.Graph)
	loops := map[int32][]string{}
	for _, v := range run.FallenBefore() {
		if before != nil && !before.Dry[v] {
			continue // what would supply it is held down
		}
		if k := c.Graph.Component(v); c.Graph.Fed(k) && run.Before(v) == graph.Down {
			loops[k] = append(loops[k], c.Model.Nodes[c.NodeOf(v)].ID)
		}
	}
	var out []models.Warning
	for _, k := range slices.Sorted(maps.Keys(loops)) {
		nodes := slices.Compact(slices.Sorted(slices.Values(loops[k])))
		out = append(out, models.Warning{Node: nodes[0], Need: -1, Code: "no-supply", Severity: models.SeverityError,
			Message: "nothing supplies this loop, so that it is down with nothing failed: " + listed(nodes, ", "),
			Hint:    "give one of them a source outside the loop, as another member of its group, or take supply = true from a requirement that brings nothing of the kind"})
	}
	return out
}

func sustainedWarning(l *result.SelfSustainedLoop) models.Warning {
	w := models.Warning{Node: l.Nodes[0], Need: -1, Code: "self-sustained",
		Hint: "if what goes round in it flows, as traffic or current does, say supply = true on every hop; else give it something else to live by"}
	if len(l.Failed) > 0 {
		w.Message = fmt.Sprintf("without %s a loop still counts as up, by itself alone: %s", listed(l.Failed, " or "), listed(l.Nodes, ", "))
	} else {
		w.Message = fmt.Sprintf("with nothing left beside it (%s) a loop still counts as up, by itself alone: %s", listed(l.Beside, ", "), listed(l.Nodes, ", "))
	}
	return w
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
	if x.Lost <= x.Members-x.Needed { // else they would do
		w.Message += "; of the others too few are there with nothing failed"
		w.Hint = "let it have another member that is there when one fails, or let what waits wait for these"
	}
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
