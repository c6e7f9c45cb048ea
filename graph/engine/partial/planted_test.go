package partial_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/internal/planted"
)

// TestSeesMistakes plants mistakes where curves are read, cases made and fates summed up.
func TestSeesMistakes(t *testing.T) {
	planted.Seen(t, "TestAgainstCases|TestCurves|TestBatches", []planted.Mistake{
		{What: "a share is kept for those above it too", File: "curve.go", Old: "s.Share < most; now", New: "s.Share <= most; now"},
		{What: "nobody is above the largest share", File: "curve.go", Old: "ends := []float64{1}", New: "ends := []float64{}"},
		{What: "a repair ends nothing", File: "curve.go", Old: "if now == ends || slices.Contains(repairs, now) {", New: "if now == ends {"},
		{What: "for ends nothing", File: "curve.go", Old: "if now == ends || slices.Contains(repairs, now) {", New: "if slices.Contains(repairs, now) || ends < -1 {"},
		{What: "for ends a later share", File: "curve.go", Old: "next, ends = s.Share, -1; s.For > 0", New: "next = s.Share; s.For > 0"},
		{What: "repairs come last", File: "curve.go", Old: "if next != share {\n\t\t\tc.Steps", New: "if slices.Contains(repairs, now) {\n\t\t\tnext = 1\n\t\t}\n\t\tif next != share {\n\t\t\tc.Steps"},
		{What: "the first share of a moment counts", File: "curve.go", Old: "if s.At != now {", New: "if s.At != now || next == s.Share || now != at[0] && next != share {"},
		{What: "parts are not reached by their service", File: "plan.go", Old: "g.Mods(gate).Whole {", New: "false {"},
		{What: "sets within others are within all", File: "set.go", Old: "if s[i]&^other[i] != 0 {", New: "if s[i]&other[i] == 0 {"},
		{What: "groups with a curve in common share runs", File: "set.go", Old: "if s[i]&other[i] != 0 {", New: "if s[i] == other[i] {"},
		{What: "cases that a group does not have count", File: "job.go", Old: "if j.number < p.groups[i].cases {", New: "if true {"},
		{What: "all classes are as large", File: "job.go", Old: "share *= p.classes[c][number%len(p.classes[c])].share", New: "share /= float64(len(p.classes[c]))"},
		{What: "those to whom nothing happens are left out", File: "tally.go", Old: "if cases > 0 {", New: "if cases < 0 {"},
		{What: "courses that differ late are one", File: "tally.go", Old: "b = append(b, byte(ch.Level))", New: "b = b[:min(len(b), 20)]"},
		{What: "later cases replace earlier ones", File: "tally.go", Old: "was.Share, was.cases = was.Share+share, was.cases+c.cases", New: "was.Share, was.cases = share, was.cases+c.cases"},
	})
}
