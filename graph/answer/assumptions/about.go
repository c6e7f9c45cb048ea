package assumptions

import (
	"errors"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// subject is whose answers are looked at: those of a node, of a policy, or of both
// where they have the same id; of neither for all.
type subject struct {
	node, policy string
	names        result.Names

	below              []bool          // by vertex: what the node's state can depend on
	nodes, populations map[string]bool // whose facts the answers can depend on
	any                bool            // or: those of all
	unrelated          int             // facts that were left out
}

// about resolves what is asked about.
func about(c *compile.Compiled, given string) (*subject, error) {
	if given == "" {
		return &subject{any: true}, nil
	}
	s := &subject{nodes: map[string]bool{}, populations: map[string]bool{}}
	policy := c.Model.Policy(given)
	if policy != nil {
		s.ofPolicy(c, policy)
	}
	node, err := question.OneNode(c.Model, "node", given)
	var unknown *models.NameError
	switch {
	case err == nil:
		s.ofNode(c, node)
	case policy == nil && errors.As(err, &unknown):
		return nil, withPolicies(unknown, c.Model)
	case policy == nil:
		return nil, err
	}
	return s, nil
}

// withPolicies says beside a name that is no node's which policies there are.
func withPolicies(e *models.NameError, m *models.Model) error {
	if len(m.Policies) == 0 {
		return e
	}
	var ids []string
	for i := range m.Policies {
		ids = append(ids, m.Policies[i].ID)
	}
	hint := "policies are " + strings.Join(ids, ", ")
	if e.Hint != "" {
		hint = e.Hint + "; " + hint
	}
	return &models.NameError{Message: e.Message, Hint: hint}
}

// ofPolicy adds what a policy's answers can depend on. Options may give any node
// other needs.
func (s *subject) ofPolicy(c *compile.Compiled, p *models.Policy) {
	s.policy, s.names, s.any = p.ID, result.Names(p.Name), len(c.Model.Options) > 0
	x := concerns(c, p)
	s.nodes, s.populations = x.nodes, x.populations
}

// ofNode adds what a node's answers can depend on: what is below it, and with load
// whatever its users may come from.
func (s *subject) ofNode(c *compile.Compiled, id string) {
	n := c.Model.Node(id)
	s.node, s.names = id, result.Names(n.Name)
	s.below = c.Graph.Below(c.WithParts(c.Vertex(id)))
	for v, below := range s.below {
		if below {
			s.nodes[c.Model.Nodes[c.NodeOf(int32(v))].ID] = true
		}
	}
	if p := c.Model.PopulationOf(n); p != nil {
		s.populations[p.ID] = true
	}
	s.any = s.any || c.HasLoad() && len(s.incidents(c.Model)) > 0
}

func (s *subject) all() bool { return s.node == "" && s.policy == "" }

// policies returns the policy in question, none for all.
func (s *subject) policies() []string {
	if s.policy == "" {
		return nil
	}
	return []string{s.policy}
}

// related returns the facts that the answers can depend on, and counts the others.
func (s *subject) related(m *models.Model, all []unverified.Fact) []unverified.Fact {
	if s.all() || s.any {
		return all
	}
	incidents := map[string]bool{}
	for _, in := range s.incidents(m) {
		incidents[in.ID] = s.node != ""
	}
	out := slices.DeleteFunc(slices.Clone(all), func(f unverified.Fact) bool {
		return !slices.ContainsFunc(f.Variants, func(x unverified.Variant) bool {
			return s.nodes[x.Node] || s.populations[x.Population] || incidents[x.Incident]
		})
	})
	s.unrelated = len(all) - len(out)
	return out
}

// reachedBy says whether the node in question may notice that vertices fail.
func (s *subject) reachedBy(down []int32) bool {
	return s.node == "" || slices.ContainsFunc(down, func(v int32) bool { return s.below[v] })
}

// incidents returns those that say something of the node in question.
func (s *subject) incidents(m *models.Model) []*models.Incident {
	var out []*models.Incident
	for i := range m.Incidents {
		in := &m.Incidents[i]
		if s.all() || slices.ContainsFunc(in.Observed, func(o models.Observation) bool { return serviceOf(o.Node) == s.node }) {
			out = append(out, in)
		}
	}
	return out
}

// concerns says whether an answer is one of the subject's.
func (s *subject) concerns(a answer) bool {
	switch a.of {
	case result.FlipPolicy, result.FlipOptions:
		return s.all() || a.id == s.policy
	case result.FlipNode, result.FlipStart, result.FlipRedundancy, result.FlipVerdict:
		return s.all() || s.node != "" && serviceOf(a.id) == s.node
	}
	return s.all()
}

// serviceOf returns the service of a part; other nodes stand for themselves.
func serviceOf(ref string) string {
	id, _, _ := strings.Cut(ref, "@")
	return id
}
