package result

// Why answers why a node is not up when some nodes fail at once, and what would
// have saved it; or what carries it.
type Why struct {
	Header
	Node          string   `json:"node"` // a node, or a part "service@access"
	Name          string   `json:"name,omitempty" in:"Names"`
	Names         Names    `json:"names,omitempty"`
	Failed        []string `json:"failed"` // ids, sorted
	After         string   `json:"after"`  // the horizon
	Level         Level    `json:"level"`
	Before        Level    `json:"before,omitempty"`          // where it was not up with nothing failed, in a model in which something has to be down for something
	LevelWithLoad Level    `json:"level_with_load,omitempty"` // where load makes it another, which the proof leaves out
	LoadIgnored   bool     `json:"load_ignored,omitempty"`    // the model has demand or capacity, and the proof leaves them out
	Partial       bool     `json:"partial"`                   // some part of it is down, and some is not
	ShareDown     *float64 `json:"share_down,omitempty"`      // services: share of users whose part is down, 0 to 1
	PartsDown     []string `json:"parts_down,omitempty"`      // of a partial service: the parts, by access id

	Proof     []ProofStep `json:"proof"`              // the first step is what is proved; of a partial service, of one part
	ProofSize int64       `json:"proof_size"`         // its steps written out in full, that is with each at every use
	SavedBy   *SavedBy    `json:"saved_by,omitempty"` // where it is not up

	Reached     bool    `json:"reached"`    // something that failed can reach it
	CarriedBy   []Carry `json:"carried_by"` // where it is up: the requirements at which the failure ends, nearest first
	CarriedMore bool    `json:"carried_more"`

	SelfSustained bool     `json:"self_sustained,omitempty"` // it, or some part of it, stands only by going round in a circle:
	Circle        []string `json:"circle,omitempty"`         // that of these nodes, sorted

	Draw string `json:"draw,omitempty"` // the command that draws it, where it is not up
}

// Claim is what a step proves of a node.
type Claim string

// The claims.
const (
	ClaimDown  Claim = "down"
	ClaimNotUp Claim = "not-up" // degraded or down

	ClaimNotDown Claim = "not-down" // it is with nothing failed, and is held down no longer
)

// ProofStep proves that one node is down, or that it is not up; or, where something waits
// until it is down, that it is not.
type ProofStep struct {
	Step        int           `json:"step"` // from 1
	Node        string        `json:"node"` // a node, or a part "service@access"
	Name        string        `json:"name,omitempty" in:"Names"`
	Names       Names         `json:"names,omitempty"`
	Proves      Claim         `json:"proves"`
	Level       Level         `json:"level"`                 // that it really has
	Before      Level         `json:"before,omitempty"`      // as of Why
	Failed      bool          `json:"failed"`                // of itself, and so without a requirement
	Recovers    bool          `json:"recovers,omitempty"`    // it is down only since it has not recovered from the loss of the members in Because
	Because     []string      `json:"because,omitempty"`     // of one that recovers
	Starved     bool          `json:"starved,omitempty"`     // it lives only in a loop of supply, together with the members that say "loop"
	Requirement *Blame        `json:"requirement,omitempty"` // of one that is not down any more: what held it down, where that is one
	Members     []ProofMember `json:"members"`               // of the requirement: those whose loss was enough
	Others      []ProofMember `json:"others,omitempty"`      // of an any-of or at-least group: the rest of its members
	Beside      bool          `json:"beside,omitempty"`      // the proof does without it: it says why one of the others is lost
}

// ProofMember is a member of a requirement: a node, with the step that proves it
// if it is lost, or a group within the requirement with its own members.
type ProofMember struct {
	Node    string        `json:"node,omitempty"`
	Names   Names         `json:"names,omitempty"` // among others
	Step    int           `json:"step,omitempty"`
	Loop    bool          `json:"loop,omitempty"`   // it is lost together with the step's node: neither has it of anything but their loop
	Stands  bool          `json:"stands,omitempty"` // it is not down, and the requirement waits until it is; of one that has risen, its step says why
	Group   GroupKind     `json:"group,omitempty"`
	AtLeast int           `json:"at_least,omitempty"` // of such a group
	Members []ProofMember `json:"members,omitempty"`
	Others  []ProofMember `json:"others,omitempty"`
	Level   Level         `json:"level,omitempty"`   // of a node among others, or that stands: that it has
	Lost    bool          `json:"lost,omitempty"`    // among others: it does not hold either; of a node, its step says why
	Waiting bool          `json:"waiting,omitempty"` // among others: at the horizon the group has not switched to it
}

// GroupKind is how many of its members a group within a requirement needs.
type GroupKind string

// The kinds of groups; "" for a member that is none.
const (
	GroupAll     GroupKind = "all"
	GroupAny     GroupKind = "any"
	GroupAtLeast GroupKind = "at_least"
	GroupUnless  GroupKind = "unless" // none of its one member
)

// Blame is a requirement of a node, and where the model states it.
type Blame struct {
	Node       string       `json:"node"`
	Need       int          `json:"need"`  // which of the node's needs, from 1
	Whole      bool         `json:"whole"` // no requirement: a service is what its parts are
	Needs      *Requirement `json:"needs,omitempty"`
	Access     bool         `json:"access"` // implied: a part needs its own access node
	File       string       `json:"file,omitempty"`
	Line       int          `json:"line,omitempty"` // from 1
	Source     string       `json:"source,omitempty"`
	Asof       string       `json:"asof,omitempty"`
	Confidence string       `json:"confidence,omitempty"`
	Waiting    bool         `json:"waiting"` // its failover takes longer than the horizon
}

// SavedBy is what would have kept the node up. Every set does by itself, was
// tried, and has no smaller one in it.
type SavedBy struct {
	Nodes        NodeSets        `json:"nodes"`        // had these not failed, nor fallen
	Requirements RequirementSets `json:"requirements"` // had each of these had a further, independent alternative

	Failures []string `json:"failures,omitempty"` // had one of these failed too: single nodes, sorted, each of which was tried
}

// Searched says how far a search went.
type Searched struct {
	Size      int  `json:"size"`      // sets up to this size were looked for
	Larger    bool `json:"larger"`    // there may be larger ones
	Truncated bool `json:"truncated"` // sets up to that size may be missing
}

// NodeSets are sets of ids, smallest first, then by name.
type NodeSets struct {
	Sets [][]string `json:"sets"`
	Searched
}

// RequirementSets are sets of requirements, smallest first, then by node.
type RequirementSets struct {
	Sets [][]Blame `json:"sets"`
	Searched
}

// Carry is a requirement that stands although members of it are lost.
type Carry struct {
	Blame
	By      CarriedBy    `json:"by"`
	Lost    []LostMember `json:"lost"`
	Holding []string     `json:"holding"`
	Down    []string     `json:"while_down,omitempty"` // members that had to be down for it, and are
	AtRisk  bool         `json:"at_risk"`              // its node has lost a redundancy
	Path    []string     `json:"path"`                 // from its node to the one in question, each needed by the next
}

// CarriedBy is how a requirement stands although members of it are lost.
type CarriedBy string

// The ways to stand.
const (
	ByRedundancy CarriedBy = "redundancy" // enough other members are up
	ByHoldup     CarriedBy = "holdup"     // it rides through at the horizon
	ByAccepts    CarriedBy = "accepts"    // a degraded value is good enough
	ByUnless     CarriedBy = "unless"     // nothing of it is lost: what had to be down for it is
)

// LostMember is a member that is not up.
type LostMember struct {
	Node  string `json:"node"`
	Level Level  `json:"level"`
}
