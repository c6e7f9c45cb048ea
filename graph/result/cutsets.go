package result

// CutSets are the minimal cut sets of a node.
type CutSets struct {
	Header
	Node  string `json:"node"`
	Names Names  `json:"names,omitempty"`
	Level Level  `json:"level"` // LevelDown, or LevelDegraded: out of up
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
