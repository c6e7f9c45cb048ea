package result

// Assumptions say which answers hang on facts that nobody vouches for, or that are
// old: all answers, or those about one node or policy.
type Assumptions struct {
	Header
	Node             string `json:"node,omitempty"`              // only answers about it,
	Policy           string `json:"policy,omitempty"`            // or about this one
	Names            Names  `json:"names,omitempty"`             // of the node or the policy
	UnverifiedBefore string `json:"unverified_before,omitempty"` // facts older than that count, too
	Unrelated        int    `json:"unrelated,omitempty"`         // of the unverified, those that nothing about it can hang on
	Assumed
}

// Assumed are Assumptions without a header, as a part of other answers: the facts of a model that nobody vouches for, or that are old,
// with the answers that hang on each. Facts are nodes, requirements, the shares of
// populations, and figures that are ranges.
type Assumed struct {
	After      string       `json:"after"`                       // the horizon
	Before     string       `json:"unverified_before,omitempty"` // facts older than that count, too
	ModelAsof  string       `json:"model_asof,omitempty"`        // the date of facts that bear none
	All        int          `json:"all"`                         // how many facts there are
	Undated    int          `json:"undated"`                     // of these, facts that bear no date of their own
	Unverified int          `json:"unverified"`                  // of all, those that are assumed or old
	Fixed      int          `json:"fixed"`                       // of the unverified, those that no change concerns: nodes themselves, and populations with one line
	Examined   int          `json:"examined"`                    // of the unverified, those that were changed
	Failures   int          `json:"failures"`                    // single failures that were looked at
	Able       int          `json:"able"`                        // single failures that there are
	Protected  int          `json:"protected"`                   // nodes whose state was looked at
	Facts      []Assumption `json:"facts"`                       // those that flip an answer, first those of which a change flips the most predicted observations and findings
	Truncated  bool         `json:"truncated"`                   // the model is too large: facts were left out
	Unranged   []Unranged   `json:"unranged,omitempty"`          // figures of unverified facts that were not changed, since the model gives no range for them
	LeftOut    []string     `json:"left_out,omitempty"`          // commands whose answers would take too long: "gate", "mitigate", "check", "replay"
	Chosen     []string     `json:"chosen,omitempty"`            // with "mitigate" left out: options of which it was looked at whether they suffice
}

// Assumption is a fact: a requirement, the shares of a population, the share of a population
// that uses a service, or a figure that is a range.
type Assumption struct {
	*Blame     `json:",omitempty"`
	Population string       `json:"population,omitempty"` // whose shares,
	Service    string       `json:"service,omitempty"`    // or whose reach,
	Figure     *Ranged      `json:"figure,omitempty"`     // or what is a range
	Changes    []FactChange `json:"changes"`              // those that flip an answer, what flips the most first
}

// Ranged is a figure that the model gives as a range.
type Ranged struct {
	Of    string `json:"of"`              // a node, a population or an incident
	Key   string `json:"key"`             // of the language
	About string `json:"about,omitempty"` // of a requirement its members, of a share whose it is, of an event which it is
	Range string `json:"range"`           // as the model has it: "2h..10h"
}

// Unranged is a figure that nobody vouches for and for which the model gives no range.
type Unranged struct {
	Of    string `json:"of"`
	Key   string `json:"key"`
	Value string `json:"value"`
}

// FactChange is one way in which a fact may be otherwise, and how many answers
// that flips.
type FactChange struct {
	What       Variation `json:"what"`
	Member     string    `json:"member,omitempty"` // of "without": the alternative; of "share": the access node
	By         string    `json:"by,omitempty"`     // of "share" and "reach": "+20%" or "-20%"; of "range" the end: "2h"
	Policies   int       `json:"policies"`         // whether a policy holds,
	Sectors    int       `json:"sectors"`          // whether a sector fails by a single failure,
	Options    int       `json:"options"`          // which options are the cheapest, or whether those chosen suffice,
	Nodes      int       `json:"nodes"`            // how a protected node fares by a single failure,
	Starts     int       `json:"starts"`           // whether a node comes back from black,
	Redundancy int       `json:"redundancy"`       // whether a group is falsely redundant,
	Verdicts   int       `json:"verdicts"`         // what a recorded observation is: matched, missed or contradicted,
	Predicted  int       `json:"predicted"`        // of these, observations that the model predicts as it is: their basis is "predicted",
	Ranks      int       `json:"ranks"`            // which failures are the three worst
	Flips      []Flip    `json:"flips"`            // the most important first, at most MaxFlips
}

// Counts returns how many answers flip, the most important sort first.
func (c *FactChange) Counts() [8]int {
	return [...]int{c.Policies, c.Sectors, c.Options, c.Nodes, c.Starts, c.Redundancy, c.Verdicts, c.Ranks}
}

// Total returns how many answers flip.
func (c *FactChange) Total() int {
	sum := 0
	for _, n := range c.Counts() {
		sum += n
	}
	return sum
}

// Moved returns how many predicted observations and findings flip: all answers but what was
// given, fitted or known in hindsight of an incident.
func (c *FactChange) Moved() int { return c.Total() - c.Verdicts + c.Predicted }

// MaxFlips is how many flips a change lists at most.
const MaxFlips = 20

// Flip is one answer that changes.
type Flip struct {
	Failure string `json:"failure,omitempty"` // what fails, the incident, what takes a group, or the options that are chosen
	Of      FlipOf `json:"of"`
	ID      string `json:"id,omitempty"`              // of options the policy, "" for all; of a rank its number
	Name    string `json:"name,omitempty" in:"Names"` // of a policy or a sector
	Names   Names  `json:"names,omitempty"`
	Before  string `json:"before"` // "fails", "holds" or "violated"; a set of options, "(nothing)" or "(none)"; "up", "degraded", "partial" or "down"; "starts", "loop" or "never"; "none" or "false"; a verdict; a node
	After   string `json:"after"`
}

// Variation is a way in which a fact may be otherwise.
type Variation string

// The variations.
const (
	VariationDropped Variation = "dropped" // the requirement is gone
	VariationWithout Variation = "without" // an alternative is
	VariationShare   Variation = "share"   // a share is larger or smaller
	VariationReach   Variation = "reach"   // more or fewer use a service
	VariationRange   Variation = "range"   // a figure is at an end of its range
)

// FlipOf is a sort of answer.
type FlipOf string

// FlipSorts returns all sorts, the most important first: what the model is held against, then
// what happens, then what is said of it. Counts goes by them.
func FlipSorts() []FlipOf {
	return []FlipOf{FlipPolicy, FlipSector, FlipOptions, FlipNode, FlipStart, FlipRedundancy, FlipVerdict, FlipRank}
}

// The sorts of answers, the most important first.
const (
	FlipPolicy     FlipOf = "policy"
	FlipSector     FlipOf = "sector"
	FlipOptions    FlipOf = "options"
	FlipNode       FlipOf = "node"
	FlipStart      FlipOf = "start"
	FlipRedundancy FlipOf = "redundancy"
	FlipVerdict    FlipOf = "verdict"
	FlipRank       FlipOf = "rank"
)
