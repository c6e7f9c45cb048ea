package result

// FalseRedundancy are groups of which one failure takes too many members at once.
type FalseRedundancy struct {
	Findings  []CommonCause `json:"findings"`  // nodes first, then attributes; by node and requirement
	Groups    int           `json:"groups"`    // requirements, or groups within them, that can do without a member
	Truncated bool          `json:"truncated"` // the model was too large to look at all of it
}

// CommonCause is what the members of one group share.
type CommonCause struct {
	Blame
	Group     Requirement `json:"group"`               // that falls: the requirement, or a group within it
	Parts     []string    `json:"parts,omitempty"`     // of a service with parts: those where it falls, if not in all
	Shared    string      `json:"shared,omitempty"`    // the node whose failure takes the group; or, weaker:
	Kind      Kind        `json:"kind,omitempty"`      // of that node
	Attribute Attribute   `json:"attribute,omitempty"` // all that has in this
	Value     string      `json:"value,omitempty"`     // this value fails at once
	Behind    []string    `json:"behind,omitempty"`    // nodes further down that take the group by way of it, of those that several need
	Paths     [][]string  `json:"paths"`               // for each member that falls, of the first MaxPaths, the nodes from it to what is shared
	Lost      int         `json:"lost"`                // members that fall
	Members   int         `json:"members"`             // of the group
	Needed    int         `json:"needed"`              // so many of them
}

// MaxPaths is how many paths one finding has at most.
const MaxPaths = 50

// Attribute is what several nodes may have alike.
type Attribute string

// The attributes. Each carrier stands for itself.
const (
	AttributeCarrier  Attribute = "carrier"
	AttributeOperator Attribute = "operator"
	AttributeSite     Attribute = "site"
	AttributeVendor   Attribute = "vendor"
)
