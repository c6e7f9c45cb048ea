package result

// FirstPage is what stands on the first page of a review: what was asked of which model,
// what is broken and how badly, what to do first, what that rests on, and what it does not
// cover. Whoever signs a review signs this.
type FirstPage struct {
	Asked      Asked      `json:"asked"`
	Broken     Broken     `json:"broken"`
	First      Remedy     `json:"first"`
	RestsOn    RestsOn    `json:"rests_on"`
	NotCovered NotCovered `json:"not_covered"`
}

// Asked is which model was asked what.
type Asked struct {
	Owner    string   `json:"owner,omitempty" in:"Owners"` // who answers for the model; "" where it says nobody
	Owners   Names    `json:"owners,omitempty"`
	Asof     string   `json:"asof,omitempty"`     // the date of its facts, as the model says
	FactsOf  string   `json:"facts_of,omitempty"` // the day of which facts by date were taken, where the question says one
	Overlays []string `json:"overlays,omitempty"`
	After    string   `json:"after"` // the horizon
	Nodes    int      `json:"nodes"`
	Services int      `json:"services"`
	Failures int64    `json:"failures"` // single failures
	Pairs    *int64   `json:"pairs"`    // null where they were not asked
	MayFail  MayFail  `json:"may_fail,omitempty"`
	Policies int      `json:"policies"`
	Cases    int      `json:"cases"`    // failures that the policies name, pairs included
	Coverage Coverage `json:"coverage"` // recorded observations that the model can speak of, of all that count
}

// Broken is what does not hold, and the worst that a single failure does.
type Broken struct {
	Policies   int      `json:"policies"`          // that are violated
	Violations int      `json:"violations"`        // of all of them
	Unmendable int      `json:"unmendable"`        // violations that no option mends
	Worst      *RankRow `json:"worst,omitempty"`   // the worst single failure
	Sectors    []Sector `json:"sectors,omitempty"` // how they then fare, the worst hit first
}

// Remedy is what to do first: options in their order, and what of the costs is assumed.
type Remedy struct {
	Currency string      `json:"currency,omitempty"`
	Steps    []Step      `json:"steps"`
	Cost     float64     `json:"cost"`              // of all steps
	Assumed  int         `json:"costs_assumed"`     // steps whose cost nobody vouches for
	Change   *Suggestion `json:"change,omitempty"`  // without steps: the single change that saves most
	Of       *float64    `json:"of,omitempty"`      // then what is lost over all single failures: no change saves more; null where nothing is known
	Changes  string      `json:"changes,omitempty"` // how: "redundancy" or "harden"
}

// RestsOn counts what the answers rest on.
type RestsOn struct {
	Facts      int     `json:"facts"`      // nodes, requirements and shares of populations
	Unverified int     `json:"unverified"` // of them, those that are assumed or old
	Examined   int     `json:"examined"`   // of these, those that were changed,
	Flipping   int     `json:"flipping"`   // and that flip an answer
	Predicted  Verdict `json:"predicted"`  // recorded observations that the model predicts from facts dated before them
}

// NotCovered counts what the answers leave out.
type NotCovered struct {
	Uncounted  int  `json:"uncounted"`    // services of whose users there is no figure
	Load       bool `json:"load"`         // the model has demand or capacity, and not every answer takes it into account
	NotInModel int  `json:"not_in_model"` // recorded observations for which nothing in the model stands
	Bounds     int  `json:"bounds"`       // answers that stop short
}
