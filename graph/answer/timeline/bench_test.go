package timeline_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/models"
)

// BenchmarkTimeline fails a hundred nodes of 100,000, one after the other, each
// for an hour. It reports the changes of level, the time for each, and the ratio
// to a cascade of the same hundred, which knows no time.
func BenchmarkTimeline(b *testing.B) {
	const nodes, faults = 100_000, 100
	name := filepath.Join(b.TempDir(), "large.jsonl")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	if err = large.Write(f, nodes, 1); err != nil {
		b.Fatal(err)
	}
	f.Close()
	m, err := models.Load(models.Request{Path: name})
	if err != nil {
		b.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	in, struck := &models.Incident{ID: "made-up"}, []int32{}
	for i := range faults {
		v := i * (nodes / faults)
		in.Events = append(in.Events, models.Event{At: time.Duration(i) * time.Minute, Fail: []string{large.ID(v)}, For: time.Hour})
		struck = append(struck, int32(c.Model.Index(large.ID(v))))
	}
	changes := 0
	for b.Loop() {
		s, err := timeline.Simulate(b.Context(), c, timeline.Script{Incident: in})
		if err != nil {
			b.Fatal(err)
		}
		changes = s.Changes()
	}
	perRun := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
	run, begin := cascade.New(c.Graph, time.Hour), time.Now()
	const rounds = 10
	for range rounds {
		run.Run(struck, nil)
	}
	b.ReportMetric(float64(changes), "changes/op")
	b.ReportMetric(perRun/float64(changes), "ns/change")
	b.ReportMetric(perRun*rounds/float64(time.Since(begin).Nanoseconds()), "times-a-cascade")
}

// BenchmarkReplay replays all incidents of the embedded model.
func BenchmarkReplay(b *testing.B) {
	m, err := models.Load(models.Request{Path: "../../../models/korea"})
	if err != nil {
		b.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		b.Fatal(err)
	}
	var incidents []*models.Incident
	for i := range m.Incidents {
		incidents = append(incidents, &m.Incidents[i])
	}
	for b.Loop() {
		if _, err := replay.Of(b.Context(), c, incidents); err != nil {
			b.Fatal(err)
		}
	}
}
