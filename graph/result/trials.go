package result

// Trials say that an answer was also found many times over, with all ranges of the model
// drawn anew each time.
type Trials struct {
	Count int64  `json:"count"`
	Seed  uint64 `json:"seed"`
}

// Percentiles are between what a figure lay in most of the trials in which there was one:
// in 5 of 100 it was P5 or less, in 50 P50 or less, in 95 P95 or less. Null is without
// end. A field FIELD_range has those of FIELD.
type Percentiles struct {
	P5  *float64 `json:"p5"`
	P50 *float64 `json:"p50"`
	P95 *float64 `json:"p95"`
	In  int64    `json:"in"` // the trials in which there was one
}

// TrialsOf returns the trials of an answer, or nil.
func TrialsOf(d Document) *Trials {
	switch x := d.(type) {
	case *Timeline:
		return x.Trials
	case *WhatIf:
		return x.Trials
	case *Replay:
		return x.Trials
	}
	return nil
}
