package gate

import (
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// limits are how long a protected vertex may be out; Endless: for as long as it likes.
type limits struct {
	outage    time.Duration // down, by the policy
	tolerance time.Duration // down, by what the service says
	degraded  time.Duration // not up, by what the service says
}

// limits returns those of the policy for one of those that it protects.
func (e *evaluator) limits(v int32) limits { return limitsOf(e.c, e.p, v) }

func limitsOf(c *compile.Compiled, p *models.Policy, v int32) limits {
	out := limits{Endless, Endless, Endless}
	if p.MaxOutage != nil {
		out.outage = *p.MaxOutage
	}
	n := &c.Model.Nodes[c.NodeOf(v)]
	if !p.Tolerance || !n.Promises() {
		return out
	}
	if n.Time.Tolerance > 0 {
		out.tolerance = n.Time.Tolerance
	}
	if n.Time.ToleranceDegraded > 0 {
		out.degraded = n.Time.ToleranceDegraded
	}
	return out
}

// Tolerable returns how long a policy lets a protected vertex be down, or not up
// (result.LevelDegraded); Endless: for as long as it likes.
func Tolerable(c *compile.Compiled, p *models.Policy, v int32, level result.Level) time.Duration {
	if level == result.LevelDegraded {
		return limitsOf(c, p, v).degraded
	}
	return limitsOf(c, p, v).down()
}

// down returns the shortest of the times that the vertex may be down.
func (l limits) down() time.Duration { return shorter(l.outage, l.tolerance) }

// shorter returns the shorter of two times, either of which may be Endless.
func shorter(a, b time.Duration) time.Duration {
	return time.Duration(min(uint64(a), uint64(b)))
}

// past says whether a time is longer than a limit; either may be Endless.
func past(d, limit time.Duration) bool { return limit != Endless && uint64(d) > uint64(limit) }

// longestLimit returns the longest of the times that something protected may be down and
// that the failures outlast: past it, who is still down has been so for too long. -1: the
// failures outlast none.
func (e *evaluator) longestLimit() time.Duration {
	longest := time.Duration(-1)
	for _, v := range e.protect {
		if limit := e.limits(v).down(); past(e.lasts(), limit) {
			longest = max(longest, limit)
		}
	}
	return longest
}

// lasts returns how long the failures of the policy last.
func (e *evaluator) lasts() time.Duration { return e.c.Model.Lasts(e.p) }
