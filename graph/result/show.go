package result

import (
	"encoding/json"
	"reflect"
)

// Show is all that a model says of one node.
type Show struct {
	Header
	Node ShowNode `json:"node"`
}

// ShowNode is one node in full: how it stands in the model, and all that the model
// says of it, of which each key is a field of its own as JSON.
type ShowNode struct {
	ID          string     `json:"id"`
	Kind        Kind       `json:"kind"`
	KindNames   Names      `json:"kind_names,omitempty"`
	Top         bool       `json:"top"`                    // nothing needs it
	Parts       []ShowPart `json:"parts,omitempty"`        // by access id
	PartsFolded int        `json:"parts_folded,omitempty"` // further parts
	NeededBy    []string   `json:"needed_by"`              // ids, sorted
	File        string     `json:"file"`
	Line        int        `json:"line"`
	Said        Sayings    `json:"said,omitempty"`

	SupplyFrom string `json:"supply_from,omitempty"` // the kind that says supply, where the node does not say it itself
}

// Names returns the node's names by language; nil where it has none.
func (n *ShowNode) Names() Names {
	if x := n.Said.Of("name"); x != nil {
		return x.Names
	}
	return nil
}

// MarshalJSON writes what is said beside the other fields.
func (n ShowNode) MarshalJSON() ([]byte, error) {
	type plain ShowNode
	said := n.Said
	n.Said = nil
	return withSaid(plain(n), said)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (n *ShowNode) UnmarshalJSON(data []byte) error {
	type plain ShowNode
	if err := json.Unmarshal(data, (*plain)(n)); err != nil {
		return err
	}
	var err error
	n.Said, err = readSaid(data, reflect.TypeFor[ShowNode]())
	return err
}

// ShowPart is one part of a service.
type ShowPart struct {
	Part   string            `json:"part,omitempty"`
	Access string            `json:"access,omitempty"`
	Name   string            `json:"name" in:"Names"`
	Names  Names             `json:"names,omitempty"`
	Lines  map[string]string `json:"lines,omitempty"`
	By     map[string]string `json:"by,omitempty"`
	Share  float64           `json:"share"`           // of the population, 0 to 1
	Range  string            `json:"range,omitempty"` // what the model gives for its access node, where that is a range: Share is then the likeliest
}

// Of returns what makes the part.
func (p *ShowPart) Of() *PartOf {
	return &PartOf{Part: p.Part, Access: p.Access, Name: p.Name, Names: p.Names, Lines: p.Lines, By: p.By}
}

// Requirement is an entry of needs, in the words of the model language: one of
// On, Any, All, AtLeast with Of, and Unless.
type Requirement struct {
	On       string        `json:"on,omitempty"`
	Any      []Requirement `json:"any,omitempty"`
	All      []Requirement `json:"all,omitempty"`
	AtLeast  int           `json:"at_least,omitempty"`
	Of       []Requirement `json:"of,omitempty"`
	Unless   *Requirement  `json:"unless,omitempty"` // it holds while this is down
	Failover string        `json:"failover,omitempty"`
	Holdup   string        `json:"holdup,omitempty"`
	Accepts  string        `json:"accepts,omitempty"`
	Loss     string        `json:"loss,omitempty"`

	// its own grounds, in the answer to show
	Source     string `json:"source,omitempty"`
	Asof       string `json:"asof,omitempty"`
	Confidence string `json:"confidence,omitempty"`

	// what it says under keys that have no field here, in the answer to show
	Said Sayings `json:"said,omitempty"`
}

// MarshalJSON writes what is said beside the other fields.
func (r Requirement) MarshalJSON() ([]byte, error) {
	type plain Requirement
	said := r.Said
	r.Said = nil
	return withSaid(plain(r), said)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Requirement) UnmarshalJSON(data []byte) error {
	type plain Requirement
	if err := json.Unmarshal(data, (*plain)(r)); err != nil {
		return err
	}
	var err error
	r.Said, err = readSaid(data, reflect.TypeFor[Requirement]())
	return err
}
