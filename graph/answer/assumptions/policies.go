package assumptions

import (
	"strings"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// timelines is how many cascades a timeline costs, about.
const timelines = 30

// judge evaluates policies, each only where a change can make a difference to it.
type judge struct {
	v    *view
	each []concern
	name func(policy string) answer
	take []string // options that are taken besides
}

// concern is a policy, and the facts of which it can depend on.
type concern struct {
	id                 string
	nodes, populations map[string]bool
	held               bool // what it says of the model as it is
}

// policies returns what judges the model's policies, and what that costs.
func (v *view) policies() (cost int, j *judge) {
	j = &judge{v: v, name: func(id string) answer { return answer{of: result.FlipPolicy, id: id} }}
	for i := range v.c.Model.Policies {
		p := &v.c.Model.Policies[i]
		if v.of.policy != "" && p.ID != v.of.policy {
			continue
		}
		against, err := v.c.Model.SelectFailures(p.Against)
		if err != nil {
			continue // it names nothing that fails
		}
		runs := len(against)
		if p.MaxOutage != nil || p.Tolerance {
			runs *= timelines
		}
		if p.Failures == 2 {
			runs *= 1 + (len(against)-1)/2
		}
		cost += runs * v.mean
		j.each = append(j.each, concerns(v.c, p))
	}
	return cost, j
}

// concerns finds what a policy can depend on: what is below the protected nodes,
// and where shares count their populations.
func concerns(c *compile.Compiled, p *models.Policy) concern {
	out := concern{id: p.ID, nodes: map[string]bool{}, populations: map[string]bool{}}
	refs, _ := c.Model.Select(p.Protect) // loading has refused a model where that fails
	var protected []int32
	for _, ref := range refs {
		v := c.Vertex(ref)
		protected = append(protected, c.WithParts(v)...)
		if population := c.Model.PopulationOf(&c.Model.Nodes[c.NodeOf(v)]); population != nil && p.MaxShare != nil {
			out.populations[population.ID] = true
		}
	}
	for v, below := range c.Graph.Below(protected) {
		if below {
			out.nodes[c.Model.Nodes[c.NodeOf(int32(v))].ID] = true
		}
	}
	return out
}

// ask notes which policies are violated. The first time it is asked of the model
// as it is.
func (j *judge) ask(x *changed, out answers) error {
	var c *compile.Compiled
	for i := range j.each {
		p := &j.each[i]
		holds := p.held
		if x.asItIs || p.nodes[x.Node] || p.populations[x.Population] {
			var err error
			if c == nil {
				if c, err = j.with(x); err != nil {
					return err
				}
			}
			if holds, err = j.holds(c, p.id); err != nil {
				return err
			}
		}
		if x.asItIs {
			p.held = holds
		}
		if !holds {
			out[j.name(p.id)] = "violated"
		}
	}
	return nil
}

// with takes the options.
func (j *judge) with(x *changed) (*compile.Compiled, error) {
	if len(j.take) == 0 {
		return x.c, nil
	}
	m, err := x.c.Model.WithOptionsContext(j.v.ctx, j.take...)
	if err != nil {
		return nil, err
	}
	return compile.CompileContext(j.v.ctx, m)
}

// holds evaluates a policy. One that cannot be evaluated does not hold: its
// timeline comes to no end. The error is the context's.
func (j *judge) holds(c *compile.Compiled, id string) (bool, error) {
	v, err := gate.Evaluate(j.v.ctx, c, c.Model.Policy(id), j.v.after, 0)
	return err == nil && v.Violated == 0, j.v.ctx.Err()
}

// offerOptions looks at the choice of options: at all sets again where that is
// little work, else whether those that are chosen still suffice.
func (v *view) offerOptions(changes, policies int, take func(cost int, ask func(*changed, answers) error) bool) {
	m := v.mitigate
	if m == nil || m.Choice == nil {
		return
	}
	const most = 20 // options of which every set could be run
	once := policies + mitigations*size(v.c)
	if once <= maxEach { // else the product might overflow
		if all := once << min(most, len(m.Options)); all*(changes+1) <= maxWork && take(all, v.cheapest) {
			return
		}
	}
	v.leftOut = append(v.leftOut, "mitigate")
	if j := v.chosen(m); j != nil && take(once, j.ask) {
		v.suffices = j.take
	}
}

// chosen returns what judges the policies that the chosen options meet; nil where
// none are needed.
func (v *view) chosen(m *result.Mitigate) *judge {
	j := &judge{v: v, take: m.Choice.Options}
	list := strings.Join(j.take, ", ")
	j.name = func(id string) answer { return answer{of: result.FlipOptions, failure: list, id: id} }
	if len(j.take) == 0 {
		return nil
	}
	c, err := j.with(&changed{c: v.c})
	if err != nil {
		return nil // what was chosen can be taken
	}
	for _, x := range m.Policies {
		if p := c.Model.Policy(x.ID); p != nil && x.Choice.Found {
			j.each = append(j.each, concerns(c, p))
		}
	}
	return j
}

// mitigations is how many passes over a model it costs to take options.
const mitigations = 5

// cheapest notes which options are the cheapest, for each policy and for all.
func (v *view) cheapest(x *changed, out answers) error {
	a, err := mitigate.Ask(v.ctx, x.c, mitigate.Question{After: v.after, Policies: v.of.policies()})
	if err != nil {
		return err
	}
	note := func(id string, c *result.Choice) {
		value := strings.Join(c.Options, ", ")
		switch {
		case !c.Found:
			value = "(none)"
		case value == "":
			value = "(nothing)"
		}
		out[answer{of: result.FlipOptions, id: id}] = value
	}
	for i := range a.Policies {
		note(a.Policies[i].ID, a.Policies[i].Choice)
	}
	note("", a.Choice)
	return nil
}
