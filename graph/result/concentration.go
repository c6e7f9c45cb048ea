package result

// Concentration is how much of each sector depends on single carriers, operators,
// sites and vendors.
type Concentration struct {
	After     string            `json:"after"` // the horizon
	By        []ConcentrationBy `json:"by"`    // carrier, operator, site, vendor
	Truncated bool              `json:"truncated"`
}

// ConcentrationBy is one way to look at it.
type ConcentrationBy struct {
	By     string          `json:"by"`     // "carrier", "operator", "site" or "vendor"
	Values []Concentrating `json:"values"` // most sectors' shares without an alternative first
}

// Concentrating is one carrier, or all nodes with one operator, site or vendor.
type Concentrating struct {
	Value   string               `json:"value"` // of a carrier its id
	Name    string               `json:"name,omitempty"`
	Names   Names                `json:"names,omitempty"` // of a carrier
	Nodes   int                  `json:"nodes"`           // how many fail
	Sectors []ConcentratedSector `json:"sectors"`         // those that depend on it at all, by id
}

// ConcentratedSector is how much of one sector depends on it. Shares are of the
// sector's weight, that is of its users where they are known, 0 to 1.
type ConcentratedSector struct {
	ID      string  `json:"id"`
	Name    string  `json:"name,omitempty"`
	Names   Names   `json:"names,omitempty"`
	Alone   float64 `json:"alone"`   // depends on it and has no alternative: it goes down with it
	Covered float64 `json:"covered"` // depends on it and stays, perhaps degraded
}
