package trials_test

import (
	"math"
	"runtime"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/models"
)

func onCores(n int, f func() string) string {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	return f()
}

// TestDraws holds what is drawn against the distributions that a range stands for, by
// their means and variances, and against its ends.
func TestDraws(t *testing.T) {
	facts := []models.Fact{
		{Of: "a", Key: "recovery", Range: models.Range{Least: 7200, Likeliest: 21600, Most: 36000}},
		{Of: "b", Key: "recovery", Range: models.Range{Least: 7200, Likeliest: 14400, Most: 36000, Triangle: true}},
		{Of: "p", Key: "access", About: "kt", Range: models.Range{Least: 0.3, Likeliest: 0.375, Most: 0.45, Share: true}},
		{Of: "c", Key: "recovery", Range: models.Range{Least: 3600, Likeliest: 3600, Most: 7200, Triangle: true}},
	}
	const n = 20000
	for i, f := range facts {
		r := f.Range
		width := r.Most - r.Least
		mean, variance := (r.Least+r.Most)/2, width*width/12
		if r.Triangle {
			a, b, c := r.Least, r.Most, r.Likeliest
			mean, variance = (a+b+c)/3, (a*a+b*b+c*c-a*b-a*c-b*c)/18
		}
		sum, squares := 0.0, 0.0
		for trial := range int64(n) {
			x := trials.Values(facts, 3, trial)[i]
			if x < r.Least || x > r.Most || !r.Share && x != math.Trunc(x) {
				t.Fatalf("%s is %g", f.String(), x)
			}
			sum, squares = sum+x, squares+x*x
		}
		m := sum / n
		if v := squares/n - m*m; math.Abs(m-mean) > 4*math.Sqrt(variance/n) || math.Abs(v/variance-1) > 0.05 {
			t.Errorf("%s has mean %g and variance %g, not %g and %g", f.String(), m, v, mean, variance)
		}
	}
	if a, b := trials.Values(facts, 3, 0)[0], trials.Values(facts[:1], 3, 0)[0]; a != b {
		t.Errorf("what a fact is hangs on the others: %g, %g", a, b)
	}
}
