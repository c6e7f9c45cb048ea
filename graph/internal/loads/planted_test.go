package loads

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// TestMisreadingsAreSeen reads the language wrongly, one sentence after another, and looks
// whether the small models of this package's tests tell.
func TestMisreadingsAreSeen(t *testing.T) {
	planted.Seen(t, "TestOwnCapacity|TestShed|TestSpill|TestSettled|TestTurned|TestOneOf|TestPortion|TestWhere|TestSeveral|TestInTime|TestLeft|TestAtRest", []planted.Mistake{
		{What: "portions through one node count more than once", File: "route.go", Old: "return min(1, sum) // it", New: "return sum //"},
		{What: "a balanced quorum divides as if one were needed", File: "route.go", Old: "float64(min(w.k, len(members))) /", New: "1 /"},
		{What: "who sheds gets no portion", File: "route.go", Old: "offers := p.offers(w, as(r.aside))", New: "offers := p.offers(w, as(r.levels))"},
		{What: "who is impaired gets a portion", File: "route.go", Old: "if rank[offer] >= rank[level] {", New: "if rank[offer] > 0 {"},
		{What: "of several ways all add up", File: "route.go", Old: "return largest // \"of several all-of paths", New: "return sum //"},
		{What: "the best members are in use, whatever their order", File: "route.go", Old: "return firstAtLeast(w, p.atHand(w, offers), offers), 1", New: "return best(w.k, p.atHand(w, offers), offers), 1"},
		{What: "nothing is offered to a node that is down", File: "route.go", Old: "case p.nodeOf(vertex) == to:", New: "case p.nodeOf(vertex) == to && r.levels[vertex] != \"down\":"},
		{What: "demand goes on behind what is down", File: "route.go", Old: "case r.levels[vertex] == \"down\":", New: "case false:"},
		{What: "demand comes though the line is down", File: "route.go", Old: "case isPart && !r.reached[vertex]:", New: "case false && isPart:"},
		{What: "people who cannot come spill", File: "arrive.go", Old: "r.levels[from] != \"down\" || isPart && !r.reached[from]", New: "r.levels[from] != \"down\" || false && isPart"},
		{What: "who has no line receives what spills", File: "arrive.go", Old: "if _, isPart := p.part[to]; isPart && !r.reached[to] {", New: "if false {"},
		{What: "a service is visited once by all ways together", File: "arrive.go", Old: "way := maps.Clone(visited)", New: "way := visited; _ = maps.Clone[map[string]bool]"},
		{What: "spilling onto parts all goes to each", File: "arrive.go", Old: "to[origin] = m.shareOf(origin)", New: "to[origin] = 1"},
		{What: "within a population what spills divides by share", File: "arrive.go", Old: "case !same:", New: "case !same || true:"},
		{What: "a node at its capacity is over it", File: "overload.go", Old: "load <= p.capacity[node]*(1+1e-9)+1e-12", New: "load < p.capacity[node]*(1-1e-9)"},
		{What: "a trip is judged by the load that it has", File: "overload.go", Old: "!p.fits(node, p.wouldGet(node, as))", New: "!p.fits(node, p.scene(as).load[node])"},
		{What: "a trip needs no recovery", File: "memory.go", Old: "due: p.now + p.recovery(vertex)}", New: "due: p.now}"},
		{What: "nothing that is overloaded ever ends", File: "overload.go", Old: "case !marks[node] && !(trips && p.returning[node]):", New: "case !marks[node] && !(trips && p.returning[node]):\n\t\tcase marks[node]:\n\t\t\tleft[node] = true"},
		{What: "what recovers does not trip again", File: "overload.go", Old: "case !marks[node] && !(trips && p.returning[node]):", New: "case !marks[node]:"},
		{What: "a trip ends by the node's own fault", File: "overload.go", Old: "p.takenUp = node", New: "p.takenUp = \"\""},
		{What: "what sheds and what tripped hold each other", File: "overload.go", Old: "return p.left(trips, trips, true)", New: "return p.left(trips, marks, true)"},
		{What: "the start keeps what held in an earlier round", File: "play.go", Old: "state := p.settle(c)\n", New: "s := p.grow(p.held)\n\tp.asideNow = s.aside\n\tstate := p.state(s, p.lost(s))\n\tp.remember(s.levels, s.waits, p.lost(s))\n"},
		{What: "a repair ends no trip", File: "play.go", Old: "delete(p.held, name)", New: "delete(p.held, \"\")"},
		{What: "what is shed passes where losing it only degrades", File: "lost.go", Old: "case w.soft:", New: "case false:"},
		{What: "what is shed passes through a running hold-up", File: "lost.go", Old: "if w.holdup > 0 && !p.calm {", New: "if false && p.late(w, x) > 0 {"},
		{What: "a hold-up is full after the settled start", File: "lost.go", Old: "if w.holdup > 0 && !p.calm {", New: "if w.holdup > 0 {"},
		{What: "a hold-up of a level is full after the settled start", File: "level.go", Old: "case w.holdup == 0 || p.calm:", New: "case w.holdup == 0:"},
		{What: "a balanced group loses where no other serves only", File: "lost.go", Old: "case w.even:", New: "case false:"},
		{What: "a group loses what its worst member does", File: "lost.go", Old: "if fewer >= k {", New: "if fewer == len(shares) {"},
		{What: "what several in a row lose adds up", File: "lost.go", Old: "largest = max(largest, p.loses(w, s.routing, lost))", New: "largest += p.loses(w, s.routing, lost)"},
		{What: "who asks nothing loses nothing", File: "lost.go", Old: "largest := away[p.nodeOf(vertex)]", New: "if p.demand[p.nodeOf(vertex)] == 0 && p.kind[p.nodeOf(vertex)] == \"service\" {\n\t\treturn 0\n\t}\n\tlargest := away[p.nodeOf(vertex)]"},
		{What: "who is turned away keeps his tolerance", File: "whatif.go", Old: "return s.Lost[vertex]", New: "return 0"},
		{What: "what was so before is breached anew", File: "whatif.go", Old: "before := c.Before.down(origin)", New: "before := 0.0"},
		{What: "who lacks the lines is counted", File: "model.go", Old: "without := func(part string) bool { return ideal[part] == \"down\" }", New: "without := func(part string) bool { return false }"},
	})
}
