package result

// Promises says which services are out for longer than they say is tolerable, when a
// single one of what is no service fails and lasts as long as the model takes failures to
// last.
type Promises struct {
	For      string          `json:"for"`
	Services int             `json:"services"` // that say what is tolerable
	Failures int             `json:"failures"` // that were tried,
	Able     int             `json:"able"`     // of so many that can touch these services
	Breached []BrokenPromise `json:"breached"` // by service, then by rule
}

// Truncated says whether not every failure was tried.
func (p *Promises) Truncated() bool { return p.Failures < p.Able }

// Broken returns how many services are out for too long.
func (p *Promises) Broken() int {
	n := 0
	for i := range p.Breached {
		if i == 0 || p.Breached[i].Node != p.Breached[i-1].Node {
			n++
		}
	}
	return n
}

// BrokenPromise is what a service says is tolerable, and is not kept.
type BrokenPromise struct {
	Node    string   `json:"node"`
	Names   Names    `json:"names,omitempty"`
	Rule    Break    `json:"rule"` // BreaksTolerance or BreaksDegraded
	LimitS  int64    `json:"limit_s"`
	Breaks  int      `json:"breaks"`         // how many of the failures that were tried
	Failed  []string `json:"failed"`         // the first of them, the worst ahead, at most MaxBreaking
	OutageS *int64   `json:"outage_s"`       // the longest of the worst; null: it does not end
	Users   Users    `json:"users,omitzero"` // who are then out for too long
}

// MaxBreaking is how many failures that break one promise are listed.
const MaxBreaking = 10
