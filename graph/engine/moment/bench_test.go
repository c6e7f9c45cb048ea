package moment_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/moment"
	"github.com/meoktong/meoktong/graph/internal/fixture"
)

// sites is a model of so many sites with batteries, some of whose services switch from one
// to the next: there delays follow on each other.
func sites(b testing.TB, n, chained int) *compile.Compiled {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "[power.mains-%d]\n[datacentre.site-%d]\nneeds = [{ on = \"mains-%d\", holdup = \"10m\" }]\n", i, i, i)
		failover := ""
		if i < chained {
			failover = ", failover = \"20m\""
		}
		fmt.Fprintf(&text, "[service.s-%d]\nusers = 10\nneeds = [{ any = [\"site-%d\", \"site-%d\"]%s }]\n", i, i, (i+1)%n, failover)
	}
	return fixture.Compile(b, []byte(text.String()))
}

// BenchmarkSingles runs every single failure of 3,000 nodes in cascades that compare each
// delay with the horizon, and in those of a moment where none, some and all services have
// delays that follow on each other. With none the two cost the same.
func BenchmarkSingles(b *testing.B) {
	for _, chained := range []int{0, 10, 1000} {
		c := sites(b, 1000, chained)
		for _, apart := range []bool{true, false} {
			b.Run(fmt.Sprintf("chained=%d/apart=%v", chained, apart), func(b *testing.B) {
				for b.Loop() {
					run := cascade.New(c.Graph, time.Hour)
					if !apart {
						var err error
						if run, err = moment.New(b.Context(), c.Times(), time.Hour); err != nil {
							b.Fatal(err)
						}
					}
					for v := range int32(len(c.Model.Nodes)) {
						if err := run.RunContext(b.Context(), c.WithParts(v), nil); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
