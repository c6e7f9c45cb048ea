package result

// Apart says of an answer about sets of failures that it compared each delay with the
// horizon by itself though delays may follow on each other. Then it may be another than that
// of a timeline; but a set takes down at least what each failure of it does there alone.
type Apart struct {
	Delays DelaysAre `json:"delays,omitempty"` // DelaysApart, or nothing where that makes no difference
	Chain  []string  `json:"chain,omitempty"`  // nodes on the way of which delays follow on each other, the last one that is asked about
}

// DelaysAre is how delays are compared with the horizon.
type DelaysAre string

// DelaysApart is each by itself.
const DelaysApart DelaysAre = "apart"
