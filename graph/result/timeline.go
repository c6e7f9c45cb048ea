package result

// Timeline says who is out from when to when. Times are seconds from the start.
type Timeline struct {
	Header
	Incident     string         `json:"incident,omitempty"` // id, where one was asked for
	Name         string         `json:"name,omitempty" in:"Names,Incident"`
	Names        Names          `json:"names,omitempty"`
	Start        string         `json:"start,omitempty"` // RFC 3339, or a date, where the incident has one
	Events       []Happening    `json:"events"`
	EndS         *int64         `json:"end_s"`               // when every node that was touched is back up; null if some are not
	Spans        []Span         `json:"spans"`               // by node, then by time
	HeldDown     []string       `json:"held_down,omitempty"` // nodes that are not up before anything happens, since something is up that would have to be down, sorted
	Started      []Start        `json:"started,omitempty"`   // times in which nodes and parts so held down, sorted by time, are better than that
	Recovery     []Return       `json:"recovery"`
	CriticalPath []Return       `json:"critical_path,omitempty"`    // of the last that came back: what each in turn waited for, the first cause first
	UserHours    []UserHours    `json:"user_hours"`                 // by sector
	ServiceHours []ServiceHours `json:"user_hours_of,omitempty"`    // by service, the same
	TotalHours   *Hours         `json:"user_hours_total,omitempty"` // of all services, those without a sector included
	UntilS       *int64         `json:"until_s,omitempty"`          // the last moment at which anything happens, where some user-hours do not end
	Breaches     []Breach       `json:"breaches"`
	Promised     *Promised      `json:"promised,omitempty"`  // what there is to breach
	Overloads    []Overload     `json:"overloads,omitempty"` // by node, then by time
	Finds        Finds          `json:"finds,omitempty"`     // where nodes serve some only
	Without      *Timeline      `json:"without,omitempty"`   // the same without the overlays, where some were given

	Trials    *Trials      `json:"trials,omitempty"`      // where ranges were drawn: the fields that end with _range then are filled in
	EndRange  *Percentiles `json:"end_s_range,omitempty"` // of EndS
	Sometimes []Span       `json:"sometimes,omitempty"`   // spans that are none where ranges are at their likeliest, but are in some trials: by node, then by level, each with its medians
}

// Finds says who finds nodes that serve some only of those who come: an assumption.
type Finds string

// FindsIndependently is that each user finds each of them with the share that it serves,
// independently of the others, the same node alike for all that he uses; those who find
// it at a share find it at every larger one.
const FindsIndependently Finds = "independent"

// Out sums up how long each node and part was not up: seconds by id. A time
// that does not end counts as -1.
func (t *Timeline) Out() map[string]int64 {
	out := map[string]int64{}
	for _, s := range t.Spans {
		switch {
		case s.Held:
		case s.ToS == nil:
			out[s.Node] = -1
		case out[s.Node] >= 0:
			out[s.Node] += *s.ToS - s.FromS
		}
	}
	return out
}

// Happening is an event as the answer tells it.
type Happening struct {
	AtS      int64              `json:"at_s"`
	Fail     []string           `json:"fail,omitempty"`
	Degrade  []string           `json:"degrade,omitempty"`
	Repair   []string           `json:"repair,omitempty"`
	Serve    map[string]float64 `json:"serve,omitempty"`    // what share of those who come nodes serve, from then on
	Demand   map[string]float64 `json:"demand,omitempty"`   // of services, from then on
	Capacity map[string]float64 `json:"capacity,omitempty"` // of nodes, from then on
	ForS     int64              `json:"for_s,omitempty"`    // 0: until repaired or set anew
	Reason   string             `json:"reason,omitempty"`
	AtRange  *Percentiles       `json:"at_s_range,omitempty"`
	ForRange *Percentiles       `json:"for_s_range,omitempty"`

	ServeRange map[string]*Percentiles `json:"serve_range,omitempty"` // of Serve, where that is drawn
}

// Span is a time in which a node or a part was not up.
type Span struct {
	Node  string `json:"node"`
	Level Level  `json:"level"` // degraded or down
	FromS int64  `json:"from_s"`
	ToS   *int64 `json:"to_s"` // null if it does not end
	Names Names  `json:"names,omitempty"`
	Kind  Kind   `json:"kind,omitempty"`
	// ShareDown and ShareDegraded say for how many of those who come it is down or
	// degraded, 0 to 1, where that is not the same for all, since nodes serve some only.
	ShareDown     *float64 `json:"share_down,omitempty"`
	ShareDegraded *float64 `json:"share_degraded,omitempty"`
	// Before says that it was as bad before anything happened, or worse: it is in no total.
	Before bool `json:"before,omitempty"`
	// Held says of such a time that something was up that would have to be down first.
	Held bool `json:"held,omitempty"`

	// Of trials, spans of a node are compared by their level and their number among
	// those of it: its first time down is another's first time down.
	FromRange  *Percentiles `json:"from_s_range,omitempty"`
	ToRange    *Percentiles `json:"to_s_range,omitempty"`
	LastsRange *Percentiles `json:"lasts_s_range,omitempty"`

	DownRange     *Percentiles `json:"share_down_range,omitempty"`
	DegradedRange *Percentiles `json:"share_degraded_range,omitempty"`
}

