// Package draft makes a model of what files of others imply: nodes by the names that the
// files have for them, and requirements between these. It gives ids, makes of what nothing
// needs a service, joins alternatives, and keeps count of what was left out and why.
//
// No requirement is more than assumed unless its format states it, and each says where it
// was read.
package draft

import (
	"cmp"
	"fmt"
	"sort"

	"github.com/meoktong/meoktong/models/formats/format"
)

// Draft is a model in the making. It is for one reading of some files.
type Draft struct {
	files []format.File
	lines [][]int // of each file: where its lines start

	// Cell says where a file has a key of what stands at a span, where it knows; nil: it
	// does not. Without it what is wrong with a key is shown at the whole.
	Cell func(at format.Span, key string) (format.Span, bool)

	// Row is how people call the place of a span, where that is no line; nil: it is one.
	Row func(at format.Span) string

	nodes  []*Node
	byKey  map[string]*Node
	needs  []*Need
	titles map[string]string // of sectors
	others []func(ids func(key string) string, add Added) format.Element
	lost   []format.Loss
	flaws  []format.Flaw
	counts format.Counts
}

// Node is something that a file defines. Texts are as the file has them; what it does not
// say is "".
type Node struct {
	Key  string // what the files call it by, unique among all: its id is made from it
	Name string // what people call it; "": Key
	Kind string // of the model language, or one of the files' own; "": a service where nothing outside its own circle needs it, else a platform

	Description, Operator, Vendor, Site, Region, Sector string

	Tags    []string
	Keys    map[string]any // further keys of the model language
	Implied bool           // no file defines it by itself: it is not counted
	At      format.Span

	needed bool
	id     string
	table  string    // of the model: its kind's id
	rows   [][]*Need // of its requirements, those that each is made of
}

// Need is one requirement: From needs To, both by their keys.
type Need struct {
	From, To string
	Group    string // of one From, those with the same name are alternatives; "": required by itself
	AtLeast  int    // of a group: how many of it are needed; 0 is one
	Soft     bool   // losing it degrades, and never stops

	Failover, HoldUp string         // durations of the model language, or ""
	Confidence       string         // "": assumed
	Source           string         // "": the file and the line of At
	Keys             map[string]any // further keys of the model language
	Ref              string         // what is needed in the words of the model language ("@access"), in place of To
	Option           string         // what adds it, by a name of the format's own; "": it holds always
	Implied          bool           // no file says it by itself: it is not counted
	At               format.Span
}

// New begins a draft of some files.
func New(files []format.File) *Draft {
	return &Draft{files: files, lines: make([][]int, len(files)), byKey: map[string]*Node{}, titles: map[string]string{}}
}

// Node adds a node and returns it. Where there is one of that key already it returns that
// one, and added is false: what to make of the second is the format's to say.
func (d *Draft) Node(n Node) (node *Node, added bool) {
	if first := d.byKey[n.Key]; first != nil {
		return first, false
	}
	if !n.Implied {
		d.counts.Nodes++
	}
	d.nodes = append(d.nodes, &n)
	d.byKey[n.Key] = &n
	return &n, true
}

// Title says what people call a sector.
func (d *Draft) Title(sector, title string) { d.titles[sector] = title }

// Find returns the node of a key, or nil.
func (d *Draft) Find(key string) *Node { return d.byKey[key] }

// Nodes returns the nodes in the order in which they were added.
func (d *Draft) Nodes() []*Node { return d.nodes }

// Need adds a requirement. Its ends may be added later.
func (d *Draft) Need(n Need) { d.needs = append(d.needs, &n) }

// Added are what options add to a model: lists by kind, by id and by "needs".
type Added func(option string) map[string]any

// Other adds an element that is no node, made when all nodes have their ids: ids gives
// that of a key, "" where there is none, and add what an option adds.
func (d *Draft) Other(element func(ids func(key string) string, add Added) format.Element) {
	d.others = append(d.others, element)
}

// Leave says that something was left out: kind is what is left out alike, without names and
// in the plural ("requirements that only order the start"), name the one at hand.
func (d *Draft) Leave(of format.Of, at format.Span, kind, name string) {
	if len(d.lost) < format.MaxLosses {
		d.lost = append(d.lost, format.Loss{At: at, Of: of, Kind: kind, What: name})
	}
}

// Wrong says that a file cannot be read as it is.
func (d *Draft) Wrong(f format.Flaw) { d.flaws = append(d.flaws, f) }

// longLine is how many bytes a line has in which the column has to be told.
const longLine = 2000

// Place is where a span begins, for sources: "compose.yaml:12", and with the column, in
// bytes from 1, where a file is a single long line: "plan.json:1:20731".
func (d *Draft) Place(at format.Span) string {
	if at.File >= len(d.files) {
		return ""
	}
	if d.Row != nil {
		return d.Row(at)
	}
	starts := d.lines[at.File]
	if starts == nil {
		starts = []int{0}
		for i, b := range d.files[at.File].Data {
			if b == '\n' {
				starts = append(starts, i+1)
			}
		}
		d.lines[at.File] = starts
	}
	line := sort.SearchInts(starts, at.Start+1)
	place := fmt.Sprintf("%s:%d", cmp.Or(d.files[at.File].Name, "file"), line)
	end := len(d.files[at.File].Data)
	if line < len(starts) {
		end = starts[line]
	}
	if end-starts[line-1] > longLine {
		place += fmt.Sprintf(":%d", at.Start-starts[line-1]+1)
	}
	return place
}
