package result

import "slices"

// Header is what every document starts with.
type Header struct {
	Schema string  `json:"schema"` // "meoktong.<command>/<version>"
	Tool   Tool    `json:"tool"`
	Model  Model   `json:"model"`
	Ranges *Ranges `json:"ranges,omitempty"` // on which it rests
}

// Tool is the program that made the document.
type Tool struct {
	Version string `json:"version"`
}

// Model identifies the model that was asked.
type Model struct {
	Title  string `json:"title"`
	SHA256 string `json:"sha256"`
	Asof   string `json:"asof,omitempty"` // the day whose facts were asked about; "": the latest facts
}

// Names are a thing's names by language: "ko", "en", or "" where the model
// does not say which.
type Names map[string]string

// WhatIf answers what fails if some nodes fail at once.
type WhatIf struct {
	Header
	Failed      []string           `json:"failed"`                 // ids, sorted
	Demand      map[string]float64 `json:"demand,omitempty"`       // service -> demand, where the question sets it
	After       string             `json:"after"`                  // the horizon
	LoadIgnored bool               `json:"load_ignored,omitempty"` // the model has demand or capacity, and this is answered without
	Nodes       []NodeState        `json:"nodes"`                  // by id: those that changed, or all
	Sectors     []Sector           `json:"sectors"`
	Populations []Population       `json:"populations"`
	NotUpBefore []string           `json:"not_up_before,omitempty"` // nodes that overload keeps from being up with nothing failed, sorted
	Unsupplied  []string           `json:"unsupplied,omitempty"`    // nodes that are not up with nothing failed, since nothing supplies a loop that they live by, sorted
	HeldDown    []string           `json:"held_down,omitempty"`     // nodes that are not up with nothing failed, since something is up that would have to be down, sorted
	Totals      Totals             `json:"totals"`
	Untouched   []Untouched        `json:"untouched,omitempty"` // services that notice nothing, by id; empty in a model of more than MaxUntouched
	Draw        string             `json:"draw,omitempty"`      // the command that draws it

	Trials    *Trials     `json:"trials,omitempty"`    // where ranges were drawn: the fields that end with _range then are filled in
	Sometimes []NodeState `json:"sometimes,omitempty"` // by id: nodes that are not up in some trials, and are untouched where ranges are at their likeliest
}

// MaxUntouched is how many untouched services an answer names.
const MaxUntouched = 2000

// Untouched is a service that notices nothing.
type Untouched struct {
	ID     string `json:"id"`
	Name   string `json:"name,omitempty" in:"Names"`
	Names  Names  `json:"names,omitempty"`
	Sector string `json:"sector,omitempty"`
}

// NodeState is how one node fares.
type NodeState struct {
	ID             string   `json:"id"`
	Name           string   `json:"name,omitempty" in:"Names"`
	Names          Names    `json:"names,omitempty"`
	Kind           Kind     `json:"kind"`
	Sector         string   `json:"sector,omitempty"`
	Level          Level    `json:"level"`
	Before         Level    `json:"before"`
	LostRedundancy bool     `json:"lost_redundancy"`
	SelfSustained  bool     `json:"self_sustained,omitempty"` // it, or some part of it, stands only by going round in a circle
	ShareDown      *float64 `json:"share_down,omitempty"`     // services: share of users whose part is down, 0 to 1
	ShareBefore    *float64 `json:"share_before,omitempty"`   // services: what that was with nothing failed, if not 0
	Users          Users    `json:"users,omitzero"`           // services
	UsersDown      Users    `json:"users_down,omitzero"`      // services: of ShareDown
	UsersDegraded  Users    `json:"users_degraded,omitzero"`
	Parts          []Part   `json:"parts,omitempty"`        // by access id; of many the worst
	PartsFolded    int      `json:"parts_folded,omitempty"` // further parts, no worse than those
	NotHit         bool     `json:"not_hit,omitempty"`      // services that are not up for all of their users: none of these finds it worse than with nothing failed
	Because        []string `json:"because"`                // direct members that broke it, sorted
	HeldDown       bool     `json:"held_down,omitempty"`    // it is not up, as with nothing failed, since something is up that would have to be down for it, or for what it needs
	NotStarted     bool     `json:"not_started,omitempty"`  // it was held down with nothing failed, and is down though nothing holds it any more: what broke it is why it has not started
	HeldBy         []string `json:"held_by,omitempty"`      // of these, those that are up, or degraded, and would have to be down
	StartedBy      []string `json:"started_by,omitempty"`   // of a node that fares better than with nothing failed: the direct members that it has that of, one being down that held it down, or being up again, sorted
	Load           *Load    `json:"load,omitempty"`         // nodes with a capacity
	Failed         bool     `json:"failed,omitempty"`       // it is among WhatIf.Failed

	LevelsIn           *LevelsIn    `json:"levels_in,omitempty"` // of trials
	ShareDownRange     *Percentiles `json:"share_down_range,omitempty"`
	UsersDownRange     *Percentiles `json:"users_down_range,omitempty"`
	UsersDegradedRange *Percentiles `json:"users_degraded_range,omitempty"`
}

// LevelsIn says in which share of trials a node was at a level, 0 to 1; in the others it
// was up.
type LevelsIn struct {
	Down     float64 `json:"down"`
	Degraded float64 `json:"degraded"`
}

// Load is how much demand comes to a node.
type Load struct {
	Amount   float64      `json:"amount"` // in Unit; of what tripped: what did it
	Capacity float64      `json:"capacity"`
	Unit     string       `json:"unit,omitempty"`
	Overload OverloadKind `json:"overload,omitempty"` // what it does over its capacity, if it is
}

