package sweep

import "slices"

// Stakes says what is lost when vertices fall. Everything is an index from 0.
type Stakes struct {
	Nodes       int          // vertices below it are nodes, which count as nodes down; the others are parts
	Stakes      []Stake      // by vertex, ascending; a vertex without one is a node and nothing more
	Services    []Service    // by vertex, ascending
	Populations []Population // those of which there is a figure
	Sectors     []Sector
	Round       func(people float64) float64 // to whole people; never further than one away
}

// Stake is what falls with one vertex: a service without parts, or a part.
type Stake struct {
	Vertex     int32
	Users      float64 // a whole number: users of it alone
	Population int32   // -1: none
	Cells      []int32 // of the population: those who have the part
	Reach      float64 // the share of those that use it
	Sector     int32   // -1: none
	Weight     float64 // its weight in the sector
}

// Service is a node that counts as hit when it is not up. It goes up and down with
// its parts.
type Service struct {
	Vertex    int32
	Parts     []int32 // vertices
	Uncounted bool    // there is no figure of its users
}

// Population counts its people once: in each cell at most as many as use any service
// that is down there, and at most all.
type Population struct {
	Size  float64   // of those that its own services have, 0 or more
	Most  float64   // as many as there can be, those of populations that are some of it included
	Of    int32     // the population that they are some of, which comes later; -1: none
	Cells []float64 // shares; they sum to about 1
}

// Sector fails when the weight of what is down, over Whole, reaches Limit.
type Sector struct {
	Whole, Limit float64 // both above 0
}

// Effect is what a failure takes down.
type Effect struct {
	Users     float64 // a whole number, the upper end; each person counted once a population
	Uncounted int     // services that are hit and whose users are not known
	Services  int     // that are hit: not up
	Sectors   int     // failed
	Nodes     int     // down for all, those that failed themselves included
}

// nested says whether some of a population are another.
func (s *Stakes) nested() bool {
	return slices.ContainsFunc(s.Populations, func(p Population) bool { return p.Of >= 0 })
}
