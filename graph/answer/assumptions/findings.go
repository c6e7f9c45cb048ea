package assumptions

import (
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/engine/blackstart"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// weaknesses notes what check says: what cannot start from black, and redundancy
// that one failure takes.
func (v *view) weaknesses(x *changed, out answers) error {
	s, err := blackstart.FromBlack(v.ctx, x.c.Graph, x.c.NodeOf, 0) // breakers are not asked for
	if err != nil {
		return err
	}
	for i := range x.c.Model.Nodes {
		if s.Round[i] == 0 {
			out[answer{of: result.FlipStart, id: x.c.Model.Nodes[i].ID}] = "never"
		}
	}
	for _, l := range s.Loops {
		for _, u := range l.Vertices {
			out[answer{of: result.FlipStart, id: x.c.Model.Nodes[x.c.NodeOf(u)].ID}] = "loop"
		}
	}
	r, err := v.redundancy(x)
	if err != nil {
		return err
	}
	for _, f := range r.Findings {
		cause := f.Shared
		if f.Attribute != "" {
			cause = string(f.Attribute) + " " + f.Value
		}
		need := f.Need
		if x.Dropped != unverified.None && x.Node == f.Node && need > x.Dropped {
			need++ // as it is counted with the one that is gone
		}
		out[answer{of: result.FlipRedundancy, failure: cause, id: f.Node, number: need}] = "false"
	}
	return nil
}

// redundancy looks at the groups of the node in question, or at all.
func (v *view) redundancy(x *changed) (*result.FalseRedundancy, error) {
	if v.of.node != "" {
		return redundancy.OfNode(v.ctx, x.c, v.of.node)
	}
	return redundancy.Of(v.ctx, x.c)
}

// verdicts replays the recorded incidents. One whose simulation comes to no end
// has a single answer that says so.
func (v *view) verdicts(x *changed, out answers) error {
	for _, in := range v.incidents {
		if in.ID == x.Incident {
			in, _ = question.Incident(x.c.Model, in.ID) // the same with other figures
		}
		r, err := replay.Of(v.ctx, x.c, []*models.Incident{in})
		if v.ctx.Err() != nil {
			return v.ctx.Err()
		}
		if err != nil {
			out[answer{failure: in.ID, of: result.FlipVerdict}] = "no-end"
			continue
		}
		for k, o := range r.Incidents[0].Observations {
			if !o.Scored {
				continue
			}
			a := answer{result.FlipVerdict, in.ID, o.Node, k}
			if out[a] = string(o.Verdict); x.asItIs && o.Basis == result.BasisPredicted {
				v.predicted[a] = true
			}
		}
	}
	return nil
}
