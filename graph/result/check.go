package result

import "slices"

// Check says whether a model is sound.
type Check struct {
	Header
	Problems     []Problem `json:"problems"` // in the order of files and lines
	Nodes        int       `json:"nodes"`    // 0 where the model is invalid
	Requirements int       `json:"requirements"`

	FalseRedundancy *FalseRedundancy `json:"false_redundancy,omitempty"` // of a valid model
	ColdStart       *ColdStart       `json:"cold_start,omitempty"`       // of a valid model
	SelfSustained   *SelfSustained   `json:"self_sustained,omitempty"`   // of a valid model
	Promises        *Promises        `json:"promises,omitempty"`         // of a valid model in which some service says what it tolerates
}

// Wrong says whether any problem is an error.
func (c *Check) Wrong() bool {
	return slices.ContainsFunc(c.Problems, func(p Problem) bool { return p.Severity == SeverityError })
}

// Problem is one thing that is wrong or doubtful.
type Problem struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Column   int      `json:"column"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	Text     string   `json:"text,omitempty"`      // the line of the file, of a long one what stands around the column
	TextFrom int      `json:"text_from,omitempty"` // how many characters of the line stand before the text
	Width    int      `json:"width,omitempty"`     // how many characters are meant
}

// Severity says whether a problem makes a model invalid.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)
