package users

import "github.com/meoktong/meoktong/graph"

// Run is failures that have been run.
type Run interface {
	Fallen() []int32
	Level(v int32) graph.Level
	Before(v int32) graph.Level // with nothing failed
}

// Turning is a Run in which users may be turned away from what is not down.
type Turning interface {
	Run
	Hurt() []int32             // what is below up, and what turns users away
	LostSince(v int32) float64 // the share of a vertex's users who get nothing and did before
}

// Counter counts the users who lose something: every person once a population,
// and those of services without one. It is not safe for concurrent use; any number
// may share a table.
type Counter struct {
	t      *Table
	widest []float64 // cell -> the widest reach that is lost
	sum    []float64 // cell -> the reaches that are lost, added up
	lost   []bool    // population -> it is in lose
	lose   []int32   // populations that lost anything themselves
	own    span      // users of services without a population
	hit    []bool    // service -> it is in hits
	hits   []int32   // services that are hit
	missed []bool    // service -> Down has found it hit, and there is no figure of it
	misses int       // of these
	known  bool      // Down has found a service hit of which there is a figure
	spans  []span    // population -> how many lose something, while that is added up
}

// span is how many lose something, at the least and at the most.
type span struct{ least, most float64 }

// with adds others who may be the same people.
func (s span) with(other span) span {
	return span{max(s.least, other.least), s.most + other.most}
}

// Counter returns a counter to which nothing is lost. It costs the populations.
func (t *Table) Counter() *Counter {
	cells := t.firstCell[len(t.Populations)]
	return &Counter{t: t, widest: make([]float64, cells), sum: make([]float64, cells),
		lost: make([]bool, len(t.Populations)), hit: make([]bool, len(t.Services)), missed: make([]bool, len(t.Services)), spans: make([]span, len(t.Populations))}
}

// Hit counts that some users of a service find it worse than before, whether they
// lose it or not.
func (c *Counter) Hit(node int32) { c.hitService(c.t.service[node]) }

// HasHit says whether a service has been counted by Hit, since the last Forget.
func (c *Counter) HasHit(node int32) bool { return c.hit[c.t.service[node]] }

func (c *Counter) hitService(i int32) {
	if i >= 0 && !c.hit[i] {
		c.hit[i] = true
		c.hits = append(c.hits, i)
	}
}

// Lose counts that a share of a vertex's users, 0 to 1, gets nothing from it. A
// vertex may be counted once until Forget. Whoever counts it counts its service by
// Hit, too.
func (c *Counter) Lose(v int32, share float64) {
	i := c.t.at[v]
	if i < 0 || share <= 0 {
		return
	}
	s := &c.t.Stakes[i]
	if s.Population < 0 {
		lost := People(s.Users * share)
		c.own = c.own.with(span{lost, lost})
		return
	}
	if !c.lost[s.Population] {
		c.lost[s.Population] = true
		c.lose = append(c.lose, s.Population)
	}
	first, reach := c.t.firstCell[s.Population], s.Reach*share
	for _, cell := range s.Cells {
		c.widest[first+cell] = max(c.widest[first+cell], reach)
		c.sum[first+cell] += reach
	}
}

// share returns what share of a population loses something itself.
func (c *Counter) share(population int32) (out span) {
	if !c.lost[population] {
		return out
	}
	first := c.t.firstCell[population]
	for i, share := range c.t.Populations[population].Cells {
		out.least += share * c.widest[first+int32(i)]
		out.most += share * min(1, c.sum[first+int32(i)])
	}
	return out
}

// people returns how many of each population lose something, those among them who are
// another, too. The answer is valid until the next.
func (c *Counter) people() []span {
	out := c.spans
	clear(out)
	if len(c.lose) == 0 {
		return out
	}
	for _, i := range c.t.inward {
		p, share := &c.t.Populations[i], c.share(i)
		if share.most > 0 {
			out[i] = out[i].with(p.of(share))
		}
		out[i].most = min(out[i].most, p.Most)
		if p.Of >= 0 {
			out[p.Of] = out[p.Of].with(out[i])
		}
	}
	return out
}

// of returns how many a share of the population is: none that is known, where
// nothing bounds it.
func (p *Population) of(share span) span {
	switch {
	case p.Sized:
		return span{p.Size * share.least, p.Size * share.most}
	case p.Most < never:
		return span{0, p.Most * share.most}
	}
	return span{}
}

// never is more than any number of people.
const never = 1e300

// Forget makes ready for another count. It costs what was hit.
func (c *Counter) Forget() {
	for _, p := range c.lose {
		clear(c.widest[c.t.firstCell[p]:c.t.firstCell[p+1]])
		clear(c.sum[c.t.firstCell[p]:c.t.firstCell[p+1]])
		c.lost[p] = false
	}
	for _, s := range c.hits {
		c.hit[s] = false
	}
	c.lose, c.hits, c.own = c.lose[:0], c.hits[:0], span{}
}

// Down returns how many users lose something to what is down in a finished run and
// was not with nothing failed, and forgets them. It costs what has fallen.
func (c *Counter) Down(run Run) Sum {
	c.fallen(run)
	for _, s := range c.hits {
		switch {
		case c.t.Services[s].Counted:
			c.known = true
		case !c.missed[s]:
			c.missed[s] = true
			c.misses++
		}
	}
	sum := c.Sum()
	c.Forget()
	return sum
}

// Least returns how many lose something at the least of what Down counts, whatever they are,
// and forgets them: the lower ends, where Down has the upper ones. It costs what has fallen
// and the populations.
func (c *Counter) Least(run Run) (least float64) {
	c.fallen(run)
	for _, x := range c.Counted() {
		least += x.Least
	}
	c.Forget()
	return least
}

// fallen counts what is worse in a finished run than with nothing failed.
func (c *Counter) fallen(run Run) {
	turning, turns := run.(Turning)
	hurt := run.Fallen
	if turns {
		hurt = turning.Hurt
	}
	for _, v := range hurt() {
		level, share := run.Level(v), 0.0
		if level == graph.Down && run.Before(v) > graph.Down {
			share = 1
		}
		if turns {
			share = turning.LostSince(v)
		}
		if level >= run.Before(v) && share == 0 {
			continue
		}
		if int(v) < len(c.t.service) {
			c.Hit(v)
		} else if i := c.t.at[v]; i >= 0 {
			c.hitService(c.t.Stakes[i].Service)
		}
		c.Lose(v, share)
	}
}

// Uncounted returns how many services Down has found hit so far, one time or another,
// of whose users there is no figure.
func (c *Counter) Uncounted() int { return c.misses }

// Known says whether anything is known of all that Down has found hit so far, as [Sum.Known]
// does of one time.
func (c *Counter) Known() bool { return c.known || c.misses == 0 }
