package sweep

// Stakes says what is lost when vertices fall. Everything is an index from 0.
type Stakes struct {
	Nodes       int          // vertices below it are nodes, which count as nodes down; the others are parts
	Stakes      []Stake      // by vertex, ascending; a vertex without one is a node and nothing more
	Services    int          // how many services there are
	Populations []Population // those whose size is known
	Sectors     []Sector
}

// Stake is what falls with one vertex: a service without parts, or a part.
type Stake struct {
	Vertex     int32
	Service    int32   // counts once, however many of its parts fall
	Users      float64 // a whole number: users of it alone
	Population int32   // -1: none
	Access     int32   // the position of its access node in the population
	Reach      float64 // the share of those behind the access node that use it
	Sector     int32   // -1: none
	Weight     float64 // its weight in the sector
}

// Population counts its people once: behind each access node as many as the
// service with the widest reach that is down there.
type Population struct {
	Size   float64
	Shares []float64 // by access node; they sum to about 1
}

// Sector fails when the weight of what is down, over Whole, reaches Limit.
type Sector struct {
	Whole, Limit float64 // both above 0
}

// Effect is what a failure takes down.
type Effect struct {
	Users    float64 // a whole number; each person counted once a population
	Services int     // down for some of their users or for all
	Sectors  int     // failed
	Nodes    int     // down for all, those that failed themselves included
}
