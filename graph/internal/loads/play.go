package loads

import "slices"

// play is a model in the course of a script.
type play struct {
	*model
	script Script
	now    int
	memory memory

	begun     bool            // whether the script has
	calm      bool            // the settled start: no delay gives anything
	marks     map[string]bool // as levels reads them: what is overloaded
	leftAside bool            // levels leaves aside what sheds and degrades
	held      map[string]bool // what is overloaded now
	returning map[string]bool // what was tripped, and has not come up since
	takenUp   string          // a node that is taken to be up
	forgiven  map[string]bool // vertices whose recoveries are not waited for
	switched  map[*want]bool  // groups whose switches are taken as done

	demand, capacity map[string]float64 // as they are now, by node
	asideNow         map[string]string  // see routing
}

// most is at how many moments a script without an end is given up.
const most = 400

// Play plays a script through.
func Play(doc Doc, script Script) Course {
	p := &play{model: read(doc), script: script, memory: newMemory(), held: map[string]bool{}, returning: map[string]bool{}}
	c := Course{Flaps: -1}
	c.Before = p.start(&c)
	for range most {
		c.States = append(c.States, p.moment(&c))
		next := p.next()
		if next > script.End {
			c.Ends = next == Ever+1
			return c
		}
		p.now = next
	}
	return c
}

// start is the settled start: "what overload keeps from being up with nothing failed has
// been so, its hold-ups used and fail-overs done".
func (p *play) start(c *Course) State {
	const longAgo = -1 << 40
	p.calm, p.now = true, longAgo
	p.setAmounts()
	state := p.settle(c)
	p.calm, p.now, p.returning = false, 0, map[string]bool{}
	_, p.memory.waits = p.levels(p.held) // they begin to recover when what keeps them down ends
	p.begun = true
	return state
}

// moment is what is so once all is done that happens now: "repairs, then failures, then
// demand, then one recomputation".
func (p *play) moment(c *Course) State {
	for _, e := range p.script.Events {
		for _, name := range e.Repair { // "`repair` ends all of them, trips included"
			if e.At == p.now {
				delete(p.held, name)
				delete(p.returning, name)
			}
		}
	}
	p.setAmounts()
	return p.settle(c)
}

// settle finds the state now and remembers what matters later.
func (p *play) settle(c *Course) State {
	s, ok := p.rest()
	if !ok && c.Flaps < 0 {
		c.Flaps = max(p.now, 0)
	}
	p.asideNow = s.aside
	p.serve(s.levels)
	lost := p.lost(s)
	state := p.state(s, lost)
	p.remember(s.levels, s.waits, lost)
	return state
}

// next is when something is due next; after Ever if nothing is.
func (p *play) next() int {
	next := Ever + 1
	due := func(at int) {
		if at > p.now {
			next = min(next, at)
		}
	}
	for _, e := range p.script.Events {
		due(e.At)
		due(e.At + e.For)
	}
	for _, w := range p.memory.waits {
		due(w.due)
	}
	for _, g := range p.memory.group {
		if g.switching {
			due(g.due)
		}
	}
	for _, since := range []map[*want]int{p.memory.below, p.memory.down} {
		for w, at := range since {
			due(at + w.holdup)
		}
	}
	for w, past := range p.memory.lost {
		for _, at := range past {
			due(at.from + w.holdup)
		}
	}
	return next
}

// strikes says whether a fault that an event brought to some vertices, and that is still
// there, is one of the vertex or of its service.
func (p *play) strikes(e Event, struck []string, vertex string) bool {
	if !p.begun || e.At > p.now || e.For > 0 && e.At+e.For <= p.now {
		return false
	}
	return slices.ContainsFunc(struck, func(name string) bool {
		return (name == vertex || name == p.nodeOf(vertex)) && !p.repaired(name, e.At)
	})
}

// repaired says whether a vertex, or its service, was repaired after a moment: a repair
// comes before the failures of its own moment.
func (p *play) repaired(name string, after int) bool {
	return slices.ContainsFunc(p.script.Events, func(e Event) bool {
		return after < e.At && e.At <= p.now && (slices.Contains(e.Repair, name) || slices.Contains(e.Repair, p.nodeOf(name)))
	})
}

// setAmounts finds the demands and capacities that hold now.
func (p *play) setAmounts() {
	p.demand = p.amounts("demand", func(e Event) map[string]float64 { return e.Demand })
	p.capacity = p.amounts("capacity", func(e Event) map[string]float64 { return e.Capacity })
}

// amounts are what the model says, or the last event that set it and has not ended.
func (p *play) amounts(key string, of func(Event) map[string]float64) map[string]float64 {
	now := map[string]float64{}
	for _, node := range p.nodes {
		if p.keys[node][key] != nil {
			now[node] = amount(p.keys[node][key])
		}
	}
	last := map[string]Event{}
	for _, e := range p.script.Events {
		for node := range of(e) {
			if p.begun && e.At <= p.now && e.At >= last[node].At {
				last[node] = e
			}
		}
	}
	for node, e := range last {
		if e.For == 0 || p.now < e.At+e.For {
			now[node] = of(e)[node]
		}
	}
	return now
}
