package result

// List is what is in a model.
type List struct {
	Header
	Nodes []ListNode     `json:"nodes"`           // in the order of what was asked for
	Kinds map[Kind]Names `json:"kinds,omitempty"` // of those nodes, where they have names
}

// ListNode is one node of a list.
type ListNode struct {
	ID       string `json:"id"`
	Kind     Kind   `json:"kind"`
	Sector   string `json:"sector"`
	Name     string `json:"name" in:"Names"`
	Names    Names  `json:"names,omitempty"`
	Operator string `json:"operator"`
	Site     string `json:"site"`
	Top      bool   `json:"top"` // nothing needs it
}
