package availability

import (
	"cmp"
	"slices"

	"github.com/meoktong/meoktong/graph/result"
)

// part is what some of a node's users see of it.
type part struct {
	weight
	share float64 // of the users
}

// mixed is what one node's failures do to all parts, by share.
type mixed struct {
	birnbaum float64
	with     float64 // what is there where the node has failed
	without  float64 // what is left where the node never fails
	cuts     float64 // that some cut set with the node has failed
}

// matters returns how much each node matters to what the parts sum up to, which
// is p. All measures are made of sums by share.
func (w *weigher) matters(parts []part, p float64) []result.Matter {
	out := []result.Matter{}
	if p == 0 {
		return out // nothing matters to what never fails
	}
	events := mix(parts)
	exactCuts := !slices.ContainsFunc(parts, func(x part) bool { return x.cuts == nil })
	for node, e := range events {
		n := &w.c.Model.Nodes[node]
		own := w.chance[node]
		m := result.Matter{Node: n.ID, Birnbaum: e.birnbaum, Criticality: own * e.birnbaum / p, RAW: (p + (1-own)*e.birnbaum) / p}
		if e.birnbaum < 0 {
			m.RAW = e.with / p
		}
		if e.without > 0 {
			rrw := p / e.without
			m.RRW = &rrw
		}
		if exactCuts {
			share := e.cuts / p
			m.Fussell = &share
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b result.Matter) int {
		return cmp.Or(cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(a.Node, b.Node))
	})
	return out
}

// mix sums up the parts. To a part that does not depend on a node, its failures
// make no difference.
func mix(parts []part) map[int32]*mixed {
	out := map[int32]*mixed{}
	for _, x := range parts {
		for _, e := range x.events {
			if out[e.Event] == nil {
				out[e.Event] = &mixed{}
			}
		}
	}
	for _, x := range parts {
		met := map[int32]bool{}
		for _, e := range x.events {
			met[e.Event] = true
			out[e.Event].birnbaum += x.share * e.Birnbaum
			out[e.Event].with += x.share * e.With
			out[e.Event].without += x.share * e.Without
			out[e.Event].cuts += x.share * x.cuts[e.Event]
		}
		for event, m := range out {
			if !met[event] {
				m.with += x.share * x.p
				m.without += x.share * x.p
			}
		}
	}
	return out
}
