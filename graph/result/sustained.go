package result

// SelfSustained are the loops that go on by themselves once what supplied them is gone.
type SelfSustained struct {
	Loops     []SelfSustainedLoop `json:"loops"`
	Tried     int                 `json:"tried"`     // single failures that can reach a loop in doubt
	Truncated bool                `json:"truncated"` // the limit of work was reached: some were not tried
}

// SelfSustainedLoop is one of them.
type SelfSustainedLoop struct {
	Nodes  []string `json:"nodes"`            // those that stand by each other, sorted
	Failed []string `json:"failed,omitempty"` // the single failures that leave it so, sorted; none: no single one does
	Beside []string `json:"beside,omitempty"` // then: all that its groups have beside it, which together do
}