// Start is a time in which a node or a part is better than it was before anything
// happened, since that held it down no longer: its level is that, and may be "up".
type Start struct {
	Span
	Waited Waited `json:"waited,omitempty"` // what it waited for last
	On     string `json:"on,omitempty"`     // the node that went down, that came up, took over, or after which its recovery began

	Sometimes bool `json:"sometimes,omitempty"` // it is none where ranges are at their likeliest, but is in some trials
}

// Overload is a time in which a node was over its capacity.
type Overload struct {
	Node     string       `json:"node"`
	Overload OverloadKind `json:"overload"`
	FromS    int64        `json:"from_s"`
	ToS      *int64       `json:"to_s"` // null if it does not end
	Load     float64      `json:"load"` // the most in that time, in Unit
	Capacity float64      `json:"capacity"`
	Unit     string       `json:"unit,omitempty"`
	// Before says that it was so before anything happened.
	Before bool `json:"before,omitempty"`
	// LockedOut says that this was the hundredth time, with which it stays so until
	// it is repaired.
	LockedOut bool         `json:"locked_out,omitempty"`
	Names     Names        `json:"names,omitempty"`
	FromRange *Percentiles `json:"from_s_range,omitempty"`
	ToRange   *Percentiles `json:"to_s_range,omitempty"`
}

// Return is a node that came back up, in the order of coming back.
type Return struct {
	AtS   int64  `json:"at_s"`
	Node  string `json:"node"`
	Names Names  `json:"names,omitempty"`
	// Waited is what it waited for last; On is the node that came up, that took
	// over, or after which its recovery began.
	Waited Waited `json:"waited,omitempty"`
	On     string `json:"on,omitempty"`

	AtRange *Percentiles `json:"at_s_range,omitempty"` // of the node's first, second, ... time
}

// Waited is what a node waited for before it came back up, or started.
type Waited string

// What nodes wait for; "" for what nothing kept.
const (
	WaitedRepair   Waited = "repair"   // its own
	WaitedRecovery Waited = "recovery" // its own
	WaitedFailover Waited = "failover" // a switch to another node
	WaitedMember   Waited = "member"   // a node that came up
	WaitedLoad     Waited = "load"     // its own, which fits again
	WaitedServe    Waited = "serve"    // its own serving all who come
	WaitedDown     Waited = "down"     // a node that went down, which held it down
)

// Hours is what users lost.
type Hours struct {
	Down    *float64 `json:"down"`              // users times hours, of those that are known; null where nothing is known, or where that has no end
	Endless bool     `json:"endless,omitempty"` // it has no end
	Until   *float64 `json:"until,omitempty"`   // then: what was lost until Timeline.UntilS

	Uncounted int          `json:"uncounted"`            // services that were hit, and of whose users there is no figure
	DownRange *Percentiles `json:"down_range,omitempty"` // null where it has no end
}

// UserHours is what the users of a sector lost.
type UserHours struct {
	Sector string `json:"sector"`
	Names  Names  `json:"names,omitempty"`
	Hours
}

// ServiceHours is what the users of a service lost.
type ServiceHours struct {
	Service string `json:"service"`
	Names   Names  `json:"names,omitempty"`
	Hours
}

// Promised counts what a model promises of its services.
type Promised struct {
	Tolerances int `json:"tolerances"` // services that say how long they may be out
	Terms      int `json:"terms"`      // contract terms in force on the day
}

// Breach is an outage longer than a service tolerates or a contract allows.
type Breach struct {
	Node    string   `json:"node"`
	Names   Names    `json:"names,omitempty"`
	Rule    string   `json:"rule"` // "tolerance", "tolerance_degraded", or "terms:ID"
	LimitS  int64    `json:"limit_s"`
	OutageS *int64   `json:"outage_s"` // null if it does not end
	FromS   int64    `json:"from_s"`
	Users   Users    `json:"users,omitzero"`  // of services: null where it is not known
	Share   *float64 `json:"share,omitempty"` // of those who come to the node, whose outage this is; where it is all of them nothing
	Owed    Users    `json:"owed,omitzero"`   // of terms with bands: for all users covered, in the model's currency; null where it is not known how many these are

	OutageRange *Percentiles `json:"outage_s_range,omitempty"` // of the node's first, second, ... breach of the rule
	UsersRange  *Percentiles `json:"users_range,omitempty"`
	OwedRange   *Percentiles `json:"owed_range,omitempty"`
	ShareRange  *Percentiles `json:"share_range,omitempty"`
	Sometimes   bool         `json:"sometimes,omitempty"` // it is none where ranges are at their likeliest, but is in some trials
}
