package draw

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// luminance is WCAG's relative luminance of a colour.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	v, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("colour %q", colour)
	}
	channel := func(shift uint) float64 {
		c := float64(v>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func TestTextContrast(t *testing.T) {
	const enough = 4.5 // WCAG AA
	p := palette()
	for name, s := range p {
		if s.on == "" {
			continue
		}
		ground := p[s.on].fill
		for _, c := range [][2]string{{s.fill.light, ground.light}, {s.fill.dark, ground.dark}} {
			if got := contrast(t, c[0], c[1]); got < enough {
				t.Errorf("%s on %s: %s on %s has contrast %.2f", name, s.on, c[0], c[1], got)
			}
		}
	}
}

// TestLineContrast: outlines, edges and signs can be seen.
func TestLineContrast(t *testing.T) {
	const enough = 3 // WCAG's for what is no text
	p := palette()
	check := func(what string, a, b ink) {
		for _, c := range [][2]string{{a.light, b.light}, {a.dark, b.dark}} {
			if got := contrast(t, c[0], c[1]); got < enough {
				t.Errorf("%s: %s on %s has contrast %.2f", what, c[0], c[1], got)
			}
		}
	}
	for _, kind := range []string{"edge", "carried"} {
		for _, style := range []string{"hard", "alternative", "soft", "unless"} {
			check(kind+" "+style, p[kind+"-"+style].stroke, p["page"].fill)
			check(kind+" "+style, p[kind+"-"+style].stroke, p["cluster-up"].fill)
		}
	}
	for state, look := range stateLooks() {
		if state == result.StateUp {
			continue // meant to recede
		}
		check(string(state)+" outline", look.line, p["page"].fill)
		check(string(state)+" badge", look.sign, look.plate)
	}
}

// TestStatesDifferInGrey: without colour, neighbours in severity differ in the
// grey of their body, or in outline, and always in badge.
func TestStatesDifferInGrey(t *testing.T) {
	looks := stateLooks()
	for i, a := range states {
		for _, b := range states[:i] {
			grey := contrast(t, looks[a].fill.light, looks[b].fill.light)
			sameLine := slices.Equal(looks[a].dash, looks[b].dash)
			if grey < 1.3 && sameLine && a != result.StatePartial && b != result.StatePartial {
				t.Errorf("%s and %s look alike in grey: contrast %.2f, same outline", b, a, grey)
			}
		}
	}
	signs := map[string]bool{}
	for _, s := range states[:7] {
		_, sign, ok := badge(s, point{})
		if !ok || signs[pathData(sign)] {
			t.Errorf("%s has no badge of its own", s)
		}
		signs[pathData(sign)] = true
	}
}

func TestCarriedEdgesStandOut(t *testing.T) {
	p := palette()
	for _, style := range []string{"hard", "alternative", "soft", "unless"} {
		idle, carried := p["edge-"+style], p["carried-"+style]
		if carried.width < 1.8*idle.width {
			t.Errorf("%s: carried is %v wide, idle %v", style, carried.width, idle.width)
		}
		if luminance(t, carried.stroke.light) >= luminance(t, idle.stroke.light)/2 {
			t.Errorf("%s: carried is not darker", style)
		}
	}
}
