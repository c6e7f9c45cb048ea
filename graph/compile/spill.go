package compile

import (
	"encoding/binary"
	"slices"
)

// Demand that spills over within a population stays with the same people. Where
// services between which it spills have other parts each, it is followed by cells:
// segments that are alike to all of them. Without a part for some of them a cell has no
// place there, and a share of 0.

// spillGroups returns for each service the services of its population between which
// demand spills, in whatever direction, itself included, in order.
func (c *Compiled) spillGroups() map[int32][]int32 {
	group := map[int32][]int32{}
	of := func(i int32) []int32 {
		if group[i] == nil {
			group[i] = []int32{i}
		}
		return group[i]
	}
	for i := range c.Model.Nodes {
		n := &c.Model.Nodes[i]
		if n.Load == nil || n.Use == nil || n.Use.Population == "" {
			continue
		}
		for _, s := range n.Load.SpillsTo {
			to := int32(c.Model.Index(s.To))
			if t := &c.Model.Nodes[to]; t.Use == nil || t.Use.Population != n.Use.Population || slices.Contains(of(int32(i)), to) {
				continue
			}
			joined := slices.Concat(of(int32(i)), of(to))
			slices.Sort(joined)
			for _, x := range joined {
				group[x] = joined
			}
		}
	}
	return group
}

// cells returns the parts of a service that the cells of its group see, and what share
// of those who have a part each is.
func (c *Compiled) cells(service int32, group []int32) (seen []int32, shares []float64) {
	parts := c.Model.PartsOf(int(service))
	if alike := !slices.ContainsFunc(group, func(i int32) bool { return c.Model.PartsOf(int(i)) != parts }); alike {
		for k := range parts.Len() {
			seen, shares = append(seen, c.firstPart[service]+int32(k)), append(shares, parts.Share(k))
		}
		return seen, shares
	}
	number := map[string]int{}
	var key []byte
	whole := parts.All() * parts.Segments.Whole()
	for i := range parts.Segments.Len() {
		key = key[:0]
		for _, x := range group {
			key = binary.AppendVarint(key, int64(c.PartOf(x, i)))
		}
		cell, met := number[string(key)]
		if !met {
			cell = len(seen)
			number[string(key)] = cell
			seen, shares = append(seen, c.PartOf(service, i)), append(shares, 0)
		}
		if seen[cell] >= 0 {
			shares[cell] += parts.Segments.Share(i) / whole
		}
	}
	return seen, shares
}
