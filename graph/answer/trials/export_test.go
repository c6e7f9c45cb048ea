package trials

import "github.com/meoktong/meoktong/models"

// Values returns what facts are in one trial.
func Values(facts []models.Fact, seed uint64, trial int64) []float64 {
	out := make([]float64, len(facts))
	NewDraws(facts, seed).Values(trial, out)
	return out
}
