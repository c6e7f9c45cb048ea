package result

// BlackStart is what of a model comes back from black, and in which order.
type BlackStart struct {
	Header
	ColdStart
}

// ColdStart is how a model comes back from black, with everything off.
type ColdStart struct {
	Loops     []ColdLoop  `json:"loops"`
	Degraded  []ColdLoop  `json:"loops_degraded,omitempty"` // they start, and come no further than degraded
	Rounds    []ColdRound `json:"rounds"`                   // in this order nodes come back
	Never     ColdRound   `json:"never"`                    // these do not: loops, and what needs them
	Held      *ColdRound  `json:"held_down,omitempty"`      // these do not either, as with nothing failed: what they wait for to be down comes back
	Truncated bool        `json:"truncated"`                // breakers may be missing

	// PartialCount services come back for some of their users only. Partial has the
	// first MaxListed of them, by id.
	PartialCount int           `json:"partial_count"`
	Partial      []ColdPartial `json:"partial"`
}

// ColdPartial is a service that is back for a share of its users.
type ColdPartial struct {
	Node  string  `json:"node"`
	Share float64 `json:"share"` // 0 to 1
}

// ColdLoop is a loop that sustains itself and cannot start, or not fully.
type ColdLoop struct {
	Count    int      `json:"count"`    // of its nodes
	Nodes    []string `json:"nodes"`    // sorted; at most MaxListed
	Breakers []string `json:"breakers"` // one of them with an independent start starts the loop; sorted; at most MaxListed
	File     string   `json:"file"`     // of the first node
	Line     int      `json:"line"`
}

// ColdRound are nodes that come back at once, as soon as the ones before have.
type ColdRound struct {
	Count int      `json:"count"`
	Nodes []string `json:"nodes"` // sorted; at most MaxListed

	// Partial are those of Nodes that are back for some of their users only, with the
	// share then. Parts are what follows of services that came back so before.
	Partial   []ColdPartial `json:"partial,omitempty"`
	PartCount int           `json:"part_count,omitempty"`
	Parts     []string      `json:"parts,omitempty"` // "service@access", by service; at most MaxListed
}

// ShareOf returns the share of users for whom a node of the round is back.
func (r *ColdRound) ShareOf(node string) float64 {
	for _, p := range r.Partial {
		if p.Node == node {
			return p.Share
		}
	}
	return 1
}

// MaxListed is how many nodes one list of an answer names at most.
const MaxListed = 1000
