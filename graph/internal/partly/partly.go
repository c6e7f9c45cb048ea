// Package partly plays incidents in which nodes serve a share of those who come to them,
// slowly and obviously, from the model language alone: it writes every case out.
//
// A user finds a node up with its share, and the same node alike for all that he uses: he
// is drawn once for each such node, and is among those whom it serves whenever its share
// reaches what he has drawn. Who is served by six in ten is served by nine in ten, too.
// Between the shares that a node ever has lie as many classes of users; one class of each
// node is a case, and its weight is the product of theirs. Each case is played through by
// package oracle, or moment by moment by package persons, as if the node were cut off from
// these users while it does not serve them, and what is so for a share of users is the sum
// of the weights of the cases in which it is so.
//
// It imports no engine. Load is not its business.
package partly

import (
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Serving is an event after which nodes serve a share of those who come to them.
type Serving struct {
	At, For int // seconds; For 0: until it is repaired, or another counts
	Of      map[string]float64
}

// Script is what happens: faults and repairs, and besides what serves how many.
type Script struct {
	oracle.Script
	Serve []Serving // of one moment, the last counts
}

// share is what share of those who come to a node it serves at a moment, its faults not
// regarded: that of the last event to say so, unless its time is over or it was repaired
// since. A repair at the same moment comes first, and so ends nothing that begins then.
func (s *Script) share(node string, now int) float64 {
	last := Serving{At: -1}
	for _, e := range s.Serve {
		if _, says := e.Of[node]; says && last.At <= e.At && e.At <= now {
			last = e
		}
	}
	service, _, _ := strings.Cut(node, "@")
	repaired := slices.ContainsFunc(s.Events, func(e oracle.Event) bool {
		return last.At < e.At && e.At <= now && (slices.Contains(e.Repair, node) || slices.Contains(e.Repair, service))
	})
	if last.At < 0 || last.For > 0 && last.At+last.For <= now || repaired {
		return 1
	}
	return last.Of[node]
}

// moments are all at which something begins or ends, and the first.
func (s *Script) moments() []int {
	out := []int{0}
	for _, e := range s.Events {
		out = append(out, e.At, e.At+e.For)
	}
	for _, e := range s.Serve {
		out = append(out, e.At, e.At+e.For)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nodes are all that ever serve a share, in order.
func (s *Script) nodes() []string {
	names := map[string]bool{}
	for _, e := range s.Serve {
		for node := range e.Of {
			names[node] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// without are the times in which a user who has drawn a number does not find a node.
func (s *Script) without(node string, drawn float64) []oracle.Stretch {
	var out []oracle.Stretch
	moments := append(s.moments(), forever)
	for i, from := range moments[:len(moments)-1] {
		switch last := len(out) - 1; {
		case s.share(node, from) >= drawn:
		case last >= 0 && out[last].To == from:
			out[last].To = moments[i+1]
		default:
			out = append(out, oracle.Stretch{From: from, To: moments[i+1]})
		}
	}
	return out
}

// forever is when what does not end ends. It is a whole number of days.
const forever = 100_000 * 86400

// Case is one class of users of each node that serves a share.
type Case struct {
	Weight   float64
	Unserved map[string][]oracle.Stretch
}

// Cases writes them out; their weights sum to 1.
func (s *Script) Cases() []Case {
	cases := []Case{{Weight: 1, Unserved: map[string][]oracle.Stretch{}}}
	for _, node := range s.nodes() {
		shares := []float64{1}
		for _, now := range s.moments() {
			shares = append(shares, s.share(node, now))
		}
		slices.Sort(shares)
		var next []Case
		for _, c := range cases {
			below := 0.0
			for _, share := range slices.Compact(shares) {
				if share == 0 {
					continue // nobody is served by nothing
				}
				unserved := maps.Clone(c.Unserved)
				unserved[node] = s.without(node, share)
				next = append(next, Case{Weight: c.Weight * (share - below), Unserved: unserved})
				below = share
			}
		}
		cases = next
	}
	return cases
}

// Width is how many cases there are.
func (s *Script) Width() int { return len(s.Cases()) }
