package result

// Diff says what changed between two models. The model of its header is the new
// one.
type Diff struct {
	Header
	Old          Model         `json:"old"`
	After        string        `json:"after"` // the horizon of both
	LoadIgnored  bool          `json:"load_ignored,omitempty"`
	Nodes        Changes       `json:"nodes"`
	Populations  Changes       `json:"populations"`
	Sectors      Changes       `json:"sectors"`
	Impacts      []ImpactDelta `json:"impacts"` // single failures that cost more users or take more nodes down, or fewer; the largest change first
	NewSPOFs     []SPOF        `json:"new_single_points_of_failure"`
	GoneSPOFs    []SPOF        `json:"gone_single_points_of_failure"`
	Policies     []PolicyDelta `json:"policies"` // those whose verdict changed, by id
	PoliciesSame int           `json:"policies_unchanged"`
}

// Changes of the elements of one sort, by id.
type Changes struct {
	Added   []Element `json:"added"`
	Removed []Element `json:"removed"`
	Changed []Changed `json:"changed"`
}

// Element is an element that only one of the models has.
type Element struct {
	ID    string `json:"id"`
	Kind  string `json:"kind,omitempty"`
	Names Names  `json:"names,omitempty"`
}

// Changed is an element that both models have and that is not the same.
type Changed struct {
	Element
	Fields []Field `json:"fields"`
}

// Field is one thing that changed: "needs", "share of kt-internet", "sector". Of
// needs, each requirement that went or came is a field of its own.
type Field struct {
	Name string `json:"name"`
	Old  string `json:"old"` // "" where it was not there
	New  string `json:"new"` // "" where it is no more
}

// ImpactDelta is what one single failure did and does. Of a node that only one of
// the models has the other side is null.
type ImpactDelta struct {
	Node   string  `json:"node"`
	Names  Names   `json:"names,omitempty"`
	Before *Impact `json:"before"`
	After  *Impact `json:"after"`
}

// Impact is what a failure costs.
type Impact struct {
	Users   float64 `json:"users_down"`
	Nodes   int     `json:"nodes_down"` // itself included
	Sectors int     `json:"sectors_failed"`
}

// Users returns by how many users a failure costs more.
func (d *ImpactDelta) Users() float64 {
	x := 0.0
	if d.After != nil {
		x += d.After.Users
	}
	if d.Before != nil {
		x -= d.Before.Users
	}
	return x
}

// SPOF is a single point of failure: a node whose failure alone takes services
// down for all of their users.
type SPOF struct {
	Node     string   `json:"node"`
	Names    Names    `json:"names,omitempty"`
	Services []string `json:"services"` // ids, sorted, the node itself left out
}

// PolicyDelta is a policy whose verdict changed: "holds", "violated", or "" where
// the model does not have it.
type PolicyDelta struct {
	ID    string   `json:"id"`
	Names Names    `json:"names,omitempty"`
	Old   string   `json:"old"`
	New   string   `json:"new"`
	Worst *Outcome `json:"worst,omitempty"` // of the new one
}

// Same says whether nothing changed.
func (d *Diff) Same() bool {
	n := 0
	for _, c := range []Changes{d.Nodes, d.Populations, d.Sectors} {
		n += len(c.Added) + len(c.Removed) + len(c.Changed)
	}
	return n+len(d.Impacts)+len(d.NewSPOFs)+len(d.GoneSPOFs)+len(d.Policies) == 0
}
