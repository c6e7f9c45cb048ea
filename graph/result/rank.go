package result

// Rank is the worst failures, single ones or pairs.
type Rank struct {
	Header
	Failures  int       `json:"failures"` // 1: single ones; 2: pairs
	After     string    `json:"after"`    // the horizon
	By        RankBy    `json:"by"`
	Against   string    `json:"against"`            // a selector of what may fail; "" where none says it: of services that something needs
	MayFail   MayFail   `json:"may_fail,omitempty"` // what may fail where the question does not say; "" where it does
	Scenarios int64     `json:"scenarios"`
	Run       int64     `json:"run"` // scenarios that were run; of the others it is known that they belong below the last row
	Rows      []RankRow `json:"rows"`

	LoadIgnored bool `json:"load_ignored,omitempty"` // the model has demand or capacity, and this is answered without

	Apart

	// Of pairs: how many take something down together that neither takes down
	// alone, and the worst of them by what that is.
	Interacting *int64    `json:"interacting,omitempty"`
	Joint       []RankRow `json:"joint,omitempty"`

	LoadPairs *LoadPairs `json:"load_pairs,omitempty"` // where not all pairs that load can touch were run

	Names map[string]Names `json:"names,omitempty"` // of the nodes in rows that have any, by id
}

// LoadPairs are the pairs that load can touch, where only those of the worst single failures
// were run. The others are in no row, and not among the interacting.
type LoadPairs struct {
	Of    int64 `json:"of"`    // how many there are
	Run   int64 `json:"run"`   // of these, all of the worst single failures
	Worst int   `json:"worst"` // so many of which
}

// MayFail is what may fail where a question ranks failures and does not say which.
type MayFail string

// What may fail unless it is said.
const (
	MayFailOthers MayFail = "not-services"    // what can fail of every kind but service
	MayFailNeeded MayFail = "needed-services" // where there are services alone: those that something needs
)

// RankBy is what failures are ranked by first.
type RankBy string

// What failures are ranked by.
const (
	RankByUsers    RankBy = "users"
	RankByServices RankBy = "services"
	RankBySectors  RankBy = "sectors"
	RankByNodes    RankBy = "nodes"
)

// RankRow is a failure and what it takes down. What was down with nothing failed is
// not in it.
type RankRow struct {
	Failed      []string `json:"failed"`             // ids, sorted
	UsersDown   *float64 `json:"users_down"`         // the upper ends of what is known; null where something is hit and nothing known
	AtLeast     *float64 `json:"at_least,omitempty"` // the lower ends, where people may be the same and these are less
	Uncounted   int      `json:"uncounted"`          // services that are hit and of whose users there is no figure
	SectorsFail int      `json:"sectors_failed"`
	NodesDown   int      `json:"nodes_down"`   // those that failed included
	ServicesHit int      `json:"services_hit"` // some of their users find them down, degraded or shedding
	Beyond      *Beyond  `json:"beyond,omitempty"`

	SelfSustained int `json:"self_sustained"` // nodes that stand only by going round in a circle
}

// Beyond is what a pair takes down over what either takes down alone: users who
// lose nothing by either, sectors that neither fails, and so on.
type Beyond struct {
	UsersDown   *float64 `json:"users_down"` // that are known; null where these services are hit and nothing of them known
	Uncounted   int      `json:"uncounted"`
	SectorsFail int      `json:"sectors_failed"`
	NodesDown   int      `json:"nodes_down"`
	ServicesHit int      `json:"services_hit"`
}
