package result

// Assumptions are the facts of a model that nobody vouches for, or that are old,
// with the answers that hang on each.
type Assumptions struct {
	After     string       `json:"after"`          // the horizon
	Asof      string       `json:"asof,omitempty"` // facts older than that count, too
	Failures  int          `json:"failures"`       // single failures that were looked at
	Protected int          `json:"protected"`      // nodes whose state was looked at
	Examined  int          `json:"examined"`       // facts that were changed
	Facts     []Assumption `json:"facts"`          // those that flip an answer, the most first
	Truncated bool         `json:"truncated"`      // the model is too large: facts were left out
}

// Assumption is a fact: a requirement, or the shares of a population.
type Assumption struct {
	*Blame     `json:",omitempty"`
	Population string       `json:"population,omitempty"`
	Changes    []FactChange `json:"changes"` // those that flip an answer, the most first
}

// FactChange is one way in which a fact may be otherwise.
type FactChange struct {
	What     string `json:"what"`             // "dropped", "without" or "share"
	Member   string `json:"member,omitempty"` // of "without": the alternative; of "share": the access node
	By       string `json:"by,omitempty"`     // of "share": "+20%" or "-20%"
	Sectors  int    `json:"sectors"`          // how many answers flip: whether a sector fails,
	Nodes    int    `json:"nodes"`            // how a protected node fares,
	Verdicts int    `json:"verdicts"`         // what a recorded observation is: matched, missed or contradicted,
	Ranks    int    `json:"ranks"`            // which failures are the three worst
	Flips    []Flip `json:"flips"`            // at most MaxFlips
}

// Total returns how many answers flip.
func (c *FactChange) Total() int { return c.Sectors + c.Nodes + c.Verdicts + c.Ranks }

// MaxFlips is how many flips a change lists at most.
const MaxFlips = 20

// Flip is one answer that changes.
type Flip struct {
	Failure string `json:"failure,omitempty"` // what fails, or the incident; not of a rank
	Of      string `json:"of"`                // "sector", "node", "verdict" or "rank"
	ID      string `json:"id"`                // of a rank its number
	Before  string `json:"before"`            // "fails" or "holds"; "up", "degraded", "partial" or "down"; a verdict; a node
	After   string `json:"after"`
}
