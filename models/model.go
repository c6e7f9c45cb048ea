package models

import (
	"time"

	"github.com/meoktong/meoktong/models/internal/source"
)

// Model is everything that a model's files and overlays say, checked. It is
// not changed after loading; what it holds is sorted by id.
type Model struct {
	Title       Text
	Description Text
	Lang        string // the language of plain names, or ""
	Currency    string
	Horizon     time.Duration // of every question but timeline and replay; one hour unless the model says otherwise
	Outage      time.Duration // how long a failure lasts against which a promise is held that does not say; 24 hours unless the model says otherwise
	Asof        string
	Owner       Text // who answers for it
	Source      string

	Always      []Overlay // overlays that always apply, in their order
	Kinds       []Kind    // those that the model declares, and those built in that it re-opens; see AllKinds
	Nodes       []Node
	Populations []Population
	Sectors     []Sector
	Sources     []Source
	Incidents   []Incident
	Terms       []Terms
	Policies    []Policy
	Options     []Option

	// Digest identifies the model: of one file without overlays the SHA-256 of
	// its bytes, of several that of the list that sha256sum prints of them.
	Digest string
	// Origin says in words where the model came from, for notes and titles.
	Origin string
	// PassedOver are files of the model's folders that are no part of it, as the user
	// would name them, but for those that tell people of it.
	PassedOver []string

	sources  []*source.File
	with     []string   // overlays that it was loaded with
	absent   []Policy   // which name nothing on that day
	day      string     // on which it takes facts by date; "": after all of them
	idle     []idleTerm // of the selectors in its files
	nodeByID map[string]int
	loader   *loader // of a model with options or facts by date: to take them

	say  func(given, id string) // told of nodes that a selector names by their names; nil: nobody
	lay  *layout                // of its people
	told map[string][]string    // service -> splits by which arguments tell its parts apart

	disguise   *disguised  // of a model in other words
	amendments []amendment // in the order in which they were made
}

// Text is a name or a description, by language: "ko", "en". Text that the
// model gives as a plain string stands under ""; a name under the model's
// language, if it has one. A nil Text is no text at all.
type Text map[string]string

// Node is an asset, a role or a service.
type Node struct {
	ID          string
	Kind        string
	Name        Text
	Description Text
	Formerly    []string // ids of what has gone, in whose place it is
	Operator    string
	Vendor      string
	Site        string
	Region      string
	Tags        []string
	Sector      string  // id of a Sector, or ""
	Criticality float64 // factor of a service's weight in its sector; 1 unless given
	Provenance  *Provenance
	History     *History // what it says by date; nil: nothing

	Needs []Requirement // the node needs all of them
	Fails bool          // false: a mere grouping, never a failure of its own

	Supply *bool // what its requirements bring does not arise in a loop; nil: as its kind says (see Model.Supplied)

	AccessFree bool // its parts need no access node but by Needs, even where these name none; no file says so

	Use    *Use      // who uses it; services only
	Time   *Timing   // how it comes back, and what outage is tolerable
	Load   *NodeLoad // what it carries, and what it can
	Chance *Chance   // how often it fails on its own

	Ranges []KeyRange // of its keys that are ranges: their fields have the likeliest

	at     source.Place
	keyAt  map[string]source.Place // of keys that an overlay or an option replaced
	needAt []source.Place          // of Needs, where an overlay or an option changed them
}

// Provenance says where a fact comes from.
type Provenance struct {
	Source     string
	Asof       string // a year, a month or a day: "2023", "2023-09", "2023-09-30"
	Confidence string // "stated", "reported", "assumed" or ""
}

// Use says who uses a service.
type Use struct {
	Population string   // id of a Population, or ""
	Reach      float64  // share of the population that uses it, 0 < Reach <= 1
	Users      *float64 // for a service without a population; nil: not known
	Weight     *float64 // its weight in a sector that is measured by weight; nil: none
}

// Timing holds a node's times; zero where none is given.
type Timing struct {
	Recovery          time.Duration
	Tolerance         time.Duration
	ToleranceDegraded time.Duration
}

// Promises says whether the node says how long it may be down, or not up.
func (n *Node) Promises() bool {
	return n.Time != nil && (n.Time.Tolerance > 0 || n.Time.ToleranceDegraded > 0)
}