// OverloadKind is what a node does over its capacity.
type OverloadKind string

// What nodes do over their capacity; "" where they are not over it.
const (
	OverloadTrip    OverloadKind = "trip"    // it is down for everyone
	OverloadShed    OverloadKind = "shed"    // it serves up to its capacity, the rest gets nothing
	OverloadDegrade OverloadKind = "degrade" // it works worse
)

// Partial says whether some users of the service get nothing and others do:
// some part is down and some is not, or some demand is shed.
func (n *NodeState) Partial() bool {
	if n.Level != LevelDown && n.ShareDown != nil && *n.ShareDown > 0 {
		return true
	}
	down := 0
	for _, p := range n.Parts {
		if p.Level == LevelDown {
			down++
		}
	}
	return down > 0 && down < len(n.Parts)
}

// Changed says whether its level or its redundancy is not what it was.
func (n *NodeState) Changed() bool { return n.Level != n.Before || n.LostRedundancy || n.SelfSustained }

// Started says whether it fares better than with nothing failed, since something is down
// that held it down; of a service in parts some part may, and others be hit.
func (n *NodeState) Started() bool { return len(n.StartedBy) > 0 }

// Others returns what broke it, but for what holds it down.
func (n *NodeState) Others() []string {
	return slices.DeleteFunc(slices.Clone(n.Because), func(id string) bool { return slices.Contains(n.HeldBy, id) })
}

// Hit says whether it is a service that some of its users find down, degraded or shedding,
// and did not as much with nothing failed.
func (n *NodeState) Hit() bool {
	return n.Kind == KindService && !n.NotHit && (n.Level != LevelUp || share(n.ShareDown) > 0)
}

// Worse says whether it is not up, unless all of what changed is that it has started; of a
// service, whether it is hit.
func (n *NodeState) Worse() bool {
	if n.Kind == KindService {
		return n.Hit()
	}
	better := n.Before == LevelDown || n.Before == LevelDegraded && n.Level == LevelUp
	return (n.Level != LevelUp || n.Partial()) && !(n.Started() && better && share(n.ShareDown) <= share(n.ShareBefore))
}

// AsBefore says whether it is not up, and was as bad with nothing failed, for the same
// reason.
func (n *NodeState) AsBefore() bool {
	return !n.Failed && !n.NotStarted && !n.Hit() && n.Level != LevelUp && n.Level == n.Before && share(n.ShareDown) <= share(n.ShareBefore)
}

func share(x *float64) float64 {
	if x == nil {
		return 0
	}
	return *x
}

// State returns how the node stands in a picture or a table.
func (n *NodeState) State() State {
	switch {
	case n.Failed:
		return StateFailed
	case n.HeldDown:
		return StateHeld
	case n.Started() && !n.Worse() && !n.LostRedundancy && !n.SelfSustained:
		return StateStarted
	case n.Level == LevelDown:
		return StateDown
	case n.Partial():
		return StatePartial
	case n.Level == LevelDegraded:
		return StateDegraded
	case n.LostRedundancy, n.SelfSustained:
		return StateAtRisk
	}
	return StateUp
}

// Part is a service as some of its users see it, who have the same lines.
type Part struct {
	PartOf
	Share          float64 `json:"share"` // of the population, 0 to 1
	Level          Level   `json:"level"`
	LostRedundancy bool    `json:"lost_redundancy,omitempty"`
	SelfSustained  bool    `json:"self_sustained,omitempty"`
}

// Sector is how a sector fares.
type Sector struct {
	ID        string  `json:"id"`
	Name      string  `json:"name,omitempty" in:"Names"`
	Names     Names   `json:"names,omitempty"`
	Level     Level   `json:"level"`
	Fails     bool    `json:"fails"`      // ShareDown has reached FailsAt
	Measure   Measure `json:"measure"`    // what its services weigh by
	ShareDown float64 `json:"share_down"` // of its weight, 0 to 1
	FailsAt   float64 `json:"fails_at"`
	Services  Counts  `json:"services"`

	ShareBefore *float64 `json:"share_before,omitempty"` // what ShareDown was with nothing failed, if not 0
	Before      bool     `json:"before,omitempty"`       // it failed then already, and is in no total
	Unweighed   []string `json:"unweighed,omitempty"`    // services without the figure by which it says that it is measured

	ShareDownRange *Percentiles `json:"share_down_range,omitempty"`
	FailsIn        *float64     `json:"fails_in,omitempty"` // the share of trials in which it fails, 0 to 1
}

// Measure is what the services of a sector weigh by.
type Measure string

// The measures.
const (
	MeasureWeight   Measure = "weight"
	MeasureUsers    Measure = "users"
	MeasureServices Measure = "services"
)

// Counts are how many services of a sector are in each state.
type Counts struct {
	Down     int `json:"down"`
	Partial  int `json:"partial"`
	Degraded int `json:"degraded"` // and nothing of it down
	Up       int `json:"up"`

	NotHit int `json:"not_hit,omitempty"` // of those that are not up for all: nobody finds these worse than with nothing failed
}

// Hit returns how many are hit: those that are not up for all, but for what nobody finds
// worse than with nothing failed.
func (c Counts) Hit() int { return c.Total() - c.Up - c.NotHit }

// Total returns the number of services.
func (c Counts) Total() int { return c.Down + c.Partial + c.Degraded + c.Up }
