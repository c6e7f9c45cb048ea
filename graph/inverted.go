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
