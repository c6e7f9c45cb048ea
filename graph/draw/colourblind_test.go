package draw

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// What those see who lack one kind of cone: matrices on linear RGB of Machado,
// Oliveira and Fernandes, IEEE TVCG 15 (2009), table 1, severity 1.
var blindness = map[string][3][3]float64{
	"none":         {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// TestColourBlind: any two states differ in their body or their outline, and any
// two changes in their badge, by what is easily told apart side by side (CIE76
// distances of 10), whatever cone is missing. Outlines' dashes and badges' signs
// come on top.
func TestColourBlind(t *testing.T) {
	const apart = 10
	for kind, m := range blindness {
		for _, dark := range []bool{false, true} {
			pick := func(i ink) string {
				if dark {
					return i.dark
				}
				return i.light
			}
			looks := stateLooks()
			for i, a := range states {
				for _, b := range states[:i] {
					d := max(labDistance(t, m, pick(looks[a].fill), pick(looks[b].fill)), labDistance(t, m, pick(looks[a].line), pick(looks[b].line)))
					if d < apart {
						t.Errorf("%s, dark %v: %s and %s are %.1f apart", kind, dark, a, b, d)
					}
				}
			}
			changes := changeLooks()
			for _, p := range [][2]result.Change{{result.ChangeSaved, result.ChangeStill}, {result.ChangeSaved, result.ChangeNewly}, {result.ChangeStill, result.ChangeNewly}} {
				if d := labDistance(t, m, pick(changes[p[0]]), pick(changes[p[1]])); d < apart {
					t.Errorf("%s, dark %v: %s are %.1f apart", kind, dark, fmt.Sprint(p), d)
				}
			}
		}
	}
}

// labDistance is the CIE76 distance of two colours as seen through a matrix.
func labDistance(t *testing.T, m [3][3]float64, a, b string) float64 {
	t.Helper()
	p, q := lab(t, m, a), lab(t, m, b)
	return math.Sqrt(math.Pow(p[0]-q[0], 2) + math.Pow(p[1]-q[1], 2) + math.Pow(p[2]-q[2], 2))
}

// lab is a colour in CIELAB for the white point D65.
func lab(t *testing.T, m [3][3]float64, colour string) [3]float64 {
	t.Helper()
	v, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	rgb := [3]float64{linear(float64(v>>16&0xff) / 255), linear(float64(v>>8&0xff) / 255), linear(float64(v&0xff) / 255)}
	seen := times(m, rgb)
	for i := range seen {
		seen[i] = max(0, min(1, seen[i]))
	}
	xyz := times([3][3]float64{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}, seen)
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x, y, z := f(xyz[0]/0.95047), f(xyz[1]), f(xyz[2]/1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func linear(c float64) float64 {
	if c <= 0.04045 {
		return c / 12.92
	}
	return math.Pow((c+0.055)/1.055, 2.4)
}

func times(m [3][3]float64, v [3]float64) (out [3]float64) {
	for i := range m {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}
