package sobol_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/meoktong/meoktong/graph/engine/sobol"
)

// sample evaluates a function of inputs that are uniform from low to high.
func sample(seed uint64, rows, inputs int, low, high float64, f func(x []float64) float64) sobol.Samples {
	rng := rand.New(rand.NewPCG(seed, 14))
	s := sobol.Samples{Each: make([][]float64, inputs)}
	draw := func() []float64 {
		x := make([]float64, inputs)
		for i := range x {
			x[i] = low + (high-low)*rng.Float64()
		}
		return x
	}
	for range rows {
		a, b := draw(), draw()
		s.A, s.B = append(s.A, f(a)), append(s.B, f(b))
		for i := range a {
			was := a[i]
			a[i] = b[i]
			s.Each[i] = append(s.Each[i], f(a))
			a[i] = was
		}
	}
	return s
}

// ishigami is the function of Ishigami and Homma 1990 with a = 7 and b = 0.1, of three
// inputs from -π to π.
func ishigami(x []float64) float64 {
	s := math.Sin(x[1])
	return math.Sin(x[0]) + 7*s*s + 0.1*math.Pow(x[2], 4)*math.Sin(x[0])
}

// g is the function of Sobol with these coefficients, of inputs from 0 to 1.
func g(coefficients []float64) func(x []float64) float64 {
	return func(x []float64) float64 {
		y := 1.0
		for i, a := range coefficients {
			y *= (math.Abs(4*x[i]-2) + a) / (1 + a)
		}
		return y
	}
}

// ofG are its indices in closed form: Saltelli et al. 2008, Global Sensitivity Analysis,
// section 4.6.
func ofG(coefficients []float64) (first, total []float64) {
	all := 1.0
	alone := make([]float64, len(coefficients))
	for i, a := range coefficients {
		alone[i] = 1 / (3 * (1 + a) * (1 + a))
		all *= 1 + alone[i]
	}
	all--
	for _, v := range alone {
		first, total = append(first, v/all), append(total, v*(all+1)/(1+v)/all)
	}
	return first, total
}

// TestPublished compares estimates with what the literature gives, and with closed forms.
func TestPublished(t *testing.T) {
	coefficients := []float64{0, 1, 4.5, 9, 99, 99, 99, 99}
	gFirst, gTotal := ofG(coefficients)
	for _, tt := range []struct {
		name         string
		low, high    float64
		f            func(x []float64) float64
		first, total []float64
		within       float64
	}{
		{"Ishigami", -math.Pi, math.Pi, ishigami, []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437}, 0.01},
		{"g of Sobol", 0, 1, g(coefficients), gFirst, gTotal, 0.012},
		{"a sum", 0, 1, func(x []float64) float64 { return x[0] + 2*x[1] + 3*x[2] + 7 }, []float64{1. / 14, 4. / 14, 9. / 14}, []float64{1. / 14, 4. / 14, 9. / 14}, 0.01},
		{"one input", 0, 1, func(x []float64) float64 { return math.Exp(x[1]) }, []float64{0, 1}, []float64{0, 1}, 0.005},
		{"a product", -1, 1, func(x []float64) float64 { return x[0] * x[1] }, []float64{0, 0}, []float64{1, 1}, 0.015},
	} {
		got := sobol.Estimate(sample(3, 1<<16, len(tt.first), tt.low, tt.high, tt.f))
		for i := range tt.first {
			for _, x := range []struct {
				what string
				got  sobol.Index
				want float64
			}{{"first", got.First[i], tt.first[i]}, {"total", got.Total[i], tt.total[i]}} {
				if math.Abs(x.got.Value-x.want) > tt.within {
					t.Errorf("%s, input %d, %s: %.4f, want %.4f", tt.name, i, x.what, x.got.Value, x.want)
				}
			}
		}
	}
}

// TestIntervalsHold counts how often the interval has the true index.
func TestIntervalsHold(t *testing.T) {
	first, total := []float64{0.31390519, 0.44241114, 0}, []float64{0.55758886, 0.44241114, 0.24368366}
	const times = 300
	in := make([]int, 6)
	for seed := range uint64(times) {
		got := sobol.Estimate(sample(seed, 400, 3, -math.Pi, math.Pi, ishigami))
		for i := range first {
			for k, x := range []struct {
				of   sobol.Index
				true float64
			}{{got.First[i], first[i]}, {got.Total[i], total[i]}} {
				if x.of.Low <= x.true && x.true <= x.of.High {
					in[2*i+k]++
				}
			}
		}
	}
	for i, n := range in {
		if share := float64(n) / times; share < 0.90 {
			t.Errorf("the interval of index %d holds in %.3f of all cases", i, share)
		}
	}
}

// TestNothingToExplain has a function that is the same everywhere.
func TestNothingToExplain(t *testing.T) {
	got := sobol.Estimate(sample(1, 20, 2, 0, 1, func([]float64) float64 { return 5 }))
	if got.Mean != 5 || got.Variance != 0 || got.First != nil || got.Total != nil {
		t.Errorf("%+v", got)
	}
}
