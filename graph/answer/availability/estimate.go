package availability

import (
	"context"
	"math"

	"github.com/meoktong/meoktong/graph/engine/montecarlo"
	"github.com/meoktong/meoktong/graph/result"
)

// DefaultTrials is how many trials estimate what cannot be computed: seconds for
// a model of a thousand nodes, and an interval of ±0.002 at worst.
const DefaultTrials = 1_000_000

// estimate runs the trials for the nodes that have no exact answer, if there are
// any.
func (w *weigher) estimate(ctx context.Context) (err error) {
	needed := w.q.Trials > 0
	for i := range w.weights {
		needed = needed || w.weights[i].tooLarge
	}
	if !needed {
		return nil
	}
	in := montecarlo.Input{Graph: w.c.Graph, Horizon: w.q.After}
	for node, p := range w.chance {
		if p > 0 {
			in.Faults = append(in.Faults, montecarlo.Fault{Chance: p, Vertices: w.c.WithParts(int32(node))})
		}
	}
	trials := w.q.Trials
	if trials == 0 {
		trials = DefaultTrials
	}
	w.counts, err = montecarlo.Run(ctx, in, montecarlo.Range{To: trials}, w.q.Seed)
	return err
}

// estimated returns how often the users of a node saw it fail, and an interval
// that has the true probability in 95 of 100 cases. Over parts by share, what a
// trial gives is a number between 0 and 1, which varies no more than a yes or no
// of the same mean; so the interval for these is wide enough.
func (w *weigher) estimated(v int32) (p float64, e *result.Estimate) {
	trials := w.counts.Trials
	for x := range w.c.Seen(v).All() {
		p += w.share(v, x) * w.counted(x)
	}
	low, _ := montecarlo.Wilson(int64(math.Floor(p*float64(trials))), trials, montecarlo.Z95)
	_, high := montecarlo.Wilson(int64(math.Ceil(p*float64(trials))), trials, montecarlo.Z95)
	return p, &result.Estimate{Low: low, High: high, Trials: trials, Seed: w.q.Seed}
}

// counted returns in which share of the trials a vertex failed.
func (w *weigher) counted(x int32) float64 {
	count := w.counts.Down
	if w.q.Level == string(result.LevelDegraded) {
		count = w.counts.NotUp
	}
	return float64(count[x]) / float64(w.counts.Trials)
}
