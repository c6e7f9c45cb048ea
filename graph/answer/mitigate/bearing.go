package mitigate

import (
	"slices"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// bearing finds to which policies load may matter, in the model or with any one option.
type bearing struct {
	j        *judge
	compiled []*compile.Compiled // of the models in which demand reaches a capacity, when they are wanted
	made     bool
}

func newBearing(j *judge) *bearing { return &bearing{j: j} }

// matters says whether something that a policy protects needs what has a capacity.
func (b *bearing) matters(p *models.Policy) (bool, error) {
	if b.j.c.LeavesOutLoad() {
		return false, nil
	}
	if err := b.make(); err != nil {
		return false, err
	}
	for _, c := range b.compiled {
		protected, err := c.Model.SelectContext(b.j.ctx, p.Protect)
		if err != nil {
			return false, err
		}
		var vertices []int32
		for _, id := range protected {
			vertices = append(vertices, c.WithParts(c.Vertex(id))...)
		}
		below := c.Graph.Below(vertices)
		for i := range c.Model.Nodes {
			if bears(&c.Model.Nodes[i]) && slices.ContainsFunc(c.WithParts(int32(i)), func(v int32) bool { return below[v] }) {
				return true, nil
			}
		}
	}
	return false, nil
}

func bears(n *models.Node) bool { return n.Load != nil && n.Load.Capacity != nil }

// make compiles the models once.
func (b *bearing) make() error {
	if b.made {
		return nil
	}
	b.made = true
	for _, m := range append([]*models.Model{b.j.base}, b.j.with...) {
		if !slices.ContainsFunc(m.Nodes, func(n models.Node) bool { return bears(&n) }) {
			continue
		}
		c, err := b.j.compile(m)
		if err != nil {
			return err
		}
		if c != nil && c.Load(nil).Bears() {
			b.compiled = append(b.compiled, c)
		}
	}
	return nil
}
