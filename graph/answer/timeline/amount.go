package timeline

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/result"
)

// amount is a time with a share of users down.
type amount struct {
	share float64
	Spell
}

// amounts returns the share of a vertex's users that were down, of a part of its
// own, from change to change. It starts where the first change is: up to then it was 0.
func (s *Simulation) amounts(v int32) []amount {
	var out []amount
	at := s.edges(v)
	for i, from := range at {
		to := never
		if i+1 < len(at) {
			to = at[i+1]
		}
		out = append(out, amount{s.downAt(v, from), Spell{from, to}})
	}
	return out
}

// downAt returns the share of a vertex's users that are down at a moment: those of
// parts that are, and of others those who are shed.
func (s *Simulation) downAt(v int32, at time.Duration) float64 {
	sum := 0.0
	for x := range s.c.Seen(v).All() {
		share := 1.0
		if x != v {
			share = s.c.Share(x) / s.c.Share(v)
		}
		if s.Level(x, at) == graph.Down {
			sum += share
		} else {
			sum += share * s.shedAt(x, at)
		}
	}
	return sum
}

// ShareDown returns the largest share of a vertex's users that was down at once, of a
// part of its own, and for at least as long as limit says: in a spell that holds a
// moment, if one is given. Cost: the changes of the vertex, times its parts.
func (s *Simulation) ShareDown(v int32, at *time.Duration, limit time.Duration) float64 {
	all := s.amounts(v)
	shares := []float64{0}
	for _, a := range all {
		shares = append(shares, a.share)
	}
	slices.Sort(shares)
	shares = slices.Compact(shares)
	// A spell of a smaller share is no shorter: the largest is found by halving.
	i, _ := slices.BinarySearchFunc(shares[1:], true, func(least float64, _ bool) int {
		if lasts(spellsOf(all, least), at, limit) {
			return -1
		}
		return 1
	})
	return shares[i]
}

// spellsOf returns the times in which at least a share is down.
func spellsOf(all []amount, least float64) []Spell {
	var out []Spell
	for _, a := range all {
		if a.share >= least {
			out = join(out, a.Spell)
		}
	}
	return out
}

// lasts says whether one of some spells lasts as long as limit says, and holds a
// moment, if one is given.
func lasts(spells []Spell, at *time.Duration, limit time.Duration) bool {
	return slices.ContainsFunc(spells, func(sp Spell) bool {
		return (sp.To < 0 || sp.To-sp.From >= limit) && (at == nil || sp.From <= *at && (sp.To < 0 || *at < sp.To))
	})
}

// UsersDown returns for how many users a vertex was down at the worst moment, as
// ShareDown counts. The model must say how many use its service.
func (s *Simulation) UsersDown(v int32, limit time.Duration) float64 {
	users, _ := s.c.Model.Users(&s.c.Model.Nodes[s.c.NodeOf(v)])
	return users * s.c.Share(v) * s.ShareDown(v, nil, limit)
}

// Owed returns what is owed for a vertex under all terms, for outages that last at
// least as long as limit says. Cost: that of the breaches of all terms.
func (s *Simulation) Owed(v int32, limit time.Duration) float64 {
	names := map[string]bool{}
	for x := range s.c.Seen(v).All() {
		names[s.c.Name(x)] = true
	}
	sum := 0.0
	for i := range s.c.Model.Terms {
		for _, b := range s.terms(&s.c.Model.Terms[i]) {
			if b.Owed.Number() != nil && names[b.Node] && (b.OutageS == nil || *b.OutageS >= seconds(limit)) {
				sum += *b.Owed.Number()
			}
		}
	}
	return sum
}

// WorstAt returns the worst label of a vertex in spells that hold a moment; what lasts
// shorter than limit does not count.
func (s *Simulation) WorstAt(v int32, at, limit time.Duration) result.State {
	for i, label := range labels[:3] {
		if lasts(s.joined(v, labels[:i+1]), &at, limit) {
			return label
		}
	}
	return result.StateUp
}
