package result

// Concentration is how much of each sector depends on single carriers, operators,
// sites and vendors.
type Concentration struct {
	Header
	Dependence
}

// Dependence is a Concentration without its header, as a part of other answers.
type Dependence struct {
	After     string            `json:"after"` // the horizon
	By        []ConcentrationBy `json:"by"`    // carrier, operator, site, vendor
	Truncated bool              `json:"truncated"`

	// What the figures leave out: load; services that count in no sector; and nodes
	// that do not say who runs, houses or made them, of Able that can fail.
	LoadIgnored bool `json:"load_ignored,omitempty"` // the model has demand or capacity
	Apart
	NoSector  int `json:"no_sector,omitempty"` // services in none
	Unweighed int `json:"unweighed,omitempty"` // services that lack the figure by which their sector says that it is measured
	Able      int `json:"able"`                // nodes that can fail
}

// ConcentrationBy is one way to look at it.
type ConcentrationBy struct {
	By     Attribute       `json:"by"`
	Values []Concentrating `json:"values"` // most sectors' shares without an alternative first
	Count  int             `json:"count"`  // how many values there are; of more than those listed the ones with the most nodes are
	Named  int             `json:"named"`  // nodes that can fail and have it
}

// Concentrating is one carrier, or all nodes with one operator, site or vendor.
type Concentrating struct {
	Value   string               `json:"value"` // of a carrier its id
	Name    string               `json:"name,omitempty" in:"Names"`
	Names   Names                `json:"names,omitempty"` // of a carrier
	Nodes   int                  `json:"nodes"`           // how many fail
	Sectors []ConcentratedSector `json:"sectors"`         // those that depend on it at all, by id
}

// ConcentratedSector is how much of one sector depends on it. Shares are of the
// sector's weight, that is of its users where they are known, 0 to 1.
type ConcentratedSector struct {
	ID      string  `json:"id"`
	Name    string  `json:"name,omitempty" in:"Names"`
	Names   Names   `json:"names,omitempty"`
	Alone   float64 `json:"alone"`   // depends on it and has no alternative: it goes down with it
	Covered float64 `json:"covered"` // depends on it and stays, perhaps degraded
}
