package models

import (
	"time"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// Incident is a recorded failure: what happened, and what was seen.
type Incident struct {
	ID          string
	Name        Text
	Description Text
	Start       time.Time // zero where the model gives none
	DateOnly    bool      // Start is a day without a time
	Events      []Event
	Observed    []Observation
	Provenance  *Provenance

	began time.Time // what Start says in the file, which a model under pseudonyms keeps to itself
	at    source.Place
}

// Began returns when the incident began, in a model under pseudonyms too; zero where
// it is not said.
func (in *Incident) Began() time.Time {
	if in.Start.IsZero() {
		return in.began
	}
	return in.Start
}

// Event is one thing that happened in an incident. Nodes are selectors.
type Event struct {
	At       time.Duration
	Fail     []string
	Degrade  []string
	Repair   []string
	Serve    []Setting // what share of those who come nodes serve
	Demand   []Setting
	Capacity []Setting
	For      time.Duration // 0: until repaired
	Reason   string
	Ranges   []KeyRange // as those of a node
}

// Setting gives a node's demand or capacity, or the share that it serves, a new value.
type Setting struct {
	Node  string
	Value float64
	Range *Range // of a share served that is one: Value is the likeliest
}

// Observation is what was seen of a node in an incident: one of a level, a surge, a
// share, a number of users and a sum owed.
type Observation struct {
	Node        string   // a node or a part; "" where nothing in the model stands for What
	What        string   // in words
	Level       string   // "up", "degraded", "down", "partial", or ""
	Surged      bool     // more load than at the start
	ShareDown   *float64 // of its users, at At or at the worst
	Users       *float64 // for whom it was down at once, at the worst
	Owed        *float64 // in the model's currency
	From, To    *time.Duration
	At          *time.Duration
	Within      time.Duration
	WithinShare float64 // how far ShareDown may be off
	Factor      float64 // by what Users and Owed may be off; 1 or more
	Fitted      bool
	Scored      bool
	Reason      string
	Provenance  *Provenance
}

// Terms are the terms of a contract: how long an outage may last, and what is
// owed past that.
type Terms struct {
	ID          string
	Name        Text
	Description Text
	Covers      []string // selectors
	From, Until string   // dates between which they are in force, both included; "": no bound
	Consecutive time.Duration
	Monthly     time.Duration
	Bands       []Band // ascending
	Provenance  *Provenance
	History     *History
}

// InForce says whether what begins on a day ("2021-10-25") is under the terms. "" stands
// for a day after all others, on which no terms are in force that end.
func (t *Terms) InForce(day string) bool {
	switch {
	case day == "":
		return t.Until == ""
	case t.From != "" && day < FirstDay(t.From):
		return false
	}
	return t.Until == "" || day <= LastDay(t.Until)
}

// Band is what is owed per user for an outage of at least From.
type Band struct {
	From time.Duration
	Pay  float64
}

// Policy is what must hold under every failure that it names.
type Policy struct {
	ID          string
	Name        Text
	Description Text
	Protect     string // a selector
	Against     string // a selector
	Failures    int    // 1: every single one; 2: every single one and every pair
	Worst       string // the worst level allowed, or ""
	MaxShare    *float64
	MaxOutage   *time.Duration
	Tolerance   bool          // what each service that is protected says of itself
	For         time.Duration // 0: as the model's Outage says; see Model.Lasts
	Provenance  *Provenance
	History     *History
	at          source.Place
}

// Option is an overlay with a price.
type Option struct {
	ID          string
	Name        Text
	Description Text
	Cost        float64 // in the model's currency
	Provenance  *Provenance
	History     *History

	changes []raw.Change
}

// Change is what an option says of one key of one element.
type Change struct {
	Table string // the kind of a node, TablePopulation or TableSector
	ID    string
	Key   string // "" where an element is only named
	Add   bool   // it appends to the key's list
	From  string // it replaces the key from this day on; "": at all times
}

// Changes returns what the option changes, in the order of its keys.
func (o *Option) Changes() []Change {
	out := make([]Change, len(o.changes))
	for i, c := range o.changes {
		out[i] = Change{c.Table, c.ID, c.Key, c.Add, c.From}
	}
	return out
}
