package result

import "slices"

// Review is the whole resilience review of a model: the answers to all other
// questions, side by side. What is null was not asked, and Bounds says why.
type Review struct {
	Header
	After        string     `json:"after"`                       // the horizon
	Before       string     `json:"unverified_before,omitempty"` // facts older than that count as unverified
	Redacted     bool       `json:"redacted"`                    // names are pseudonyms
	Description  string     `json:"description,omitempty" in:"Descriptions"`
	Descriptions Names      `json:"descriptions,omitempty"`
	Page         FirstPage  `json:"page"`
	Nodes        []CountOf  `json:"nodes"`        // by kind
	Facts        []CountOf  `json:"facts"`        // by confidence, "" for those that give none
	HasLoad      bool       `json:"load_ignored"` // the model has demand or capacity, and the review leaves them out
	Bounds       []Bound    `json:"bounds"`
	Singles      *Rank      `json:"singles"` // of what may fail unless it is said
	Pairs        *Rank      `json:"pairs"`
	Replay       *Replay    `json:"replay"`
	Timelines    []Timeline `json:"timelines"` // of all incidents
	Gate         *Gate      `json:"gate"`
	Proofs       []Proof    `json:"proofs"`             // of each violated policy, its worst case
	Promises     *Promises  `json:"promises,omitempty"` // null where no service says what it tolerates
	Mitigate     *Mitigate  `json:"mitigate"`
	Suggest      *Suggest   `json:"suggest"`

	MarkedBy     MarkedBy      `json:"marked_by"`
	Marked       []string      `json:"marked"` // the nodes that the next two are about: the highest criticality first, then most users
	CutSets      []CutSets     `json:"cutsets"`
	Availability *Availability `json:"availability"`

	FalseRedundancy *FalseRedundancy `json:"false_redundancy"`
	ColdStart       *ColdStart       `json:"cold_start"`
	Concentration   *Dependence      `json:"concentration"`
	Assumptions     *Assumed         `json:"assumptions"`

	Names map[string]Names `json:"names"`           // of nodes, by id
	Flags Command          `json:"flags,omitempty"` // with these a command asks the same model; --after is the last
	Keyed bool             `json:"keyed,omitempty"` // there is a key to the pseudonyms
}

// MarkedBy is the rule by which nodes are chosen that matter most.
type MarkedBy string

// The rules.
const (
	MarkedByCriticality MarkedBy = "criticality" // those above the default
	MarkedByPolicies    MarkedBy = "policies"    // those that policies protect
	MarkedByUsers       MarkedBy = "users"       // the services that most use
)

// Proof is why the worst case of a violated policy comes about.
type Proof struct {
	Policy string  `json:"policy"` // its id
	Names  Names   `json:"names,omitempty"`
	Case   Outcome `json:"case"`
	For    string  `json:"for,omitempty"`    // how long the failure lasts, where the policy limits outages
	Outage *Span   `json:"outage,omitempty"` // then the longest time down, of the worst part
	Why    *Why    `json:"why"`              // null where no single moment shows it, since delays add up: see Outage
}

// Proves returns the command that asks for a proof again: where no moment shows it,
// of a timeline, or, where load would change that, of the policy.
func (r *Review) Proves(p *Proof) Command {
	ask := Command{"timeline"}
	switch {
	case p.Why != nil:
		ask = Command{"why", p.Why.Node}
	case r.HasLoad:
		return Command{"gate", "--policy", p.Policy}
	}
	for _, id := range p.Case.Failed {
		ask = ask.And("--if", id)
	}
	switch {
	case p.Why == nil:
		return ask.And("--for", p.For)
	case p.Why.After != r.After:
		return ask.And("--after", p.Why.After)
	}
	return ask
}

// Again returns a command with what makes it ask the same model in the same way:
// after the same time, unless it says another or asks for no moment.
func (r *Review) Again(ask Command) Command {
	const after = "--after" // which stands last
	flags := r.Flags
	if i := slices.Index(flags, after); i >= 0 && (slices.Contains(ask, after) || timeless(ask[0])) {
		flags = flags[:i]
	}
	if i := slices.Index(flags, noLoad); i >= 0 && !slices.Contains([]string{"whatif", "draw", "rank", "gate", "mitigate", "diff"}, ask[0]) {
		flags = slices.Delete(slices.Clone(flags), i, i+1)
	}
	return ask.And(flags...)
}

// noLoad is what makes a command leave demand and capacity out, of those that take them into
// account.
const noLoad = "--no-load"

// timeless says whether a command asks for no moment, and takes no --after.
func timeless(command string) bool {
	return slices.Contains([]string{"list", "show", "check", "blackstart", "timeline", "replay"}, command)
}

// CountOf is how many there are of one sort.
type CountOf struct {
	Of    string `json:"of"`
	Names Names  `json:"names,omitempty"`
	Count int    `json:"count"`
}

// Bound is where a review stops short of a full answer.
type Bound struct {
	Section string  `json:"section"` // the command that would go on: "rank --failures 2"
	What    Limited `json:"what"`
	Limit   int     `json:"limit,omitempty"`
	Of      int     `json:"of,omitempty"` // how many there are in all
}

// Bounded returns which answers stop short, each by the command that would go on, once, in
// order.
func (r *Review) Bounded() []string {
	var out []string
	for _, b := range r.Bounds {
		if !slices.Contains(out, b.Section) {
			out = append(out, b.Section)
		}
	}
	return out
}

// Limited is in which way an answer stops short.
type Limited string

// The ways.
const (
	LimitSkipped   Limited = "skipped"   // it was not asked
	LimitListed    Limited = "listed"    // it lists the first, and says so
	LimitJoint     Limited = "joint"     // likewise, of pairs that are worse together
	LimitLoad      Limited = "load"      // of the pairs that load can touch so many were run
	LimitOrder     Limited = "order"     // no larger sets were looked for
	LimitFailures  Limited = "failures"  // so many of them were looked at
	LimitFacts     Limited = "facts"     // likewise
	LimitTruncated Limited = "truncated" // the work was bounded
	LimitUntold    Limited = "untold"    // it can't be run, and check says why
)

// Figure is a picture or a chart of a review; exactly one of the two is set.
type Figure struct {
	ID      string  // unique among figures, fit for an address
	Chapter string  // the JSON name of the answer that it belongs to, for a timeline with its incident: "timelines:kt-2021"
	Ask     Command // what asks for it again, but for the model
	Picture *Picture
	Chart   *Chart
}
