package users

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// Counter counts the users who lose something: every person once a population,
// and those of services without one. It is not safe for concurrent use; any number
// may share a table.
type Counter struct {
	t     *Table
	first []int32   // population -> its first cell; one more at the end
	reach []float64 // cell (population and access node) -> the widest reach that is lost
	lost  []bool    // population -> it is in hit
	hit   []int32   // populations that lost anything
	own   float64   // users of services without a population, a whole number
}

// Counter returns a counter to which nothing is lost. It costs the populations.
func (t *Table) Counter() *Counter {
	c := &Counter{t: t, first: make([]int32, len(t.Populations)+1), lost: make([]bool, len(t.Populations))}
	for i := range t.Populations {
		c.first[i+1] = c.first[i] + int32(len(t.Populations[i].Shares))
	}
	c.reach = make([]float64, c.first[len(t.Populations)])
	return c
}

// Lose counts that a share of a vertex's users, 0 to 1, gets nothing from it. A
// vertex may be counted once until Forget.
func (c *Counter) Lose(v int32, share float64) {
	i := c.t.at[v]
	if i < 0 || share <= 0 {
		return
	}
	s := &c.t.Stakes[i]
	if s.Population < 0 {
		c.own += People(s.Users * share)
		return
	}
	if !c.lost[s.Population] {
		c.lost[s.Population] = true
		c.hit = append(c.hit, s.Population)
	}
	cell := c.first[s.Population] + s.Access
	c.reach[cell] = max(c.reach[cell], s.Reach*share)
}

// People returns how many of a population lose something: their share, 0 to 1, and
// their number, which is 0 where its size is not known.
func (c *Counter) People(population int) (share, people float64) {
	p := &c.t.Populations[population]
	sum := 0.0
	for a, reach := range c.reach[c.first[population]:c.first[population+1]] {
		sum += p.Shares[a] * reach
	}
	return sum / p.Whole, People(p.Size * sum / p.Whole)
}

// Users returns how many users lose something in all, a whole number.
func (c *Counter) Users() float64 {
	sum := c.own
	for _, p := range c.hit {
		_, people := c.People(int(p))
		sum += people
	}
	return sum
}

// Forget makes ready for another count. It costs what was hit.
func (c *Counter) Forget() {
	for _, p := range c.hit {
		clear(c.reach[c.first[p]:c.first[p+1]])
		c.lost[p] = false
	}
	c.hit, c.own = c.hit[:0], 0
}

// Down returns how many users lose something to what is down in a finished cascade,
// and forgets them. It costs what has fallen.
func (c *Counter) Down(run *cascade.Cascade) float64 {
	for _, v := range run.Fallen() {
		if run.Level(v) == graph.Down {
			c.Lose(v, 1)
		}
	}
	users := c.Users()
	c.Forget()
	return users
}
