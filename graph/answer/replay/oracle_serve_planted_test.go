package replay_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// serveFaults are faults of what plays nodes that serve some only, each of which the cases
// written out must catch.
var serveFaults = []planted.Mistake{
	{What: "a repair does not end it", File: "../../engine/partial/curve.go", Old: "now == ends || slices.Contains(repairs, now)", New: "now == ends"},
	{What: "it does not end with its time", File: "../../engine/partial/curve.go", Old: "now == ends || slices.Contains(repairs, now)", New: "now == ends && now < 0 || slices.Contains(repairs, now)"},
	{What: "the least counts, not the last", File: "../../engine/partial/curve.go", Old: "if next, ends = s.Share, -1; s.For", New: "if next, ends = min(next, s.Share), -1; s.For"},
	{What: "who is found at more counts those found at less", File: "../../engine/partial/curve.go", Old: "class{most - least,", New: "class{most - 0*least,"},
	{What: "the unlucky are lucky", File: "../../engine/partial/curve.go", Old: "c.events(most)})", New: "c.events(1 + 1e-12 - least)})"},
	{What: "a share just reached does not do", File: "../../engine/partial/curve.go", Old: "now := s.Share < most;", New: "now := s.Share <= most;"},
	{What: "the first share alone counts", File: "../../engine/partial/curve.go", Old: "if s.Share > 0 {", New: "if s.Share > 0 && len(ends) < 2 {"},
	{What: "parts do not follow their service", File: "../../engine/partial/plan.go", Old: "gate < end && g.Mods(gate).Whole {", New: "gate < end && gate < 0 && g.Mods(gate).Whole {"},
	{What: "people who meet one node in common share a group", File: "../../engine/partial/plan.go", Old: "bool { return s.within(g.set) }) {", New: "bool { return s.meets(g.set) }) {"},
	{What: "groups with a node in common run together", File: "../../engine/partial/plan.go", Old: "!b.set.meets(g.set)", New: "true"},
	{What: "any group tells", File: "../../engine/partial/plan.go", Old: "i = slices.IndexFunc(p.groups, func(g group) bool { return s.within(g.set) })", New: "i = 0"},
	{What: "seventeen are not too many", File: "../../engine/partial/plan.go", Old: "if len(e.Nodes) > MaxAtOnce {", New: "if len(e.Nodes) > MaxAtOnce+1 {"},
	{What: "the share of the last node alone", File: "../../engine/partial/job.go", Old: "share *= p.classes", New: "share = p.classes"},
	{What: "all nodes by the first's class", File: "../../engine/partial/job.go", Old: "\t\tnumber /= len(p.classes[c])\n", New: ""},
	{What: "nodes come in another order", File: "../../engine/partial/job.go", Old: "out[c] = n % len(p.classes[c])", New: "out[c] = len(p.classes[c]) - 1 - n%len(p.classes[c])"},
	{What: "everybody is lucky", File: "../../engine/partial/job.go", Old: "p.classes[c][k].events...", New: "p.classes[c][min(k, 0)].events..."},
	{What: "those to whom nothing happens are all", File: "../../engine/partial/tally.go", Old: "rest-t.of[v][key].Share,", New: "rest,"},
	{What: "those to whom nothing happens are none", File: "../../engine/partial/tally.go", Old: "if cases > 0 {", New: "if cases < 0 {"},
	{What: "who fares alike counts once", File: "../../engine/partial/tally.go", Old: "was.Share+share,", New: "was.Share,"},
	{What: "how low it goes is the same", File: "../../engine/partial/tally.go", Old: "\t\tb = append(b, byte(ch.Level))\n", New: ""},
	{What: "when it happens is the same", File: "../../engine/partial/tally.go", Old: "\t\tb = binary.BigEndian.AppendUint64(b, uint64(ch.At))\n", New: ""},
	{What: "not being found needs a recovery", File: "../../engine/timeline/lost.go", Old: "if !s.notFound(v) {", New: "if v >= 0 || !s.notFound(v) {"},
	{What: "… of parts", File: "../../engine/timeline/lost.go", Old: "s.lost[v] || service >= 0 && s.lost[service]", New: "s.lost[v] || service < -1"},
	{What: "parts do not hear that their service is lost", File: "../../engine/timeline/lost.go", Old: "\t\t\t\ts.mark(part)\n", New: "\t\t\t\t_ = part\n"},
	{What: "a fault undoes it", File: "../../engine/timeline/faults.go", Old: "if s.lost[v] && !s.excused[v] {", New: "if s.lost[v] && !s.excused[v] && len(s.faults[v]) == 0 {"},
	{What: "what some lose is up", File: "../timeline/course.go", Old: "x.mixed = graph.Degraded, worst != best", New: "x.mixed = graph.Degraded, worst > best"},
	{What: "who is degraded is not counted", File: "../timeline/course.go", Old: "x.degraded+share*(1-shed)", New: "x.degraded"},
	{What: "a level lasts a moment too long", File: "../timeline/course.go", Old: "return sp.from <= t && (sp.to == never || t < sp.to) }", New: "return sp.from <= t && (sp.to == never || t <= sp.to) }"},
	{What: "what was before is forgotten", File: "../timeline/course.go", Old: "s.run.Before[v]; below {", New: "s.run.Before[v]; below && v < 0 {"},
	{What: "those lost by what is degraded are not", File: "../timeline/mix.go", Old: "if x.level > graph.Down && x.down > 0 && !rough {", New: "if x.level > graph.Degraded && x.down > 0 && !rough {"},
	{What: "a part that is down for all is not counted", File: "../timeline/mix.go", Old: "\t\t\tof.down = 1\n", New: "\t\t\tof.down = 0\n"},
	{What: "all parts weigh alike", File: "../timeline/mix.go", Old: "share := s.c.Share(part) / s.c.Share(v)", New: "share := 1 / float64(s.c.Parts(v).Len())"},
	{What: "a service is down with one part", File: "../timeline/mix.go", Old: "down && of.level == graph.Down", New: "of.level == graph.Down"},
	{What: "hours of some are hours of all", File: "../timeline/hours.go", Old: "sum += c.share * hours", New: "sum += hours"},
	{What: "a breach is of the last case alone", File: "../timeline/breach.go", Old: "out[i].share = exactly(out[i].share + c.share)", New: "out[i].share = c.share"},
	{What: "a breach is of all users", File: "../timeline/breach.go", Old: "s.c.Share(v) * sp.share", New: "s.c.Share(v)"},
	{What: "it has no end", File: "../timeline/serve.go", Old: "At: e.At, For: e.For, Vertex", New: "At: e.At, Vertex"},
}

// TestCasesCatchPlantedFaults builds the package with each fault, and wants the comparison
// with the cases written out to fail. It takes minutes, so only the long rounds do.
func TestCasesCatchPlantedFaults(t *testing.T) {
	planted.Seen(t, "TestServe", serveFaults)
}
