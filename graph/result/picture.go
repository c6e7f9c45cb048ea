package result

// State is how a node stands in a picture. It joins a node's level, what was
// asked and what redundancy was lost in the one word that decides its look.
type State string

// The states, worst first. A picture tells them apart in colour, in grey and
// to the colour-blind.
const (
	StateFailed   State = "failed"   // failed because the question says so
	StateDown     State = "down"     // fallen: down because of something else
	StatePartial  State = "partial"  // some of its parts are down, others are not
	StateDegraded State = "degraded" // works worse, nothing of it is down
	StateAtRisk   State = "at-risk"  // works as before, but a redundancy is lost
	StateStarted  State = "started"  // held down no longer, as it is with nothing failed
	StateHeld     State = "held"     // not up, as with nothing failed: something is up that would have to be down
	StateUp       State = "up"       // untouched
)

// EdgeStyle is what kind of requirement an edge of a picture stands for.
type EdgeStyle string

// The styles of an edge.
const (
	EdgeHard        EdgeStyle = "hard"        // the dependent needs exactly this
	EdgeAlternative EdgeStyle = "alternative" // one of several that would do (any, at least k)
	EdgeSoft        EdgeStyle = "soft"        // losing it degrades, never stops
	EdgeUnless      EdgeStyle = "unless"      // the other way round: the dependent waits until it is down
)

// Change is how a node fares with an overlay, beside how it fared without.
type Change string

// The changes. What fails because the question says so, and what no failure
// touches either way, has none.
const (
	ChangeSaved Change = "saved" // fared worse without the overlay
	ChangeStill Change = "still" // fares no better with it
	ChangeNewly Change = "newly" // fares worse with it
)

// Picture is a diagram before it is laid out: what to show, in which words,
// and nothing of where. Every writer (SVG, DOT, …) starts from it.
// Text in it is whatever the model says and must be escaped by the writer.
type Picture struct {
	Lang     string // "ko" or "en", the language of the program's own words in it
	Title    string // what was asked, one line
	Subtitle string // the model and its digest, one line
	Clusters []PictureCluster
	Nodes    []PictureNode // in a stable order, ids unique
	Edges    []PictureEdge // in a stable order, both ends in Nodes, no two alike
	Legend   []PictureLegend
	Notes    []string // what was left out, one line each
	Words    PictureWords
}

// PictureWords are for what only whoever draws can know. Nothing is said for want of
// the words.
type PictureWords struct {
	Straight string // format of a note: "%d" lines are straight, as their layout could not be read
	Lacking  string // format of a note: "%s" characters that the picture's font lacks
}

// PictureCluster is a frame around some of the nodes: a sector.
type PictureCluster struct {
	ID    string // unique among clusters
	Label string // name, and how it fares: "Finance: 12% down"
	State State  // StateDown (the sector fails), StateDegraded or StateUp
}

// PictureNode is one box.
type PictureNode struct {
	ID      string
	Kind    string // kind of node, as in the model
	Shape   string // one of models.Shapes
	Name    string // in the language asked for
	Other   string // in the other language, or empty
	Note    string // short: "41% down", "redundancy lost", or empty
	State   State
	Cluster string          // PictureCluster.ID, or empty
	Folded  int             // how many nodes of the model the box stands for; 0: it is one of them
	Of      []string        // ids of the nodes that it stands for, where it is folded
	Members []PictureMember // the nodes to be listed in it, the worst first
	More    string          // what follows the list: "3 more", or empty
	Change  Change          // in a comparison, else empty
	Title   string          // a sentence for a tooltip and for screen readers
}

// PictureMember is a line of the list of nodes that share a box.
type PictureMember struct {
	Name  string
	Note  string // short: "41%", "down"
	State State
}

// PictureEdge leads from a dependency to what depends on it, the way a failure
// travels.
type PictureEdge struct {
	From, To string
	Style    EdgeStyle
	Carried  bool   // the failure travelled along it
	Indirect bool   // it stands for a path through nodes that are not shown
	Count    int    // how many requirements of the model it stands for, where they are folded; else 0
	Label    string // short, or empty: "2 of 3", "holds up 4h"
	Title    string // for a tooltip and for screen readers, or empty
}

// PictureLegend is one line of the legend: a node's state, a change or an edge's
// style (exactly one of the three is set), and what it means.
type PictureLegend struct {
	State    State
	Change   Change
	Edge     EdgeStyle
	Carried  bool // with Edge: the look of an edge that carried the failure
	Indirect bool // with Edge: the look of an edge that stands for a path
	Text     string
	Count    int // with State or Change: how many nodes of the model are in it
}
