package result

import "encoding/json"

// Users is a number of users: null where it is not known, and absent from what has
// no users.
type Users struct {
	number *float64
	has    bool
}

// UsersOf returns the number of what has users; nil: it is not known how many.
func UsersOf(x *float64) Users { return Users{x, true} }

// Number returns the number; nil where it is not known or there is none.
func (u Users) Number() *float64 { return u.number }

// IsZero says whether it is of what has no users.
func (u Users) IsZero() bool { return !u.has }

// MarshalJSON writes the number or null.
func (u Users) MarshalJSON() ([]byte, error) { return json.Marshal(u.number) }

// UnmarshalJSON reads what MarshalJSON writes.
func (u *Users) UnmarshalJSON(text []byte) error {
	u.has, u.number = true, nil
	return json.Unmarshal(text, &u.number)
}

// Population is how many of a population are hit, each person counted once, with
// those of the populations that are some of it. What was so with nothing failed is
// left out.
type Population struct {
	ID        string   `json:"id"`
	Name      string   `json:"name,omitempty" in:"Names"`
	Names     Names    `json:"names,omitempty"`
	Counts    string   `json:"counts" in:"Things"` // what is counted
	Things    Names    `json:"counts_names,omitempty"`
	Of        string   `json:"of,omitempty"` // the population that these are some of
	Size      *float64 `json:"size,omitempty"`
	AtLeast   *float64 `json:"at_least"`   // null where nothing is known
	UsersDown *float64 `json:"users_down"` // the upper end of what is known; null likewise
	ShareDown float64  `json:"share_down"` // of those counted here themselves, the upper end

	AtLeastRange   *Percentiles `json:"at_least_range,omitempty"`
	UsersDownRange *Percentiles `json:"users_down_range,omitempty"`
}

// Totals sum up what was not so with nothing failed.
type Totals struct {
	NodesDown     int       `json:"nodes_down"`
	NodesDegraded int       `json:"nodes_degraded"`
	UsersDown     *float64  `json:"users_down"` // the upper ends of what is known, whatever is counted; null where something is hit and nothing known
	SectorsFailed int       `json:"sectors_failed"`
	Services      int       `json:"services"`       // of the model
	ServicesHit   int       `json:"services_hit"`   // some of their users find them down, degraded or shedding
	Uncounted     int       `json:"uncounted"`      // of these, those without figures
	SelfSustained int       `json:"self_sustained"` // nodes that stand only by going round in a circle
	Counted       []Counted `json:"counted"`        // by what is counted

	NodesDownRange     *Percentiles `json:"nodes_down_range,omitempty"`
	UsersDownRange     *Percentiles `json:"users_down_range,omitempty"`
	SectorsFailedRange *Percentiles `json:"sectors_failed_range,omitempty"`
	ServicesHitRange   *Percentiles `json:"services_hit_range,omitempty"`
}

// AtLeast returns the lower ends, whatever is counted; nil where nothing is known.
func (t *Totals) AtLeast() *float64 {
	if t.UsersDown == nil {
		return nil
	}
	sum := 0.0
	for i := range t.Counted {
		if x := t.Counted[i].AtLeast; x != nil {
			sum += *x
		}
	}
	return &sum
}

// Counted is how many of one thing lose something: people, shops, lines.
type Counted struct {
	Counts  string   `json:"counts" in:"Things"`
	Things  Names    `json:"counts_names,omitempty"`
	AtLeast *float64 `json:"at_least"` // of what is known; null where something is hit and nothing known
	AtMost  *float64 `json:"at_most"`  // null where any is uncounted

	AtLeastRange *Percentiles `json:"at_least_range,omitempty"`
	AtMostRange  *Percentiles `json:"at_most_range,omitempty"`
}
