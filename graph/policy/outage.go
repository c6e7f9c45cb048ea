package policy

import (
	"time"

	"github.com/meoktong/meoktong/graph/outage"
)

// simulate notes the longest time down of what a timeline of the failure has
// down at all.
func (e *evaluator) simulate(which []int, cases map[int]*Case) error {
	q := outage.Question{For: e.p.For, Unloaded: true}
	for _, f := range which {
		q.Failed = append(q.Failed, e.against[f].id)
	}
	s, err := outage.Simulate(e.c, q)
	if err != nil {
		return err
	}
	for i, v := range e.protect {
		longest := time.Duration(0)
		for x := range e.c.Seen(v).All() {
			for _, spell := range s.Spells(x, "down") {
				longest = longer(longest, length(spell))
			}
		}
		if longest != 0 {
			e.caseOf(i, cases).Outage = longest
		}
	}
	return nil
}

func length(s outage.Spell) time.Duration {
	if s.To < 0 {
		return Endless
	}
	return s.To - s.From
}

func longer(a, b time.Duration) time.Duration {
	if a == Endless || b == Endless {
		return Endless
	}
	return max(a, b)
}
