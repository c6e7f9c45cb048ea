package replay_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// faults are faults of what judges observations, each of which the oracle must catch:
// what stands in a file, and what in its place.
var faults = []planted.Mistake{
	{File: "amount.go", Old: "*o.ShareDown+o.WithinShare", New: "*o.ShareDown+o.WithinShare/2"},
	{File: "amount.go", Old: "*o.ShareDown-o.WithinShare", New: "*o.ShareDown"},
	{File: "amount.go", Old: "Least: a / o.Factor", New: "Least: a"},
	{File: "amount.go", Old: "Most: a * o.Factor", New: "Most: a"},
	{File: "amount.go", Old: "case obs.hit && label == result.StateUp:", New: "case obs.hit:"},
	{File: "amount.go", Old: "j.run.ShareDown(v, o.At, o.Within)", New: "whole"},
	{File: "amount.go", Old: "j.run.ShareDown(v, nil, o.Within)", New: "j.run.ShareDown(v, nil, 0)"},
	{File: "amount.go", Old: "j.run.Owed(v, o.Within)", New: "j.run.Owed(v, 0)"},
	{File: "amount.go", Old: "case obs.hit && worst == result.StateUp:", New: "case worst == result.StateUp:"},
	{File: "amount.go", Old: "case !obs.hit && whole > 0:", New: "case false:"},
	{File: "basis.go", Old: "j.named(o.Node) || j.cutOff(v)", New: "j.named(o.Node)"},
	{File: "basis.go", Old: "j.cutOff(v) || j.ownTime(o)", New: "j.cutOff(v)"},
	{File: "basis.go", Old: "parts[name] || partOf(name, node) ||", New: "parts[name] ||"},
	{File: "basis.go", Old: "same := p != nil &&", New: "same := false && p != nil &&"},
	{File: "basis.go", Old: "return times > 0", New: "return true"},
	{File: "replay.go", Old: "obs.onLevels = obs.Verdict; timed(o)", New: "obs.onLevels = obs.Verdict; false"},
	{File: "replay.go", Old: "case reached == hit(o):", New: "case reached:"},
	{File: "replay.go", Old: "j.run.At(v, *o.At)", New: "j.run.Worst(v, 0)"},
	{File: "../timeline/amount.go", Old: "users * s.c.Share(v) *", New: "users *"},
	{File: "../timeline/amount.go", Old: "share = s.c.Share(x)", New: "share = 1"},
	{File: "../timeline/amount.go", Old: "sp.To-sp.From >= limit", New: "sp.To-sp.From > limit"},
	{File: "../timeline/amount.go", Old: "*at < sp.To)", New: "*at <= sp.To)"},
	{File: "../timeline/amount.go", Old: "names[b.Node] &&", New: "true &&"},
	{File: "../timeline/cutoff.go", Old: "falls(true) && !falls(false)", New: "falls(true)"},
	{File: "../timeline/cutoff.go", Old: "falls(true) && !falls(false)", New: "!falls(false)"},
	{File: "../timeline/cutoff.go", Old: "m == line || alone[m]", New: "m == line"},
	{File: "../timeline/sources.go", Old: "t.note(c.Model.PopulationOf(n).Provenance)", New: ""},
	{File: "../timeline/sources.go", Old: "t.note(s.c.Model.Nodes[s.c.NodeOf(queue[0])].Provenance)", New: ""},
	{File: "../timeline/sources.go", Old: "case t.worst[m] < graph.Up:", New: "case t.worst[m] < graph.Degraded:"},
	{File: "../timeline/sources.go", Old: "\t\t\tt.within(&r.Of[i])", New: ""},
	{File: "../timeline/sources.go", Old: "if len(broken) > 0 {", New: "if false {"},
	{File: "../../../models/date.go", Old: "LastDay(date) < moment", New: "LastDay(date) <= moment"},
	{File: "../../../models/date.go", Old: "LastDay(date) < moment", New: "FirstDay(date) < moment"},
	{File: "../../../models/date.go", Old: "cmp.Or(m.OwnDate(p), m.Date())", New: "m.OwnDate(p)"},
	{File: "../../../models/date.go", Old: "cmp.Or(p.Asof, m.dateOfSource(p.Source))", New: "p.Asof"},
}

// TestOracleCatchesPlantedFaults builds the package with each fault, and wants the
// comparison with the oracle to fail. It takes minutes, so only the long rounds do.
func TestOracleCatchesPlantedFaults(t *testing.T) {
	planted.SeenAtLength(t, "AgreeWithOracle", faults)
}