// NodeLoad holds a node's demand and capacity, both in Unit.
type NodeLoad struct {
	Demand   *float64
	Capacity *float64
	Unit     string
	Overload string // "trip", "shed", "degrade" or ""
	SpillsTo []Spill
}

// Spill is where a share of a service's demand goes while it is down.
type Spill struct {
	To    string  // id of a node
	Share float64 // 0 < Share <= 1
}

// Chance is how often a node is down of itself: either Unavailability (0 to 1;
// kept rather than its complement, which would lose digits) or MTBF and MTTR.
type Chance struct {
	Unavailability *float64
	MTBF, MTTR     time.Duration

	complement bool // the model gives its availability
}

// Probability returns how likely it is at any time that the node is down of itself,
// 0 to 1: of MTBF and MTTR it is MTTR / (MTBF + MTTR).
func (c *Chance) Probability() float64 {
	if c.Unavailability != nil {
		return *c.Unavailability
	}
	return c.MTTR.Hours() / (c.MTBF.Hours() + c.MTTR.Hours())
}

// Requirement is one entry of a node's needs, or a group within one: either
// one member (On), at least K of the requirements Of, or (Unless) that one is down.
type Requirement struct {
	On   string // a node, a part "service@access", or AccessNode; "" for a group
	Of   []Requirement
	K    int        // how many of Of: 1 for any and unless, len(Of) for all
	Form Form       // how the file put it
	Mods *Modifiers // nil where it has none
}

// Form is how a requirement is written.
type Form uint8

// The forms of a requirement.
const (
	On      Form = iota // "x" or { on = "x" }
	All                 // { all = [...] }
	Any                 // { any = [...] }
	AtLeast             // { at_least = k, of = [...] }
	Unless              // { unless = … }: holds while Of[0] is down
)

// AccessNode stands, in the needs of a service with a population, for the
// access node of the part in question.
const AccessNode = "@access"

// Modifiers are what a requirement may say besides its members.
type Modifiers struct {
	Failover   time.Duration // of Any and AtLeast: how long the switch to another member takes
	Holdup     time.Duration // how long it rides through a loss; 0: not at all
	Accepts    bool          // accepts = "degraded": a degraded value counts as up
	Loss       bool          // loss = "degraded": a down value becomes degraded
	Balanced   bool          // balance = "even"
	Supply     *bool         // what it brings does not arise in a loop; nil: as the group around it says, its node, or the node's kind
	Provenance *Provenance
	Ranges     []KeyRange // as those of a node
}

// Population is a group of people or places that use services over lines of their
// own.
type Population struct {
	ID          string
	Name        Text
	Description Text
	Formerly    []string // as those of a node
	Size        *float64 // how many; nil: not known
	Counts      Text     // what is counted; nil: people
	Of          string   // id of the population that these are some of, or ""
	Access      []Access // by access id; shares sum to 1: a split and a line in one
	By          []Split  // by name
	Line        []Line   // by name
	Joint       []Joint  // in place of the product of the shares of the splits that these name
	Provenance  *Provenance
	History     *History
	at          source.Place
	keyAt       map[string]source.Place // as those of a node
	wrong       bool                    // while it is checked: its people are not known
}

// Access is the share of a population behind one access node.
type Access struct {
	Node  string
	Share float64 // 0 < Share <= 1; 0 where ranges leave nothing
	Range *Range  // where this share or one beside it is a range; then Share is the likeliest, scaled
}

// Sector is a field of business or government that services belong to.
type Sector struct {
	ID          string
	Name        Text
	Description Text
	FailsAt     float64 // it fails when this share of its weight is down, 0 < FailsAt <= 1
	Measure     string  // what its services weigh by, one of the words of the key, or "" where it follows from them
	Provenance  *Provenance
	History     *History
	at          source.Place
}

// Overlay is a file of a model's folder that changes what the others say.
type Overlay struct {
	File  string // below the folder, with slashes
	Name  Text
	Order int
}

// Source is something that facts cite, named once.
type Source struct {
	ID   string
	Name Text
	URL  string
	Asof string // the date of facts that cite it and bear none, as in Provenance
	at   source.Place
}

// Kind is a kind of node.
type Kind struct {
	ID          string
	Name        Text
	Description Text
	Shape       string // one of the words of the key
	Supply      bool   // what its nodes require does not arise in a loop
	History     *History
	at          source.Place
}
