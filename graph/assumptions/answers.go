package assumptions

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/impact"
	"github.com/meoktong/meoktong/graph/replay"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// view is what of the answers is looked at.
type view struct {
	q         Question
	failures  []string
	protected map[string]bool
}

// answer names one answer; its value is "" where nothing happens.
type answer struct {
	failure, of, id string
	number          int // of an observation in its incident
}

// What an answer is of.
const (
	ofSector  = "sector"
	ofNode    = "node"
	ofVerdict = "verdict"
	ofRank    = "rank"
)

// maxFailures and ranks bound what is looked at.
const (
	maxFailures = 200
	ranks       = 3
)

func newView(c *compile.Compiled, q Question) *view {
	v := &view{q: q, protected: map[string]bool{}}
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if (n.Kind == "carrier" || n.Kind == "datacentre") && n.Fails && len(v.failures) < maxFailures {
			v.failures = append(v.failures, n.ID)
		}
		if len(c.Model.Policies) == 0 && n.Kind == models.KindService {
			v.protected[n.ID] = true
		}
	}
	for i := range c.Model.Policies {
		ids, err := c.Model.Select(c.Model.Policies[i].Protect)
		if err != nil {
			continue // loading has refused such a model
		}
		for _, ref := range ids {
			id, _, _ := strings.Cut(ref, "@")
			v.protected[id] = true
		}
	}
	return v
}

// answers asks all questions of a model.
func (v *view) answers(m *models.Model) (map[answer]string, error) {
	c, err := compile.Compile(m)
	if err != nil {
		return nil, err
	}
	out := map[answer]string{}
	var all []*result.WhatIf
	for _, id := range v.failures {
		w, err := impact.WhatIf(c, impact.Question{Failed: []string{id}, After: v.q.After})
		if err != nil {
			return nil, err
		}
		all = append(all, w)
		for _, s := range w.Sectors {
			if s.Fails {
				out[answer{failure: id, of: ofSector, id: s.ID}] = "fails"
			}
		}
		for i := range w.Nodes {
			if n := &w.Nodes[i]; v.protected[n.ID] && n.Level != "up" {
				out[answer{failure: id, of: ofNode, id: n.ID}] = state(n)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *result.WhatIf) int {
		return cmp.Or(cmp.Compare(b.Totals.UsersDown, a.Totals.UsersDown), cmp.Compare(b.Totals.SectorsFailed, a.Totals.SectorsFailed),
			cmp.Compare(b.Totals.NodesDown, a.Totals.NodesDown))
	})
	for i := range min(ranks, len(all)) {
		out[answer{of: ofRank, id: strconv.Itoa(i + 1)}] = all[i].Failed[0]
	}
	verdicts(c, out)
	return out, nil
}

// verdicts replays the recorded incidents. One whose simulation comes to no end
// has a single answer that says so.
func verdicts(c *compile.Compiled, out map[answer]string) {
	for i := range c.Model.Incidents {
		in := &c.Model.Incidents[i]
		r, err := replay.Run(c, []*models.Incident{in}, "", "")
		if err != nil {
			out[answer{failure: in.ID, of: ofVerdict}] = "no-end"
			continue
		}
		for k, o := range r.Incidents[0].Observations {
			if o.Scored {
				out[answer{in.ID, ofVerdict, o.Node, k}] = o.Verdict
			}
		}
	}
}

func state(n *result.NodeState) string {
	if n.Partial() {
		return "partial"
	}
	return n.Level
}
