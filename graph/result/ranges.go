package result

// Ranges are figures of the model that nobody knows exactly, and on which an answer
// rests: of each it takes the likeliest, or the middle.
type Ranges struct {
	Count int      `json:"count"`
	First []string `json:"first"` // the first MaxRanges of them, in the model's words: `web: recovery = "2h..10h"`
}

// RangesOf returns on which ranges an answer rests, or nil.
func RangesOf(d Document) *Ranges { return d.header().Ranges }

// MaxRanges is how many ranges an answer names.
const MaxRanges = 5
