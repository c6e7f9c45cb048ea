package result

import (
	"cmp"
	"math"
	"slices"
)

// Sensitivity says how far one answer moves with each fact that nobody vouches for, that is
// old, or that is a range, and how much of its spread each range explains.
type Sensitivity struct {
	Header
	Incident  string   `json:"incident,omitempty"` // that is simulated; else
	Names     Names    `json:"names,omitempty"`    // of the incident
	Failed    []string `json:"failed,omitempty"`   // these fail, sorted,
	After     string   `json:"after,omitempty"`    // and this is the horizon of the answer; else
	ForS      int64    `json:"for_s,omitempty"`    // they fail for so many seconds; 0: for good
	Of        SwingOf  `json:"of"`
	Node      string   `json:"node,omitempty"` // whose figure it is; "": of all services
	NodeNames Names    `json:"node_names,omitempty"`

	UnverifiedBefore string     `json:"unverified_before,omitempty"` // facts older than that count, too
	Base             Quantity   `json:"base"`                        // the answer of the model as it is
	Uncounted        int        `json:"uncounted,omitempty"`         // services that are hit in it and have no figures of users
	Swings           []Swing    `json:"swings"`                      // the widest first
	Examined         int        `json:"examined"`                    // facts that were changed
	Truncated        bool       `json:"truncated,omitempty"`         // the model is too large: further facts were not
	Unranged         []Unranged `json:"unranged,omitempty"`          // figures of unverified facts that were not changed, since the model gives no range for them
	Explained        *Explained `json:"explained,omitempty"`         // where trials were asked for
}

// SwingOf is what an answer counts.
type SwingOf string

// The measures: at a moment, of all services or of one node, then of an outage.
const (
	SwingUsers     SwingOf = "users"      // who find a service down, or this one
	SwingShare     SwingOf = "share"      // of the node's users that find it down, 0 to 1
	SwingServices  SwingOf = "services"   // that are hit
	SwingSectors   SwingOf = "sectors"    // that fail
	SwingNodes     SwingOf = "nodes"      // that are down
	SwingUserHours SwingOf = "user-hours" // that are lost
	SwingOutage    SwingOf = "outage"     // the longest time that the node is down for any of its users, in seconds
)

// Quantity is an answer: null where it is not known, or has no end.
type Quantity struct {
	Value   *float64 `json:"value"`
	Endless bool     `json:"endless,omitempty"`
}

// Known says whether there is a figure, or it is known to have no end.
func (q Quantity) Known() bool { return q.Value != nil || q.Endless }

// Swing is a fact, and from what to what the answer goes as that is otherwise.
type Swing struct {
	*Blame     `json:",omitempty"`
	Population string        `json:"population,omitempty"` // whose shares,
	Service    string        `json:"service,omitempty"`    // or whose reach,
	Figure     *Ranged       `json:"figure,omitempty"`     // or what is a range
	Least      Quantity      `json:"least"`                // of all changes, and of the model as it is
	Most       Quantity      `json:"most"`                 // without end before all, unknown left out
	Changes    []SwingChange `json:"changes"`              // all that were made, also those that move nothing
}

// SwingChange is one way in which a fact may be otherwise, and the answer then.
type SwingChange struct {
	What   Variation `json:"what"`
	Member string    `json:"member,omitempty"` // as in FactChange
	By     string    `json:"by,omitempty"`
	Quantity
}

// Explained says how much of the variance of an answer each range explains.
type Explained struct {
	Trials
	Runs      int64            `json:"runs"`               // of the question, for all of them together
	Mean      *float64         `json:"mean"`               // null where some runs have no figure: then there is nothing to explain
	Deviation *float64         `json:"standard_deviation"` // likewise
	Unknown   int64            `json:"unknown,omitempty"`  // runs whose answer is not known,
	Endless   int64            `json:"endless,omitempty"`  // or has no end
	Figures   []ExplainedRange `json:"figures"`            // what explains the most first; empty where all runs are alike
}

// ExplainedRange is a range with Sobol's indices.
type ExplainedRange struct {
	Ranged
	First IndexEstimate `json:"first"` // the share of the variance that would go, on average, if it alone were known
	Total IndexEstimate `json:"total"` // the share that would stay if all others were known
}

// IndexEstimate is a share from 0 to 1 that was estimated, and between what it lies with 95 of 100.
type IndexEstimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Moving returns the changes of a fact that lead to another answer than that of the model as
// it is, the farthest from it first.
func (s *Swing) Moving(base Quantity) []SwingChange {
	out := slices.DeleteFunc(slices.Clone(s.Changes), func(c SwingChange) bool { return c.Quantity.off(base) == 0 })
	slices.SortStableFunc(out, func(a, b SwingChange) int { return cmp.Compare(b.Quantity.off(base), a.Quantity.off(base)) })
	return out
}

// off is how far two figures are apart: 0 where that is but rounding, infinite where one alone
// is known, or has an end.
func (q Quantity) off(other Quantity) float64 {
	switch {
	case q.Value == nil && other.Value == nil && q.Endless == other.Endless:
		return 0
	case q.Value == nil || other.Value == nil:
		return math.Inf(1)
	}
	const rounding = 1e-9
	if d := math.Abs(*q.Value - *other.Value); d > rounding*max(1, math.Abs(*q.Value)) {
		return d
	}
	return 0
}
