package result

import "encoding/json"

// Replay says how well the model reproduces recorded incidents.
type Replay struct {
	Header
	Incidents []Replayed `json:"incidents"` // by id
	Total     Score      `json:"total"`
	// LeaveOneOut is the score of all without what is hindsight to each; null where that
	// was not asked.
	LeaveOneOut *Score   `json:"leave_one_out,omitempty"`
	Untold      []Untold `json:"untold,omitempty"` // incidents that can't be run, and so are in no score
	Trials      *Trials  `json:"trials,omitempty"` // where ranges were drawn
}

// Failed says whether a scored observation is missed or contradicted, or an incident
// can't be run: then nothing that was seen of it is reproduced.
func (r *Replay) Failed() bool { return r.Total.Missed+r.Total.Contradicted+len(r.Untold) > 0 }

// Untold is an incident that can't be run.
type Untold struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty" in:"Names,ID"`
	Names Names  `json:"names,omitempty"`
	Why   string `json:"why"`
}

// Replayed is one incident, run and scored.
type Replayed struct {
	ID    string `json:"id"`
	Name  string `json:"name,omitempty" in:"Names,ID"`
	Names Names  `json:"names,omitempty"`
	Score
	Finds        Finds      `json:"finds,omitempty"` // where nodes serve some only
	Over         bool       `json:"over"`            // every node that it touched is back up in the end
	Unreported   []string   `json:"unreported"`      // nodes that the model predicts hit and nobody reported
	Observations []Observed `json:"observations"`    // in the model's order
	LeaveOneOut  *LeftOut   `json:"leave_one_out,omitempty"`
}

// LeftOut is an incident scored without what is hindsight to it: facts that its reports
// say, or that are not dated before it.
type LeftOut struct {
	Score
	Taken        []TakenFact `json:"taken"` // by table, id and key
	Unreported   []string    `json:"unreported"`
	Observations []Observed  `json:"observations"` // in the model's order
}

// TakenFact is something that a model no longer says.
type TakenFact struct {
	Table  string `json:"table"` // of its element: a kind of node, "population", "terms" or "incident"
	ID     string `json:"id"`
	Key    string `json:"key,omitempty"`    // "": the element is gone
	About  string `json:"about,omitempty"`  // of a requirement what it says, of an event what it names
	Why    string `json:"why"`              // "source", "date", "undated", or "names": it names something that is gone
	Source string `json:"source,omitempty"` // what it rests on
	Date   string `json:"date,omitempty"`   // of what it rests on
}

// Score counts scored observations. Unconfirmed counts what is predicted and
// not reported, which is neither right nor wrong.
type Score struct {
	Coverage     Coverage          `json:"coverage"`
	Matched      int               `json:"matched"`
	Missed       int               `json:"missed"`
	Contradicted int               `json:"contradicted"`
	NotInModel   int               `json:"not_in_model"`
	Unconfirmed  int               `json:"unconfirmed"`
	Decided      Decided           `json:"decided"`
	Recall       *float64          `json:"recall"`         // of what was reported hit, the share predicted hit; null without any
	Specificity  *float64          `json:"specificity"`    // of what was reported up, the share predicted up; null without any
	TimingErrorS *float64          `json:"timing_error_s"` // mean error of the times predicted at all; null without any
	ByBasis      map[Basis]Verdict `json:"by_basis"`
	Naive        Naive             `json:"naive"`
	Amounts      map[Sighting]Told `json:"amounts,omitempty"` // of how much was seen, by what: share_down, users, owed; null without any
	Covered      *Covered          `json:"covered,omitempty"` // where ranges were drawn
}

// Told counts observations of how much: all, those of which the model tells an amount,
// and those of which it tells the right one.
type Told struct {
	Of       int `json:"of"`
	Modelled int `json:"modelled"`
	Right    int `json:"right"`
}

// Coverage counts the observations that a model can speak of.
type Coverage struct {
	Of       int `json:"of"`
	Modelled int `json:"modelled"`
}

// Covered counts the observations that the model can speak of, and those that lie within
// what it predicts in most trials.
type Covered struct {
	Of     int `json:"of"`
	Within int `json:"within"`
}

