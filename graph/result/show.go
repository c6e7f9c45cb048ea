package result

// Show is all that a model says of one node.
type Show struct {
	Header
	Node ShowNode `json:"node"`
}

// ShowNode is one node in full.
type ShowNode struct {
	ListNode
	KindNames    Names         `json:"kind_names,omitempty"`
	Description  string        `json:"description,omitempty" in:"Descriptions"`
	Descriptions Names         `json:"descriptions,omitempty"`
	Vendor       string        `json:"vendor,omitempty"`
	Region       string        `json:"region,omitempty"`
	Tags         []string      `json:"tags,omitempty"`
	Fails        bool          `json:"fails"` // false: a grouping
	Source       string        `json:"source,omitempty"`
	Asof         string        `json:"asof,omitempty"`
	Confidence   string        `json:"confidence,omitempty"`
	Population   string        `json:"population,omitempty"`
	Users        *float64      `json:"users,omitempty"`
	Parts        []ShowPart    `json:"parts,omitempty"` // by access id
	Load         *ShowLoad     `json:"load,omitempty"`
	Needs        []Requirement `json:"needs"`
	NeededBy     []string      `json:"needed_by"` // ids, sorted
	File         string        `json:"file"`
	Line         int           `json:"line"`
}

// ShowLoad is a node's demand and capacity, both in Unit.
type ShowLoad struct {
	Demand   *float64           `json:"demand,omitempty"`
	Capacity *float64           `json:"capacity,omitempty"`
	Unit     string             `json:"unit,omitempty"`
	Overload string             `json:"overload,omitempty"`  // "trip", "shed" or "degrade"
	SpillsTo map[string]float64 `json:"spills_to,omitempty"` // where a share of its demand goes while it is down
}

// ShowPart is one part of a service.
type ShowPart struct {
	Access string  `json:"access"`
	Name   string  `json:"name" in:"Names"`
	Names  Names   `json:"names,omitempty"`
	Share  float64 `json:"share"` // of the population, 0 to 1
}

// Requirement is an entry of needs, in the words of the model language: one of
// On, Any, All and AtLeast with Of.
type Requirement struct {
	On       string        `json:"on,omitempty"`
	Any      []Requirement `json:"any,omitempty"`
	All      []Requirement `json:"all,omitempty"`
	AtLeast  int           `json:"at_least,omitempty"`
	Of       []Requirement `json:"of,omitempty"`
	Failover string        `json:"failover,omitempty"`
	Holdup   string        `json:"holdup,omitempty"`
	Accepts  string        `json:"accepts,omitempty"`
	Loss     string        `json:"loss,omitempty"`

	// its own grounds, in the answer to show
	Source     string `json:"source,omitempty"`
	Asof       string `json:"asof,omitempty"`
	Confidence string `json:"confidence,omitempty"`
}
