package whatif_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/models"
)

var sizes = []int{1_000, 100_000, 1_000_000}

// file writes a generated model and returns its name.
func file(b *testing.B, nodes int) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "large.jsonl")
	f, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := large.Write(f, nodes, 1); err != nil {
		b.Fatal(err)
	}
	return name
}

func loadLarge(b *testing.B, nodes int) *models.Model {
	b.Helper()
	m, err := models.Load(models.Request{Path: file(b, nodes)})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// BenchmarkLoad decodes and checks JSON Lines.
func BenchmarkLoad(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			name := file(b, n)
			info, err := os.Stat(name)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(info.Size())
			for b.Loop() {
				if _, err := models.Load(models.Request{Path: name}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCompile compiles, without decoding, and reports what the graph
// occupies for each member.
func BenchmarkCompile(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := loadLarge(b, n)
			var c *compile.Compiled
			for b.Loop() {
				var err error
				if c, err = compile.Compile(m); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.Graph.NumSlots()), "members")
			c = nil
			before := heap()
			c, _ = compile.Compile(m)
			b.ReportMetric(float64(heap()-before)/float64(c.Graph.NumSlots()), "graph-bytes/member")
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// BenchmarkCascade fails one node after another on the same graph. The cost of
// a vertex that falls stays the same from 10³ to 10⁶ nodes: a cascade costs
// what falls, not what the model has.
func BenchmarkCascade(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c, err := compile.Compile(loadLarge(b, n))
			if err != nil {
				b.Fatal(err)
			}
			run := cascade.New(c.Graph, time.Hour)
			fallen, i := 0, 0
			for b.Loop() {
				i = (i + 7919) % n
				run.Run([]int32{int32(i)}, nil)
				fallen += len(run.Fallen())
			}
			b.ReportMetric(float64(fallen)/float64(b.N), "fallen/op")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(fallen), "ns/fallen")
		})
	}
}
