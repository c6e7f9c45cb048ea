// Package format says what a format of models is: what its files are called, how
// they are told from others, and what reads and writes them. Package formats has
// the list of those that there are.
package format

import "io"

// Format is a language that models are written in.
type Format struct {
	Name     string   // as users name it: "openpsa"
	Endings  []string // of its files' names, in small letters: ".xml"
	MaxBytes int64    // of one file
	Words    Words

	// Sniff says whether a file seems to be of the format, from its first bytes, in
	// UTF-8. It is asked where several formats share an ending, and where the ending is
	// none that is known; nil: it cannot be told.
	Sniff func(data []byte) bool

	// Rest says that a file with an ending of this format that looks like none of those
	// which share the ending is one of it all the same: it can say best what is missing.
	Rest bool

	// Decode turns a file into text in UTF-8 where it is something else. Its error says
	// what keeps the file from being read, behind "cannot be read: ". nil: its files are
	// UTF-8, or UTF-16 with a byte order mark.
	Decode func(data []byte) ([]byte, error)

	// Place says where an offset of the text stands, where people know the file by
	// other places than lines: in which part of it, in which cell, and in which row of
	// the part. nil: they know it by lines and columns.
	Place func(text []byte, offset int) (part, cell string, row int)

	// Read reads the files of a model, in the order they are given: one, but where the
	// format Joins. It is nil in the program's own languages: those the loader reads
	// itself, and knows the place of every key in them.
	Read func(files []File, o Options) *Document

	// Joins says that several files are read together: what one names, another may
	// define, or change.
	Joins bool

	// Maps says that it reads tables, of which users may say which column holds what.
	Maps bool

	// Levels are those of which it can be read at one, the usual one first; nil: it has none.
	Levels []string

	// Write writes elements in their order, and returns what the format has no
	// place for. It is nil in a format that is only read. The errors are those of
	// the writer, and of a model that is too large for the format.
	Write func(w io.Writer, elements []Element) (lost []Loss, err error)
}

// File is one file of a model in a format of others.
type File struct {
	Name string // as the user names it
	Data []byte // in UTF-8, without a byte order mark
}

// Options are what a user may say of how files are read.
type Options struct {
	// Columns has, by the key that a format of tables knows, the header of the column
	// that holds it: "from" is in "Source service".
	Columns map[string]string

	// Level is how fine a format of several levels is read, in its own word: "container".
	// "": as the format sees fit. One that it does not have is a flaw that lists those it has.
	Level string
}

// Words are what messages and help say of a format.
type Words struct {
	A      string // of the program's own: its files, where a model may be given: "a .toml file, a folder of them"
	Noun   string // what such a file holds: "fault tree"
	Rule   string // what it is told by: "an Open-PSA fault tree is an .xml file"
	Larger string // what to do with a larger file, behind "is larger than 8 MiB": "; write ...", or ""
	What   string // of others: what is read, for help: "fault trees in the Open-PSA Model Exchange Format (.xml)"
}

// Document is what a file says, in the words of the model language.
type Document struct {
	// Elements are in the order of the file. Of a file with flaws they have names and
	// nothing else to rely on.
	Elements []Element
	Flaws    []Flaw
	Names    []string // what references can name, for suggestions
	Lost     []Loss
	Counts   Counts // what was read; with what Lost left out, all that the files say

	// Locate says where a key of an element stands, by its path: "service", "web",
	// "needs", "[2]", "failover". ok is false where the files do not have that very key.
	// It is asked only where there is something to say. nil: elements alone are known.
	Locate func(path []string) (at Span, ok bool)
}

// Counts are numbers of what files say.
type Counts struct {
	Nodes, Edges int // edges: requirements, as the files count them
}

// Element is one keyed table of a model, such as [service.web].
type Element struct {
	Table string         // "service", "model"
	ID    string         // "" of "model"
	Keys  map[string]any // string, bool, int64, float64, []any and map[string]any, as a TOML decoder gives them
	At    Span           // where the file has it; the zero span where it does not
}

// Span is a range of bytes of a file.
type Span struct {
	File       int // of those that were read together
	Start, End int
}

// Flaw is one thing that is wrong with a file, and where.
type Flaw struct {
	At      Span
	Code    string // stable, for scripts: "always-failed"
	Message string
	Hint    string // what to do, or ""
	Unknown string // of a reference to nothing: the name
	First   *Span  // of a second definition: where the first is
}

// MaxLosses bounds how many losses a format lists; past it they are not counted.
const MaxLosses = 1_000_000

// Loss is something that a file says and that what is made of it does not.
type Loss struct {
	At   Span
	Of   Of     // what it is one of, where Counts count such things
	Kind string // what is lost alike, without names, in the plural: "house events, folded into the gates that name them"
	Name string // of something that can be asked for, and is not there: its name; else ""
	What string // a short sentence: "house event \"test\" is folded into the gates that name it"
}

// Of says what a loss is one of.
type Of string

// What Counts count, and what they do not.
const (
	OfOther Of = ""
	OfNode  Of = "node"
	OfEdge  Of = "edge"
)
