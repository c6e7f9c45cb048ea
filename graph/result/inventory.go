package result

// List is what is in a model.
type List struct {
	Header
	Nodes []ListNode `json:"nodes"` // by id
}

// ListNode is one node of a list.
type ListNode struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Sector   string `json:"sector"`
	Name     string `json:"name"`
	Names    Names  `json:"names,omitempty"`
	Operator string `json:"operator"`
	Site     string `json:"site"`
	Top      bool   `json:"top"` // nothing needs it

	KindNames Names `json:"-"`
}

// Show is all that a model says of one node.
type Show struct {
	Header
	Node ShowNode `json:"node"`
}

// ShowNode is one node in full.
type ShowNode struct {
	ListNode
	Description string        `json:"description,omitempty"`
	Vendor      string        `json:"vendor,omitempty"`
	Region      string        `json:"region,omitempty"`
	Tags        []string      `json:"tags,omitempty"`
	Fails       bool          `json:"fails"` // false: a grouping
	Source      string        `json:"source,omitempty"`
	Asof        string        `json:"asof,omitempty"`
	Confidence  string        `json:"confidence,omitempty"`
	Population  string        `json:"population,omitempty"`
	Users       *float64      `json:"users,omitempty"`
	Parts       []ShowPart    `json:"parts,omitempty"` // by access id
	Load        *ShowLoad     `json:"load,omitempty"`
	Needs       []Requirement `json:"needs"`
	NeededBy    []string      `json:"needed_by"` // ids, sorted
	File        string        `json:"file"`
	Line        int           `json:"line"`
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
	Name   string  `json:"name"`
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

// Check says whether a model is sound.
type Check struct {
	Header
	Problems     []Problem `json:"problems"` // in the order of files and lines
	Nodes        int       `json:"nodes"`    // 0 where the model is invalid
	Requirements int       `json:"requirements"`

	FalseRedundancy *FalseRedundancy `json:"false_redundancy,omitempty"` // of a valid model
	ColdStart       *ColdStart       `json:"cold_start,omitempty"`       // of a valid model
}

// Problem is one thing that is wrong or doubtful.
type Problem struct {
	Severity string `json:"severity"` // "error" or "warning"
	Code     string `json:"code"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Text     string `json:"-"` // the line of the file
	Width    int    `json:"-"` // how many characters of it are meant
}

// Version is which program this is.
type Version struct {
	Header        // without a model
	Go     string `json:"go"`
}
