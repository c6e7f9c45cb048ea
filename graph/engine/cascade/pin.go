package cascade

// pins are vertices that keep what they have in another cascade's last run.
type pins struct {
	of   *Cascade
	list [2][]int32 // by system
	at   []bits     // vertex: in which systems
}

// Pin lets vertices have in the runs that follow, in one of the two systems, what they
// have in the last run of another cascade of the same vertices, whatever happens to them
// here: those of up whether they are up, those of notDown whether they are down. What a
// requirement holds without, and what hold-ups have used up, is as in the other one too.
func (c *Cascade) Pin(of *Cascade, notDown, up []int32) {
	c.base.used, c.base.hand = of.base.used, of.base.hand
	c.pins = &pins{of: of, list: [2][]int32{bitUp: up, bitNotDown: notDown}, at: make([]bits, c.g.Len())}
	for bit, list := range c.pins.list {
		for _, v := range list {
			c.pins.at[v] |= 1 << bit
		}
	}
}

// pinned returns the systems in which a vertex is pinned.
func (c *Cascade) pinned(v int32) bits {
	if c.pins == nil {
		return 0
	}
	return c.pins.at[v]
}

// pin lets pinned vertices lose what they have lost in the other cascade.
func (c *Cascade) pin() {
	if c.pins == nil {
		return
	}
	for bit, list := range c.pins.list {
		for _, v := range list {
			if lost := c.pins.of.lost[v] & (1 << bit); lost != 0 {
				c.pend(v, lost)
			}
		}
	}
}

// Worse returns the vertices that fare worse in the last run than in that of another
// cascade of the same vertices, in order of index. It costs what fell here.
func (c *Cascade) Worse(than *Cascade) []int32 {
	var out []int32
	for _, v := range c.Fallen() {
		if c.lost[v]&^than.lost[v] != 0 {
			out = append(out, v)
		}
	}
	return out
}
