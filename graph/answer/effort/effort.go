// Package effort says which questions a model is too large for when they are asked
// along with others, and not by themselves: a question of its own may take minutes.
package effort

import "github.com/meoktong/meoktong/models"

// The bounds. A policy's failures take milliseconds each where timelines are run;
// options and single changes are tried on the whole model.
const (
	MaxScenarios = 2_000_000 // failures that all policies name, pairs included
	MaxNodes     = 1_500     // up to which options and single changes are tried: some seconds

	// With load each failure takes a run of some milliseconds for a thousand nodes: so many
	// nodes may all these runs have in all to hold the policies, some minutes, and a tenth of
	// that to try options, which holds them again and again.
	maxLoaded = 20_000_000
)

// MostScenarios returns how many failures the policies of a model may name, pairs included, for
// them to be held along with other questions, with its load or without.
func MostScenarios(m *models.Model, withLoad bool) int {
	if !withLoad {
		return MaxScenarios
	}
	return min(MaxScenarios, maxLoaded/max(1, len(m.Nodes)))
}

// Scenarios returns how many failures the policies of a model name, pairs
// included. The error is that of a selector that names nothing that fails. It costs
// a pass over the model for each pattern.
func Scenarios(m *models.Model) (int, error) {
	total := 0
	for i := range m.Policies {
		p := &m.Policies[i]
		against, err := m.SelectFailures(p.Against)
		if err != nil {
			return 0, err
		}
		n := len(against)
		if total += n; p.Failures == 2 {
			total += n * (n - 1) / 2
		}
	}
	return total, nil
}

// TooManyToMitigate says whether sets of options are not tried, since the policies
// name so many scenarios, or the model is too large, with its load or without.
func TooManyToMitigate(m *models.Model, scenarios int, withLoad bool) bool {
	most := MostScenarios(m, withLoad)
	if withLoad {
		most /= 10
	}
	return scenarios > most || len(m.Nodes) > MaxNodes
}
