package result

// Replay says how well the model reproduces recorded incidents.
type Replay struct {
	Header
	Incidents []Replayed `json:"incidents"` // by id
	Total     Score      `json:"total"`
}

// Failed says whether a scored observation is missed or contradicted.
func (r *Replay) Failed() bool { return r.Total.Missed+r.Total.Contradicted > 0 }

// Replayed is one incident, run and scored.
type Replayed struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty" in:"Names,ID"`
	Names Names  `json:"names,omitempty"`
	Score
	Over         bool       `json:"over"`         // every node that it touched is back up in the end
	Unreported   []string   `json:"unreported"`   // nodes that the model predicts hit and nobody reported
	Observations []Observed `json:"observations"` // in the model's order
}

// Score counts scored observations. Unconfirmed counts what is predicted and
// not reported, which is neither right nor wrong.
type Score struct {
	Matched      int               `json:"matched"`
	Missed       int               `json:"missed"`
	Contradicted int               `json:"contradicted"`
	Unconfirmed  int               `json:"unconfirmed"`
	Recall       *float64          `json:"recall"`         // of what was reported hit, the share predicted hit; null without any
	Specificity  *float64          `json:"specificity"`    // of what was reported up, the share predicted up; null without any
	TimingErrorS *float64          `json:"timing_error_s"` // mean error of the times predicted at all; null without any
	ByBasis      map[Basis]Verdict `json:"by_basis"`
	Naive        Naive             `json:"naive"`
}

// Verdict counts verdicts.
type Verdict struct {
	Matched      int `json:"matched"`
	Missed       int `json:"missed"`
	Contradicted int `json:"contradicted"`
}

// Naive is the score of the model in which everything that a failure can reach
// goes down, over the same observations without regard to time.
type Naive struct {
	Verdict
	Recall      *float64 `json:"recall"`
	Specificity *float64 `json:"specificity"`
}

// Observed is one observation with the model's answer.
type Observed struct {
	Node      string    `json:"node"`
	Expected  Sighting  `json:"expected"`
	When      string    `json:"when,omitempty"` // the times that it speaks of: "from 25m to 1h"
	Predicted Sighting  `json:"predicted"`
	Then      string    `json:"then,omitempty"` // the times predicted, where it speaks of times
	Verdict   Judgement `json:"verdict"`
	Basis     Basis     `json:"basis"`
	Scored    bool      `json:"scored"`
	Reason    string    `json:"reason,omitempty"` // of an observation that is not scored
	Source    string    `json:"source,omitempty"`
}

// Sighting is what a node was seen to do, or is predicted to: a State from down to
// up, or one of these.
type Sighting string

// What is seen of a node's load.
const (
	Surged  Sighting = "surged"
	NoSurge Sighting = "no surge"
)

// Judgement is how an observation stands to the model's answer.
type Judgement string

// The judgements.
const (
	JudgedMatched      Judgement = "matched"
	JudgedMissed       Judgement = "missed"       // it was reported hit, and is predicted up
	JudgedContradicted Judgement = "contradicted" // it is predicted otherwise in any other way
)

// Basis is what the model's answer to an observation rests on.
type Basis string

// The bases, of which the first that applies is named.
const (
	BasisGiven      Basis = "given"       // an event says it outright
	BasisFitted     Basis = "fitted"      // the model was fitted to it
	BasisNoPath     Basis = "no-path"     // what happened has no path to the node
	BasisSameSource Basis = "same-source" // a fact of the proof is from the source that reports it
	BasisPredicted  Basis = "predicted"
)
