package result

// CutSets are the minimal cut sets of a node.
type CutSets struct {
	Header
	Node  string `json:"node"`
	Names Names  `json:"-"`
	Level string `json:"level"` // "down", or "degraded": out of up
	After string `json:"after"`

	LoadIgnored bool `json:"load_ignored,omitempty"` // the model has demand or capacity, and this is answered without

	Order *int `json:"order"` // the largest size asked for; null: any
	// Truncated says that sets are missing from Count or from Sets.
	Truncated bool `json:"truncated"`
	// CompleteTo is the size up to which Count has all sets, and ListedTo that up
	// to which Sets has; null: no set of the order asked for is missing.
	CompleteTo *int       `json:"complete_to"`
	ListedTo   *int       `json:"listed_to,omitempty"`
	Count      string     `json:"count"`         // a decimal number
	BySize     []SizeOf   `json:"by_size"`       // sizes that occur, ascending
	Sets       [][]string `json:"sets,omitzero"` // by size, then by name; absent where only the number was asked for
}

// SizeOf is how many sets there are of a size.
type SizeOf struct {
	Size  int    `json:"size"`
	Count string `json:"count"`
}

// Availability says how likely nodes are not to be down, or to be up.
type Availability struct {
	Header
	Level string          `json:"level"` // "down", or "degraded": what is not available is what is not up
	After string          `json:"after"`
	Nodes []NodeAvailable `json:"nodes"` // by id

	LoadIgnored bool `json:"load_ignored,omitempty"` // as that of CutSets
}

// NodeAvailable is the availability of one node, or part.
type NodeAvailable struct {
	ID             string   `json:"id"`
	Names          Names    `json:"-"`
	Availability   float64  `json:"availability"`
	Unavailability float64  `json:"unavailability"` // kept beside it, since 1 - 1e-20 is 1
	DowntimeHours  float64  `json:"downtime_hours_per_year"`
	Exact          bool     `json:"exact"`
	UserHours      *float64 `json:"user_hours_per_year,omitempty"` // of services whose users are known

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
	Names       Names    `json:"-"`
	Birnbaum    float64  `json:"birnbaum"`       // P1 - P0
	Criticality float64  `json:"criticality"`    // p (P1 - P0) / P
	Fussell     *float64 `json:"fussell_vesely"` // that some cut set with the node has failed, given P; null where that takes too much
	RAW         float64  `json:"raw"`            // P1 / P
	RRW         *float64 `json:"rrw"`            // P / P0; null for infinite
}
