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
	Steps       []Step            `json:"steps,omitempty"`       // the options of the choice, what does most first
	Budget      *Bought           `json:"budget,omitempty"`      // what the budget that was asked about buys
	Front       []Purchase        `json:"front,omitempty"`       // without policies: by cost, each better than all that cost less; up to the budget
	FrontExact  bool              `json:"front_exact,omitempty"` // every set was looked at, up to the budget
	MayFail     MayFail           `json:"may_fail,omitempty"`    // of the front: in which single failures
	UpperEnds   bool              `json:"upper_ends,omitempty"`  // of the front: people may be the same, so that users are the most that it can be
}

// Step is one option of a set in the order in which to take them: next comes what leaves
// fewest policies violated, then fewest violations, then the cheapest.
type Step struct {
	Option     string  `json:"option"`
	Cost       float64 `json:"cost"`
	Sum        float64 `json:"sum"`        // the cost so far
	Policies   *int    `json:"policies"`   // violated then, of those asked for; null where the options so far make no valid model, or where there is too much to run to know
	Violations *int    `json:"violations"` // likewise
}

// Bought is what a sum of money buys: the set of options that leaves fewest policies
// violated, then fewest violations, then the cheapest; without policies that with fewest
// users lost in the worst single failure, then on average.
type Bought struct {
	Budget       float64  `json:"budget"`
	Options      []string `json:"options"` // ids, sorted
	Cost         float64  `json:"cost"`
	Met          []string `json:"met"`                      // policies that then hold
	Violated     []string `json:"violated"`                 // policies that then do not
	Left         *int     `json:"violations,omitempty"`     // violations then; null without policies
	Now          *int     `json:"violations_now,omitempty"` // and as the model is
	Steps        []Step   `json:"steps,omitempty"`
	Worst        Users    `json:"worst,omitzero"`     // without policies: as those of Purchase
	WorstNow     Users    `json:"worst_now,omitzero"` // and as the model is
	Expected     Users    `json:"expected,omitzero"`
	ExpectedNow  Users    `json:"expected_now,omitzero"`
	Uncounted    int      `json:"uncounted,omitempty"` // likewise
	UncountedNow int      `json:"uncounted_now,omitempty"`
	Exact        bool     `json:"exact"` // no set within the budget does better
}

// Option is something that can be done, and its price.
type Option struct {
	ID       string   `json:"id"`
	Name     string   `json:"name" in:"Names"`
	Names    Names    `json:"names,omitempty"`
	Cost     float64  `json:"cost"`
	Assumed  bool     `json:"assumed,omitempty"`  // nobody vouches for the cost: its confidence is "assumed", or it gives none
	Excludes []string `json:"excludes,omitempty"` // ids of those that cannot be taken besides
	Matters  bool     `json:"matters"`            // some policy that was asked for depends on what it changes
}

// MitigatedPolicy is a policy, and the cheapest set that meets it alone.
type MitigatedPolicy struct {
	ID       string  `json:"id"`
	Name     string  `json:"name" in:"Names"`
	Names    Names   `json:"names,omitempty"`
	Holds    bool    `json:"holds"`    // as the model is
	Violated int     `json:"violated"` // violations, as the model is
	Choice   *Choice `json:"choice"`

	Unmendable *Unmendable `json:"unmendable,omitempty"` // those that no set of options mends; null where a set was found that meets the policy
}

// Unmendable are violations of a policy that no option can mend: with every set of
// options that can be taken, the failure, or one of the two, breaks the policy for the node.
type Unmendable struct {
	Count      int       `json:"count"`
	Violations []Outcome `json:"violations"` // the first MaxUnmendable, by failed and node, as they are today
	Exact      bool      `json:"exact"`      // else not every set was run: some may be mended after all
}

// MaxUnmendable is how many violations that no option can mend are listed of a policy.
const MaxUnmendable = 100

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

// Purchase is what a set of options buys over all single failures of what may fail.
type Purchase struct {
	Options  []string `json:"options"`
	Cost     float64  `json:"cost"`
	Worst    *float64 `json:"worst"`    // users lost in the worst single failure, the upper end of what is known; null where something is hit and nothing known
	Expected *float64 `json:"expected"` // users lost on average, likewise: by unavailability where the model gives any, else over all single failures alike

	Uncounted int `json:"uncounted"` // services that some single failure hits, and of whose users there is no figure
}

// Suggest is the answer to mitigate --suggest: which single change reduces the users lost over all single
// failures most.
type Suggest struct {
	Header
	After       string       `json:"after"`
	LoadIgnored bool         `json:"load_ignored,omitempty"`
	MayFail     MayFail      `json:"may_fail"`
	Failures    int          `json:"failures"`             // single failures
	Lost        *float64     `json:"lost"`                 // users lost over all of them, summed up, the upper ends of what is known; null where something is hit and nothing known
	UpperEnds   bool         `json:"upper_ends,omitempty"` // people may be the same, so that users are the most that it can be
	Uncounted   int          `json:"uncounted"`            // services that some of them hit, and of whose users there is no figure
	Redundancy  []Suggestion `json:"redundancy"`           // requirements made redundant, the best first
	Harden      []Suggestion `json:"harden"`               // nodes that never fail of themselves, the best first
	Exact       bool         `json:"exact"`                // no other requirement does more than those listed
	Tried       int          `json:"tried"`                // requirements that were tried; of the others it is known that they do less
}

// Suggestion is one change and what it saves.
type Suggestion struct {
	Node     string   `json:"node"`
	Names    Names    `json:"names,omitempty"`
	Blame    *Place   `json:"requirement,omitempty"`
	Saved    *float64 `json:"saved"`                      // users, summed up over all single failures; null where it is of services alone of whose users there is no figure
	Spared   int      `json:"spared_uncounted,omitempty"` // of services of whose users there is no figure: hits that there are no more, summed up likewise
	OfSpared int      `json:"of_uncounted,omitempty"`     // likewise: hits in those failures
	Of       *float64 `json:"of"`                         // users lost in the failures that the change touches: what it could save at most; null likewise
	Worst    string   `json:"worst"`                      // the failure of which it saves most
}
