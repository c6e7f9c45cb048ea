package result

// Diff says what changed between two models. The model of its header is the new
// one.
type Diff struct {
	Header
	Old          Older         `json:"old"`
	After        string        `json:"after"` // the horizon of both
	LoadIgnored  bool          `json:"load_ignored,omitempty"`
	Nodes        Changes       `json:"nodes"`
	Populations  Changes       `json:"populations"`
	Sectors      Changes       `json:"sectors"`
	Others       []ChangesOf   `json:"others,omitempty"` // what is neither, and the model as a whole, where something changed
	Impacts      []ImpactDelta `json:"impacts"`          // single failures that cost more users or take more nodes down, or fewer; the largest change first
	NewSPOFs     []SPOF        `json:"new_single_points_of_failure"`
	GoneSPOFs    []SPOF        `json:"gone_single_points_of_failure"`
	Policies     []PolicyDelta `json:"policies"` // those whose verdict or violations changed, by id
	PoliciesSame int           `json:"policies_unchanged"`
}

// Older identifies the model that a new one is compared with.
type Older struct {
	Title  string `json:"title" in:"Names"`
	Names  Names  `json:"names,omitempty"` // the title by language
	SHA256 string `json:"sha256"`
}

// Model returns it as a header has it.
func (o Older) Model() Model { return Model{Title: o.Title, SHA256: o.SHA256} }

// Changes of the elements of one sort, by id.
type Changes struct {
	Added   []Element `json:"added"`
	Removed []Element `json:"removed"`
	Changed []Changed `json:"changed"`
}

// Count returns how many there are.
func (c *Changes) Count() int { return len(c.Added) + len(c.Removed) + len(c.Changed) }

// ChangesOf are changes of the elements of one sort: "kind", "incident", "terms",
// "policy", "option", or "model", whose one element has no id.
type ChangesOf struct {
	Sort string `json:"sort"`
	Changes
}

// Structure returns the changes of what the models say, sort by sort, those without
// any included: nodes first, whose sort is "".
func (d *Diff) Structure() []ChangesOf {
	return append([]ChangesOf{{"", d.Nodes}, {"population", d.Populations}, {"sector", d.Sectors}}, d.Others...)
}

// Element is an element that only one of the models has.
type Element struct {
	ID    string `json:"id"`
	Kind  Kind   `json:"kind,omitempty"`
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
	UsersDown *float64 `json:"users_down"`         // the upper end of what is known; null where something is hit and nothing known
	AtLeast   *float64 `json:"at_least,omitempty"` // the lower end, where that is less
	Uncounted int      `json:"uncounted"`          // services that are hit and of whose users there is no figure
	Nodes     int      `json:"nodes_down"`         // itself included
	Sectors   int      `json:"sectors_failed"`
}

// Users returns how many users a failure costs, those that are known.
func (x *Impact) Users() float64 {
	if x == nil || x.UsersDown == nil {
		return 0
	}
	return *x.UsersDown
}

// Same says whether two failures cost the same.
func (x *Impact) Same(y *Impact) bool {
	return x.Users() == y.Users() && (x.UsersDown == nil) == (y.UsersDown == nil) && x.least() == y.least() && x.Uncounted == y.Uncounted && x.Nodes == y.Nodes && x.Sectors == y.Sectors
}

// least returns the lower end of how many users a failure costs.
func (x *Impact) least() float64 {
	if x.AtLeast == nil {
		return x.Users()
	}
	return *x.AtLeast
}

// Known says whether how many users a failure costs is known on both sides, as far as there
// is such a failure.
func (d *ImpactDelta) Known() bool {
	return (d.Before == nil || d.Before.UsersDown != nil) && (d.After == nil || d.After.UsersDown != nil)
}

// Users returns by how many users a failure costs more, as far as they are known.
func (d *ImpactDelta) Users() float64 {
	return d.After.Users() - d.Before.Users()
}

// SPOF is a single point of failure: a node whose failure alone takes services
// down for all of their users.
type SPOF struct {
	Node     string   `json:"node"`
	Names    Names    `json:"names,omitempty"`
	Services []string `json:"services"` // ids, sorted, the node itself left out
}

// PolicyVerdict says whether a policy holds.
type PolicyVerdict string

// The verdicts; "" is that of a model that does not have the policy.
const (
	PolicyHolds    PolicyVerdict = "holds"
	PolicyViolated PolicyVerdict = "violated"
)

// PolicyDelta is a policy of which something changed: its verdict or its violations.
type PolicyDelta struct {
	ID       string        `json:"id"`
	Names    Names         `json:"names,omitempty"`
	Old      PolicyVerdict `json:"old"`
	New      PolicyVerdict `json:"new"`
	Worst    *Outcome      `json:"worst,omitempty"` // of the new one
	OldWorst *Outcome      `json:"old_worst,omitempty"`

	// The violations that came and went, and those that are in both models and
	// another there, each in the order of its model. Of a policy that only the old
	// model has there are none: nothing was mended.
	NewViolations  []Violation      `json:"new_violations,omitempty"`
	GoneViolations []Violation      `json:"gone_violations,omitempty"`
	Worse          []ViolationDelta `json:"worse,omitempty"`
	Better         []ViolationDelta `json:"better,omitempty"`
	Truncated      bool             `json:"truncated,omitempty"` // there are more violations than are listed and compared
}

// ViolationDelta is a violation as it is, and what it was.
type ViolationDelta struct {
	Violation
	Before Outcome `json:"before"`
}

// GotWorse says whether a policy that both models violate has a violation that is
// new, or worse.
func (x *PolicyDelta) GotWorse() bool { return len(x.NewViolations)+len(x.Worse) > 0 }

// Still says whether both models violate the policy.
func (x *PolicyDelta) Still() bool { return x.Old == PolicyViolated && x.New == PolicyViolated }

// Same says whether nothing changed.
func (d *Diff) Same() bool {
	n := 0
	for _, c := range d.Structure() {
		n += c.Count()
	}
	return n+len(d.Impacts)+len(d.NewSPOFs)+len(d.GoneSPOFs)+len(d.Policies) == 0
}
