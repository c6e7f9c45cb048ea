// Package sobol estimates how much of the variance of a function each of its inputs
// explains: Sobol's indices, from values of the function at random points.
//
// The first-order index of an input is the share of the variance that would go, on
// average, if that input alone were known; the total index is the share that would stay if
// all others were. The first add up to at most 1, and to 1 where inputs only add up; where
// they act together, the totals add up to more.
//
// The function is evaluated at the rows of two independent matrices A and B of inputs, and
// for each input i at the rows of A with column i taken from B: for N rows and d inputs
// N*(d+2) times. What is estimated from that is
//
//	first order: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010, Variance
//	based sensitivity analysis of model output, table 2 (b), and Jansen 1999, Analysis of
//	variance designs for model output, both for the same index: the first is good where an
//	input explains little, the second where it explains much. They are mixed with the weight
//	that makes the mixture vary least.
//	total: Jansen 1999.
//
// Intervals are of the linearised estimators (the infinitesimal jackknife, which is what a
// bootstrap of the rows comes to): they hold for many rows, and are rough for few.
package sobol

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Samples are values of a function: by row, the same rows in all.
type Samples struct {
	A, B []float64   // at the rows of the two matrices
	Each [][]float64 // by input: at the rows of A with its column from B
}

// Index is an estimated index, and between what the true one lies with 95 of 100. All three
// are from 0 to 1, within which every true index lies.
type Index struct{ Value, Low, High float64 }

// Indices are what was found of a function.
type Indices struct {
	Mean, Variance float64 // of the function
	First, Total   []Index // by input; nil where the variance is 0, and nothing is to explain
}

// rounding is how far apart values may be, as a share of their mean, that are the same but for
// rounding.
const rounding = 1e-9

// level is the share of intervals that hold.
const level = 0.95

// Estimate estimates all indices. There must be two rows at least, of finite values, and
// all lists must be as long as A. It costs a few passes over the samples.
func Estimate(s Samples) Indices {
	n := float64(len(s.A))
	out := Indices{Mean: (stat.Mean(s.A, nil) + stat.Mean(s.B, nil)) / 2}
	spread := make([]float64, len(s.A)) // by row, of which the mean is the variance
	for r := range s.A {
		a, b := s.A[r]-out.Mean, s.B[r]-out.Mean
		spread[r] = (a*a + b*b) / 2
	}
	out.Variance = stat.Mean(spread, nil)
	if math.Sqrt(out.Variance) <= rounding*math.Abs(out.Mean) {
		out.Variance = 0
		return out
	}
	reach := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(1-(1-level)/2) / math.Sqrt(n)
	for _, mixed := range s.Each {
		x := input{s: s, mixed: mixed, mean: out.Mean, spread: spread, variance: out.Variance, reach: reach}
		out.First, out.Total = append(out.First, x.first()), append(out.Total, x.total())
	}
	return out
}

// input is one whose indices are estimated.
type input struct {
	s              Samples
	mixed          []float64
	mean, variance float64
	spread         []float64
	reach          float64 // of an interval, in standard deviations of a row
}

// first mixes two estimates of the first-order index.
func (x input) first() Index {
	p, q := make([]float64, len(x.mixed)), make([]float64, len(x.mixed))
	for r, m := range x.mixed {
		p[r] = (x.s.B[r] - x.mean) * (m - x.s.A[r])
		q[r] = x.spread[r] - (x.s.B[r]-m)*(x.s.B[r]-m)/2
	}
	saltelli, jansen := x.ratio(p), x.ratio(q)
	apart := make([]float64, len(p))
	for r := range apart {
		apart[r] = jansen.off[r] - saltelli.off[r]
	}
	weight := 0.0
	if v := stat.Variance(apart, nil); v > 0 {
		weight = max(0, min(1, -stat.Covariance(saltelli.off, apart, nil)/v))
	}
	for r := range apart {
		apart[r] = saltelli.off[r] + weight*apart[r]
	}
	return x.interval(estimate{value: saltelli.value + weight*(jansen.value-saltelli.value), off: apart})
}

func (x input) total() Index {
	p := make([]float64, len(x.mixed))
	for r, m := range x.mixed {
		p[r] = (x.s.A[r] - m) * (x.s.A[r] - m) / 2
	}
	return x.interval(x.ratio(p))
}

// estimate is an index, and by row how far that row moves it, times the number of rows.
type estimate struct {
	value float64
	off   []float64
}

// ratio estimates the mean of a list over the variance, which comes of the same rows.
func (x input) ratio(of []float64) estimate {
	out := estimate{value: stat.Mean(of, nil) / x.variance, off: make([]float64, len(of))}
	for r := range of {
		out.off[r] = (of[r] - out.value*x.spread[r]) / x.variance
	}
	return out
}

func (x input) interval(e estimate) Index {
	within := func(v float64) float64 {
		if v < rounding {
			return 0
		}
		return min(1, v)
	}
	off := x.reach * stat.StdDev(e.off, nil)
	return Index{Value: within(e.value), Low: within(e.value - off), High: within(e.value + off)}
}
