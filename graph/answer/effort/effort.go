// Package effort says which questions a model is too large for when they are asked
// along with others, and not by themselves: a question of its own may take minutes.
package effort

import "github.com/meoktong/meoktong/models"

// The bounds. A policy's failures take milliseconds each where timelines are run;
// options and single changes are tried on the whole model.
const (
	MaxScenarios = 2_000_000 // failures that all policies name, pairs included
	MaxNodes     = 1_500     // up to which options and single changes are tried: some seconds
)

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
// name so many scenarios, or the model is too large.
func TooManyToMitigate(m *models.Model, scenarios int) bool {
	return scenarios > MaxScenarios || len(m.Nodes) > MaxNodes
}
