package result

// Availability says how likely nodes are not to be down, or to be up.
type Availability struct {
	Header
	Level Level           `json:"level"` // LevelDown, or LevelDegraded: what is not available is what is not up
	After string          `json:"after"`
	Nodes []NodeAvailable `json:"nodes"` // by id

	LoadIgnored bool `json:"load_ignored,omitempty"` // as that of CutSets
	Apart
	Importance bool `json:"importance_asked,omitempty"` // how much each node matters was asked for
}

// NodeAvailable is the availability of one node, or part.
type NodeAvailable struct {
	ID             string   `json:"id"`
	Names          Names    `json:"names,omitempty"`
	Availability   float64  `json:"availability"`
	Unavailability float64  `json:"unavailability"` // kept beside it, since 1 - 1e-20 is 1
	DowntimeHours  float64  `json:"downtime_hours_per_year"`
	Exact          bool     `json:"exact"`
	UserHours      *float64 `json:"user_hours_per_year,omitempty"` // of services whose users are known

	// Coherent is false where a failure may help (a requirement that holds while something is
	// down), and nil elsewhere. Birnbaum and criticality may then be below 0.
	Coherent *bool `json:"coherent,omitempty"`

	Estimate   *Estimate `json:"estimate,omitempty"`   // where it is not exact
	Importance []Matter  `json:"importance,omitempty"` // by criticality, then by id; of exact answers
}

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
