// Package persons answers "what if these fail?" for models whose populations have
// splits and lines, by drawing every class of persons literally: one for each value
// of each split, with its share and the nodes on which its lines end. Every service
// is evaluated for every class, by the definition of levels, and everything that is
// said of parts, shares and users is counted over the classes afterwards. Nothing is
// folded and nothing is fast. It shares no code with the engines, nor with the
// interpreter of package oracle but for how a document is held.
//
// It knows levels, who has no part for want of lines, shares, users as intervals,
// populations that are some of others, what is counted, and sectors. Delays, supply,
// load, dates and chance are not its business. It takes its document to be valid and
// panics where it meets one that is not.
package persons

// Question is what fails: ids of nodes and names of parts ("calls@data:kt-net").
type Question struct{ Failed []string }

// Answer is what became of everything.
type Answer struct {
	// Levels has "up", "degraded" or "down" for every node, Before that with nothing failed.
	Levels, Before map[string]string
	// Because has the direct members that broke each node, a part as its service, and
	// LostRedundancy those of which a requirement has lost it, for some class.
	Because        map[string][]string
	LostRedundancy map[string]bool
	// Circular are nodes that need themselves through others: what broke them first is
	// then not what keeps them broken.
	Circular map[string]bool
	// Several are nodes that name a part in which there are several classes: whether
	// that is one thing that can be lost, or several, the language does not say.
	Several map[string]bool
	// Classes has, of every service with a population, the classes that have it.
	Classes map[string][]Class
	// ShareDown has the share of every service's users that are cut off.
	ShareDown map[string]float64
	// UsersDown and UsersDegraded are of services whose users are known.
	UsersDown, UsersDegraded map[string]float64
	// Populations has who of each population lost something, Things the same by what
	// is counted, in whole ones.
	Populations, Things map[string]Interval
	// Sectors has every sector.
	Sectors map[string]Sector
	// NodesDown and NodesDegraded count the nodes that are so and were better before;
	// ServicesHit those that some find worse, Uncounted those of them without figures.
	NodesDown, NodesDegraded, ServicesHit, Uncounted int
}

// Class is how one class of persons finds a service that it has.
type Class struct {
	Values map[string]string // split -> value
	Lines  map[string]string // line -> node; those that tell parts of the service apart, "-" where it has none
	Apart  map[string]string // split -> value; those that tell parts apart besides
	Share  float64           // of the population
	Level  string
	Before string

	LostRedundancy bool
}

// Interval is how many lose something, at the least and at the most, as far as that
// is known, and how many services of theirs are hit, with and without figures.
type Interval struct {
	Least, Most    float64
	Hit, Uncounted int
}

// Sector is what became of a sector.
type Sector struct {
	Level, Measure              string
	Fails                       bool
	ShareDown                   float64
	Unweighed                   []string
	Down, Partial, Degraded, Up int
}
