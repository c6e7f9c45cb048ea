package font

import (
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/encoding/korean"
)

var update = flag.Bool("update", false, "write characters.txt")

func TestWidth(t *testing.T) {
	r := NewRuler()
	tests := []struct {
		text   string
		lo, hi float64 // in ems
	}{
		{"", 0, 0},
		{"가", 0.9, 0.95},
		{"카카오톡", 3.6, 3.8},
		{"W", 0.8, 1},
		{"i", 0.2, 0.35},
		{"…", 0.5, 1},
		{"㈜①Ⅱ㎞℃農協", 6, 7},
		// not in the font
		{"\U0001F4A9", 1.2, 1.4},
		{"👩‍👩‍👧‍👦", 1.2, 1.4},
		{"👍🏽", 1.2, 1.4},
		{"مرحبا", 2, 3.6},
		{"สวัสดี", 2, 3.2}, // vowels stand above
		{"नमस्ते", 2, 3.4},
		{"Łódź", 2, 2.8},
		{"䶮", 1, 1},
	}
	for _, test := range tests {
		got := r.Width(test.text, 10) / 10
		if got < test.lo || got > test.hi {
			t.Errorf("%q is %.3f em wide, want %.2f to %.2f", test.text, got, test.lo, test.hi)
		}
		if again := r.Width(test.text, 20) / 20; math.Abs(again-got) > 1e-9 {
			t.Errorf("%q: width does not grow with the size", test.text)
		}
	}
}

// notInFont are the characters of KS X 1001 that the font lacks. Korean text has none
// of them to speak of.
const notInFont = "∼≒˘˝˚˛ː◈ĦĲĿŁŦŊ⅓⅔⅛⅜⅝⅞ħıĳĸŀłŧŋŉⁿ₁₂₃₄"

// TestKSX1001IsComplete: every character of the Korean standard, its Hanja and signs
// among them, but those that are known to be missing; and all of Hangul.
func TestKSX1001IsComplete(t *testing.T) {
	r := NewRuler()
	var missing []rune
	seen := 0
	for row := byte(0xA1); row < 0xFF; row++ {
		for cell := byte(0xA1); cell < 0xFF; cell++ {
			s, err := korean.EUCKR.NewDecoder().Bytes([]byte{row, cell})
			if c, _ := utf8.DecodeRune(s); err == nil && c != utf8.RuneError {
				if seen++; !r.Has(c) {
					missing = append(missing, c)
				}
			}
		}
	}
	if string(missing) != notInFont || seen < 8200 {
		t.Errorf("of %d characters it lacks %q", seen, string(missing))
	}
	for c := '가'; c <= '힣'; c++ {
		if !r.Has(c) || len(r.Outline(c)) == 0 {
			t.Fatalf("no glyph for %c", c)
		}
	}
}

// characters lists what the font has, in the ranges that pyftsubset reads.
func characters() string {
	r := NewRuler()
	var b strings.Builder
	for c := rune(0); c <= unicode.MaxRune; c++ {
		has := func(c rune) bool {
			i, err := r.font.GlyphIndex(&r.buffer, c)
			return err == nil && i != 0
		}
		if !has(c) {
			continue
		}
		first := c
		for has(c + 1) {
			c++
		}
		if first == c {
			fmt.Fprintf(&b, "U+%04X\n", c)
		} else {
			fmt.Fprintf(&b, "U+%04X-%04X\n", first, c)
		}
	}
	return b.String()
}

// TestCharacters: the list from which the font is made is that of what it has.
func TestCharacters(t *testing.T) {
	if *update {
		if err := os.WriteFile("characters.txt", []byte(characters()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile("characters.txt"); err != nil || characters() != string(want) {
		t.Errorf("characters.txt is not what the font has (go test -update writes it): %v", err)
	}
}

// TestFontIsNotoSansCJKKR: letter by letter it is what Debian's package has, where that
// is installed.
func TestFontIsNotoSansCJKKR(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads a font of 20 MB")
	}
	data, err := os.ReadFile("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
	if err != nil {
		t.Skip("fonts-noto-cjk is not installed")
	}
	collection, err := sfnt.ParseCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	r, buffer := NewRuler(), &sfnt.Buffer{}
	noto := named(t, collection, "Noto Sans CJK KR")
	same := 0
	for c := ' '; c < 0x20000; c++ {
		i, err := r.font.GlyphIndex(&r.buffer, c)
		if err != nil || i == 0 {
			continue
		}
		k, err := noto.GlyphIndex(buffer, c)
		if err != nil || !reflect.DeepEqual(shape(t, r.font, i), shape(t, noto, k)) {
			t.Errorf("%c is not Noto's: %v", c, err)
		}
		same++
	}
	if same < 17000 {
		t.Errorf("only %d characters", same)
	}
}

func named(t *testing.T, c *sfnt.Collection, name string) *sfnt.Font {
	t.Helper()
	for i := range c.NumFonts() {
		f, err := c.Font(i)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.Name(nil, sfnt.NameIDFull); err == nil && got == name {
			return f
		}
	}
	t.Fatalf("no %s in the collection", name)
	return nil
}

// shape is what a letter looks like, and how wide it is.
func shape(t *testing.T, f *sfnt.Font, glyph sfnt.GlyphIndex) sfnt.Segments {
	t.Helper()
	const size = 1000 << 6
	segments, err := f.LoadGlyph(nil, glyph, size, nil)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := f.GlyphAdvance(nil, glyph, size, 0)
	if err != nil {
		t.Fatal(err)
	}
	return append(slices.Clone(segments), sfnt.Segment{Args: [3]fixed.Point26_6{{X: wide}}})
}

// TestOutlineOfWhatIsLacking: a box as wide as the character counts, and nothing for
// what is drawn over others.
func TestOutlineOfWhatIsLacking(t *testing.T) {
	r := NewRuler()
	for _, c := range "ŁمΩ🔥" {
		steps := r.Outline(c)
		widest := 0.0
		for _, s := range steps {
			for _, p := range s.Points {
				widest = max(widest, p.X)
			}
		}
		if w := r.Width(string(c), 1); len(steps) == 0 || widest > w || widest < w/2 || r.Has(c) != (c == 'Ω') {
			t.Errorf("%c is %.2f wide, its outline %.2f, in the font %v", c, w, widest, r.Has(c))
		}
	}
	for _, c := range "\u0301\u200D\uFE0F" {
		if len(r.Outline(c)) > 0 || !r.Has(c) {
			t.Errorf("%U has an outline", c)
		}
	}
}
