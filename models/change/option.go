// Package change says what options do to a model: which nodes they touch, which
// others can feel it, and how one model stands for every set of them. Options are
// taken by the model itself (models.Model.WithOptions), which reads anew what they
// change.
package change

import (
	"slices"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// Touches returns the ids of the elements that an option changes or adds, sorted.
func Touches(o *models.Option) []string {
	var out []string
	for _, c := range o.Changes() {
		out = append(out, c.ID)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Plain says whether an option changes nothing but the needs of nodes, what has
// no part in levels and shares, and nodes that it adds itself.
func Plain(m *models.Model, o *models.Option) bool {
	for _, c := range o.Changes() {
		if c.Table == models.TablePopulation || c.Table == models.TableSector {
			return false
		}
		if m.Has(c.ID) && c.Key != "" && c.Key != "needs" && c.Key != "recovery" && !silent(c) {
			return false
		}
	}
	return true
}

// silent says whether a change of a node has no part in its levels, without load,
// nor in what selectors name.
func silent(c models.Change) bool {
	k := language.KeyOn(language.Node, c.Key)
	return k != nil && k.Aside
}

// population returns the id of a node's population, or "".
func population(n *models.Node) string {
	if n.Use == nil {
		return ""
	}
	return n.Use.Population
}
