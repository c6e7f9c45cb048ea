package timeline_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// unsure gives the Kakao incident of the shipped model what nobody knew exactly.
const unsure = `[datacentre.skcc-pangyo]
recovery = "1h..2h..6h"
[service.kakaotalk-text]
recovery = "30m..2h"
[service.kakaobank]
recovery = "0s..1h..4h"
[incident.kakao-2022]
events = [
  { at = "0m", fail = ["skcc-pangyo"], for = "6h..8h15m..12h" },
  { at = "0m..10m", fail = ["skcc-power"], for = "3d..3d13h30m..5d" },
]
`

// BenchmarkTrials draws the ranges of the Kakao incident of the shipped model, a thousand
// times an operation. It reports the time of a trial, and its ratio to that of one
// timeline.
func BenchmarkTrials(b *testing.B) {
	overlay := filepath.Join(b.TempDir(), "unsure.toml")
	if err := os.WriteFile(overlay, []byte(unsure), 0o600); err != nil {
		b.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: "../../../models/korea", With: []string{overlay}})
	if err != nil {
		b.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	const count, rounds = 1000, 50
	q := timeline.Question{Incident: "kakao-2022"}
	begin := time.Now()
	for range rounds {
		if _, err := timeline.Ask(b.Context(), c, q); err != nil {
			b.Fatal(err)
		}
	}
	one := float64(time.Since(begin).Nanoseconds()) / rounds
	q.Trials = trials.Plan{Count: count, Seed: 1}
	for b.Loop() {
		if _, err := timeline.Ask(b.Context(), c, q); err != nil {
			b.Fatal(err)
		}
	}
	trial := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / count
	b.ReportMetric(trial, "ns/trial")
	b.ReportMetric(trial/one, "times-a-timeline")
}
