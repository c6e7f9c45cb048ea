package language

import "strings"

// Text is a text in both languages of the program.
type Text struct{ EN, KO string }

// In returns the text in "ko", or else in English.
func (t Text) In(lang string) string {
	if lang == "ko" {
		return t.KO
	}
	return t.EN
}

// Key is a row of the table: one key, and all that the program must know of it.
type Key struct {
	Name string
	On   []Place // where it may stand

	Type  Type
	Range Range    // of a number or a duration
	Words []string // of a Word: those there are
	Unit  Text     // of a number: what it counts or measures
	Of    Place    // of a List: what each of them is
	Each  Text     // of Numbers and Shares: how answers call one of them, "%s" what it belongs to
	Sum   Sum      // of Shares: what they may come to

	Ranges bool   // a duration, or each share, may be a range
	Exact  string // of a duration that may not: why, at the end of a sentence

	Default  string   // what is taken where it is not given, as a file would write it
	Required bool     // the element is wrong without it
	Not      []string // keys that exclude it
	With     []string // keys that it goes with
	Services bool     // of a node: services alone have it

	Names Thing // what its value names, or the keys of its table
	Asked bool  // selectors can ask for it, by the name of that thing

	// Field is where the model keeps the value: a field of the element, or of what
	// one of its fields points to: "Use.Reach". Where it is left out, that field is
	// called like the key.
	Field      string
	Complement bool // the field keeps 1 less the value

	Merge  Merge
	Redact Redact
	Aside  bool // of a node: no level without load hangs on it, and no selector asks for it

	Label   Text // how people call it; without one, like the key
	Doc     Text // what it means, in a line
	Example string
}

// CalledIn returns how people call a key in a language.
func (k *Key) CalledIn(lang string) string {
	if called := k.Label.In(lang); called != "" {
		return called
	}
	return strings.ReplaceAll(k.Name, "_", " ")
}

// IsGround says whether the key says where a fact comes from, rather than one.
func (k *Key) IsGround() bool { return strings.Contains(k.Field, "Provenance.") }

// IsShare says whether the number is one of some whole, to be read as a percentage.
func (k *Key) IsShare() bool { return k.Range == share }

// ByName says whether the value is a table whose entries are keys of their own: an
// overlay replaces one and leaves the others.
func (k *Key) ByName() bool { return k.Type == Splits || k.Type == Lines }

// InUnit says whether the number is in the unit of its node.
func (k *Key) InUnit() bool { return k.Unit == inUnit }

// Type is the form of a value.
type Type uint8

// The forms of values.
const (
	String   Type = iota // text that is not empty: an id, a selector, an attribute
	Name                 // text, or a table of texts by language; plain, it is in the model's language
	Prose                // the same, in no language that is said
	Word                 // one of Words
	Bool                 // true or false
	Number               // a number in Range
	Whole                // a whole number in Range
	Duration             // "90s", "1h25m", in Range
	Horizon              // a duration, or "ever"
	Date                 // 2023-09-30, "2023-09" or "2023"
	Moment               // a date, or a time with its offset
	Instant              // a duration after the start of an incident, or a time with its offset
	Strings              // a list of texts that are not empty
	Numbers              // a table of numbers by what they belong to
	Shares               // the same, of shares that together come to Sum
	Splits               // tables by name, each of numbers by value that come to 1, or of whole counts
	Lines                // templates of ids by name, or tables of these by the values of a split
	Rows                 // a list of tables, each of values by split with their share
	Needs                // a list of requirements, which are texts or tables
	Need                 // one of them
	List                 // a list of tables
	Changes              // changes of elements: KIND.ID.KEY = VALUE
	Values               // a table of lists of texts by name, or of what has such values
	Called               // tables by name of texts by value, as Name
	Dates                // tables of keys of the same element, by the date from which on they hold
)

// Range bounds a number, or a duration in seconds.
type Range struct {
	Min, Max float64 // both included; a Max of 0: none
	Above    bool    // Min is not included
}

// Sum says what shares come to.
type Sum uint8

// What shares may come to.
const (
	WholeSum  Sum = iota // 1, nearly
	AtMostOne            // 1 at most: the rest goes nowhere
)

// Thing is something that a value names.
type Thing string

// The things that values name.
const (
	Nothing     Thing = ""
	ANode       Thing = "node"
	APart       Thing = "part" // or a node
	ASelector   Thing = "selector"
	AKind       Thing = "kind"
	AnOperator  Thing = "operator"
	AVendor     Thing = "vendor"
	ASite       Thing = "site"
	ARegion     Thing = "region"
	ATag        Thing = "tag"
	ASector     Thing = "sector"
	APopulation Thing = "population"
	ASplit      Thing = "split" // of a population
	AUnit       Thing = "unit"
	ASource     Thing = "source"
	ALanguage   Thing = "language"
	AnElement   Thing = "element" // the one that the key stands on
)

// Merge says what an overlay does to a key.
type Merge uint8

// What overlays do.
const (
	Replace Merge = iota // its value takes the place of the one there is
	Append               // that, or add.KEY, whose list is appended to the one there is
)

// Redact says what becomes of a value in a model under pseudonyms.
type Redact uint8

// What becomes of values.
const (
	Keep   Redact = iota // it stays as it is
	Drop                 // it is left out
	Rename               // what it names is called by its pseudonym
)
