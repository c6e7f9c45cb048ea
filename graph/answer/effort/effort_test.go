package effort_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/answer/effort"
	"github.com/meoktong/meoktong/models"
)

// TestMostScenarios: with load each failure takes a run, so that fewer are held along with
// other questions, and options are tried of fewer still.
func TestMostScenarios(t *testing.T) {
	m := &models.Model{Nodes: make([]models.Node, 1000)}
	for _, tt := range []struct {
		load      bool
		most      int
		scenarios int
		tooMany   bool
	}{
		{false, effort.MaxScenarios, 2_000_000, false},
		{false, effort.MaxScenarios, 2_000_001, true},
		{true, 20_000, 2_000, false},
		{true, 20_000, 2_001, true},
	} {
		if most := effort.MostScenarios(m, tt.load); most != tt.most {
			t.Errorf("load %v: at most %d", tt.load, most)
		}
		if got := effort.TooManyToMitigate(m, tt.scenarios, tt.load); got != tt.tooMany {
			t.Errorf("load %v, %d scenarios: %v", tt.load, tt.scenarios, got)
		}
	}
}
