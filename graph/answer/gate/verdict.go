package gate

import (
	"cmp"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Verdict is how one policy fares.
type Verdict struct {
	Policy     *models.Policy
	Scenarios  int     // how many failures it names
	Worst      *Case   // the worst of all, broken or not; nil where only own failures were named
	Violated   int     // how many cases break it
	Broken     []int32 // the protected vertices that some case breaks, ascending
	Violations []Case  // the first Limit of them, by failures and node

	Vacuous result.Vacuous // why it can't be violated whatever becomes of the model's failures; "" else

	Before []int32 // protected vertices that are not up with nothing failed: what is as bad as that breaks nothing

	SelfSustained int     // failures that leave something protected standing only by going round in a circle
	Circle        *Circle // the first of them
}

// Circle is a failure that leaves a protected node standing only by going round in a
// circle.
type Circle struct {
	Failed []string // ids, sorted
	Node   int32    // the vertex that is protected
}

// Case is what one failure does to one protected node.
type Case struct {
	Failed []string // ids, sorted
	Node   int32    // the vertex that is protected
	Level  graph.Level
	Share  float64       // of its users down, 0 to 1; 0 for what is no service
	Outage time.Duration // the longest time down; 0 where the policy does not ask
	NotUp  time.Duration // the longest time not up; 0 where nothing protected says how long it may be so
	Breaks Breaks
}

// Endless is an outage that does not end.
const Endless = time.Duration(-1)

// Breaks are the parts of a policy that a case breaks.
type Breaks struct{ Worst, MaxShare, MaxOutage, Tolerance, ToleranceDegraded bool }

func (b Breaks) any() bool { return b != Breaks{} }

// inTime says whether only how long something lasts breaks the policy: the horizon shows
// nothing of it.
func (b Breaks) inTime() bool { return b.any() && !b.Worst && !b.MaxShare }

// Allowed returns the worst level that a policy allows at the horizon: up where
// it bounds nothing else, and any where it does.
func Allowed(p *models.Policy) graph.Level {
	switch {
	case p.Worst == "degraded":
		return graph.Degraded
	case p.Worst == "up" || p.Worst == "" && p.MaxShare == nil && !boundsTime(p):
		return graph.Up
	}
	return graph.Down
}

// boundsTime says whether a policy bounds how long something lasts.
func boundsTime(p *models.Policy) bool { return p.MaxOutage != nil || p.Tolerance }

// worse orders cases: what breaks the policy first, then the lower level, the
// larger share, the longer outage, the fewer failures, and the first by name.
func worse(a, b *Case) bool {
	return cmp.Or(
		-compareBool(a.Breaks.any(), b.Breaks.any()),
		cmp.Compare(a.Level, b.Level),
		-cmp.Compare(a.Share, b.Share),
		-cmp.Compare(uint64(a.Outage), uint64(b.Outage)), // Endless is the longest
		-cmp.Compare(uint64(a.NotUp), uint64(b.NotUp)),
		cmp.Compare(len(a.Failed), len(b.Failed)),
		strings.Compare(strings.Join(a.Failed, " "), strings.Join(b.Failed, " ")),
	) < 0
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
