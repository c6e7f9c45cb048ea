package result

// Gate says whether a model's policies hold.
type Gate struct {
	Header
	After       string      `json:"after"`                  // the horizon
	LoadIgnored bool        `json:"load_ignored,omitempty"` // the model has demand or capacity, and policies run without
	Policies    []Policy    `json:"policies"`               // by id
	Gone        []Violation `json:"gone,omitempty"`         // in the baseline, and no more
	Baseline    *Compared   `json:"baseline,omitempty"`     // null without a baseline
}

// Compared counts violations beside those of a baseline.
type Compared struct {
	New      int `json:"new"`
	Accepted int `json:"accepted"`
	Gone     int `json:"gone"`
}

// Policy is one policy with its verdict.
type Policy struct {
	ID        string   `json:"id"`
	Name      string   `json:"name" in:"Names"`
	Names     Names    `json:"names,omitempty"`
	Protect   string   `json:"protect"` // a selector
	Against   string   `json:"against"` // a selector
	Failures  int      `json:"failures"`
	Allowed   Allowed  `json:"allowed"`
	Holds     bool     `json:"holds"`
	Vacuous   bool     `json:"vacuous"`   // it holds whatever the model says of what may happen
	Scenarios int      `json:"scenarios"` // how many failures it names, pairs included
	Worst     *Outcome `json:"worst"`     // the worst of all; null where only own failures were named
	Violated  int      `json:"violated"`  // how many violations there are

	// Violations has them by failed and node, at most MaxViolations. A pair is not
	// listed where one of the two alone breaks the policy for the same node.
	Violations []Violation `json:"violations"`

	VacuousBecause Vacuous `json:"vacuous_because,omitempty"` // why it is

	// UsersHidden are the protected whose users the policy does not see: each leans on a
	// service with a population as a whole, and is down only when the last of that is.
	UsersHidden []Leaning `json:"users_hidden,omitempty"`

	Before []string `json:"before,omitempty"` // protected, and not up with nothing failed: what is as bad as that breaks nothing

	// SelfSustained is how many failures leave something protected standing only by going
	// round in a circle: a warning, no violation. A pair does not count where one of the
	// two alone does so to the same node.
	SelfSustained int     `json:"self_sustained"`
	Circle        *Circle `json:"self_sustained_first,omitempty"`
}

// Vacuous is why a policy can't be violated.
type Vacuous string

// The reasons.
const (
	VacuousUntouched Vacuous = "nothing-touches"   // nothing in against can touch anything that it protects
	VacuousAllows    Vacuous = "allows-everything" // it bounds nothing
)

// Leaning is a service without a population, and one with on which it leans as a whole.
type Leaning struct {
	Node string `json:"node"`
	On   string `json:"on"`
}

// Circle is a failure that leaves a protected node standing only by going round in a
// circle, and where the model has that node.
type Circle struct {
	Failed []string `json:"failed"` // ids, sorted
	Node   string   `json:"node"`
	Names  Names    `json:"names,omitempty"`
	File   string   `json:"file,omitempty"`
	Line   int      `json:"line,omitempty"` // from 1
}

// MaxViolations is how many violations of a policy are listed.
const MaxViolations = 100_000

// Allowed is what a policy allows a protected node.
type Allowed struct {
	Worst     Level    `json:"worst"`                // the worst level
	MaxShare  *float64 `json:"max_share,omitempty"`  // the largest share of users down
	MaxOutage string   `json:"max_outage,omitempty"` // the longest time down,
	Tolerance bool     `json:"tolerance,omitempty"`  // and what each service itself says,
	For       string   `json:"for,omitempty"`        // when the failure lasts that long
}

// Outcome is what a failure does to a protected node.
type Outcome struct {
	Failed    []string `json:"failed"` // ids, sorted
	Node      string   `json:"node"`
	Names     Names    `json:"names,omitempty"`
	Level     Level    `json:"level"`                // at the horizon
	ShareDown *float64 `json:"share_down,omitempty"` // of a service's users, at the horizon
	UsersDown Users    `json:"users_down,omitzero"`  // services
	OutageS   *int64   `json:"outage_s,omitempty"`   // the longest time down, of a service that of its worst part
	Endless   bool     `json:"endless,omitempty"`    // it does not come back

	NotUpS       *int64 `json:"not_up_s,omitempty"` // the longest time not up, of what says how long it may be so
	NotUpEndless bool   `json:"not_up_endless,omitempty"`
}

// Violation is an outcome that a policy does not allow.
type Violation struct {
	Policy string `json:"policy"`
	Outcome
	Breaks      []Break `json:"breaks"`
	Blame       Place   `json:"blame"`
	Fingerprint string  `json:"fingerprint"`     // of policy, node and failed: the same wherever they stand
	Known       bool    `json:"known,omitempty"` // in the baseline, and no worse than there
}

// Break is a limit of a policy that is broken, by its key.
type Break string

// The limits of a policy.
const (
	BreaksWorst  Break = "worst"
	BreaksShare  Break = "max_share"
	BreaksOutage Break = "max_outage"

	BreaksTolerance Break = "tolerance"          // of the service itself
	BreaksDegraded  Break = "tolerance_degraded" // likewise
)

// Place is where a violation can be mended: the node's requirement that broke.
type Place struct {
	Requirement string `json:"requirement"` // in the words of the model; "@access" for the line of its users; "" where none is to blame
	File        string `json:"file"`
	Line        int    `json:"line"`
}

// New returns how many violations are not known from a baseline.
func (g *Gate) New() int {
	n := 0
	for i := range g.Policies {
		n += g.Policies[i].New()
	}
	return n
}

// New returns how many violations are not known from a baseline. Those that are
// not listed count as new.
func (p *Policy) New() int {
	n := p.Violated
	for i := range p.Violations {
		if p.Violations[i].Known {
			n--
		}
	}
	return n
}
