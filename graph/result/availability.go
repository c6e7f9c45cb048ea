package result

// Availability says how likely nodes are not to be down, or to be up.
type Availability struct {
	Header
	Level Level           `json:"level"` // LevelDown, or LevelDegraded: what is not available is what is not up
	After string          `json:"after"`
	Nodes []NodeAvailable `json:"nodes"` // by id

	AssumedPerfect *Nodes `json:"assumed_perfect,omitempty"`     // what these rest on together; see NodeAvailable
	RestsCut       bool   `json:"assumed_perfect_cut,omitempty"` // the work was bounded: the last nodes do not say what each rests on

	LoadIgnored bool `json:"load_ignored,omitempty"`     // as that of CutSets
	Importance  bool `json:"importance_asked,omitempty"` // how much each node matters was asked for
	Apart
}

// NodeAvailable is the availability of one node, or part.
type NodeAvailable struct {
	ID             string  `json:"id"`
	Names          Names   `json:"names,omitempty"`
	Availability   float64 `json:"availability"`
	Unavailability float64 `json:"unavailability"` // kept beside it, since 1 - 1e-20 is 1
	DowntimeHours  float64 `json:"downtime_hours_per_year"`
	Exact          bool    `json:"exact"`
	UserHours      Users   `json:"user_hours_per_year,omitzero"` // of services; null where their users are not known

	// Never says that it is proved that nothing takes it there that the model gives a chance.
	Never bool `json:"never,omitempty"`
	// TooSmall says that it is not never, and less than 1e-300, which stands in its place.
	TooSmall bool `json:"too_small,omitempty"`
	// Bounds are proved: the least and the most that the unavailability is, where it is not
	// exact and nobody asked for trials.
	Bounds *[2]float64 `json:"bounds,omitempty"`
	// AssumedPerfect are the nodes that it rests on and of which the model does not say how
	// often they fail, the node itself among them; StatedZero those of which it says never.
	AssumedPerfect *Nodes `json:"assumed_perfect,omitempty"`
	StatedZero     *Nodes `json:"stated_zero,omitempty"`

	// Coherent is false where a failure may help (a requirement that holds while something is
	// down), and nil elsewhere. Birnbaum and criticality may then be below 0.
	Coherent *bool `json:"coherent,omitempty"`

	Estimate   *Estimate `json:"estimate,omitempty"`   // where it is not exact
	Importance []Matter  `json:"importance,omitempty"` // by criticality, then by id; of exact answers
}

// Nodes are counted, and the first are named.
type Nodes struct {
	Count int      `json:"count"`
	First []string `json:"first"` // by id, at most MaxNodesNamed
}

// MaxNodesNamed is how many nodes are named that are counted.
const MaxNodesNamed = 10

// Estimate is the interval that has the true unavailability in 95 of 100 cases.
type Estimate struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Trials int64   `json:"trials"`
	Seed   uint64  `json:"seed"`
}

// Matter is how much a node's own failures matter to another's availability. P
// is the unavailability, p that of the node itself, P1 and P0 are P with the
// node failed and with it never failing.
type Matter struct {
	Node        string   `json:"node"`
	Birnbaum    float64  `json:"birnbaum"`       // P1 - P0
	Criticality float64  `json:"criticality"`    // p (P1 - P0) / P
	Fussell     *float64 `json:"fussell_vesely"` // that some cut set with the node has failed, given P; where a failure may help, that some prime implicant holds in which the node fails; null where that takes too much
	RAW         float64  `json:"raw"`            // P1 / P
	RRW         *float64 `json:"rrw"`            // P / P0; null for infinite
}