// Decided counts predicted observations of which the naive model says another thing,
// and on how many of these the model is right.
type Decided struct {
	Of    int `json:"of"`
	Right int `json:"right"`
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

// Observed is one observation with the model's answer. Of what is not in the model
// there is none.
type Observed struct {
	Node      string    `json:"node,omitempty"`
	What      string    `json:"what,omitempty"` // in words
	Expected  Sighting  `json:"expected"`
	When      string    `json:"when,omitempty"`      // the times that it speaks of: "from 25m to 1h"
	Predicted Sighting  `json:"predicted,omitempty"` // of an amount, the level that goes with it
	Then      string    `json:"then,omitempty"`      // the times predicted, where it speaks of times
	Amount    *Amount   `json:"amount,omitempty"`
	Verdict   Judgement `json:"verdict"`
	Lacks     Lack      `json:"lacks,omitempty"` // why a node that the model has is not in the model for this
	Naive     Judgement `json:"naive,omitempty"` // the naive model's verdict, without regard to time
	Basis     Basis     `json:"basis"`
	Decides   bool      `json:"decides"` // the naive model's verdict is another than the model's, times left aside
	Scored    bool      `json:"scored"`
	Reason    string    `json:"reason,omitempty"` // of an observation that is not scored
	Source    string    `json:"source,omitempty"`
	RestedOn  []string  `json:"rested_on,omitempty"` // of what was left out, where it is not right without: what its answer rested on

	// Of trials: between what the prediction lies, and whether that covers what was
	// seen, as far off as it may be.
	PredictedRange *SightingRange `json:"predicted_range,omitempty"` // of a level or a surge without a spell
	FromRange      *Percentiles   `json:"from_s_range,omitempty"`    // of a spell; null where it never comes
	ToRange        *Percentiles   `json:"to_s_range,omitempty"`
	Covered        *bool          `json:"covered,omitempty"`
}

// SightingRange are the percentiles of what is predicted, the least bad first.
type SightingRange struct {
	P5  Sighting `json:"p5"`
	P50 Sighting `json:"p50"`
	P95 Sighting `json:"p95"`
}

// Amount is how much was seen and is predicted, a share of users, a number of them or
// a sum of money, and from what to what it is matched.
type Amount struct {
	Expected  float64  `json:"expected"`
	Predicted *float64 `json:"predicted"` // null of what is not in the model
	Least     float64  `json:"least"`
	Most      float64  `json:"most"`
	Factor    *float64 `json:"factor,omitempty"` // predicted, by what was seen; where neither is 0

	PredictedRange *Percentiles `json:"predicted_range,omitempty"`
}

// Lack is what a model lacks that has a node and no answer to an observation of it.
type Lack string

// The lacks.
const (
	LacksUsers Lack = "users" // it does not say how many use the service
	LacksTerms Lack = "terms" // no terms with bands cover it
	LacksNode  Lack = "node"  // the node, or the part, was known by hindsight alone
)

// Sighting is what a node was seen to do, or is predicted to: a State from down to
// up, or one of these.
type Sighting string

// What is seen of a node's load, and the amounts that are seen.
const (
	Surged    Sighting = "surged"
	NoSurge   Sighting = "no surge"
	ShareDown Sighting = "share_down"
	UsersDown Sighting = "users"
	Owed      Sighting = "owed"
)

// Judgement is how an observation stands to the model's answer.
type Judgement string

// The judgements.
const (
	JudgedMatched      Judgement = "matched"
	JudgedMissed       Judgement = "missed"       // it was reported hit, and is predicted up
	JudgedContradicted Judgement = "contradicted" // it is predicted otherwise in any other way
	JudgedNotInModel   Judgement = "not-in-model" // nothing in the model stands for it
)

// Basis is what the model's answer to an observation rests on; "" where it has none,
// which is saved as null.
type Basis string

// The bases, of which the first that applies is named.
const (
	BasisGiven     Basis = "given"     // an event says it outright
	BasisFitted    Basis = "fitted"    // the model was fitted to it
	BasisNoPath    Basis = "no-path"   // what happened has no path to the node
	BasisHindsight Basis = "hindsight" // a fact of the proof is of the same source, or was not known before
	BasisPredicted Basis = "predicted" // from facts that are all older than the incident
)

// MarshalJSON writes null where there is no basis.
func (b Basis) MarshalJSON() ([]byte, error) {
	if b == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(b))
}
