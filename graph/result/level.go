package result

// Level is how far a node can be used.
type Level string

// The levels, worst first.
const (
	LevelDown     Level = "down"
	LevelDegraded Level = "degraded"
	LevelUp       Level = "up"
)

// Kind is a kind of node: one of the built-in ones, or one that the model
// declares.
type Kind string

// KindService is the kind of what people use.
const KindService Kind = "service"
