package rank_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// TestBoundsPairsWithLoad: where all pairs that load can touch take more work than is granted,
// those of the worst single failures are run, whichever the machine, and the answer says so;
// each row is as it is when all are run.
func TestBoundsPairsWithLoad(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs what load changes")
	}
	c := fixture.Compile(t, []byte(crowd(60, 20, true)))
	q := rank.Question{Failures: 2, By: "users", After: time.Hour}
	all, err := rank.Ask(t.Context(), c, q)
	if err != nil {
		t.Fatal(err)
	}
	if all.LoadPairs != nil {
		t.Errorf("all pairs: %+v", all.LoadPairs)
	}
	rows := map[string]string{}
	for i := range all.Rows {
		rows[fmt.Sprint(all.Rows[i].Failed)] = rowSays(&all.Rows[i])
	}
	last := int64(0)
	for _, work := range []int64{1, 50_000, 150_000} {
		q.LoadWork = work
		some, workErr := rank.Ask(t.Context(), c, q)
		if workErr != nil {
			t.Fatal(workErr)
		}
		x := some.LoadPairs
		if x == nil || x.Run >= x.Of || x.Run < last || x.Run > int64(x.Worst*(x.Worst-1)/2) {
			t.Fatalf("work %d: %+v", work, x)
		}
		if last = x.Run; some.Scenarios != all.Scenarios || some.Scenarios-x.Of+x.Run != int64(len(some.Rows)) {
			t.Errorf("work %d: %d scenarios, %d rows, %+v", work, some.Scenarios, len(some.Rows), x)
		}
		for i := range some.Rows {
			if r := &some.Rows[i]; rowSays(r) != rows[fmt.Sprint(r.Failed)] {
				t.Errorf("work %d: %s: %s, want %s", work, r.Failed, rowSays(r), rows[fmt.Sprint(r.Failed)])
			}
		}
		again, rankErr := rank.Ask(t.Context(), c, q)
		if rankErr != nil || *again.LoadPairs != *x {
			t.Errorf("work %d: %+v, then %+v (%v)", work, x, again.LoadPairs, rankErr)
		}
	}
	q.LoadWork = 1 << 40
	full, err := rank.Ask(t.Context(), c, q)
	if err != nil || full.LoadPairs != nil || len(full.Rows) != len(all.Rows) || *full.Interacting != *all.Interacting || !slices.EqualFunc(full.Rows, all.Rows, func(a, b result.RankRow) bool { return rowSays(&a) == rowSays(&b) && slices.Equal(a.Failed, b.Failed) }) {
		t.Errorf("granted enough it is not the whole answer: %v, %+v", err, full.LoadPairs)
	}
}

// BenchmarkPairsWithLoad ranks pairs of a thousand services that spill, with fifty capacities,
// and reports how long one pair takes.
func BenchmarkPairsWithLoad(b *testing.B) {
	c := fixture.Compile(b, []byte(crowd(1000, 50, true)))
	q := rank.Question{Failures: 2, By: "users", Top: 20, After: time.Hour, LoadWork: 20_000_000}
	run := int64(0)
	for b.Loop() {
		a, err := rank.Ask(b.Context(), c, q)
		if err != nil {
			b.Fatal(err)
		}
		run += a.LoadPairs.Run
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(run), "ms/pair")
	b.ReportMetric(float64(run)/float64(b.N), "pairs")
}
