package result

// CutSets are the minimal cut sets of a node, or its prime implicants.
type CutSets struct {
	Header
	Node  string `json:"node"`
	Names Names  `json:"names,omitempty"`
	Level Level  `json:"level"` // LevelDown, or LevelDegraded: out of up
	After string `json:"after"`

	LoadIgnored bool `json:"load_ignored,omitempty"` // the model has demand or capacity, and this is answered without

	Apart

	// Coherent says that no failure helps. Where one may (a requirement that holds while
	// something is down), a set takes the node down with nothing else failed, and none of
	// its smaller sets does. Nil in answers of earlier versions, which were all coherent.
	Coherent *bool `json:"coherent"`
	Prime    bool  `json:"prime,omitempty"` // prime implicants were asked for: Count, BySize and Implicants are of these

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
	// Implicants stand in place of Sets: by size, then by what fails, then by what works.
	Implicants []Implicant `json:"implicants,omitzero"`
}

// Implicant is nodes that fail and nodes that work, which take a node down whatever the
// others do.
type Implicant struct {
	Failed []string `json:"failed"` // ids, sorted
	Works  []string `json:"works"`  // likewise
}

// Size returns how many nodes it names.
func (i Implicant) Size() int { return len(i.Failed) + len(i.Works) }

// SizeOf is how many sets there are of a size.
type SizeOf struct {
	Size  int    `json:"size"`
	Count string `json:"count"`
}
