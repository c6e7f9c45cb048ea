package graph

// Inverted says whether the member at a slot does harm by being there: it stands in an odd
// number of requirements that hold while what they name is down. It costs the nesting.
func (g *Graph) Inverted(slot int32) (odd bool) {
	if len(g.unless) == 0 {
		return false
	}
	for ; slot >= 0; slot = g.gateSlot[g.slotGate[slot]] {
		odd = odd != g.Mods(g.slotGate[slot]).Unless
	}
	return odd
}

// Beneath says whether the member at a slot stands in a requirement that holds while what
// it names is down, at any nesting: nothing goes through there. It costs the nesting.
func (g *Graph) Beneath(slot int32) bool {
	if len(g.unless) == 0 {
		return false
	}
	for ; slot >= 0; slot = g.gateSlot[g.slotGate[slot]] {
		if g.Mods(g.slotGate[slot]).Unless {
			return true
		}
	}
	return false
}

// Carriers says of every vertex whether demand on one of vs may go there, over any number
// of steps, or is on it: Below, but through what holds while something is down. It costs
// as much.
func (g *Graph) Carriers(vs []int32) []bool {
	return g.below(vs, func(slot int32) bool { return !g.Beneath(slot) })
}
