package result

// Import is what was read of files in another format, and what was not; or, where no file
// was named, what there is to import. Its header is without a model then.
type Import struct {
	Header
	Format  string           `json:"format,omitempty"`
	Files   []string         `json:"files,omitempty"`
	Read    *ImportCounts    `json:"read,omitempty"`     // what the files say and the model does
	LeftOut []ImportLoss     `json:"left_out,omitempty"` // in the order of the files; bounded
	AtLeast bool             `json:"left_out_at_least,omitempty"`
	Asked   []ImportQuestion `json:"questions,omitempty"`       // what the files do not say: what moves most, then what was not tried, then what moves nothing
	All     int              `json:"questions_all,omitempty"`   // how many there are; a thousand are listed at the most
	Tried   int              `json:"questions_tried,omitempty"` // of these: what moves with the others is not known

	Formats []ImportFormat `json:"formats,omitempty"`
	Found   []ImportFound  `json:"found,omitempty"`
	Bounded bool           `json:"found_bounded,omitempty"` // the folder has more files than were looked at
}

// ImportCounts are numbers of what files say, as they count it.
type ImportCounts struct {
	Nodes        int `json:"nodes"`
	Requirements int `json:"requirements"`
}

// ImportLoss is something that files say and the model does not.
type ImportLoss struct {
	Of   string `json:"of,omitempty"` // "node" or "edge"; "" for what is neither
	Kind string `json:"reason"`       // what is left out alike, in the plural
	What string `json:"what"`
	At   string `json:"at,omitempty"` // "compose.yaml:12"
}

// What the answer to a question may be.
const (
	AskedDegrades     = "degrades"     // the node only gets worse without it
	AskedAlternatives = "alternatives" // one of them is enough
	AskedDispensable  = "dispensable"  // none of those who need it stops without it
)

// ImportQuestion is a question that the files of an import leave open.
type ImportQuestion struct {
	Node      string   `json:"node"`
	Nodes     []string `json:"nodes"` // of AskedDispensable all that need it; else Node alone
	Kind      Kind     `json:"kind"`
	What      string   `json:"what"` // AskedDegrades or AskedAlternatives
	On        []string `json:"on"`   // what it needs
	Source    string   `json:"source"`
	NodesDown int      `json:"nodes_down"`           // if the first of On fails, as the files are read
	NodesIf   *int     `json:"nodes_down_if"`        // if the answer is yes; null where it was not tried
	UsersDown *float64 `json:"users_down,omitempty"` // likewise, of services whose users are known
	UsersIf   *float64 `json:"users_down_if,omitempty"`
	Answer    []string `json:"answer"` // the lines of an overlay that say yes: one for each of Nodes
}

// ImportFormat is a format that is read.
type ImportFormat struct {
	Name    string   `json:"name"`
	Endings []string `json:"endings"`
	What    string   `json:"what"`
	Joins   bool     `json:"joins"` // several files are read as one model
}

// ImportFound is a file of a format that lies in the working folder, or below it.
type ImportFound struct {
	Format string   `json:"format"`
	Files  []string `json:"files"`
	Import string   `json:"import"` // the command that reads it
}
