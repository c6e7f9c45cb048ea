package compile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models"
)

// maxCircles bounds the list of loops: past it a broken model says nothing new.
const maxCircles = 100

// checkUnless finds loops that lead through an unless: whether such a requirement holds
// would hang on itself. The error is models.Problems, one for each requirement. Where there
// is none it costs a look at each unless; else that at the loop for each.
func (c *Compiled) checkUnless() error {
	var wrong []models.Warning
	seen := map[[2]int]bool{}
	for _, gate := range c.Graph.Unless() {
		if len(wrong) == maxCircles {
			break
		}
		v := c.Graph.Owner(gate)
		back := c.inLoop(gate)
		if node, need := c.Requirement(gate); back >= 0 && !seen[[2]int{int(node), need}] {
			seen[[2]int{int(node), need}] = true
			wrong = append(wrong, models.Warning{Node: c.Model.Nodes[node].ID, Need: need, Code: "unless-cycle", Severity: models.SeverityError,
				Message: fmt.Sprintf("a loop leads through this unless, so that whether it holds hangs on itself: %s", c.circle(v, back)),
				Hint:    "leave one hop of the loop out"})
		}
	}
	if wrong == nil {
		return nil
	}
	return c.Model.Located(wrong...)
}

// inLoop returns a vertex that a gate names, at any nesting, and that needs the gate's
// own, over any number of steps; -1 if there is none.
func (c *Compiled) inLoop(gate int32) int32 {
	component := c.Graph.Component(c.Graph.Owner(gate))
	for _, m := range c.Graph.Named(gate) {
		if c.Graph.Component(m) == component {
			return m
		}
	}
	return -1
}

// circle names the vertices on the shortest way from v by what it names back to v.
func (c *Compiled) circle(v, by int32) string {
	from := map[int32]int32{by: by}
	for queue := []int32{by}; len(queue) > 0; queue = queue[1:] {
		x := queue[0]
		if x == v {
			break
		}
		for slot, end := c.Graph.Slots(x); slot < end; slot++ {
			m := c.Graph.Member(slot)
			if m < 0 || c.Graph.Component(m) != c.Graph.Component(v) {
				continue
			}
			if _, seen := from[m]; !seen {
				from[m] = x
				queue = append(queue, m)
			}
		}
	}
	names := []string{c.Name(v)}
	for x := v; x != by; {
		x = from[x]
		names = append(names, c.Name(x))
	}
	slices.Reverse(names[1:])
	return c.Name(v) + " unless " + strings.Join(append(names[1:], c.Name(v)), ", which needs ")
}
