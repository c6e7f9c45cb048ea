package result

// Mitigate says which options, taken together, make the policies hold for the
// least money; without policies, what each sum of money buys.
type Mitigate struct {
	Header
	After       string            `json:"after"` // the horizon
	Currency    string            `json:"currency,omitempty"`
	LoadIgnored bool              `json:"load_ignored,omitempty"`
	Options     []Option          `json:"options"`               // those to choose from, by id
	Policies    []MitigatedPolicy `json:"policies"`              // those asked for, by id
	InModel     int               `json:"policies_in_model"`     // how many there are, asked for or not
	Met         bool              `json:"met"`                   // every policy can be met by one set
	Choice      *Choice           `json:"choice"`                // the cheapest set that meets all that can be met together; null where there is none
	Unmet       []string          `json:"unmet,omitempty"`       // policies for which no set was found; none meets them where their choice is exact
	Front       []Purchase        `json:"front,omitempty"`       // without policies: by cost, each better than all that cost less
	FrontExact  bool              `json:"front_exact,omitempty"` // every set was looked at
}

// Option is something that can be done, and its price.
type Option struct {
	ID       string   `json:"id"`
	Name     string   `json:"name" in:"Names"`
	Names    Names    `json:"names,omitempty"`
	Cost     float64  `json:"cost"`
	Excludes []string `json:"excludes,omitempty"` // ids of those that cannot be taken besides
	Matters  bool     `json:"matters"`            // some policy that was asked for depends on what it changes
}

// MitigatedPolicy is a policy, and the cheapest set that meets it alone.
type MitigatedPolicy struct {
	ID     string  `json:"id"`
	Name   string  `json:"name" in:"Names"`
	Names  Names   `json:"names,omitempty"`
	Holds  bool    `json:"holds"` // as the model is
	Choice *Choice `json:"choice"`
}

// Choice is a set of options with the proof that there is no cheaper one.
type Choice struct {
	Found    bool      `json:"found"`
	Options  []string  `json:"options"` // ids, sorted; empty where nothing needs to be done
	Cost     float64   `json:"cost"`
	Exact    bool      `json:"exact"`                 // no cheaper set does it, or, with found false, none at all
	Bound    *float64  `json:"lower_bound,omitempty"` // where not exact: no set below this cost does it
	Tried    int       `json:"tried"`                 // sets that were run, in the order of their cost, and do not do it
	Sets     []Attempt `json:"tried_sets,omitempty"`  // the first of them, a thousand at most
	RuledOut float64   `json:"ruled_out"`             // sets of which it was shown that they do not without running each
}

// Attempt is a set of options that was run and does not do it.
type Attempt struct {
	Options []string `json:"options"`
	Cost    float64  `json:"cost"`
}

// Purchase is what a set of options buys over all single failures.
type Purchase struct {
	Options  []string `json:"options"`
	Cost     float64  `json:"cost"`
	Worst    float64  `json:"worst"`    // users lost in the worst single failure, as many of them as are known
	Expected float64  `json:"expected"` // users lost on average: by unavailability where the model gives any, else over all single failures alike

	Uncounted int `json:"uncounted"` // services that some single failure hits, and of whose users there is no figure
}

// Suggest is the answer to mitigate --suggest: which single change reduces the users lost over all single
// failures most.
type Suggest struct {
	Header
	After       string       `json:"after"`
	LoadIgnored bool         `json:"load_ignored,omitempty"`
	Failures    int          `json:"failures"`   // single failures
	Lost        float64      `json:"lost"`       // users lost over all of them, summed up, as many as are known
	Uncounted   int          `json:"uncounted"`  // services that some of them hit, and of whose users there is no figure
	Redundancy  []Suggestion `json:"redundancy"` // requirements made redundant, the best first
	Harden      []Suggestion `json:"harden"`     // nodes that never fail of themselves, the best first
	Exact       bool         `json:"exact"`      // no other requirement does more than those listed
	Tried       int          `json:"tried"`      // requirements that were tried; of the others it is known that they do less
}

// Suggestion is one change and what it saves.
type Suggestion struct {
	Node  string  `json:"node"`
	Names Names   `json:"names,omitempty"`
	Blame *Place  `json:"requirement,omitempty"`
	Saved float64 `json:"saved"` // users, summed up over all single failures
	Worst string  `json:"worst"` // the failure of which it saves most
}
