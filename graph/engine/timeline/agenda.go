package timeline

import "time"

// agenda is a heap of moments at which vertices are looked at again.
type agenda []alarm

type alarm struct {
	at     time.Duration
	vertex int32
}

func (a agenda) Len() int           { return len(a) }
func (a agenda) Less(i, j int) bool { return a[i].at < a[j].at }
func (a agenda) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)        { *a = append(*a, x.(alarm)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// components is a heap of components in topological order.
type components []int32

func (c components) Len() int           { return len(c) }
func (c components) Less(i, j int) bool { return c[i] < c[j] }
func (c components) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *components) Push(x any)        { *c = append(*c, x.(int32)) }
func (c *components) Pop() any {
	last := (*c)[len(*c)-1]
	*c = (*c)[:len(*c)-1]
	return last
}
