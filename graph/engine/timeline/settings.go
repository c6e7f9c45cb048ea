package timeline

import (
	"slices"
	"time"
)

// quantity is the demands, or the capacities: those of the model, those that
// hold now, and which setting made each.
type quantity struct {
	own, now []float64
	latest   []int // by index: number of the setting in force; 0: the model's own
	settings int
	expiries []expiry
}

// expiry is the end of a setting.
type expiry struct {
	at             time.Duration
	index, setting int
}

func newQuantity(own []float64) quantity {
	return quantity{own: own, now: slices.Clone(own), latest: make([]int, len(own))}
}

// set ends the settings whose time is over and makes those of events real.
func (l *loading) set(s *simulation, due []Event) {
	if l == nil {
		return
	}
	l.demand.expire(s.now)
	l.capacity.expire(s.now)
	for _, e := range due {
		for _, x := range e.Demand {
			l.demand.set(s, x, e.For)
		}
		for _, x := range e.Capacity {
			l.capacity.set(s, x, e.For)
		}
	}
}

func (q *quantity) set(s *simulation, x Setting, lasts time.Duration) {
	q.settings++
	q.now[x.Index], q.latest[x.Index] = x.Value, q.settings
	if lasts > 0 {
		q.expiries = append(q.expiries, expiry{s.now + lasts, x.Index, q.settings})
		s.wake(s.now+lasts, noVertex)
	}
}

// expire gives back the model's own values where no later setting holds.
func (q *quantity) expire(now time.Duration) {
	q.expiries = slices.DeleteFunc(q.expiries, func(e expiry) bool {
		if e.at != now {
			return false
		}
		if q.latest[e.index] == e.setting {
			q.now[e.index] = q.own[e.index]
		}
		return true
	})
}
