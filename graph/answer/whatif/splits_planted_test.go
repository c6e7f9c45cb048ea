package whatif_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// plantedInSplits are faults of what makes parts and counts people, each of which the
// comparison with persons drawn class by class must catch: what stands in a file, and
// what in its place.
var plantedInSplits = []planted.Mistake{
	{File: "../../../models/segments.go", Old: "s.cross(blocks[1:], at, share*b.share[i])", New: "s.cross(blocks[1:], at, b.share[i])"},
	{File: "../../../models/segments.go", Old: "case !jointly[split.Name]:", New: "default:"},
	{File: "../../../models/segments.go", Old: "if next == nil {\n\t\t\treturn \"\"\n\t\t}", New: "if next == nil {\n\t\t\tnext = &end.Of[0].End\n\t\t}"},
	{File: "../../../models/segments.go", Old: "\tif end.By != \"\" {\n\t\tadd(end.By)\n\t}", New: ""},
	{File: "../../../models/parts.go", Old: "case len(p.Access) == 0 && len(p.Line) == 1:", New: "case len(p.Access) == 0:"},
	{File: "../../../models/parts.go", Old: "p.share[i] /= p.all", New: "p.share[i] /= p.Segments.whole"},
	{File: "../../../models/parts.go", Old: "t = t.or(d.tells[j])", New: "t = t.or(told{splits: d.tells[j].splits})"},
	{File: "../../../models/parts.go", Old: "t.splits |= 1 << k", New: "t.splits |= 0"},
	{File: "../../../models/parts.go", Old: "t.lines |= 1 << d.segments.Line(LineAccess)", New: "t.lines |= 0"},
	{File: "../../../models/parts_left_out.go", Old: "return !lacks[j][d.parts[j].Of(segment)]", New: "return true"},
	{File: "../../../models/parts_left_out.go", Old: "case m.Loss && best == BestDown:", New: "case false:"},
	{File: "../../../models/parts_left_out.go", Old: "twice && at >= 0 {", New: "twice && at < -1 {"},
	{File: "../../../models/parts_left_out.go", Old: "if r.Form == All {", New: "if false {"},
	{File: "../../../models/part_names.go", Old: "if !slices.Contains(ends, x) {", New: "if x < -1 {"},
	{File: "../../../models/part_names.go", Old: "if int(ends[w.of]) != w.value {", New: "if w.value < -1 {"},
	{File: "../../../models/part_names.go", Old: "if q.of.Segments.Value(i, w.of) != w.value {", New: "if w.value < -1 {"},
	{File: "../../../models/access.go", Old: "n.Use.Reach * parts.All(), true", New: "n.Use.Reach, true"},
	{File: "../../compile/fold.go", Old: "case d >= k && g.mods.Accepts:", New: "case false:"},
	{File: "../../compile/fold.go", Old: "\t\tg.degraded++", New: "\t\tg.up++"},
	{File: "../../compile/fold.go", Old: "\t\town.Loss = true\n", New: ""},
	{File: "../../compile/fold.go", Old: "least := graph.Spec{Of: g.of, K: k - d,", New: "least := graph.Spec{Of: g.of, K: k,"},
	{File: "../../compile/fold.go", Old: "Mods: graph.Mods{Whole: true, Supply: supply}", New: "Mods: graph.Mods{Supply: supply}"},
	{File: "../../compile/fold.go", Old: "n.Use.Population == from.population {", New: "n.Use.Population == from.population && node < 0 {"},
	{File: "../users/cells.go", Old: "if part < 0 {\n\t\treturn of\n\t}", New: "part = max(part, 0)"},
	{File: "../users/counter.go", Old: "max(c.widest[first+cell], reach)", New: "c.widest[first+cell] + reach"},
	{File: "../users/counter.go", Old: "min(1, c.sum[first+int32(i)])", New: "c.sum[first+int32(i)]"},
	{File: "../users/counter.go", Old: "span{max(s.least, other.least), s.most + other.most}", New: "span{s.least + other.least, s.most + other.most}"},
	{File: "../users/counter.go", Old: "out[i].most = min(out[i].most, p.Most)", New: ""},
	{File: "../users/weights.go", Old: "return users * n.Criticality, known", New: "return users, known"},
	{File: "sectors.go", Old: "case share > 0:", New: "case false:"},
	{File: "people.go", Old: "case v.c.IsPart(x) || level >= v.levelToldBefore(x):", New: "case level >= v.levelToldBefore(x):"},
}

// TestPersonsCatchPlantedFaults builds the package with each fault, and wants the
// comparison to fail. It takes minutes, so only the long rounds do.
func TestPersonsCatchPlantedFaults(t *testing.T) {
	planted.SeenAtLength(t, "SplitsAgreeWithOracle", plantedInSplits)
}
